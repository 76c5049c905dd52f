import { useCallingState, useTick } from '@/calling/use-calling.ts';
import { Timer } from '@/components/ui/Timer.tsx';
import { roomCopy } from './room-copy.ts';

const { wrapUp: copy } = roomCopy;

/** How long the card of a call that is over stays, while nobody writes in it. */
export function ClosesBy() {
  const now = useTick();
  const closesAtMs = useCallingState((state) => state.finished?.closesAtMs ?? null);
  if (closesAtMs === null) return null;
  return (
    <span className="text-small text-faint">
      <span aria-hidden="true">{copy.closesIn} </span>
      <Timer label={copy.closesIn} seconds={Math.max(0, Math.floor((closesAtMs - now) / 1_000))} />
    </span>
  );
}
