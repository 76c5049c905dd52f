import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import { Dialog } from '@/components/ui/Dialog.tsx';
import { useRollBack } from '@/data/ai-dispatcher.queries.ts';
import { exactTime } from '@/lib/dates.ts';
import { showToast } from '@/lib/toast-store.ts';
import type { ManageAiState } from '@core/contracts/manage-ai.ts';
import { aiCopy } from './ai-copy.ts';
import { failureText } from './failure-text.ts';
import { Group } from './Group.tsx';
import { SettingLine } from './SettingLine.tsx';

const { versions: copy } = aiCopy;

export interface VersionsGroupProps {
  state: ManageAiState;
  /** After a roll-back: what was being edited belongs to a profile that is gone. */
  onRolledBack: () => void;
}

/** Every profile that answered callers, newest first, and the way back to one. */
export function VersionsGroup({ state, onRolledBack }: VersionsGroupProps) {
  const rollBack = useRollBack();
  const [asked, setAsked] = useState<number | null>(null);
  const confirm = (version: number) => {
    rollBack.mutate(version, {
      onSuccess: ({ sync, published }) => {
        onRolledBack();
        showToast({
          text:
            sync.status === 'failed'
              ? copy.failed(sync.error ?? '')
              : copy.done(version, published?.version ?? version),
        });
      },
      onError: (error) => showToast({ text: copy.failed(failureText(error)) }),
      onSettled: () => setAsked(null),
    });
  };
  return (
    <Group title={copy.title} isList>
      {state.versions.length === 0 ? <p className="text-muted">{copy.none}</p> : null}
      <ul className="divide-y divide-line">
        {state.versions.map(({ version, at, by_name: name }) => (
          <li key={version}>
            <SettingLine name={copy.name(version)} text={copy.by(exactTime(at), name)}>
              {version === state.published?.version ? (
                <Chip tone="ai">{copy.live}</Chip>
              ) : (
                <Button
                  variant="ghost"
                  size="sm"
                  aria-label={copy.rollBackTo(version)}
                  onClick={() => setAsked(version)}
                >
                  {copy.rollBack}
                </Button>
              )}
            </SettingLine>
          </li>
        ))}
      </ul>
      <Dialog
        isOpen={asked !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) setAsked(null);
        }}
        title={copy.confirmTitle(asked ?? 0)}
        description={copy.confirmText}
      >
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsked(null)}>{copy.cancel}</Button>
          <Button
            variant="primary"
            aria-busy={rollBack.isPending}
            disabled={rollBack.isPending}
            onClick={() => {
              if (asked !== null) confirm(asked);
            }}
          >
            {copy.confirm}
          </Button>
        </div>
      </Dialog>
    </Group>
  );
}
