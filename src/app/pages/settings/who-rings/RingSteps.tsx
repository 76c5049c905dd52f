import { Plus } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Select } from '@/components/ui/Select.tsx';
import type { TeamMember } from '@/data/team.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { newStep, type RingDraft, type RingDraftStep } from './ring-draft.ts';
import { RingSeconds } from './RingSeconds.tsx';
import { RingStepRow } from './RingStepRow.tsx';
import { useReorder } from './use-reorder.ts';
import { whoRingsCopy } from './who-rings-copy.ts';

export interface RingStepsProps {
  draft: RingDraft;
  team: readonly TeamMember[];
  canChange: boolean;
  onChange: (part: Partial<RingDraft>) => void;
}

/** Who rings and for how long, one step after the other. */
export function RingSteps(props: RingStepsProps) {
  const { draft, canChange, onChange } = props;
  const [first] = draft.steps;
  if (draft.strategy !== 'all') return <OrderedSteps {...props} />;
  if (!first) return null;
  return (
    <RingSeconds
      hasLabel
      value={first.ringSeconds}
      disabled={!canChange}
      onChange={(ringSeconds) => onChange({ steps: [{ ...first, ringSeconds }] })}
    />
  );
}

function OrderedSteps({ draft, team, canChange, onChange }: RingStepsProps) {
  const copy = useCopy(whoRingsCopy);
  const { steps } = draft;
  const isPeople = draft.strategy === 'in_order';
  const nameOf = (id: string | undefined) =>
    team.find(({ memberId }) => memberId === id)?.displayName ?? copy.former;
  const nameOfStep = (index: number) =>
    isPeople ? nameOf(steps[index]?.memberIds[0]) : copy.step(index + 1);
  const list = useRef<HTMLOListElement>(null);
  const reorder = useReorder(list, steps, (next) => onChange({ steps: next }));
  const replace = (index: number, step: RingDraftStep) =>
    onChange({ steps: steps.map((each, at) => (at === index ? step : each)) });
  return (
    <div className="grid gap-3">
      <ol ref={list} className="grid divide-y divide-line border-y border-line">
        {steps.map((step, index) => (
          <RingStepRow
            // A step has no identity but its place; who rings in it is what is shown.
            key={isPeople ? step.memberIds.join() : index}
            step={step}
            index={index}
            count={steps.length}
            isPerson={isPeople}
            name={nameOfStep(index)}
            team={team}
            canChange={canChange}
            reorder={reorder}
            onChange={(next) => replace(index, next)}
            onRemove={() => onChange({ steps: steps.filter((_, at) => at !== index) })}
          />
        ))}
      </ol>
      <p aria-live="polite" className="sr-only">
        {reorder.movedTo === null
          ? ''
          : copy.movedTo(nameOfStep(reorder.movedTo), reorder.movedTo + 1, steps.length)}
      </p>
      {canChange ? (
        <AddStep
          isPeople={isPeople}
          steps={steps}
          team={team}
          onAdd={(memberIds) => onChange({ steps: [...steps, newStep(memberIds)] })}
        />
      ) : null}
    </div>
  );
}

interface AddStepProps {
  isPeople: boolean;
  steps: readonly RingDraftStep[];
  team: readonly TeamMember[];
  onAdd: (memberIds: string[]) => void;
}

function AddStep({ isPeople, steps, team, onAdd }: AddStepProps) {
  const copy = useCopy(whoRingsCopy);
  if (!isPeople) {
    return (
      <Button size="sm" className="justify-self-start" onClick={() => onAdd([])}>
        <Plus aria-hidden="true" />
        {copy.addGroup}
      </Button>
    );
  }
  const rung = new Set(steps.flatMap((step) => step.memberIds));
  const others = team.filter(({ memberId }) => !rung.has(memberId));
  if (others.length === 0) return null;
  return (
    <Select
      label={copy.addPerson}
      appearance="field"
      className="desk:max-w-72"
      value=""
      options={[
        { value: '', label: copy.addPerson },
        ...others.map(({ memberId, displayName }) => ({ value: memberId, label: displayName })),
      ]}
      onChange={(memberId) => memberId !== '' && onAdd([memberId])}
    />
  );
}
