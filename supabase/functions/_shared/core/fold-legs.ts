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
    speechEndedAt: null,
    endedAt: null,
    hangupCause: null,
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
    case 'leg.speech_ended':
      return { ...started, speechEndedAt: latest(leg.speechEndedAt, event.occurredAt) };
    case 'leg.ended':
      return endLeg(started, event);
  }
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

function byRoleAndAttempt(a: LegState, b: LegState): number {
  if (a.role !== b.role) return a.role === 'external' ? -1 : 1;
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
