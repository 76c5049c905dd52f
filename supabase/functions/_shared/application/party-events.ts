import type { OwnEvent } from '../core/call-events.ts';
import type { CallState } from '../core/call-state.ts';
import type { Party } from '../core/room-state.ts';

/** The events by which parties are let go: those of them who are in the call, or on their way. */
export function partiesRemoved(
  callId: string,
  { room }: Pick<CallState, 'room'>,
  now: string,
  memberId: string,
  which: (party: Party) => boolean = ({ role }) => role !== 'supervisor',
): OwnEvent[] {
  return room.parties
    .filter((party) => party.status !== 'gone' && which(party))
    .map(({ number: party }) => {
      const id = `${callId}:party_removed:${party}`;
      return { id, type: 'party.removed', occurredAt: now, party, memberId };
    });
}
