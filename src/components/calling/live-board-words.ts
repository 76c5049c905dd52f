import { firstName } from '@/calling/selectors.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import { displayNumber } from '@core/e164.ts';
import type { LiveBoardCopy } from './live-board-copy.ts';

/** What goes on in a call besides two people talking. */
export type RoomCard = NonNullable<CallCard['room']>;
/** Somebody besides the two. */
export type PartyCard = RoomCard['parties'][number];
type Person = { id: string; name: string } | null;

/** A member as the others call them; the one who looks is "you". */
function personWord(person: Person, me: string | undefined, copy: LiveBoardCopy): string {
  if (!person) return copy.someone;
  return person.id === me ? copy.you : firstName(person.name);
}

/** Who put the caller on hold. */
export function holdWord(
  hold: RoomCard['hold'],
  me: string | undefined,
  copy: LiveBoardCopy,
): string {
  if (!hold?.by) return copy.onHold;
  return hold.by.id === me ? copy.onHoldByYou : copy.onHoldBy(firstName(hold.by.name));
}

export function parkedWord(card: CallCard, me: string | undefined, copy: LiveBoardCopy): string {
  const { parked } = card.room ?? {};
  if (!parked) return '';
  const by =
    parked.by?.id === me ? copy.parkedByYou : copy.parkedBy(personWord(parked.by, me, copy));
  return `${copy.slot(parked.slot)}, ${by}`;
}

/** Why it rings though somebody was spoken to already; null where it is an ordinary ring. */
export function handoffWord(
  card: CallCard,
  me: string | undefined,
  copy: LiveBoardCopy,
): string | null {
  const { handoff } = card.room ?? {};
  if (!handoff) return null;
  const words = copy.handoff[handoff.kind];
  const sentence = words(personWord(handoff.by, me, copy), handoff.to ?? copy.someone);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** What everybody besides the two who talk does in the call, a line each. */
export function partyLines(
  card: CallCard,
  me: string | undefined,
  copy: LiveBoardCopy,
): { number: number; text: string; isSupervisor: boolean }[] {
  return (card.room?.parties ?? []).flatMap((party) => {
    const text = partyWord(party, partyName(party, me, copy), copy);
    return text ? [{ number: party.number, text, isSupervisor: party.role === 'supervisor' }] : [];
  });
}

function partyName(party: PartyCard, me: string | undefined, copy: LiveBoardCopy): string {
  if (party.kind === 'member') return personWord(party.member, me, copy);
  return party.clientName ?? (party.phoneNumber ? displayNumber(party.phoneNumber) : copy.someone);
}

function partyWord(party: PartyCard, name: string, copy: LiveBoardCopy): string | null {
  if (party.status === 'gone') return null;
  const isThere = party.status === 'joined';
  switch (party.role) {
    case 'consult':
      return isThere ? copy.consulting(name) : copy.consultAsked(name);
    case 'guest':
      if (!isThere) return copy.guestAsked(name);
      return party.heldSince ? copy.guestHeld(name) : copy.guest(name);
    case 'transfer':
      return copy.goesTo(name);
    case 'supervisor':
      return isThere ? supervisorWord(party, name, copy) : null;
  }
}

function supervisorWord(party: PartyCard, name: string, copy: LiveBoardCopy): string {
  if (party.mode === 'barge') return copy.joined(name);
  return party.mode === 'whisper' ? copy.whispers(name) : copy.listens(name);
}
