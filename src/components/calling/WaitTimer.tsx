import { waitingSince } from '@/calling/selectors.ts';
import { secondsSince } from '@/calling/server-clock.ts';
import { useCallingState, useTick } from '@/calling/use-calling.ts';
import { Timer } from '@/components/ui/Timer.tsx';
import type { CallCard } from '@core/contracts/call-card.ts';
import { callingCopy } from './calling-copy.ts';

/** How long somebody has been wanted. */
export function WaitTimer({ card, className }: { card: CallCard; className?: string }) {
  const now = useTick();
  const offset = useCallingState((state) => state.clockOffsetMs);
  return (
    <Timer
      label={callingCopy.incoming.waiting}
      seconds={secondsSince(waitingSince(card), now, offset)}
      className={className ?? ''}
    />
  );
}
