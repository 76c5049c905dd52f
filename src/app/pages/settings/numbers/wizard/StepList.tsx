import { Check, Circle, Clock3, LoaderCircle, Minus, TriangleAlert, X } from 'lucide-react';
import { cn } from '@/lib/cn.ts';
import { useCopy } from '@/lib/language.ts';
import type { SetupStepState, StepState } from '@core/contracts/number-setup.ts';
import { stepCopy } from './step-copy.ts';
import { wizardCopy } from './wizard-copy.ts';

const LOOKS: Record<StepState, { look: string; Icon: typeof Check }> = {
  pending: { look: 'text-faint', Icon: Circle },
  running: { look: 'bg-accent-soft text-accent-text', Icon: LoaderCircle },
  waiting: { look: 'bg-warning-soft text-warning-text', Icon: Clock3 },
  done: { look: 'bg-success-soft text-success-text', Icon: Check },
  skipped: { look: 'text-faint inset-ring-[1.5px] inset-ring-line-strong', Icon: Minus },
  failed: { look: 'rounded-chip bg-danger text-on-danger', Icon: X },
};

/** The steps of a set-up, each with its state and what it is for. */
export function StepList({ steps }: { steps: readonly SetupStepState[] }) {
  const copy = useCopy(wizardCopy).progress;
  return (
    <ol aria-label={copy.steps} className="border-t border-line">
      {steps.map((step) => (
        <StepLine key={step.id} step={step} />
      ))}
    </ol>
  );
}

function StepLine({ step }: { step: SetupStepState }) {
  const copy = useCopy(stepCopy);
  const { name, purpose } = copy.steps[step.id];
  const isPending = step.state === 'pending';
  return (
    <li
      aria-current={step.state === 'running' ? 'step' : undefined}
      className="grid grid-cols-[1.375rem_minmax(0,1fr)_auto] items-start gap-x-3 border-b border-line py-2 last:border-0 last:pb-0"
    >
      <StepLamp step={step} />
      <div>
        <p className={cn('font-medium', isPending && 'text-muted')}>{name}</p>
        <p className="text-small text-muted">{purpose}</p>
        {step.code && step.state !== 'failed' ? (
          <p className="mt-1 text-small font-medium text-warning-text">{copy.codes[step.code]}</p>
        ) : null}
      </div>
      <span className="pt-px text-xs whitespace-nowrap text-faint">{copy.states[step.state]}</span>
    </li>
  );
}

function StepLamp({ step }: { step: SetupStepState }) {
  const { look, Icon } = LOOKS[step.state];
  const hasReservation = step.state === 'done' && step.code !== null;
  const Shown = hasReservation ? TriangleAlert : Icon;
  return (
    <span
      aria-hidden="true"
      className={cn(
        'inline-grid size-5.5 place-items-center rounded-full',
        look,
        hasReservation && 'bg-warning-soft text-warning-text',
      )}
    >
      <Shown
        className={cn(
          'size-3 stroke-[2.5]',
          step.state === 'running' && 'animate-spin motion-reduce:animate-none',
        )}
      />
    </span>
  );
}
