import type { CallEvent } from './call-events.ts';
import type { Attempt, CallPolicy, LegState } from './call-state.ts';
import { holderOf } from './fold-attempts.ts';
import { isInRoom } from './fold-legs.ts';
import { foldParties } from './fold-parties.ts';
import { compareInstants } from './instant.ts';
import type { Handoff, Hold, Parking, Party, RoomState } from './room-state.ts';

/** From the first of these on a call is a room. */
const NEEDS_ROOM: ReadonlySet<CallEvent['type']> = new Set([
  'hold.began',
  'agent.left',
  'call.parked',
  'handoff.began',
]);

/** What goes on besides two people talking. Numbers name each thing, so the order does not matter. */
export function foldRoom(
  events: readonly CallEvent[],
  legs: readonly LegState[],
  attempts: readonly Attempt[],
  policy: CallPolicy,
): RoomState {
  const conferenceId = openedRoom(events, legs);
  const holds = foldHolds(events);
  const hold = runningHold(holds, attempts);
  const parties = foldParties(events, legs, attempts, policy, conferenceId).map((party) =>
    isInTheOpen(party, hold) ? { ...party, role: 'guest' as const } : party,
  );
  const parkings = events.flatMap(asParking).sort(byNumber);
  const handoffs = events.flatMap(asHandoff).sort(byNumber);
  const waiting = openWaiting(events, parkings.at(-1), handoffs.at(-1), attempts, parties);
  const merged = events.find((event) => event.type === 'call.merged');
  return {
    isNeeded: events.some(isRoomEvent),
    conferenceId,
    holds,
    hold,
    parkCount: parkings.length,
    parked: waiting === parkings.at(-1) ? (parkings.at(-1) ?? null) : null,
    handoffCount: handoffs.length,
    handoff: waiting === handoffs.at(-1) ? (handoffs.at(-1) ?? null) : null,
    parties,
    mergedInto:
      merged?.type === 'call.merged' ? { callId: merged.into, at: merged.occurredAt } : null,
    presses: events.flatMap((event) =>
      event.type === 'digits.pressed' ? [{ id: event.id, digits: event.digits }] : [],
    ),
  };
}

/**
 * The newest conference that goes on. Where Telnyx's answer was lost, the news that one of ours is in
 * it tells. One that all have left is over: nobody can join it any more, and another is made.
 */
function openedRoom(events: readonly CallEvent[], legs: readonly LegState[]): string | null {
  const opened = events.flatMap((event) =>
    event.type === 'room.opened' || event.type === 'leg.joined' ? [event.conferenceId] : [],
  );
  const goesOn = (conferenceId: string) => legs.some((leg) => isInRoom(leg, conferenceId));
  return [...new Set(opened)].findLast(goesOn) ?? null;
}

function isRoomEvent(event: CallEvent): boolean {
  // A supervisor listens at a leg, whatever that is joined to.
  if (event.type === 'party.asked') return event.role !== 'supervisor';
  return NEEDS_ROOM.has(event.type);
}

function byNumber(a: { number: number }, b: { number: number }): number {
  return a.number - b.number;
}

function foldHolds(events: readonly CallEvent[]): Hold[] {
  const ends = new Map<number, string>();
  for (const event of events) {
    if (event.type === 'hold.ended' && !ends.has(event.hold))
      ends.set(event.hold, event.occurredAt);
  }
  return events
    .flatMap((event): Hold[] => {
      if (event.type !== 'hold.began') return [];
      const { hold: number, party, occurredAt: since, memberId } = event;
      return [{ number, party, since, memberId, endedAt: ends.get(number) ?? null }];
    })
    .sort(byNumber);
}

/** The outside party's hold; whoever takes the call over begins without one. */
function runningHold(holds: readonly Hold[], attempts: readonly Attempt[]): Hold | null {
  const last = holds.findLast((hold) => hold.party === null);
  const holder = holderOf(attempts);
  if (!last || last.endedAt !== null || !holder) return null;
  return compareInstants(last.since, holder.startedAt) >= 0 ? last : null;
}

/** Asked in confidence, until the caller was brought back to them: from then on all hear each other. */
function isInTheOpen({ role, status, askedAt }: Party, hold: Hold | null): boolean {
  if (role !== 'consult' || status === 'gone') return false;
  return hold === null || compareInstants(hold.since, askedAt) > 0;
}

function asParking(event: CallEvent): Parking[] {
  if (event.type !== 'call.parked') return [];
  const { park: number, slot, memberId, returnsAt, occurredAt: since } = event;
  return [{ number, slot, memberId, since, returnsAt }];
}

function asHandoff(event: CallEvent): Handoff[] {
  if (event.type !== 'handoff.began') return [];
  const { handoff: number, kind, memberId, to, party, memberIds, endsAt } = event;
  return [{ number, kind, memberId, to, party, memberIds, since: event.occurredAt, endsAt }];
}

/** What the caller waits for now: the later of the two, while nobody has taken the call. */
function openWaiting(
  events: readonly CallEvent[],
  parking: Parking | undefined,
  handoff: Handoff | undefined,
  attempts: readonly Attempt[],
  parties: readonly Party[],
): Parking | Handoff | null {
  if (holderOf(attempts)) return null;
  const last = !handoff || (parking && isLater(parking, handoff)) ? parking : handoff;
  if (!last) return null;
  const isWithAi = events.some(
    (event) => event.type === 'ai.requested' && compareInstants(event.occurredAt, last.since) >= 0,
  );
  if (isWithAi) return null;
  // Picked up and let go since.
  const wasLetGo = attempts.some(
    ({ connectedAt, releasedAt }) =>
      connectedAt !== null && releasedAt !== null && compareInstants(releasedAt, last.since) > 0,
  );
  if (wasLetGo) return null;
  const target = 'party' in last && last.party !== null ? partyOf(parties, last.party) : null;
  return target?.joinedAt ? null : last;
}

function isLater(parking: Parking, handoff: Handoff): boolean {
  return compareInstants(parking.since, handoff.since) > 0;
}

/** A party by its number. */
export function partyOf(parties: readonly Party[], number: number | null): Party | null {
  return parties.find((party) => party.number === number) ?? null;
}

/** Parties who are in the call, or on their way into it; nobody who only listens. */
export function companyOf({ parties }: Pick<RoomState, 'parties'>): Party[] {
  return parties.filter(({ role, status }) => role !== 'supervisor' && status !== 'gone');
}
