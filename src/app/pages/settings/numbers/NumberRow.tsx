import { useId } from 'react';
import { Chip } from '@/components/ui/Chip.tsx';
import { Switch } from '@/components/ui/Switch.tsx';
import type { AiLine } from '@/data/ai-dispatcher-lines.queries.ts';
import type { PhoneNumber } from '@/data/phone-numbers.queries.ts';
import { cn } from '@/lib/cn.ts';
import { useCopy } from '@/lib/language.ts';
import { displayNumber } from '@core/e164.ts';
import { whenWords } from '../ai/line-words.ts';
import { useAiSwitch } from '../ai/use-ai-switch.ts';
import type { ConnectionState } from './connection-state.ts';
import { LineName } from './LineName.tsx';
import { NumberMenu } from './NumberMenu.tsx';
import { numbersCopy } from './numbers-copy.ts';

export interface NumberRowProps {
  line: PhoneNumber;
  connection: ConnectionState;
  /** When the AI answers here; null until that is known. */
  ai: AiLine | null;
  /** Owners and admins rename lines, switch the AI, check lines and give them up. */
  canChange: boolean;
}

/** One line; its name is changed in place, and the AI switched on or off. */
export function NumberRow({ line, connection, ai, canChange }: NumberRowProps) {
  const number = displayNumber(line.phoneNumber);
  return (
    <tr
      role="row"
      className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-2 gap-y-1 border-b border-line py-2.5 last:border-0 desk:table-row desk:h-12 desk:p-0"
    >
      <td role="cell" className="desk:pr-2">
        <LineName line={line} number={number} canRename={canChange} />
      </td>
      <td
        role="cell"
        className="whitespace-nowrap lining-nums max-desk:col-span-2 max-desk:text-right desk:px-2"
      >
        {number}
      </td>
      <td role="cell" className="text-muted desk:px-2">
        <Connection state={connection} id={line.connectionId} />
      </td>
      <td role="cell" className={cn('desk:pl-2', !canChange && 'max-desk:col-span-2')}>
        <AiSwitch ai={ai} label={line.label || number} canSwitch={canChange} />
      </td>
      {canChange ? (
        <td role="cell" className="text-right desk:w-10">
          <NumberMenu line={line} canCheck={connection !== 'settingUp'} />
        </td>
      ) : null}
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
  const copy = useCopy(numbersCopy);
  const { change } = useAiSwitch();
  const textId = useId();
  return (
    <span className="flex items-center justify-end gap-2.5">
      <span id={textId} className="text-right text-xs text-faint max-desk:sr-only">
        <span className="sr-only">{label}. </span>
        {ai?.isOn ? whenWords(ai) : copy.aiOff}
        {canSwitch ? null : <span className="sr-only">. {copy.onlyAdminsSwitch}</span>}
      </span>
      <span aria-hidden="true" className="text-small text-muted desk:hidden">
        {copy.ai}
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

function Connection({ state, id }: { state: ConnectionState; id: string | null }) {
  const copy = useCopy(numbersCopy);
  switch (state) {
    case 'connected':
      return <Chip tone="ok">{copy.connected}</Chip>;
    case 'other':
      return <span title={id ?? undefined}>{copy.otherConnection}</span>;
    case 'none':
      return <Chip tone="warn">{copy.noConnection}</Chip>;
    case 'settingUp':
      return <Chip tone="accent">{copy.settingUp}</Chip>;
    case 'broken':
      return <Chip tone="bad">{copy.broken}</Chip>;
  }
}
