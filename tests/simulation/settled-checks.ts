import type { CallState, LegState } from '../../supabase/functions/_shared/core/call-state.ts';
import { epochMs } from '../../supabase/functions/_shared/core/instant.ts';
import { MEMBERS } from '../../supabase/functions/_shared/testing/harness.ts';
import { type Checked, DEAD_TAB_MS } from './checked.ts';
import { checkRooms } from './room-checks.ts';
import type { Leg } from './telnyx-model.ts';
import { Violation } from './violation.ts';

/** [I7] [I6] Some seconds after the faults stopped: the database and Telnyx agree. */
export function checkAgreement(world: Checked): void {
  const { calls, telnyx, time } = world;
  const settledBefore = time.nowMs - 7_000;
  for (const leg of telnyx.legs.values()) {
    if (leg.changedAtMs > settledBefore) continue;
    if (isUnheardOf(world, leg)) continue;
    // A merged leg belongs to the call that it went to.
    const row = [...calls.rows.values()].find(
      ({ state }) =>
        state.room.mergedInto === null &&
        state.legs.some((known) => known.callControlId === leg.callControlId),
    );
    const known = row?.state.legs.find((one) => one.callControlId === leg.callControlId);
    const isAlive = leg.state !== 'ended';
    const isOver =
      row?.state.status === 'ended' &&
      !isClosing(row.state, world) &&
      isBefore(row.updatedAt, settledBefore, world);
    if (isAlive && (!row || isOver)) {
      throw new Violation(`[I6] ${leg.callControlId} lives on without a call`);
    }
    if (known && isAlive !== (known.endedAt === null) && !isStirring(world, row)) {
      throw new Violation(`[I7] ${leg.callControlId} is ${leg.state}, the row says otherwise`);
    }
    const saysAi = row?.state.ai?.status === 'talking';
    // The end of a conversation is told by one webhook only.
    if (
      leg.kind === 'caller' &&
      row &&
      saysAi !== (leg.ai !== null) &&
      // An agent may be taking over at this moment.
      isBefore(row.updatedAt, settledBefore, world) &&
      world.drawn.webhookDrop === 0
    ) {
      throw new Violation(
        `[I7] ${leg.callControlId}: the AI ${leg.ai ? 'talks' : 'is gone'}, the row says otherwise`,
      );
    }
    const isJustOver = row !== undefined && !isBefore(row.updatedAt, settledBefore, world);
    const talks = leg.partner && !isJustOver && !isDeafRinging(world, row?.state);
    if (talks && row?.state.status !== 'active') {
      throw new Violation(`[I7] ${leg.callControlId} talks, the row says ${row?.state.status}`);
    }
  }
  if (world.withRooms) checkRooms(world, settledBefore);
}

/**
 * A leg whose end was never told is found when its call has been quiet for fifteen seconds and the
 * sweeper comes; people who do things with a call keep it from being quiet.
 */
function isStirring(
  { drawn, withRooms, time }: Checked,
  row: { updatedAt: string } | undefined,
): boolean {
  if (!withRooms || drawn.webhookDrop === 0 || !row) return false;
  return epochMs(time.iso()) - epochMs(row.updatedAt) < DEAD_TAB_MS;
}

/** The caller hears our excuse, and is then hung up. */
function isClosing({ closingUntil }: CallState, { time }: Checked): boolean {
  return closingUntil !== null && epochMs(closingUntil) + 12_000 > epochMs(time.iso());
}

function isBefore(instant: string, limitMs: number, { time }: Checked): boolean {
  return epochMs(time.iso()) - epochMs(instant) > time.nowMs - limitMs;
}

/**
 * Telnyx tells of a leg only that it lives. Whether the far end of our call was answered, when its
 * webhooks got lost, shows when its ring time is over.
 */
function isDeafRinging({ drawn }: Checked, state: CallState | undefined): boolean {
  return state?.direction === 'outbound' && state.status === 'ringing' && drawn.webhookDrop > 0;
}

/** The sweeper lists the legs that we dialled every 10 s; Telnyx may need asking twice. */
const STRAY_MS = 30_000;

/**
 * Nobody can mend what they cannot know: every webhook of a caller was lost. A leg that we dialled
 * carries its call's id, and is found.
 */
function isUnheardOf({ calls, webhooks, time }: Checked, leg: Leg): boolean {
  if (leg.kind !== 'caller' && time.nowMs - leg.changedAtMs > STRAY_MS) return false;
  if (webhooks.heardOf.has(leg.callControlId)) return false;
  return ![...calls.rows.values()].some(({ state }) =>
    state.legs.some((known) => known.callControlId === leg.callControlId),
  );
}

/** At rest, when everybody has hung up. */
export function checkRest(world: Checked): void {
  const { calls, telnyx, people } = world;
  for (const leg of telnyx.legs.values()) {
    if (isUnheardOf(world, leg)) continue;
    if (leg.state !== 'ended') throw new Violation(`[I6] ${leg.callControlId} never ended`);
    if (leg.kind === 'caller') checkInbound(world, leg);
  }
  for (const [callId, { state }] of calls.rows) {
    if (state.status !== 'ended') throw new Violation(`[I3] ${callId} is still ${state.status}`);
  }
  for (const { callId, member } of people.winners) {
    const events = calls.rows.get(callId)?.stored.events ?? [];
    const { memberId } = MEMBERS[member];
    const isTold = events.some(
      (event) =>
        (event.type === 'call.claimed' || event.type === 'party.accepted') &&
        event.memberId === memberId,
    );
    if (!isTold) {
      throw new Violation(
        `[I2] ${member} was told that ${callId} is theirs, the log knows nothing of it`,
      );
    }
  }
  checkEvents(world);
}

/** [I12] Every inbound call that we heard of ends with a person or a call-back task. */
function checkInbound({ calls, drawn, withAi, withRing }: Checked, leg: Leg): void {
  const row = [...calls.rows.values()].find(
    ({ stored }) => stored.identity.callControlId === leg.callControlId,
  );
  if (!row) throw new Violation(`[I12] ${leg.callControlId} has no call`);
  const { id } = row.stored.identity;
  const hasTask = calls.tasks.has(id);
  if (row.state.outcome !== 'answered' && !hasTask) {
    throw new Violation(`[I12] ${id} was ${row.state.outcome} and nobody is to call back`);
  }
  // Where the AI may have the caller we join the legs ourselves, for which the database must answer.
  const weJoin = withAi || withRing || answeredLate(row.state.legs);
  const couldJoin = !weJoin || drawn.dbFailedBefore + drawn.dbFailedAfter === 0;
  const spoke = leg.wasBridged || leg.hadAi || drawn.webhookDrop > 0;
  if (row.state.outcome === 'answered' && !spoke && couldJoin) {
    throw new Violation(`[I12] ${id} counts as answered, but the caller spoke with nobody`);
  }
}

/** [I1] What was answered with 200 is stored; no fact twice under one id. */
function checkEvents({ calls, webhooks }: Checked): void {
  for (const id of webhooks.acknowledged) {
    if (!calls.events.has(id))
      throw new Violation(`[I1] ${id} was answered with 200 and is not stored`);
  }
  const stored = new Set<string>();
  for (const { payload } of calls.events.values()) {
    const sentAs = (payload as { sent_as?: string } | null)?.sent_as;
    if (sentAs === undefined) continue;
    if (stored.has(sentAs)) throw new Violation(`[I1] ${sentAs} was applied twice`);
    stored.add(sentAs);
  }
}

/** The caller's leg was up after the agent's: Telnyx had nobody to join when the agent answered. */
function answeredLate(legs: readonly LegState[]): boolean {
  const outside = legs.find(({ role }) => role === 'external')?.answeredAt ?? null;
  return legs.some(
    ({ role, answeredAt }) =>
      role === 'agent' && outside !== null && answeredAt !== null && answeredAt < outside,
  );
}
