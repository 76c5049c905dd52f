import { ArrowUpDown, Merge, Pause, Phone } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import type { OwnCall } from '@/calling/call-state.ts';
import { heldSince } from '@/calling/room-selectors.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { Button } from '@/components/ui/Button.tsx';
import { HoldTimer } from './HoldTimer.tsx';
import { roomCopy } from './room-copy.ts';
import { ownCallView } from './use-own-call.ts';

const { hold: copy } = roomCopy;

/** My other calls: who waits and for how long, and the way to each of them. */
export function HeldCalls() {
  const aside = useCallingState((state) => state.aside);
  if (aside.length === 0) return null;
  return (
    <ul aria-label={copy.calls} className="divide-y divide-line">
      {aside.map((call) => (
        <HeldCall key={call.key} call={call} />
      ))}
    </ul>
  );
}

function HeldCall({ call }: { call: OwnCall }) {
  const calling = useCalling();
  const view = useCallingState(useShallow((state) => ownCallView(state, call)));
  const since = useCallingState((state) => heldSince(state, call));
  const front = useCallingState((state) => state.own?.callId ?? null);
  const { callId } = call;
  if (!callId) return null;
  return (
    <li className="flex min-h-11 items-center gap-2 bg-warning-soft py-1 pr-2 pl-3.5 text-small">
      <Avatar name={view.name} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{view.name}</p>
        <p className="flex items-center gap-1 text-warning-text">
          {/* The words beside the keys would not fit in French. */}
          <Pause className="size-3 shrink-0" aria-hidden="true" />
          <span className="sr-only">{copy.onHold}</span>
          <HoldTimer since={since} />
        </p>
      </div>
      <Button
        size="sm"
        aria-label={copy.swapNamed(view.shortName)}
        onClick={() => void calling.resume(callId)}
      >
        <ArrowUpDown aria-hidden="true" />
        {copy.swap}
      </Button>
      {front ? (
        <Button
          size="sm"
          aria-label={copy.mergeNamed(view.shortName)}
          onClick={() => void calling.merge(front, callId)}
        >
          <Merge aria-hidden="true" />
          {copy.merge}
        </Button>
      ) : null}
      <Button
        size="sm"
        variant="no"
        iconOnly
        aria-label={copy.endNamed(view.shortName)}
        onClick={() => void calling.hangUp(callId)}
      >
        <Phone className="rotate-135" aria-hidden="true" />
      </Button>
    </li>
  );
}
