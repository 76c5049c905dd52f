import type { AiLanguage } from '@core/contracts/ai-profile.ts';
import { ForwardField } from './ForwardField.tsx';
import { MessageField } from './MessageField.tsx';
import type { ForwardNumber } from './use-forward-number.ts';

export interface OutcomeFieldsProps {
  /** A forward that comes to nothing ends with the message. */
  kind: 'message' | 'forward';
  draft: { message: string; forwardTo: string };
  number: ForwardNumber;
  /** What is said where no message is written. */
  standard: string;
  language: AiLanguage;
  disabled: boolean;
  onChange: (part: { message?: string; forwardTo?: string }) => void;
}

/** What is filled in for a message, or for a forward to a mobile. */
export function OutcomeFields(props: OutcomeFieldsProps) {
  const { kind, draft, number, standard, language, disabled, onChange } = props;
  return (
    <>
      {kind === 'forward' ? (
        <ForwardField
          value={draft.forwardTo}
          number={number}
          disabled={disabled}
          onChange={(forwardTo) => onChange({ forwardTo })}
        />
      ) : null}
      <MessageField
        value={draft.message}
        standard={standard}
        language={language}
        disabled={disabled}
        onChange={(message) => onChange({ message })}
      />
    </>
  );
}
