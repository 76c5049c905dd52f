import { useShallow } from 'zustand/react/shallow';
import type { CallingState } from '@/calling/call-state.ts';
import { firstName, ownCard, ownPhase, partyName, type OwnPhase } from '@/calling/selectors.ts';
import { secondsSince } from '@/calling/server-clock.ts';
import { useCallingState, useTick } from '@/calling/use-calling.ts';
import { useCopy } from '@/lib/language.ts';
import { outsideNumber } from '@core/contracts/call-card.ts';
import { displayNumber } from '@core/e164.ts';
import { ringCopy } from './ring-copy.ts';

export interface OwnCallView {
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
  /** The caller can be given to the AI. */
  aiAvailable: boolean;
}

/** The own call as the card shows it: what the server says, and until it does, what was asked for. */
export function useOwnCall(): OwnCallView | null {
  const copy = useCopy(ringCopy);
  const isTest = useCallingState((state) => ownCard(state)?.isTest ?? false);
  const view = useCallingState(useShallow(ownCallView));
  // A health check's own call is nobody's.
  return view && isTest ? { ...view, name: copy.testCall, shortName: copy.testCall } : view;
}

function ownCallView(state: CallingState): OwnCallView | null {
  const { own } = state;
  const phase = ownPhase(state);
  if (!own || !phase) return null;
  const card = ownCard(state);
  const e164 = card ? outsideNumber(card) : own.number;
  const number = e164?.startsWith('+') ? displayNumber(e164) : (e164 ?? displayNumber(null));
  const name = card?.client?.name ?? own.name ?? (card ? partyName(card) : number);
  return {
    phase,
    name,
    shortName: firstName(name),
    number: name === number ? null : number,
    line: card?.line.label ?? '',
    muted: own.muted,
    digits: own.digits,
    answeredAt: card?.answeredAt ?? null,
    startedAt: card?.startedAt ?? null,
    aiAvailable: card?.direction === 'inbound' && card.aiAvailable,
  };
}

/** Seconds of talk once connected, before that seconds of ringing; by the server's clock. */
export function useCallSeconds(call: Pick<OwnCallView, 'answeredAt' | 'startedAt'>): number {
  const now = useTick();
  const offset = useCallingState((state) => state.clockOffsetMs);
  return secondsSince(call.answeredAt ?? call.startedAt, now, offset);
}
