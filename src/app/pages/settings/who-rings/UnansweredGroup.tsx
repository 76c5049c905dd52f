import type { RingLine } from '@/data/who-rings.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { DEFAULT_MESSAGES } from '@core/line-words.ts';
import { Group } from '../ai/Group.tsx';
import { AiNote } from '../outcomes/AiNote.tsx';
import { ChoiceList } from '../outcomes/ChoiceList.tsx';
import { OutcomeFields } from '../outcomes/OutcomeFields.tsx';
import type { ForwardNumber } from '../outcomes/use-forward-number.ts';
import { answersOverflow, type RingDraft } from './ring-draft.ts';
import { type WhoRingsCopy, whoRingsCopy } from './who-rings-copy.ts';

export interface UnansweredGroupProps {
  draft: RingDraft;
  line: RingLine;
  number: ForwardNumber;
  canChange: boolean;
  onChange: (part: Partial<RingDraft>) => void;
}

/** What happens to a caller after the last ring. */
export function UnansweredGroup({
  draft,
  line,
  number,
  canChange,
  onChange,
}: UnansweredGroupProps) {
  const copy = useCopy(whoRingsCopy);
  const isAiFirst = answersOverflow(line.ai);
  const fields = {
    draft,
    number,
    onChange,
    standard: DEFAULT_MESSAGES.unanswered[line.language],
    language: line.language,
    disabled: !canChange,
  };
  return (
    <Group title={copy.unanswered} text={copy.unansweredText}>
      <AiNote
        isFirst={isAiFirst}
        title={stateWords(line, copy.ai)}
        text={isAiFirst ? copy.ai.onText : null}
        link={copy.ai.open}
      />
      <ChoiceList
        label={copy.unanswered}
        value={draft.outcome}
        disabled={!canChange}
        choices={[
          { value: 'none', ...copy.outcomes.none },
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
    </Group>
  );
}

function stateWords({ ai }: RingLine, copy: WhoRingsCopy['ai']): string {
  if (!ai.enabled) return copy.off;
  if (ai.mode === 'always') return copy.offAlways;
  return ai.mode === 'after_hours' ? copy.offHours : copy.on;
}
