import { Pencil } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import { Switch } from '@/components/ui/Switch.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import type { AiLine } from '@/data/ai-dispatcher-lines.queries.ts';
import { type PhoneNumber, useRenameLine } from '@/data/phone-numbers.queries.ts';
import { showToast } from '@/lib/toast-store.ts';
import { displayNumber } from '@core/e164.ts';
import { useEnv } from '../../env-context.tsx';
import { whenWords } from './ai/line-words.ts';
import { useAiSwitch } from './ai/use-ai-switch.ts';
import { settingsCopy } from './copy.ts';

const { numbers: copy } = settingsCopy;

export interface NumberRowProps {
  line: PhoneNumber;
  /** When the AI answers here; null until that is known. */
  ai: AiLine | null;
  /** Owners and admins rename lines and switch the AI. */
  canChange: boolean;
}

/** One line; its name is changed in place, and the AI switched on or off. */
export function NumberRow({ line, ai, canChange }: NumberRowProps) {
  const { telnyx } = useEnv();
  const number = displayNumber(line.phoneNumber);
  return (
    <tr
      role="row"
      className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-y-1 border-b border-line py-2.5 desk:table-row desk:h-12 desk:p-0"
    >
      <td role="cell" className="desk:pr-2">
        <LineName line={line} number={number} canRename={canChange} />
      </td>
      <td role="cell" className="lining-nums max-desk:text-right desk:px-2">
        {number}
      </td>
      <td role="cell" className="text-muted desk:px-2">
        <Connection connectionId={line.connectionId} own={telnyx.connectionId} />
      </td>
      <td role="cell" className="desk:pl-2">
        <AiSwitch ai={ai} label={line.label || number} canSwitch={canChange} />
      </td>
    </tr>
  );
}

function AiSwitch({
  ai,
  label,
  canSwitch,
}: {
  ai: AiLine | null;
  label: string;
  canSwitch: boolean;
}) {
  const { change } = useAiSwitch();
  const textId = useId();
  return (
    <span className="flex items-center justify-end gap-2.5">
      <span id={textId} className="text-right text-xs text-faint max-desk:sr-only">
        <span className="sr-only">{label}. </span>
        {ai?.isOn ? whenWords(ai) : copy.aiOff}
        {canSwitch ? null : <span className="sr-only">. {copy.onlyAdminsSwitch}</span>}
      </span>
      <Switch
        label={copy.ai}
        tone="ai"
        isOn={ai?.isOn ?? false}
        disabled={!canSwitch || !ai}
        describedBy={textId}
        onChange={(isOn) => {
          if (ai) change(ai, { isOn });
        }}
      />
    </span>
  );
}

function Connection({ connectionId, own }: { connectionId: string | null; own: string }) {
  if (!connectionId) return <Chip tone="warn">{copy.noConnection}</Chip>;
  const words = connectionId === own ? copy.attached : copy.otherConnection;
  return <span title={connectionId}>{words}</span>;
}

function LineName({
  line,
  number,
  canRename,
}: {
  line: PhoneNumber;
  number: string;
  canRename: boolean;
}) {
  const rename = useRenameLine();
  const [draft, setDraft] = useState<string | null>(null);

  const save = (label: string) => {
    rename.mutate(
      { id: line.id, label },
      {
        onError: () =>
          showToast({
            text: copy.renameFailed,
            action: { label: copy.retry, run: () => save(label) },
          }),
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft !== null && draft.trim() !== line.label) save(draft.trim());
    setDraft(null);
  };

  if (draft === null) {
    return (
      <span className="flex items-center gap-2">
        <span className="font-medium">{line.label || copy.noName}</span>
        {line.isDefault ? <Chip>{copy.isDefault}</Chip> : null}
        {canRename ? (
          <Button
            variant="ghost"
            size="sm"
            iconOnly
            aria-label={copy.edit(line.label || number)}
            onClick={() => setDraft(line.label)}
          >
            <Pencil className="size-3.5" aria-hidden="true" />
          </Button>
        ) : null}
      </span>
    );
  }
  return (
    <form onSubmit={submit} className="flex items-center gap-1.5">
      <TextField
        label={copy.lineName(number)}
        isLabelHidden
        value={draft}
        maxLength={60}
        autoFocus
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(null);
        }}
        className="w-44"
      />
      <Button type="submit" size="sm" variant="primary">
        {copy.save}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => setDraft(null)}>
        {copy.cancel}
      </Button>
    </form>
  );
}
