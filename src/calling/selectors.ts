import { outsideNumber, type CallCard } from '@core/contracts/call-card.ts';
import { displayNumber } from '@core/e164.ts';
import type { CallingState } from './call-state.ts';

/** The outside party as people call it: the client's name, else the number. */
export function partyName(card: CallCard): string {
  return card.client?.name ?? displayNumber(outsideNumber(card));
}

/** "Maria" of "Maria Lopez"; a number stays whole. */
export function firstName(name: string): string {
  return /^\p{L}/u.test(name) ? (name.split(' ')[0] ?? name) : name;
}

function byWait(a: CallCard, b: CallCard): number {
  return a.startedAt.localeCompare(b.startedAt) || a.id.localeCompare(b.id);
}

/** Still mine to take: neither lost to somebody else nor already accepted here. */
function isOpenToMe(state: CallingState, card: CallCard): boolean {
  return isRinging(card) && !state.lost[card.id] && state.own?.callId !== card.id;
}

function isRinging(card: CallCard): boolean {
  return card.direction === 'inbound' && card.status === 'ringing';
}

function isSilencedFor(state: CallingState, card: CallCard): boolean {
  const memberId = state.me?.id;
  return (
    state.silenced[card.id] === true ||
    (memberId !== undefined && card.declinedBy.includes(memberId))
  );
}

/** The calls that ring for me, longest wait first. */
export function ringingForMe(state: CallingState): CallCard[] {
  return Object.values(state.cards)
    .filter((card) => isOpenToMe(state, card) && !isSilencedFor(state, card))
    .toSorted(byWait);
}

/** The calls that I declined and that still ring for others. */
export function silencedRings(state: CallingState): CallCard[] {
  return Object.values(state.cards)
    .filter((card) => isOpenToMe(state, card) && isSilencedFor(state, card))
    .toSorted(byWait);
}

/** Every inbound call that rings somewhere in the organisation. */
export function ringingCalls(state: CallingState): CallCard[] {
  return Object.values(state.cards).filter(isRinging).toSorted(byWait);
}

/** Every call that a person holds or places, longest first. */
export function activeCalls(state: CallingState): CallCard[] {
  return Object.values(state.cards)
    .filter((card) => card.status !== 'ended' && !isRinging(card))
    .toSorted(byWait);
}

export function ownCard(state: CallingState): CallCard | null {
  const callId = state.own?.callId;
  return callId ? (state.cards[callId] ?? null) : null;
}

/** What the softphone says about its call, in one word. */
export type OwnPhase =
  | 'setting_up'
  | 'connecting'
  | 'ringing'
  | 'active'
  | 'reconnecting'
  | 'ending';

export function ownPhase(state: CallingState): OwnPhase | null {
  const { own } = state;
  if (!own) return null;
  if (own.isEnding) return 'ending';
  const card = ownCard(state);
  if (!card) return own.callId ? 'connecting' : 'setting_up';
  if (own.leg === 'ended') return 'ending';
  if (own.leg === 'reconnecting') return 'reconnecting';
  if (card.status === 'active') return own.leg === 'active' ? 'active' : 'connecting';
  if (card.status === 'ringing' && card.direction === 'outbound') return 'ringing';
  return 'connecting';
}

/** The words' key of the readiness light. */
export type Readiness = 'off' | 'on' | 'busy' | 'wait' | 'reconnecting' | 'asking' | 'blocked';

export function readiness(state: CallingState): Readiness {
  const { status } = state.phone;
  if (status === 'blocked') return 'blocked';
  if (status === 'off') return 'off';
  if (status === 'asking') return 'asking';
  if (status === 'reconnecting') return 'reconnecting';
  if (status !== 'ready') return 'wait';
  return state.own ? 'busy' : 'on';
}
