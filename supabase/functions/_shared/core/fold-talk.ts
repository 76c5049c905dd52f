import type { HangupCause } from './call-events.ts';
import type { FoldInput, FoldResult } from './call-fold.ts';
import type { Attempt, LegState } from './call-state.ts';
import { holderOf, legsOfAttempt } from './fold-attempts.ts';
import type { Ending } from './fold-ended-inbound.ts';
import { companyOf, partyOf } from './fold-room.ts';
import { compareInstants, earliest, latest } from './instant.ts';
import type { Party } from './room-state.ts';

/**
 * Ends of an agent's leg that nobody asked for: the browser, its network or its machine is gone.
 * Whoever hangs up says so (`normal_clearing`), and a call's longest time is over for everybody.
 */
const LOST_CAUSES: ReadonlySet<HangupCause> = new Set([
  'lost',
  'unspecified',
  'timeout',
  'no_answer',
  'not_found',
]);

type Talk = Pick<FoldInput, 'legs' | 'attempts' | 'room'>;

/** The agent's browser vanished from a call that goes on; null: they are there, or hung up. */
export function lostAgent({ legs, attempts }: Pick<Talk, 'legs' | 'attempts'>): Attempt | null {
  const holder = holderOf(attempts);
  if (!holder?.connectedAt || !isOutsideUp(legs)) return null;
  const own = legsOfAttempt(legs, holder);
  if (own.length === 0 || own.some((leg) => leg.endedAt === null)) return null;
  return own.every((leg) => LOST_CAUSES.has(leg.hangupCause ?? 'unspecified')) ? holder : null;
}

function isOutsideUp(legs: readonly LegState[]): boolean {
  return legs.some((leg) => leg.role === 'external' && leg.endedAt === null);
}

/** Where a caller stands whom no agent has: sent on, parked, or with those whom the agent left. */
export function waitingProgress({
  room,
  attempts,
}: Talk): Pick<FoldResult, 'status' | 'deadlineAt'> | null {
  const { handoff, parked } = room;
  if (handoff?.party) {
    const target = partyOf(room.parties, handoff.party);
    return { status: 'active', deadlineAt: target?.deadlineAt ?? handoff.endsAt };
  }
  if (handoff) return { status: 'ringing', deadlineAt: handoff.endsAt };
  if (parked) return { status: 'active', deadlineAt: parked.returnsAt };
  return isUnattended({ room, attempts }) ? { status: 'active', deadlineAt: null } : null;
}

/** The agent left, and others are with the caller. */
export function isUnattended({ room, attempts }: Pick<Talk, 'room' | 'attempts'>): boolean {
  if (holderOf(attempts) || lastLeftAt(attempts) === null) return false;
  return companyOf(room).some((party) => party.joinedAt !== null);
}

/** When the last agent who was there went; one who was called in since and did not come changes nothing. */
function lastLeftAt(attempts: readonly Attempt[]): string | null {
  return attempts.findLast(({ connectedAt }) => connectedAt !== null)?.releasedAt ?? null;
}

/** How a conversation can end, in either direction. */
export function talkEndings(input: Talk, holder: Attempt | null): Ending[] {
  const { legs, room } = input;
  const endings: Ending[] = legs.flatMap((leg) => outsideEnding(leg, input, holder));
  if (holder?.connectedAt && !lostAgent(input)) {
    for (const leg of legsOfAttempt(legs, holder)) {
      if (leg.endedAt === null || !allEnded(legsOfAttempt(legs, holder))) continue;
      const cause = leg.hangupCause ?? 'unspecified';
      endings.push({ at: leg.endedAt, reason: 'agent_hung_up', cause });
    }
  }
  if (room.mergedInto) {
    endings.push({ at: room.mergedInto.at, reason: 'merged', cause: 'normal_clearing' });
  }
  return [...endings, ...unattendedEnding(input)];
}

function allEnded(legs: readonly LegState[]): boolean {
  return legs.every((leg) => leg.endedAt !== null);
}

/** The outside party left. Others who were there with the agent talk on until they leave, too. */
function outsideEnding(leg: LegState, { room }: Talk, holder: Attempt | null): Ending[] {
  if (leg.role !== 'external' || leg.endedAt === null) return [];
  const { endedAt } = leg;
  const cause = leg.hangupCause ?? 'unspecified';
  const reason = cause === 'lost' ? 'network' : 'caller_hung_up';
  const others = holder?.connectedAt ? room.parties.filter(wasThereAt(endedAt)) : [];
  if (others.some((party) => party.goneAt === null)) return [];
  const at = latest(endedAt, ...others.map((party) => party.goneAt)) ?? endedAt;
  return [{ at, reason, cause }];
}

function wasThereAt(at: string): (party: Party) => boolean {
  return ({ role, joinedAt, goneAt, promotedTo }) =>
    role !== 'supervisor' &&
    promotedTo === null &&
    joinedAt !== null &&
    compareInstants(joinedAt, at) <= 0 &&
    (goneAt === null || compareInstants(goneAt, at) > 0);
}

/** The agent left the others to themselves, and they have all gone. */
function unattendedEnding({ room, attempts }: Talk): Ending[] {
  const leftAt = lastLeftAt(attempts);
  if (holderOf(attempts) || leftAt === null || room.handoff || room.parked) return [];
  const others = room.parties.filter(
    ({ role, joinedAt, promotedTo }) =>
      role !== 'supervisor' && joinedAt !== null && promotedTo === null,
  );
  const wereLeft = others.filter(({ goneAt }) => !goneAt || compareInstants(goneAt, leftAt) >= 0);
  if (wereLeft.length === 0 || wereLeft.some(({ goneAt }) => goneAt === null)) return [];
  const at = latest(...wereLeft.map(({ goneAt }) => goneAt));
  return at ? [{ at, reason: 'transferred', cause: 'normal_clearing' }] : [];
}

/** By when something must have happened with a party, too. */
export function withPartyDeadlines(
  deadlineAt: string | null,
  { room }: Pick<Talk, 'room'>,
): string | null {
  return earliest(deadlineAt, ...room.parties.map((party) => party.deadlineAt));
}
