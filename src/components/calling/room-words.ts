import { numberWords } from '@/calling/number-words.ts';
import { firstName, partyName } from '@/calling/selectors.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import type { PartyCard } from '@core/contracts/room-card.ts';
import { roomCopy } from './room-copy.ts';

/** A party as people call it: a colleague's or a client's name, else the number. */
export function nameOfParty(party: PartyCard): string {
  return party.member?.name ?? party.clientName ?? numberWords(party.phoneNumber);
}

/** Why a call rings in which somebody was spoken to already; null: it is a first ring. */
export function handoffWords(card: CallCard): string | null {
  const handoff = card.room?.handoff;
  if (!handoff || card.agent) return null;
  const { handoff: copy } = roomCopy;
  const caller = firstName(partyName(card));
  const by = firstName(handoff.by?.name ?? copy.somebody);
  switch (handoff.kind) {
    case 'transfer':
      return copy.transfer(by, caller);
    case 'returned':
      return copy.returned(handoff.to ? firstName(handoff.to) : copy.target, caller);
    case 'parked':
      return copy.parked(caller);
    case 'lost':
      return copy.lost(by, caller);
  }
}

/** What a colleague asks of me. */
export function askedWords(party: PartyCard): string {
  const { asked } = roomCopy;
  const by = firstName(party.invitedBy?.name ?? roomCopy.handoff.somebody);
  if (party.role === 'transfer') return asked.transfer(by);
  return party.role === 'guest' ? asked.guest(by) : asked.consult(by);
}

/** What accepting that does. */
export function askedHint(party: PartyCard, card: CallCard): string | null {
  const { asked } = roomCopy;
  const by = firstName(party.invitedBy?.name ?? roomCopy.handoff.somebody);
  const caller = firstName(partyName(card));
  if (party.role === 'transfer') return null;
  return party.role === 'guest' ? asked.guestHint(by, caller) : asked.consultHint(by, caller);
}

/** Of a supervisor, what the agent must know. */
export function supervisorWords(party: PartyCard): string {
  const { supervision } = roomCopy;
  const who = firstName(nameOfParty(party));
  if (party.mode === 'barge') return supervision.barges(who);
  return party.mode === 'whisper' ? supervision.whispers(who) : supervision.listens(who);
}

/** While I ask somebody about the caller: who hears whom. */
export function consultWords(party: PartyCard, caller: string): string {
  const { consult } = roomCopy;
  const who = firstName(nameOfParty(party));
  return party.status === 'joined' ? consult.talking(who, caller) : consult.asking(who, caller);
}

/** Whoever was asked last and is not there, and why; null: nobody, or I let them go myself. */
export function goneWords(card: CallCard): string | null {
  const last = card.room?.parties.findLast(({ role }) => role !== 'supervisor');
  if (!last?.endReason || last.endReason === 'removed') return null;
  return roomCopy.parties.gone[last.endReason](firstName(nameOfParty(last)));
}
