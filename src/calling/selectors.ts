import { outsideNumber, type CallCard } from '@core/contracts/call-card.ts';
import type { CallingState, OwnCall } from './call-state.ts';
import { numberWords } from './number-words.ts';
import { findCall } from './own-calls.ts';
import { asksMe, holdsFor, isMyConnecting, talksHere } from './room-selectors.ts';

/** The outside party as people call it: the client's name, else the number. */
export function partyName(card: CallCard): string {
  return card.client?.name ?? numberWords(outsideNumber(card));
}

/** "Maria" of "Maria Lopez"; a number stays whole. */
export function firstName(name: string): string {
  return /^\p{L}/u.test(name) ? (name.split(' ')[0] ?? name) : name;
}

function byWait(a: CallCard, b: CallCard): number {
  return waitingSince(a).localeCompare(waitingSince(b)) || a.id.localeCompare(b.id);
}

/** Since when somebody here is wanted: the first ring, or the AI's request for a person. */
export function waitingSince(card: CallCard): string {
  return card.ai?.wants?.since ?? card.room?.handoff?.since ?? card.startedAt;
}

/** Mine to take: my turn, neither lost to somebody else nor already accepted here. */
function isOpenToMe(state: CallingState, card: CallCard): boolean {
  const isRing = callsForPerson(card) && isOfferedToMe(state, card);
  return (isRing || asksMe(state, card) !== null) && isFree(state, card);
}

function isFree(state: CallingState, card: CallCard): boolean {
  return !state.lost[card.id] && !findCall(state, card.id);
}

/**
 * It is this member's turn, and the member wants calls. Whom a call is offered to is decided on the
 * server; what the member chose here counts before the server has heard of it.
 */
export function isOfferedToMe(state: CallingState, card: CallCard): boolean {
  if (!state.me) return false;
  // A health check asks for one certain browser, whatever its member chose.
  if (card.isTest) return card.offeredTo?.includes(state.me.id) ?? false;
  if (state.availability !== 'available') return false;
  return card.offeredTo === null || card.offeredTo.includes(state.me.id);
}

/** It rings here: a caller, or somebody who was sent on and whom nobody holds. */
function isRinging(card: CallCard): boolean {
  const isHandedOn = Boolean(card.room?.handoff) && card.agent === null;
  return card.status === 'ringing' && (card.direction === 'inbound' || isHandedOn);
}

/** It waits with music until somebody picks it up. */
export function isParked(card: CallCard): boolean {
  return Boolean(card.room?.parked) && card.status !== 'ended' && !isRinging(card);
}

/** The AI has the caller, or is about to: nobody else does. */
export function isWithAi(card: CallCard): boolean {
  const isUnderWay = card.status === 'active' || card.status === 'connecting';
  const isHandedOn = Boolean(card.room?.parked ?? card.room?.handoff);
  const isNobodys = card.agent === null && !isHandedOn;
  return card.direction === 'inbound' && isUnderWay && isNobodys && card.ai !== null;
}

/** The AI talks with the caller and asks for a person. */
export function wantsPerson(card: CallCard): boolean {
  return isWithAi(card) && Boolean(card.ai?.wants);
}

/** It rings, or the AI asks for somebody: the popup is shown. */
export function callsForPerson(card: CallCard): boolean {
  return isRinging(card) || wantsPerson(card);
}

/** A member accepted or takes over, and their browser is being dialled. */
export function isOnItsWay(card: CallCard): boolean {
  if (card.agent === null) return false;
  return card.status === 'connecting' || (card.status === 'active' && isAiOn(card));
}

function isAiOn(card: CallCard): boolean {
  return card.ai !== null && card.ai.status !== 'over';
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

/** The calls that I declined and that still ring for others: no longer mine, but I can come back. */
export function silencedRings(state: CallingState): CallCard[] {
  return Object.values(state.cards)
    .filter(
      (card) =>
        callsForPerson(card) && isFree(state, card) && !card.isTest && isSilencedFor(state, card),
    )
    .toSorted(byWait);
}

/** The rings that a person here shall notice: a health check's call is answered by itself. */
export function audibleRings(state: CallingState): CallCard[] {
  return ringingForMe(state).filter((card) => !card.isTest);
}

/** Every call that the AI handles, those that want a person first. */
export function aiCalls(state: CallingState): CallCard[] {
  const rank = (card: CallCard) => (wantsPerson(card) ? 0 : 1);
  return Object.values(state.cards)
    .filter(isWithAi)
    .toSorted((a, b) => rank(a) - rank(b) || a.startedAt.localeCompare(b.startedAt));
}

/** Which call "take over" means when no call is named: the one that asks, mine, or the only one. */
export function takeOverTarget(state: CallingState): CallCard | null {
  const calls = aiCalls(state);
  const asking = calls.find((card) => wantsPerson(card) && !isSilencedFor(state, card));
  const mine = calls.find((card) => card.id === state.handed?.callId);
  return asking ?? mine ?? (calls.length === 1 ? (calls[0] ?? null) : null);
}

/** I hold this call, and not with the phone of this browser. */
export function isMineElsewhere(state: CallingState, card: CallCard | null): card is CallCard {
  if (card?.status !== 'active' || !state.me || card.agent?.id !== state.me.id) return false;
  const call = findCall(state, card.id);
  const isCarried = call !== undefined && call.leg !== 'ended';
  return !isCarried && state.finished?.own.callId !== card.id;
}

/** My calls on other devices of mine, longest first. */
export function callsElsewhere(state: CallingState): CallCard[] {
  return Object.values(state.cards)
    .filter((card) => isMineElsewhere(state, card) && !findCall(state, card.id))
    .toSorted(byWait);
}

export function cardOfCall(state: CallingState, call: OwnCall): CallCard | null {
  return call.callId ? (state.cards[call.callId] ?? null) : null;
}

export function ownCard(state: CallingState): CallCard | null {
  return state.own ? cardOfCall(state, state.own) : null;
}

/** What the softphone says about its call, in one word. */
export type OwnPhase =
  | 'setting_up'
  | 'connecting'
  | 'taking_over'
  | 'handing_back'
  | 'ringing'
  | 'active'
  | 'held'
  | 'reconnecting'
  | 'ending';

export function ownPhase(state: CallingState): OwnPhase | null {
  return state.own ? callPhase(state, state.own) : null;
}

export function callPhase(state: CallingState, call: OwnCall): OwnPhase {
  if (call.isEnding) return 'ending';
  if (call.isHandingBack) return 'handing_back';
  const card = cardOfCall(state, call);
  if (!card) return call.callId ? 'connecting' : 'setting_up';
  if (call.leg === 'ended') return 'ending';
  const isCut = state.lineQuality === 'cut' && state.own?.key === call.key;
  if (call.leg === 'reconnecting' || isCut) return 'reconnecting';
  if (isAiOn(card)) return 'taking_over';
  if (card.status === 'active' || isMyConnecting(state, card)) {
    if (call.leg !== 'active') return 'connecting';
    return holdsFor(state, call) ? 'held' : 'active';
  }
  if (card.status === 'ringing' && card.direction === 'outbound') return 'ringing';
  return 'connecting';
}

/** Nothing may go out or be heard: it was put aside, or its only other party hears music. */
export function isSilent(state: CallingState, call: OwnCall): boolean {
  if (state.own?.key !== call.key) return true;
  return holdsFor(state, call) && !talksHere(state, call);
}

/** The words' key of the readiness light. */
export type Readiness =
  | 'off'
  | 'on'
  | 'away'
  | 'do_not_disturb'
  | 'busy'
  | 'wait'
  | 'reconnecting'
  | 'asking'
  | 'blocked';

export function readiness(state: CallingState): Readiness {
  const { status } = state.phone;
  if (status === 'blocked') return 'blocked';
  if (status === 'off') return 'off';
  if (status === 'asking') return 'asking';
  if (status === 'reconnecting') return 'reconnecting';
  if (status !== 'ready') return 'wait';
  if (state.own) return 'busy';
  return state.availability === 'available' ? 'on' : state.availability;
}
