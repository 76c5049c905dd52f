import { CircleAlert, Globe } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { CallError } from '@/calling/call-state.ts';
import { Button } from '@/components/ui/Button.tsx';
import { localeOf, useCopy } from '@/lib/language.ts';
import { DIAL_REFUSALS, type DialRefusal } from '@core/contracts/limits.ts';
import { dialRefusalCopy } from './dial-refusal-copy.ts';

/** The limit that a call ran into; null: another reason. */
export function refusalOf(error: CallError): DialRefusal | null {
  return DIAL_REFUSALS.find((code) => code === error.code) ?? null;
}

export interface DialRefusalNoteProps {
  refusal: DialRefusal;
  country: string | undefined;
  /** Calls all the same, where that is asked. */
  onConfirm: () => void;
  onChangeNumber: () => void;
}

/** Which limit stands against a call and the way out; or the question whether to call a new country. */
export function DialRefusalNote(props: DialRefusalNoteProps) {
  const copy = useCopy(dialRefusalCopy);
  const words = copy.refusals[props.refusal];
  const title = words.title(props.country ? nameOf(props.country) : null);
  if (props.refusal === 'confirm_destination') return <Question {...props} title={title} />;
  return (
    <div role="alert" className="flex gap-2 bg-danger-soft px-3.5 py-2.5 text-small">
      <CircleAlert className="mt-px shrink-0 text-danger-text" aria-hidden="true" />
      <div>
        <p className="font-strong">{title}</p>
        <p>{words.text}</p>
      </div>
    </div>
  );
}

function Question({ title, onConfirm, onChangeNumber }: DialRefusalNoteProps & { title: string }) {
  const copy = useCopy(dialRefusalCopy);
  const change = useRef<HTMLButtonElement>(null);
  // Enter again must not call there by accident.
  useEffect(() => change.current?.focus(), []);
  return (
    <div
      role="group"
      aria-label={title}
      className="flex gap-2 bg-warning-soft px-3.5 py-2.5 text-small"
    >
      <Globe className="mt-px size-3.5 shrink-0 text-warning-text" aria-hidden="true" />
      <div>
        <p role="alert" className="font-strong">
          {title}
        </p>
        <p>{copy.refusals.confirm_destination.text}</p>
        <div className="mt-2.5 flex flex-wrap gap-2">
          <Button size="sm" ref={change} onClick={onChangeNumber}>
            {copy.change}
          </Button>
          <Button size="sm" onClick={onConfirm}>
            {copy.callAnyway}
          </Button>
        </div>
      </div>
    </div>
  );
}

function nameOf(country: string): string {
  try {
    return new Intl.DisplayNames([localeOf()], { type: 'region' }).of(country) ?? country;
  } catch {
    return country;
  }
}
