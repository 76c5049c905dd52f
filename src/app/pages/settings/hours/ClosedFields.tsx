import type { LineHours } from '@/data/line-hours.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { DEFAULT_MESSAGES } from '@core/line-words.ts';
import { AiNote } from '../outcomes/AiNote.tsx';
import { ChoiceList } from '../outcomes/ChoiceList.tsx';
import { OutcomeFields } from '../outcomes/OutcomeFields.tsx';
import type { ForwardNumber } from '../outcomes/use-forward-number.ts';
import { lineHoursCopy } from './line-hours-copy.ts';
import { answersClosed, type LineHoursDraft } from './line-hours-draft.ts';

export interface ClosedFieldsProps {
  draft: LineHoursDraft;
  line: LineHours;
  number: ForwardNumber;
  canChange: boolean;
  onChange: (part: Partial<LineHoursDraft>) => void;
}

/** What a caller gets while the line is closed. */
export function ClosedFields({ draft, line, number, canChange, onChange }: ClosedFieldsProps) {
  const copy = useCopy(lineHoursCopy);
  const isAiFirst = answersClosed(line.ai);
  const fields = {
    draft,
    number,
    onChange,
    standard: DEFAULT_MESSAGES.closed[line.language],
    language: line.language,
    disabled: !canChange,
  };
  return (
    <div className="grid gap-3">
      <h4 className="font-medium">{copy.closed}</h4>
      <AiNote
        isFirst={isAiFirst}
        title={isAiFirst ? copy.ai.answers : copy.ai.silent}
        text={isAiFirst ? copy.ai.answersText : null}
        link={copy.ai.open}
      />
      <ChoiceList
        label={copy.closed}
        value={draft.outcome}
        disabled={!canChange}
        choices={[
          { value: 'ring', ...copy.outcomes.ring },
          {
            value: 'message',
            ...copy.outcomes.message,
            details: <OutcomeFields kind="message" {...fields} />,
          },
          {
            value: 'forward',
            ...copy.outcomes.forward,
            details: <OutcomeFields kind="forward" {...fields} />,
          },
        ]}
        onChange={(outcome) => onChange({ outcome })}
      />
    </div>
  );
}
