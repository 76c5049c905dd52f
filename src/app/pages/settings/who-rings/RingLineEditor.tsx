import { SaveBar } from '@/components/ui/SaveBar.tsx';
import { useTeam } from '@/data/team.queries.ts';
import { type RingLine, useSaveRingLine } from '@/data/who-rings.queries.ts';
import { copyNow, useCopy } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import { useStoredDraft } from '@/lib/use-stored-draft.ts';
import { Group } from '../ai/Group.tsx';
import { ChoiceList } from '../outcomes/ChoiceList.tsx';
import { lineProblemWords } from '../outcomes/line-problem.ts';
import { outcomeCopy } from '../outcomes/outcome-copy.ts';
import { useForwardNumber } from '../outcomes/use-forward-number.ts';
import { draftOf, problemOf, type RingDraft, withStrategy } from './ring-draft.ts';
import { RingSteps } from './RingSteps.tsx';
import { RingSum } from './RingSum.tsx';
import { UnansweredGroup } from './UnansweredGroup.tsx';
import { whoRingsCopy } from './who-rings-copy.ts';

/** How one line rings, as a form that keeps what is not saved yet. */
export function RingLineEditor({ line, canChange }: { line: RingLine; canChange: boolean }) {
  const copy = useCopy(whoRingsCopy);
  const outcomeWords = useCopy(outcomeCopy);
  const { draft, setDraft, isDirty, discard } = useStoredDraft(
    `who-rings:${line.numberId}`,
    draftOf(line),
  );
  const save = useSaveRingLine();
  const team = useTeam().data ?? [];
  const number = useForwardNumber(draft.forwardTo);
  const change = (part: Partial<RingDraft>) => {
    save.reset();
    setDraft({ ...draft, ...part });
  };

  const ringProblem = problemOf(draft);
  const isNumberMissing = draft.outcome === 'forward' && number.e164 === null;
  const numberProblem =
    isNumberMissing && number.problem ? outcomeWords.number[number.problem] : null;
  const problem =
    (ringProblem ? copy.problems[ringProblem] : null) ??
    numberProblem ??
    lineProblemWords(save.error, outcomeWords);

  const submit = () =>
    save.mutate(
      {
        numberId: line.numberId,
        strategy: draft.strategy,
        steps: draft.steps,
        unansweredOutcome: draft.outcome,
        unansweredMessage: draft.message.trim() || null,
        ...(draft.outcome === 'forward' ? { forwardTo: number.e164 } : {}),
      },
      {
        onSuccess: () => {
          discard();
          showToast({ text: copyNow(outcomeCopy).saved });
        },
      },
    );

  return (
    <>
      <Group title={copy.order}>
        <ChoiceList
          label={copy.order}
          value={draft.strategy}
          disabled={!canChange}
          choices={(['all', 'in_order', 'groups'] as const).map((value) => ({
            value,
            ...copy.strategies[value],
          }))}
          onChange={(strategy) =>
            setDraft(
              withStrategy(
                draft,
                strategy,
                team.map(({ memberId }) => memberId),
              ),
            )
          }
        />
        <RingSteps draft={draft} team={team} canChange={canChange} onChange={change} />
        <RingSum draft={draft} line={line} team={team} />
      </Group>
      <UnansweredGroup
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
        canSave={ringProblem === null && !isNumberMissing}
        onSave={submit}
        onDiscard={() => {
          save.reset();
          discard();
        }}
      />
    </>
  );
}
