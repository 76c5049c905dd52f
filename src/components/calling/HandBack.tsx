import { useState } from 'react';
import { useCalling } from '@/calling/use-calling.ts';
import { fieldInput } from '@/components/ui/field-style.ts';
import { Switch } from '@/components/ui/Switch.tsx';
import { aiCallCopy as copy } from './ai-call-copy.ts';

/** The longest note that the server takes. */
const MAX_NOTE = 1_000;

/** One press gives the caller to the AI; what stands in the line beneath is told along. */
export function useHandBack() {
  const calling = useCalling();
  const [note, setNote] = useState('');
  return { note, setNote, handBack: () => void calling.handBack(note) };
}

/** The switch that gives the caller to the AI, or takes them back. */
export function AiSwitch({
  isOn,
  disabled = false,
  onChange,
}: {
  isOn: boolean;
  disabled?: boolean;
  onChange: () => void;
}) {
  return (
    <span className="flex items-center gap-2 text-small text-muted">
      <Switch label={copy.switch} tone="ai" isOn={isOn} disabled={disabled} onChange={onChange} />
      {copy.switch}
    </span>
  );
}

/** What the AI shall know of the caller; optional. Enter hands back. */
export function HandBackNote({
  note,
  onChange,
  onEnter,
}: {
  note: string;
  onChange: (note: string) => void;
  onEnter: () => void;
}) {
  return (
    <div className="flex h-9 items-center border-t border-line px-3.5 text-small focus-within:bg-fill">
      <input
        aria-label={copy.note.label}
        placeholder={copy.note.placeholder}
        maxLength={MAX_NOTE}
        className={fieldInput}
        value={note}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) onEnter();
        }}
      />
    </div>
  );
}
