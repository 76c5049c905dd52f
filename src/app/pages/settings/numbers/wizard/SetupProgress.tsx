import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { Button, buttonStyle } from '@/components/ui/Button.tsx';
import type { SetupChange } from '@/data/number-setup-api.ts';
import { useChangeNumbers } from '@/data/number-setup.queries.ts';
import { useCopy } from '@/lib/language.ts';
import type { NumberSetup, SetupCode } from '@core/contracts/number-setup.ts';
import { accountCopy } from './account-copy.ts';
import { MoveWarning } from './MoveWarning.tsx';
import { remedyUrl } from './portal.ts';
import { priceText } from './price.ts';
import { problemWords } from './problem-words.ts';
import { stepCopy } from './step-copy.ts';
import { StepList } from './StepList.tsx';
import { wizardCopy } from './wizard-copy.ts';

export interface SetupProgressProps {
  setup: NumberSetup;
  /** The server cannot be reached, so this is an older state. */
  isLost: boolean;
  /** Chooses another number, while nothing was bought. */
  onAnother?: () => void;
  /** Takes a number that is gone out of the list. */
  onRemove?: () => void;
}

/** The steps of a set-up as they go, and the way on where one stopped. */
export function SetupProgress({ setup, isLost, onAnother, onRemove }: SetupProgressProps) {
  const copy = useCopy(wizardCopy).progress;
  const finished = setup.steps.filter(({ state }) => state === 'done' || state === 'skipped');
  const isStopped = setup.state === 'failed' && !setup.is_busy;
  const { monthly_cost: cost, currency } = setup;
  return (
    <div className="grid gap-4">
      <div className="text-muted">
        <p>
          {isStopped ? copy.stopped : copy.leave}
          {cost && currency ? ` ${copy.perMonth(priceText(cost, currency))}` : ''}
        </p>
        <p className="text-small text-faint tabular-nums">
          {copy.count(finished.length, setup.steps.length)}
        </p>
      </div>
      {isLost ? (
        <p role="alert" className="rounded-card bg-warning-soft px-4 py-3 text-warning-text">
          {copy.lost}
        </p>
      ) : null}
      {isStopped ? <WayOn setup={setup} onAnother={onAnother} onRemove={onRemove} /> : null}
      <StepList steps={setup.steps} />
    </div>
  );
}

interface WayOnProps {
  setup: NumberSetup;
  onAnother: (() => void) | undefined;
  onRemove: (() => void) | undefined;
}

function WayOn({ setup, onAnother, onRemove }: WayOnProps) {
  const { progress: copy, own } = useCopy(wizardCopy);
  const { opens } = useCopy(accountCopy);
  const { codes } = useCopy(stepCopy);
  const change = useChangeNumbers();
  const [isMoving, setIsMoving] = useState(false);
  const failed = setup.steps.find(({ state }) => state === 'failed');
  const remedy = failed?.remedy ?? null;
  const url = remedyUrl(remedy);
  const retry = () => change.mutate(retryOf(setup, failed?.code ?? null));
  if (isMoving) {
    return (
      <div className="grid gap-2 rounded-card bg-fill px-4 py-3">
        <p className="font-strong">{own.elsewhereTitle}</p>
        <MoveWarning
          phoneNumber={setup.phone_number}
          label={setup.label}
          onMoved={() => setIsMoving(false)}
          onLeave={() => setIsMoving(false)}
        />
      </div>
    );
  }
  return (
    <div className="grid gap-2">
      {failed?.code ? <p className="font-medium text-danger-text">{codes[failed.code]}</p> : null}
      {change.error ? (
        <p role="alert" className="text-danger-text">
          {problemWords(change.error)}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          disabled={change.isPending}
          aria-busy={change.isPending}
          onClick={retry}
        >
          {change.isPending ? copy.retrying : copy.retry}
        </Button>
        {remedy === 'move_number' ? (
          <Button onClick={() => setIsMoving(true)}>{copy.move}</Button>
        ) : null}
        {onAnother && setup.is_replaceable ? (
          <Button onClick={onAnother}>{copy.another}</Button>
        ) : null}
        {remedy === 'remove_number' && onRemove ? (
          <Button variant="no" onClick={onRemove}>
            {copy.remove}
          </Button>
        ) : null}
        {url ? (
          <a
            href={url}
            target="_blank"
            rel="noreferrer"
            className={buttonStyle({ variant: 'ghost' })}
          >
            {copy.portal}
            <span className="sr-only">{opens}</span>
            <ExternalLink aria-hidden="true" />
          </a>
        ) : null}
      </div>
    </div>
  );
}

/** A failed order is over: the same number is ordered anew. All else goes on where it stopped. */
function retryOf(setup: NumberSetup, code: SetupCode | null): SetupChange {
  if (code === 'order_failed') {
    return { action: 'buy', phone_number: setup.phone_number, label: setup.label };
  }
  // The server goes on with an unfinished one when no number is named.
  if (setup.finished_at === null || setup.phone_number_id === null) return { action: 'verify' };
  return { action: 'verify', phone_number_id: setup.phone_number_id };
}
