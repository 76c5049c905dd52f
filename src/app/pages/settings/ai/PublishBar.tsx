import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { ManageAiError } from '@/data/ai-dispatcher-api.ts';
import { type SaveProfile, useSaveProfile } from '@/data/ai-dispatcher.queries.ts';
import { cn } from '@/lib/cn.ts';
import { showToast } from '@/lib/toast-store.ts';
import type { ManageAiState, ScenarioReport } from '@core/contracts/manage-ai.ts';
import { aiCopy } from './ai-copy.ts';
import { BlockedDialog } from './BlockedDialog.tsx';
import { failureText } from './failure-text.ts';
import type { ProfileEditing } from './use-profile-form.ts';

const { bar: copy } = aiCopy;

export interface PublishBarProps {
  state: ManageAiState;
  form: ProfileEditing;
  isOwner: boolean;
}

/** What callers do not hear yet: to drop it, or to test it and let it answer. */
export function PublishBar({ state, form, isOwner }: PublishBarProps) {
  const save = useSaveProfile();
  const [report, setReport] = useState<ScenarioReport | null>(null);
  const isFirst = state.published === null;

  const publish = (despiteFailures: boolean) => {
    const sent = form.edit;
    const wanted: SaveProfile = { profile: form.profile, publish: true, despiteFailures };
    save.mutate(wanted, {
      onSuccess: ({ sync, published }) => {
        form.forget(sent);
        setReport(null);
        // Saved, but Telnyx did not take it: the note above says so too, and offers to send it again.
        showToast({
          text:
            sync.status === 'failed'
              ? copy.failed(sync.error ?? '')
              : copy.published(published?.version ?? 0),
        });
      },
      onError: (error) => {
        if (error instanceof ManageAiError && error.detail.report) {
          // The server keeps the draft: what was typed is there now.
          if (error.detail.state) form.forget(sent);
          setReport(error.detail.report);
        } else {
          showToast({
            text: copy.failed(failureText(error)),
            action: { label: aiCopy.retry, run: () => publish(despiteFailures) },
          });
        }
      },
    });
  };

  const discard = () => {
    form.drop();
    if (!state.published || !state.has_unpublished_changes) return;
    save.mutate(
      { profile: state.published.profile, publish: false },
      { onError: (error) => showToast({ text: copy.discardFailed(failureText(error)) }) },
    );
  };

  const hasChanges = form.changes > 0 || form.edit !== null;
  return (
    <>
      {hasChanges || isFirst ? (
        <Bar
          words={words(form, isFirst)}
          isProblem={form.problems > 0}
          isBusy={save.isPending}
          canDiscard={hasChanges}
          canPublish={form.problems === 0}
          onDiscard={discard}
          onPublish={() => publish(false)}
        />
      ) : null}
      <BlockedDialog
        report={report}
        isOwner={isOwner}
        isPublishing={save.isPending}
        onClose={() => setReport(null)}
        onPublishAnyway={() => publish(true)}
      />
    </>
  );
}

function words(form: ProfileEditing, isFirst: boolean): string {
  if (form.problems > 0) return copy.repair(form.problems);
  return isFirst ? copy.first : copy.changes(form.changes);
}

interface BarProps {
  words: string;
  isProblem: boolean;
  isBusy: boolean;
  canDiscard: boolean;
  canPublish: boolean;
  onDiscard: () => void;
  onPublish: () => void;
}

function Bar(props: BarProps) {
  return (
    <div className="sticky bottom-[min(calc(3.5rem+var(--dock-h,0px)),50dvh)] z-(--z-sticky) -mx-4 flex items-center gap-2 border-t border-line bg-[color-mix(in_oklch,var(--surface)_94%,transparent)] px-4 py-3 backdrop-blur-[8px] desk:bottom-14 desk:max-wide:pr-[calc(var(--phone)+2.5rem)] side:bottom-0">
      <p
        role="status"
        className={cn(
          'min-w-0 flex-1 text-small',
          props.isProblem ? 'text-danger-text' : 'text-muted',
        )}
      >
        {props.words}
      </p>
      {props.canDiscard ? (
        <Button variant="ghost" disabled={props.isBusy} onClick={props.onDiscard}>
          {copy.discard}
        </Button>
      ) : null}
      <Button
        variant="primary"
        disabled={!props.canPublish || props.isBusy}
        aria-busy={props.isBusy}
        onClick={props.onPublish}
      >
        {props.isBusy ? copy.publishing : copy.publish}
      </Button>
    </div>
  );
}
