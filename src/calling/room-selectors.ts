import type { CallCard } from '@core/contracts/call-card.ts';
import type { PartyCard } from '@core/contracts/room-card.ts';
import type { CallingState, OwnCall } from './call-state.ts';

/** What the card says of a call in which there is more than two people talking. */

function partiesOf(card: CallCard): readonly PartyCard[] {
  return card.room?.parties ?? [];
}

/** Those who are in the call or on their way, without whoever has left. */
function presentParties(card: CallCard): PartyCard[] {
  return partiesOf(card).filter(({ status }) => status !== 'gone');
}

/** Present, and no supervisor. */
export function otherParties(card: CallCard): PartyCard[] {
  return presentParties(card).filter(({ role }) => role !== 'supervisor');
}

export function supervisors(card: CallCard): PartyCard[] {
  return presentParties(card).filter(({ role }) => role === 'supervisor');
}

/** The last party that is this member. */
export function partyOf(card: CallCard, memberId: string | undefined): PartyCard | null {
  const isTheirs = (party: PartyCard) => party.member !== null && party.member.id === memberId;
  return partiesOf(card).findLast(isTheirs) ?? null;
}

/** A colleague asks for me: the party that I would be. */
export function asksMe(state: Pick<CallingState, 'me'>, card: CallCard): PartyCard | null {
  const party = card.status === 'ended' ? null : partyOf(card, state.me?.id);
  return party?.status === 'ringing' && party.role !== 'supervisor' ? party : null;
}

/** My browser is being connected as one of the further parties, or is. */
export function isMyConnecting(state: Pick<CallingState, 'me'>, card: CallCard): boolean {
  const status = card.status === 'ended' ? null : partyOf(card, state.me?.id)?.status;
  return status === 'connecting' || status === 'joined';
}

export type OwnRole = 'holder' | 'party' | 'supervisor';

/** What I am in a call; null: nothing, as far as the card knows. */
export function roleIn(state: Pick<CallingState, 'me'>, card: CallCard): OwnRole | null {
  if (card.agent !== null && card.agent.id === state.me?.id) return 'holder';
  if (!isMyConnecting(state, card)) return null;
  return partyOf(card, state.me?.id)?.role === 'supervisor' ? 'supervisor' : 'party';
}

/** The consultation that is under way: whom I ask before I pass the caller on. */
export function consultation(card: CallCard): PartyCard | null {
  return otherParties(card).find(({ role }) => role === 'consult') ?? null;
}

/** I hold the caller, or as a further party am held myself; what I asked for counts at once. */
export function holdsFor(
  state: Pick<CallingState, 'me' | 'cards'>,
  call: Pick<OwnCall, 'callId' | 'holdWish'>,
): boolean {
  return heldSince(state, call) !== null;
}

/** Since when it is on hold; null: it is not. */
export function heldSince(
  state: Pick<CallingState, 'me' | 'cards'>,
  call: Pick<OwnCall, 'callId' | 'holdWish'>,
): string | null {
  const { holdWish } = call;
  if (holdWish && !holdWish.isHeld) return null;
  const card = call.callId ? state.cards[call.callId] : undefined;
  const since = card ? saidHeldSince(state, card) : null;
  return since ?? holdWish?.since ?? null;
}

/** Since when, as the server says. */
export function saidHeldSince(state: Pick<CallingState, 'me'>, card: CallCard): string | null {
  if (roleIn(state, card) === 'party') return partyOf(card, state.me?.id)?.heldSince ?? null;
  return roleIn(state, card) === 'supervisor' ? null : (card.room?.hold?.since ?? null);
}

/** Somebody besides the caller is in the call and hears me. */
export function talksHere(
  state: Pick<CallingState, 'me' | 'cards'>,
  call: Pick<OwnCall, 'callId'>,
): boolean {
  const card = call.callId ? state.cards[call.callId] : undefined;
  if (!card || roleIn(state, card) !== 'holder') return false;
  return otherParties(card).some(({ status, heldSince }) => status === 'joined' && !heldSince);
}
