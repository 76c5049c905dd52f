import { AudioLines, MicOff, Pause, PhoneOutgoing, WifiOff } from 'lucide-react';
import type { CallingState } from '@/calling/call-state.ts';
import { LONG_HOLD_MS } from '@/calling/ring-effects.ts';
import {
  consultation,
  otherParties,
  partyOf,
  roleIn,
  saidHeldSince,
} from '@/calling/room-selectors.ts';
import { firstName, ownCard, ownPhase, partyName } from '@/calling/selectors.ts';
import { secondsSince } from '@/calling/server-clock.ts';
import { useCallingState, useTick } from '@/calling/use-calling.ts';
import { cn } from '@/lib/cn.ts';
import { callingCopy as copy } from './calling-copy.ts';
import { HoldTimer } from './HoldTimer.tsx';
import { roomCopy } from './room-copy.ts';
import { nameOfParty } from './room-words.ts';
import type { OwnCallView } from './use-own-call.ts';

const statusTones = {
  plain: 'bg-fill text-muted',
  muted: 'bg-accent-soft font-medium text-accent-text',
  wait: 'bg-warning-soft font-medium text-warning-text',
  long: 'bg-warning font-medium text-on-warning',
  ai: 'bg-ai-soft font-medium text-ai-text',
};

function toneOf(call: OwnCallView): keyof typeof statusTones {
  if (call.muted && call.phase === 'active') return 'muted';
  if (call.phase === 'reconnecting' || call.phase === 'held') return 'wait';
  return isAboutAi(call) ? 'ai' : 'plain';
}

function isAboutAi({ phase }: OwnCallView): boolean {
  return phase === 'taking_over' || phase === 'handing_back';
}

/** One sentence on how the call stands; announced once per change, never its clock. */
export function StatusLine({ call }: { call: OwnCallView }) {
  const together = useCallingState(togetherWords);
  const reconnecting = useCallingState(reconnectingWords);
  const isLong = useIsLongHold(call.heldSince);
  return (
    <div
      className={cn(
        'flex h-7.5 items-center gap-1.5 px-3.5 text-small',
        statusTones[isLong ? 'long' : toneOf(call)],
      )}
    >
      <StatusIcon call={call} />
      {call.phase === 'held' ? (
        <>
          <span aria-hidden="true">{roomCopy.hold.onHold}</span>
          <HoldTimer since={call.heldSince} />
        </>
      ) : null}
      <p role="status" className={cn('truncate', call.phase === 'held' && 'ml-auto')}>
        {call.phase === 'held' ? (
          <span className="sr-only">{`${roomCopy.hold.onHold}. `}</span>
        ) : null}
        {reconnecting ||
          (call.phase === 'active' && !call.muted && together) ||
          statusWords(call, isLong)}
      </p>
    </div>
  );
}

/** After two minutes the phone knocks; whoever does not hear it sees it. */
function useIsLongHold(heldSince: string | null): boolean {
  const now = useTick();
  const offset = useCallingState((state) => state.clockOffsetMs);
  return secondsSince(heldSince, now, offset) * 1_000 >= LONG_HOLD_MS;
}

/** Where more than two talk: who hears whom. Null otherwise. */
function togetherWords(state: CallingState): string | null {
  const card = ownCard(state);
  if (!card?.room || consultation(card)?.invitedBy?.id === state.me?.id) return null;
  const caller = firstName(partyName(card));
  if (roleIn(state, card) === 'party') {
    const by = firstName(card.agent?.name ?? roomCopy.handoff.somebody);
    const isAsked = partyOf(card, state.me?.id)?.role === 'consult' && card.room.hold !== null;
    return isAsked ? roomCopy.asked.with(by, caller) : roomCopy.asked.together(by, caller);
  }
  const joined = otherParties(card).filter(({ status }) => status === 'joined');
  if (joined.length === 0 || card.room.hold) return null;
  return roomCopy.together(
    [caller, ...joined.map((party) => firstName(nameOfParty(party)))].join(', '),
  );
}

/** While it reconnects on hold: as the server says, whatever was asked for here and may not have arrived. */
function reconnectingWords(state: CallingState): string | null {
  const card = ownCard(state);
  if (!card || ownPhase(state) !== 'reconnecting' || saidHeldSince(state, card) === null)
    return null;
  return roomCopy.hold.reconnecting(firstName(partyName(card)));
}

function statusWords(call: OwnCallView, isLong: boolean): string {
  const { stillWaits, hearsMusic } = roomCopy.hold;
  if (call.phase === 'held') return (isLong ? stillWaits : hearsMusic)(call.shortName);
  const isMuted = call.muted && call.phase === 'active';
  return isMuted ? copy.muted(call.shortName) : copy.phases[call.phase](call.shortName);
}

function StatusIcon({ call }: { call: OwnCallView }) {
  const className = 'size-3.5';
  if (call.phase === 'held') return <Pause className={className} aria-hidden="true" />;
  if (call.phase === 'reconnecting') return <WifiOff className={className} aria-hidden="true" />;
  if (isAboutAi(call)) return <AudioLines className={className} aria-hidden="true" />;
  if (call.phase === 'ringing') return <PhoneOutgoing className={className} aria-hidden="true" />;
  if (call.muted && call.phase === 'active')
    return <MicOff className={className} aria-hidden="true" />;
  return null;
}
