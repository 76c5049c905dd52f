import type {
  CallState,
  CallStatus,
  LegState,
} from '../../supabase/functions/_shared/core/call-state.ts';
import { epochMs } from '../../supabase/functions/_shared/core/instant.ts';
import { MEMBERS, type SentCommand } from '../../supabase/functions/_shared/testing/harness.ts';
import type { MemoryCallRepository } from '../../supabase/functions/_shared/testing/memory-call-repository.ts';
import type { Faults } from './faults.ts';
import type { People } from './people.ts';
import type { Presence } from './presence.ts';
import { type DrawnDialGuard, reservationKey } from './ring-world.ts';
import { checkRooms } from './room-checks.ts';
import type { Scheduler } from './scheduler.ts';
import { callIdOf, type Leg, type TelnyxModel } from './telnyx-model.ts';
import { Violation } from './violation.ts';
import type { WebhookDelivery } from './webhook-delivery.ts';

export interface Checked {
  time: Scheduler;
  calls: MemoryCallRepository;
  telnyx: TelnyxModel;
  people: People;
  webhooks: WebhookDelivery;
  /** Those of the chaos phase. */
  drawn: Faults;
  healAtMs: number;
  /** Legs that Telnyx could not be asked about, and when. */
  unanswered: Map<string, number>;
  presence: Presence;
  dialGuard: DrawnDialGuard;
  withAi: boolean;
  withRing: boolean;
  withRooms: boolean;
}

const AGAIN: readonly CallStatus[] = ['connecting', 'ringing', 'active', 'ended'];

const NEXT: Record<'inbound' | 'outbound', Record<CallStatus, readonly CallStatus[]>> = {
  inbound: {
    ringing: ['ringing', 'connecting', 'active', 'ended'],
    connecting: ['connecting', 'ringing', 'active', 'ended'],
    active: ['active', 'ended'],
    ended: ['ended'],
  },
  outbound: {
    connecting: ['connecting', 'ringing', 'active', 'ended'],
    ringing: ['ringing', 'active', 'ended'],
    active: ['active', 'ended'],
    ended: ['ended'],
  },
};

/** The rules that hold after every single step. */
export class StepChecks {
  #seenBroadcasts = 0;
  #last = new Map<string, { version: number; status: CallStatus; isHandedOn: boolean }>();
  #effects = new Set<string>();
  /** Since when each call has rung only where nobody can hear it. */
  #unheardSince = new Map<string, number>();
  readonly #world: Checked;

  constructor(world: Checked) {
    this.#world = world;
  }

  check = (): void => {
    this.#checkOrder();
    this.#checkDeadlines();
    this.#checkSilence();
    this.#checkDeadTabs();
  };

  /** No call rings longer than 15 s and one sweep only at members who cannot hear it. */
  #checkDeadTabs(): void {
    const { calls, presence, time, withRing } = this.#world;
    if (!withRing) return;
    const hamperedMs = this.#isRepairHampered() ? Number.POSITIVE_INFINITY : DEAD_TAB_MS;
    for (const [callId, { state }] of calls.rows) {
      const isUnheard =
        state.status === 'ringing' &&
        state.offeredTo !== null &&
        !state.offeredTo.some((memberId) => presence.hears(memberId));
      if (!isUnheard) {
        this.#unheardSince.delete(callId);
        continue;
      }
      const sinceMs = this.#unheardSince.get(callId) ?? time.nowMs;
      this.#unheardSince.set(callId, sinceMs);
      if (time.nowMs - sinceMs > hamperedMs) {
        throw new Violation(`${callId} has rung for ${time.nowMs - sinceMs} ms at nobody`);
      }
    }
  }

  /** [I4] An answered caller never hears nothing for long; checked where nothing else is broken. */
  #checkSilence(): void {
    const { telnyx, drawn, withAi } = this.#world;
    const { aiRefused: _refused, aiDies: _dies, ...others } = drawn;
    const isListenedTo = withAi || this.#world.withRing || this.#world.withRooms;
    if (!isListenedTo || Object.values(others).some((rate) => rate > 0)) return;
    for (const leg of telnyx.legs.values()) {
      if (leg.kind === 'caller' && telnyx.silentMs(leg) > 2_000) {
        throw new Violation(`[I4] ${leg.callControlId} hears nothing`);
      }
    }
  }

  /** [I6] [I2] A command reached a leg. */
  effect({ commandId, body }: SentCommand, leg: Leg): void {
    const callId = callIdOf(commandId);
    const row = this.#world.calls.rows.get(callId);
    const issued = row?.stored.commands.find((command) => command.commandId === commandId);
    if (JSON.stringify(issued?.body) !== JSON.stringify(body)) {
      throw new Violation(`[I6] ${commandId} took effect without standing in the outbox`);
    }
    if (this.#effects.has(commandId)) throw new Violation(`[I6] ${commandId} took effect twice`);
    this.#effects.add(commandId);
    if (body.kind === 'dial_forward' && !this.#world.dialGuard.reserved.get(callId)?.ok) {
      throw new Violation(`[I11] ${commandId} was dialled without a reservation`);
    }
    if (body.kind === 'dial_party' && body.to !== null && !this.#isReserved(callId, body)) {
      throw new Violation(`[I11] ${commandId} was dialled without a reservation`);
    }
    const isGiven = body.kind === 'hangup' && body.releases === true;
    const isTalking =
      body.kind === 'hangup' && !isGiven && leg.partner !== null && !this.#couldNotAsk(leg);
    const isMeant = this.#world.people.hangUpAskedFor.has(callId);
    if (isTalking && !isMeant && !this.#wasDecidedBefore(issued?.createdAt, leg)) {
      throw new Violation(`[I12] ${commandId} cut off a conversation that nobody ended`);
    }
  }

  #isReserved(callId: string, { party, to }: { party: number; to: string | null }): boolean {
    const key = reservationKey(callId, party, to ?? '');
    return this.#world.dialGuard.reserved.get(key)?.ok === true;
  }

  /** The leg of a try that was given up: they were joined while the hang-up was on its way. */
  #wasDecidedBefore(decidedAt: string | undefined, leg: Leg): boolean {
    const { time } = this.#world;
    const joinedAgoMs = time.nowMs - leg.changedAtMs;
    return decidedAt !== undefined && epochMs(time.iso()) - epochMs(decidedAt) >= joinedAgoMs;
  }

  /** Whoever may not wait longer [I3], and gets no answer from Telnyx, must decide in the dark. */
  #couldNotAsk(leg: Leg): boolean {
    const atMs = this.#world.unanswered.get(leg.callControlId);
    return atMs !== undefined && this.#world.time.nowMs - atMs < 10_000;
  }

  /** [I5] Versions count up by one; no status goes back; nothing leads out of ended. */
  #checkOrder(): void {
    const { broadcasts, rows } = this.#world.calls;
    for (; this.#seenBroadcasts < broadcasts.length; this.#seenBroadcasts += 1) {
      const now = broadcasts[this.#seenBroadcasts];
      if (!now) return;
      const status = now.status as CallStatus;
      const before = this.#last.get(now.callId);
      const direction = rows.get(now.callId)?.state.direction ?? 'inbound';
      if (now.version !== (before?.version ?? 0) + 1) {
        throw new Violation(`[I5] ${now.callId}: version ${before?.version} became ${now.version}`);
      }
      // Where the AI may fail, or an agent's browser vanishes, people ring again.
      const mayRingAgain =
        this.#world.withAi ||
        this.#world.withRooms ||
        now.isHandedOn ||
        before?.isHandedOn === true;
      const next =
        mayRingAgain && before && before.status !== 'ended'
          ? AGAIN
          : NEXT[direction][before?.status ?? 'ringing'];
      if (before && !next.includes(status)) {
        throw new Violation(`[I5] ${now.callId}: ${before.status} became ${status}`);
      }
      const { version, isHandedOn } = now;
      this.#last.set(now.callId, { version, status, isHandedOn });
    }
  }

  /** [I3] A waiting state has a deadline, and is left soon after it. */
  #checkDeadlines(): void {
    const { calls, time } = this.#world;
    const latenessMs = this.#allowedLatenessMs();
    for (const [callId, { state }] of calls.rows) {
      const isWaiting = state.status !== 'active' && state.status !== 'ended';
      const isAsked = state.status === 'active' && (state.ai?.wants ?? null) !== null;
      if (!isWaiting && !isAsked && !waitsInRoom(state)) continue;
      if (state.deadlineAt === null) throw new Violation(`[I3] ${callId} waits without a deadline`);
      const lateMs = epochMs(time.iso()) - epochMs(state.deadlineAt);
      if (lateMs > latenessMs) {
        throw new Violation(`[I3] ${callId} is ${state.status} ${lateMs} ms past its deadline`);
      }
    }
  }

  #isRepairHampered(): boolean {
    const { drawn, time, healAtMs } = this.#world;
    const rates = drawn.dbFailedBefore + drawn.dbFailedAfter + drawn.sweeperCrash;
    return rates > 0 && time.nowMs < healAtMs + 22_000;
  }

  #allowedLatenessMs(): number {
    const { drawn, time, healAtMs } = this.#world;
    if (this.#isRepairHampered()) return Number.POSITIVE_INFINITY;
    const isRestSlow =
      drawn.restLost + drawn.restExecutedUnheard + drawn.restFailed + drawn.restRateLimited > 0;
    // The sweeper comes every 5 s; Telnyx's answer is waited for 4 s, and asked for again.
    return isRestSlow && time.nowMs < healAtMs + 22_000 ? 21_000 : 6_500;
  }
}

/** Parked, handed on, or a party is on the way. */
function waitsInRoom({ status, room }: CallState): boolean {
  if (status === 'ended') return false;
  const isWaiting = room.parked !== null || room.handoff !== null;
  return isWaiting || room.parties.some((party) => party.deadlineAt !== null);
}

/** Fifteen seconds and one sweep, with its round trips. */
const DEAD_TAB_MS = 15_000 + 6_500;

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
