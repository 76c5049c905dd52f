import type { CallEvent, HangupCause } from './call-events.ts';
import type { Attempt, CallPolicy, LegState } from './call-state.ts';
import { answeredAtOf, isInRoom, joinedAnybodyAt } from './fold-legs.ts';
import { addMs, compareInstants, earliest, latest } from './instant.ts';
import type { Party, PartyEnd } from './room-state.ts';

/** How long a colleague's popup rings when somebody wants them in a call. */
const PARTY_RING_MS = 30_000;
/** Telnyx ends a dialled leg itself; ours comes after it. */
const FAR_END_GRACE_MS = 5_000;

type Asked = CallEvent & { type: 'party.asked' };

/** What the log says of one party besides its legs. */
interface Told {
  asked: Asked;
  accepted: (CallEvent & { type: 'party.accepted' }) | null;
  end: { at: string; reason: PartyEnd } | null;
  mode: Party['mode'];
  modeChanges: number;
}

/** Everybody besides the outside party and the agent, in the order in which they were asked. */
export function foldParties(
  events: readonly CallEvent[],
  legs: readonly LegState[],
  attempts: readonly Attempt[],
  policy: CallPolicy,
  conferenceId: string | null,
): Party[] {
  const told = new Map<number, Told>();
  for (const event of events) {
    if (event.type === 'party.asked' && !told.has(event.party)) {
      told.set(event.party, {
        asked: event,
        accepted: null,
        end: null,
        mode: event.mode,
        modeChanges: 0,
      });
    }
  }
  for (const event of events) note(told, event);
  return [...told.values()]
    .map((one) => settle(one, legs, attempts, policy, conferenceId))
    .sort((a, b) => a.number - b.number);
}

function note(told: Map<number, Told>, event: CallEvent): void {
  if (event.type === 'command.failed' && event.kind === 'dial_party') {
    const reason = event.code === 'bad_destination' ? 'unreachable' : 'refused';
    end(told.get(event.attempt), event.occurredAt, reason);
    return;
  }
  if (!('party' in event) || event.party === null) return;
  const one = told.get(event.party);
  if (!one) return;
  if (event.type === 'party.accepted') one.accepted ??= event;
  if (event.type === 'party.declined') end(one, event.occurredAt, 'declined');
  if (event.type === 'party.removed') end(one, event.occurredAt, 'removed');
  if (event.type === 'party.timed_out') end(one, event.occurredAt, 'no_answer');
  if (event.type === 'party.mode_changed' && event.change > one.modeChanges) {
    one.modeChanges = event.change;
    one.mode = event.mode;
  }
}

function end(one: Told | undefined, at: string, reason: PartyEnd): void {
  if (!one) return;
  if (one.end === null || compareInstants(at, one.end.at) < 0) one.end = { at, reason };
}

function settle(
  { asked, accepted, end: ended, mode, modeChanges }: Told,
  legs: readonly LegState[],
  attempts: readonly Attempt[],
  policy: CallPolicy,
  conferenceId: string | null,
): Party {
  const { party: number, role, who, memberId: askedBy, occurredAt: askedAt } = asked;
  const own = legs.filter((leg) => leg.role === 'party' && leg.attempt === number);
  const promotion = attempts.find((attempt) => attempt.fromParty === number) ?? null;
  const joinedAt = joinedAtOf(own, role === 'supervisor');
  const legEnd = own.length > 0 && own.every((leg) => leg.endedAt !== null) ? own[0] : undefined;
  const gone = earliestEnd(
    ended,
    legEnd?.endedAt
      ? { at: legEnd.endedAt, reason: joinedAt ? 'left' : endOf(legEnd.hangupCause) }
      : null,
    promotion ? { at: promotion.startedAt, reason: 'left' } : null,
  );
  const isIn = joinedAt !== null && (role === 'supervisor' || own.some(inRoom(conferenceId)));
  const isAsked = who.kind === 'member' && accepted === null;
  const status = gone ? 'gone' : isIn ? 'joined' : isAsked ? 'ringing' : 'connecting';
  const base = { number, role, who, askedBy, askedAt, status, mode, modeChanges } as const;
  return {
    ...base,
    sipUsername: accepted?.sipUsername ?? null,
    deviceId: accepted?.deviceId ?? null,
    acceptedAt: accepted?.occurredAt ?? null,
    joinedAt,
    goneAt: gone?.at ?? null,
    endReason: gone?.reason ?? null,
    promotedTo: promotion?.number ?? null,
    deadlineAt: deadlineOf(base, accepted?.occurredAt ?? null, own, policy),
  };
}

function inRoom(conferenceId: string | null): (leg: LegState) => boolean {
  return (leg) => isInRoom(leg, conferenceId);
}

/** A supervisor is there once their leg is up: they are in no room. */
function joinedAtOf(own: readonly LegState[], isSupervisor: boolean): string | null {
  return earliest(...own.map((leg) => (isSupervisor ? answeredAtOf(leg) : joinedAnybodyAt(leg))));
}

function earliestEnd(
  ...ends: ({ at: string; reason: PartyEnd } | null)[]
): { at: string; reason: PartyEnd } | null {
  return ends.reduce(
    (first, next) =>
      next && (first === null || compareInstants(next.at, first.at) < 0) ? next : first,
    null,
  );
}

function endOf(cause: HangupCause | null): PartyEnd {
  switch (cause) {
    case 'user_busy':
      return 'busy';
    case 'call_rejected':
      return 'declined';
    case 'not_found':
      return 'unreachable';
    case 'normal_clearing':
      return 'left';
    default:
      return 'no_answer';
  }
}

function deadlineOf(
  { status, who, askedAt }: Pick<Party, 'status' | 'who' | 'askedAt'>,
  acceptedAt: string | null,
  own: readonly LegState[],
  policy: CallPolicy,
): string | null {
  if (status === 'gone' || status === 'joined') return null;
  if (status === 'ringing') return addMs(askedAt, PARTY_RING_MS);
  const dialledAt = latest(acceptedAt ?? askedAt, ...own.map((leg) => leg.initiatedAt)) ?? askedAt;
  const answeredAt = earliest(...own.map((leg) => leg.answeredAt));
  if (answeredAt) return addMs(answeredAt, policy.connectTimeoutMs);
  const ringMs = who.kind === 'outside' ? policy.dialTimeoutMs : policy.connectTimeoutMs;
  return addMs(dialledAt, ringMs + FAR_END_GRACE_MS);
}
