import { Mic, MicOff, Phone, Play } from 'lucide-react';
import { useCalling } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { Lamp } from '@/components/ui/Lamp.tsx';
import { cn } from '@/lib/cn.ts';
import { callingCopy as copy } from './calling-copy.ts';
import { CallTimer } from './CallTimer.tsx';
import { HoldTimer } from './HoldTimer.tsx';
import { READINESS_LAMPS, useReadinessWords } from './ReadinessLight.tsx';
import { roomCopy } from './room-copy.ts';
import type { OwnCallView } from './use-own-call.ts';

const bar = 'flex h-12 items-center gap-2 rounded-float bg-raised pr-1.5 pl-3 shadow-float';

/** The call, put small: name, timer, Mute and End stay at hand. A click on the name opens the card. */
export function SlimCall({ call }: { call: OwnCallView }) {
  const calling = useCalling();
  const isHeld = call.phase === 'held';
  return (
    <div className={cn(bar, call.muted && 'bg-accent-soft', isHeld && 'bg-warning-soft')}>
      <Lamp state="busy" />
      <button
        type="button"
        title={copy.dialog.open}
        className="min-w-0 flex-1 self-stretch truncate text-left font-medium"
        onClick={() => calling.setMinimised(false)}
      >
        {call.name}
      </button>
      {isHeld ? (
        <span className="ml-auto font-medium">
          <HoldTimer since={call.heldSince} />
        </span>
      ) : (
        <CallTimer call={call} className="font-medium" />
      )}
      {isHeld ? (
        <Button className="bg-warning text-on-warning" onClick={() => void calling.resume()}>
          <Play aria-hidden="true" />
          {roomCopy.keys.resume}
        </Button>
      ) : (
        <MuteButton call={call} />
      )}
      <Button
        variant="stop"
        iconOnly
        className="size-11 desk:size-9"
        aria-label={copy.keys.endCall}
        onClick={() => void calling.hangUp()}
      >
        <Phone className="rotate-135" aria-hidden="true" />
      </Button>
    </div>
  );
}

function MuteButton({ call }: { call: OwnCallView }) {
  const calling = useCalling();
  return (
    <Button
      variant={call.muted ? 'primary' : 'ghost'}
      iconOnly
      className="size-11 desk:size-9"
      aria-label={call.muted ? copy.keys.unmute : copy.keys.mute}
      onClick={() => calling.setMuted(!call.muted)}
    >
      {call.muted ? <MicOff aria-hidden="true" /> : <Mic aria-hidden="true" />}
    </Button>
  );
}

/** Where the sidebar and its light have no room: the light, and the way to a new call. */
export function SlimReady() {
  const calling = useCalling();
  const { state, words } = useReadinessWords();
  if (state === 'asking') return null;
  const isRed = state === 'blocked';
  return (
    <div className={cn(bar, 'side:hidden', isRed && 'bg-danger-soft')}>
      <Lamp state={READINESS_LAMPS[state]} hasHalo />
      <span className={cn('min-w-0 flex-1 truncate', !isRed && 'text-muted')}>{words}</span>
      <Button variant={isRed ? 'quiet' : 'ghost'} onClick={() => calling.openDialog()}>
        {isRed ? null : <Phone aria-hidden="true" />}
        {isRed ? copy.fix : copy.dialog.dial}
      </Button>
    </div>
  );
}
