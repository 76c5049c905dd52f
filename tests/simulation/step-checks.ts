import type { CallState, CallStatus } from '../../supabase/functions/_shared/core/call-state.ts';
import { epochMs } from '../../supabase/functions/_shared/core/instant.ts';
import type { SentCommand } from '../../supabase/functions/_shared/testing/harness.ts';
import { type Checked, DEAD_TAB_MS } from './checked.ts';
import { reservationKey } from './ring-world.ts';
import { callIdOf, type Leg } from './telnyx-model.ts';
import { Violation } from './violation.ts';

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
