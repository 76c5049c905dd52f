import { ChevronDown, ChevronUp, GripVertical, X } from 'lucide-react';
import { Button } from '@/components/ui/Button.tsx';
import type { TeamMember } from '@/data/team.queries.ts';
import { cn } from '@/lib/cn.ts';
import { useCopy } from '@/lib/language.ts';
import { PeopleField } from './PeopleField.tsx';
import { PersonLine } from './PersonLine.tsx';
import { isReachable } from './reachable.ts';
import type { RingDraftStep } from './ring-draft.ts';
import { RingSeconds } from './RingSeconds.tsx';
import type { Reorder } from './use-reorder.ts';
import { whoRingsCopy } from './who-rings-copy.ts';

export interface RingStepRowProps {
  step: RingDraftStep;
  index: number;
  count: number;
  /** One person; else a group. */
  isPerson: boolean;
  name: string;
  team: readonly TeamMember[];
  canChange: boolean;
  reorder: Reorder;
  onChange: (step: RingDraftStep) => void;
  onRemove: () => void;
}

/** One step: who rings in it, for how long, and its place among the others. */
export function RingStepRow(props: RingStepRowProps) {
  const { step, index, isPerson, name, team, canChange, reorder, onChange } = props;
  const copy = useCopy(whoRingsCopy);
  const people = team.filter(({ memberId }) => step.memberIds.includes(memberId));
  return (
    <li
      className={cn('grid gap-2 py-3', reorder.dragged === index && 'bg-fill opacity-60')}
      {...reorder.target(index)}
    >
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="flex min-h-11 min-w-0 flex-1 basis-full items-center gap-2 desk:min-h-8 desk:basis-44">
          {canChange ? (
            <span
              title={copy.drag}
              className="-ml-1 hidden cursor-grab text-faint desk:inline-flex"
              {...reorder.handle(index)}
            >
              <GripVertical className="size-4" aria-hidden="true" />
            </span>
          ) : null}
          {isPerson ? (
            <PersonLine position={index + 1} name={name} member={people[0] ?? null} />
          ) : (
            <h4 className="font-medium">{name}</h4>
          )}
        </div>
        <RingSeconds
          of={name}
          value={step.ringSeconds}
          disabled={!canChange}
          onChange={(ringSeconds) => onChange({ ...step, ringSeconds })}
        />
        {canChange ? <Place {...props} /> : null}
      </div>
      {isPerson ? null : (
        <PeopleField
          label={name}
          team={team}
          chosen={step.memberIds}
          disabled={!canChange}
          onChange={(memberIds) => onChange({ ...step, memberIds })}
        />
      )}
      <StepWarning
        step={step}
        isPerson={isPerson}
        isAnybodyThere={team.length === 0 || people.some(isReachable)}
      />
    </li>
  );
}

/** Up, down and out; by keyboard too. */
function Place({ index, count, name, reorder, onRemove }: RingStepRowProps) {
  const copy = useCopy(whoRingsCopy);
  return (
    <div className="ml-auto flex">
      <Button
        variant="ghost"
        iconOnly
        data-move="up"
        aria-label={copy.up(name)}
        disabled={index === 0}
        onClick={() => reorder.move(index, 'up')}
      >
        <ChevronUp aria-hidden="true" />
      </Button>
      <Button
        variant="ghost"
        iconOnly
        data-move="down"
        aria-label={copy.down(name)}
        disabled={index === count - 1}
        onClick={() => reorder.move(index, 'down')}
      >
        <ChevronDown aria-hidden="true" />
      </Button>
      <Button variant="ghost" iconOnly aria-label={copy.remove(name)} onClick={onRemove}>
        <X aria-hidden="true" />
      </Button>
    </div>
  );
}

interface StepWarningProps {
  step: RingDraftStep;
  isPerson: boolean;
  isAnybodyThere: boolean;
}

function StepWarning({ step, isPerson, isAnybodyThere }: StepWarningProps) {
  const copy = useCopy(whoRingsCopy);
  if (step.memberIds.length > 0 && isAnybodyThere) return null;
  return (
    <p role="status" className="text-small text-warning-text">
      {step.memberIds.length === 0 ? copy.stepEmpty : null}
      {step.memberIds.length > 0 ? (isPerson ? copy.personSkipped : copy.stepSkipped) : null}
    </p>
  );
}
