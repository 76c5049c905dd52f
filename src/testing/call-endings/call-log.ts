import type { CallEvent, HangupCause, LegRef, OwnEvent } from '@core/call-events.ts';

const START = Date.parse('2026-11-30T15:00:00.000Z');
/** An instant so many seconds into the story. */
export const at = (seconds: number) => new Date(START + seconds * 1_000).toISOString();

const leg = (role: LegRef['role'], attempt: number): LegRef => ({
  callControlId: `v3:${role}${attempt}`,
  role,
  attempt,
});
export const outside = leg('external', 0);
export const mobile = leg('forward', 0);
export const agent = (attempt = 1) => leg('agent', attempt);
export const guest = (party = 1) => leg('party', party);

type LegFact = 'initiated' | 'dialled' | 'answered' | 'bridged' | 'speech_ended';

/** What Telnyx tells of a leg. */
export function of(ref: LegRef, fact: LegFact, seconds: number): CallEvent {
  const id = `${fact}:${ref.callControlId}`;
  return { id, type: `leg.${fact}`, leg: ref, occurredAt: at(seconds), legStartedAt: null };
}

/** It is in the call's conference. */
export function joins(ref: LegRef, seconds: number): CallEvent {
  const id = `joined:${ref.callControlId}`;
  const when = { occurredAt: at(seconds), legStartedAt: null };
  return { id, type: 'leg.joined', leg: ref, conferenceId: 'room-1', ...when };
}

export function ends(ref: LegRef, seconds: number, cause: HangupCause): CallEvent {
  const id = `ended:${ref.callControlId}`;
  const when = { occurredAt: at(seconds), legStartedAt: null };
  return { id, type: 'leg.ended', leg: ref, cause, source: 'unknown', ...when };
}

type Fields<Type> = Type extends OwnEvent ? Omit<Type, 'id' | 'occurredAt'> : never;

/** A fact of our own. */
export function own(seconds: number, fields: Fields<OwnEvent>): CallEvent {
  const id = `${fields.type}:${JSON.stringify(fields)}`;
  return { ...fields, id, occurredAt: at(seconds) };
}

const browser = { memberId: 'ana', deviceId: 'ana-tab', sipUsername: 'gencredana' } as const;

/** An agent accepts, and is tried to be connected. */
export const claimed = (seconds: number, attempt = 1, more = {}) =>
  own(seconds, { type: 'call.claimed', attempt, ...browser, keepsCaller: true, ...more });

/** An agent calls somebody. */
export const placed = () =>
  own(0, { type: 'call.placed', ...browser, from: '+14375249932', to: '+14165550123' });
