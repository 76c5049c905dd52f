import { readiness, type Readiness } from '@/calling/selectors.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { Lamp, type LampState } from '@/components/ui/Lamp.tsx';
import { useCopy } from '@/lib/language.ts';
import { availabilityCopy } from './availability-copy.ts';
import { callingCopy } from './calling-copy.ts';
import { useAvailability } from './use-availability.ts';

export const READINESS_LAMPS: Record<Readiness, LampState> = {
  off: 'away',
  on: 'on',
  away: 'away',
  do_not_disturb: 'quiet',
  busy: 'busy',
  wait: 'wait',
  reconnecting: 'wait',
  asking: 'off',
  blocked: 'off',
};

/** The words beside the lamp; a red one says why. */
export function useReadinessWords(): { state: Readiness; words: string } {
  const state = useCallingState(readiness);
  const problem = useCallingState(({ phone }) =>
    phone.status === 'blocked' ? phone.problem : null,
  );
  const availability = useCopy(availabilityCopy);
  if (state === 'blocked' && problem) return { state, words: callingCopy.problems[problem].short };
  if (state === 'away' || state === 'do_not_disturb') {
    return { state, words: availability.light[state] };
  }
  return { state, words: callingCopy.readiness[state === 'blocked' ? 'wait' : state] };
}

/**
 * Whether calls can reach this person, as the truth is now. Red carries the reason and the way out;
 * amber beneath green says that the calls are polled.
 */
export function ReadinessLight() {
  const calling = useCalling();
  const { state, words } = useReadinessWords();
  const isPolling = useCallingState(
    (calls) => calls.me !== null && calls.hasSnapshot && !calls.isLive,
  );
  const isRed = state === 'blocked' || state === 'asking';
  return (
    <div className="grid gap-1 text-xs text-muted">
      <div role="status" className="flex min-h-5 items-center">
        <span className="mr-2 ml-2 inline-flex">
          <Lamp state={READINESS_LAMPS[state]} hasHalo />
        </span>
        {words}
      </div>
      {state === 'away' || state === 'do_not_disturb' ? <RingAgain /> : null}
      {isRed ? (
        <Button
          size="sm"
          className="ml-6 justify-self-start"
          onClick={() => void calling.enableCalls()}
        >
          {state === 'asking' ? callingCopy.enableCalls : <RedAction />}
        </Button>
      ) : null}
      {isPolling ? <p className="ml-6 text-2xs text-warning-text">{callingCopy.polling}</p> : null}
    </div>
  );
}

/** Away is easily forgotten: the way back stands where it is said. */
function RingAgain() {
  const copy = useCopy(availabilityCopy);
  const { change } = useAvailability();
  return (
    <Button size="sm" className="ml-6 justify-self-start" onClick={() => change('available')}>
      {copy.ringAgain}
    </Button>
  );
}

function RedAction() {
  const problem = useCallingState(({ phone }) =>
    phone.status === 'blocked' ? phone.problem : null,
  );
  return problem ? callingCopy.problems[problem].action : callingCopy.enableCalls;
}
