import { useShallow } from 'zustand/react/shallow';
import type { CallingState, OwnCall } from '@/calling/call-state.ts';
import { numberWords } from '@/calling/number-words.ts';
import { heldSince, type OwnRole, roleIn } from '@/calling/room-selectors.ts';
import {
  callPhase,
  cardOfCall,
  firstName,
  type OwnPhase,
  ownCard,
  partyName,
} from '@/calling/selectors.ts';
import { secondsSince } from '@/calling/server-clock.ts';
import { useCallingState, useTick } from '@/calling/use-calling.ts';
import { useCopy } from '@/lib/language.ts';
import { outsideNumber } from '@core/contracts/call-card.ts';
import { ringCopy } from './ring-copy.ts';

export interface OwnCallView {
  /** Null until the server has given it an id. */
  callId: string | null;
  phase: OwnPhase;
  name: string;
  /** What a status line calls the party: a first name, or the number. */
  shortName: string;
  /** For reading; null when the name is the number. */
  number: string | null;
  line: string;
  muted: boolean;
  digits: string;
  answeredAt: string | null;
  startedAt: string | null;
  /** Null: not on hold. */
  heldSince: string | null;
  /** What I am in it; null until the server has said so. */
  role: OwnRole | null;
  /** The caller can be given to the AI. */
  aiAvailable: boolean;
}

/** The own call as the card shows it: what the server says, and until it does, what was asked for. */
export function useOwnCall(): OwnCallView | null {
  const copy = useCopy(ringCopy);
  const isTest = useCallingState((state) => ownCard(state)?.isTest ?? false);
  const view = useCallingState(
    useShallow((state) => (state.own ? ownCallView(state, state.own) : null)),
  );
  // A health check's own call is nobody's.
  return view && isTest ? { ...view, name: copy.testCall, shortName: copy.testCall } : view;
}

/** One of my calls as the screen says it. */
export function ownCallView(state: CallingState, call: OwnCall): OwnCallView {
  const card = cardOfCall(state, call);
  const e164 = card ? outsideNumber(card) : call.number;
  const number = e164?.startsWith('+') ? numberWords(e164) : (e164 ?? numberWords(null));
  const name = card?.client?.name ?? call.name ?? (card ? partyName(card) : number);
  return {
    callId: call.callId,
    phase: callPhase(state, call),
    name,
    shortName: firstName(name),
    number: name === number ? null : number,
    line: card?.line.label ?? '',
    muted: call.muted,
    digits: call.digits,
    answeredAt: card?.answeredAt ?? null,
    startedAt: card?.startedAt ?? null,
    heldSince: heldSince(state, call),
    role: card ? roleIn(state, card) : null,
    aiAvailable: card?.direction === 'inbound' && card.aiAvailable,
  };
}

/** Seconds of talk once connected, before that seconds of ringing; by the server's clock. */
export function useCallSeconds(call: Pick<OwnCallView, 'answeredAt' | 'startedAt'>): number {
  const now = useTick();
  const offset = useCallingState((state) => state.clockOffsetMs);
  return secondsSince(call.answeredAt ?? call.startedAt, now, offset);
}
