import { secondsSince } from '@/calling/server-clock.ts';
import { useCallingState, useTick } from '@/calling/use-calling.ts';
import { Timer } from '@/components/ui/Timer.tsx';
import { roomCopy } from './room-copy.ts';

/** How long somebody has been on hold: a clock of its own beside the call's. */
export function HoldTimer({ since }: { since: string | null }) {
  const now = useTick();
  const offset = useCallingState((state) => state.clockOffsetMs);
  return <Timer label={roomCopy.hold.duration} seconds={secondsSince(since, now, offset)} />;
}
