import type { CallEvent, LegEvent } from './call-events.ts';
import type { LegState } from './call-state.ts';
import { compareInstants, earliest, latest } from './instant.ts';

/**
 * A leg's state out of its facts. Each time is the earliest of its kind, so that order and duplicates
 * do not matter. `lost` gives way to a cause that Telnyx told.
 */
export function foldLegs(events: readonly CallEvent[]): LegState[] {
  const legs = new Map<string, LegState>();
  for (const event of events) {
    if (!('leg' in event)) continue;
    const known = legs.get(event.leg.callControlId);
    legs.set(event.leg.callControlId, applyToLeg(known ?? newLeg(event), event));
  }
  return [...legs.values()].sort(byRoleAndAttempt);
}

function newLeg(event: LegEvent): LegState {
  return {
    ...event.leg,
    initiatedAt: null,
    answeredAt: null,
    bridgedAt: null,
    pairedAt: null,
    speechEndedAt: null,
    endedAt: null,
    hangupCause: null,
    rooms: {},
    holds: { began: 0, ended: 0 },
  };
}

function applyToLeg(leg: LegState, event: LegEvent): LegState {
  const started: LegState = { ...leg, initiatedAt: earliest(leg.initiatedAt, event.legStartedAt) };
  switch (event.type) {
    case 'leg.initiated':
    case 'leg.dialled':
      return { ...started, initiatedAt: earliest(started.initiatedAt, event.occurredAt) };
    case 'leg.answered':
      return { ...started, answeredAt: earliest(leg.answeredAt, event.occurredAt) };
    case 'leg.bridged':
      return { ...started, bridgedAt: earliest(leg.bridgedAt, event.occurredAt) };
    case 'leg.paired':
      return { ...started, pairedAt: earliest(leg.pairedAt, event.occurredAt) };
    case 'leg.speech_ended':
      return { ...started, speechEndedAt: latest(leg.speechEndedAt, event.occurredAt) };
    case 'leg.joined':
    case 'leg.left':
      return moveLeg(started, event);
    case 'leg.held':
      return { ...started, holds: { ...leg.holds, began: leg.holds.began + 1 } };
    case 'leg.unheld':
      return { ...started, holds: { ...leg.holds, ended: leg.holds.ended + 1 } };
    case 'leg.ended':
      return endLeg(started, event);
  }
}

function moveLeg(leg: LegState, event: LegEvent & { type: 'leg.joined' | 'leg.left' }): LegState {
  const { conferenceId, occurredAt } = event;
  const known = leg.rooms[conferenceId] ?? { joinedAt: null, leftAt: null };
  const moved =
    event.type === 'leg.joined'
      ? { ...known, joinedAt: latest(known.joinedAt, occurredAt) }
      : { ...known, leftAt: latest(known.leftAt, occurredAt) };
  return { ...leg, rooms: { ...leg.rooms, [conferenceId]: moved } };
}

/** Whether a living leg is in a conference. */
export function isInRoom(leg: LegState, conferenceId: string | null): boolean {
  const at = conferenceId === null ? undefined : leg.rooms[conferenceId];
  if (leg.endedAt !== null || !at?.joinedAt) return false;
  return at.leftAt === null || compareInstants(at.joinedAt, at.leftAt) > 0;
}

/** Our music plays to it. */
export function hearsMusic({ holds }: LegState): boolean {
  return holds.began > holds.ended;
}

/** When it was first joined to anybody; null: never. */
export function joinedAnybodyAt(leg: LegState): string | null {
  return earliest(leg.bridgedAt, ...Object.values(leg.rooms).map(({ joinedAt }) => joinedAt));
}

function endLeg(leg: LegState, event: LegEvent & { type: 'leg.ended' }): LegState {
  const told = event.cause !== 'lost';
  const knownCause = leg.hangupCause !== null && leg.hangupCause !== 'lost';
  if (told && !knownCause) {
    return { ...leg, endedAt: event.occurredAt, hangupCause: event.cause };
  }
  if (!told && knownCause) return leg;
  const isEarlier = leg.endedAt === null || compareInstants(event.occurredAt, leg.endedAt) < 0;
  return isEarlier ? { ...leg, endedAt: event.occurredAt, hangupCause: event.cause } : leg;
}

const ROLE_ORDER = { external: 0, agent: 1, forward: 2, party: 3 } as const;

function byRoleAndAttempt(a: LegState, b: LegState): number {
  if (a.role !== b.role) return ROLE_ORDER[a.role] - ROLE_ORDER[b.role];
  return a.attempt - b.attempt || (a.callControlId < b.callControlId ? -1 : 1);
}

/**
 * Whether the leg's far end picked up. When the `answered` event got lost, a bridge or a normal
 * clearing tell it: Telnyx gives an unanswered leg another cause (telnyx.md section 3.4).
 */
export function wasAnswered(leg: LegState): boolean {
  return leg.answeredAt !== null || leg.bridgedAt !== null || leg.hangupCause === 'normal_clearing';
}

/** When it picked up; where nothing tells, the time it began. */
export function answeredAtOf(leg: LegState): string | null {
  if (!wasAnswered(leg)) return null;
  return earliest(leg.answeredAt, leg.bridgedAt) ?? leg.initiatedAt ?? leg.endedAt;
}
