import { SaveBar } from '@/components/ui/SaveBar.tsx';
import { Segmented } from '@/components/ui/Segmented.tsx';
import { type LineHours, useSaveLineHours } from '@/data/line-hours.queries.ts';
import { copyNow, useCopy } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import { useStoredDraft } from '@/lib/use-stored-draft.ts';
import { lineProblemWords } from '../outcomes/line-problem.ts';
import { outcomeCopy } from '../outcomes/outcome-copy.ts';
import { useForwardNumber } from '../outcomes/use-forward-number.ts';
import { ClosedFields } from './ClosedFields.tsx';
import { lineHoursCopy } from './line-hours-copy.ts';
import {
  changeOf,
  draftOf,
  hasWeekProblem,
  type LineHoursDraft,
  withOwnHours,
} from './line-hours-draft.ts';
import { OwnHoursFields } from './OwnHoursFields.tsx';

export interface LineHoursEditorProps {
  line: LineHours;
  name: string;
  canChange: boolean;
}

/** A line's hours and what happens while it is closed, as a form that keeps what is not saved yet. */
export function LineHoursEditor({ line, name, canChange }: LineHoursEditorProps) {
  const copy = useCopy(lineHoursCopy);
  const outcomeWords = useCopy(outcomeCopy);
  const { draft, setDraft, isDirty, discard } = useStoredDraft(
    `line-hours:${line.numberId}`,
    draftOf(line),
  );
  const save = useSaveLineHours();
  const number = useForwardNumber(draft.forwardTo);
  const change = (part: Partial<LineHoursDraft>) => {
    save.reset();
    setDraft({ ...draft, ...part });
  };
  const isNumberMissing = draft.outcome === 'forward' && number.e164 === null;
  const isWeekWrong = hasWeekProblem(draft);
  const problem =
    (isWeekWrong ? copy.problem : null) ??
    (isNumberMissing && number.problem ? outcomeWords.number[number.problem] : null) ??
    lineProblemWords(save.error, outcomeWords);
  const submit = () =>
    save.mutate(changeOf(line.numberId, draft, number.e164), {
      onSuccess: () => {
        discard();
        showToast({ text: copyNow(outcomeCopy).saved });
      },
    });
  return (
    <div className="grid gap-6 pt-2 pb-4">
      <div className="grid justify-items-start gap-4">
        {canChange ? (
          <Segmented
            label={copy.hours}
            value={draft.usesOwnHours ? 'own' : 'business'}
            options={[
              { value: 'business', label: copy.useBusiness },
              { value: 'own', label: copy.useOwn },
            ]}
            onChange={(whose) => change(withOwnHours(draft, whose === 'own'))}
          />
        ) : null}
        {draft.usesOwnHours ? (
          <OwnHoursFields draft={draft} name={name} canChange={canChange} onChange={change} />
        ) : null}
      </div>
      <ClosedFields
        draft={draft}
        line={line}
        number={number}
        canChange={canChange}
        onChange={change}
      />
      <SaveBar
        isDirty={isDirty}
        isSaving={save.isPending}
        problem={problem}
        canSave={!isWeekWrong && !isNumberMissing}
        onSave={submit}
        onDiscard={() => {
          save.reset();
          discard();
        }}
      />
    </div>
  );
}
