import { UnavailableError } from '../../supabase/functions/_shared/adapters/postgrest-rpc.ts';
import type { EngineDeps } from '../../supabase/functions/_shared/application/call-engine.ts';
import type { ParseNumber } from '../../supabase/functions/_shared/application/invite-party.ts';
import { parseNumber } from '../../supabase/functions/_shared/core/phone-number.ts';
import type { CallRepository } from '../../supabase/functions/_shared/ports/call-repository.ts';
import type { DialGuard } from '../../supabase/functions/_shared/ports/dial-guard.ts';
import type { Ids } from '../../supabase/functions/_shared/ports/runtime.ts';
import type { ActiveLeg, CommandResult } from '../../supabase/functions/_shared/ports/telephony.ts';
import {
  countingIds,
  type FakeDirectory,
  type SentCommand,
} from '../../supabase/functions/_shared/testing/harness.ts';
import type { Faults } from './faults.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

export interface FunctionDeps extends EngineDeps {
  ids: Ids;
  directory: FakeDirectory;
  allowedOrigin: string;
  parseNumber: ParseNumber;
}

/** Stands between the functions and the world; planted bugs replace parts of it. */
export interface Ports {
  calls: CallRepository;
  /** What limits money. */
  dialGuard: Pick<DialGuard, 'reserve' | 'release'>;
  execute(command: SentCommand): CommandResult;
  isLegAlive(callControlId: string): boolean | null;
  listActiveLegs(): ActiveLeg[];
}

export interface Host {
  /** A fresh process of a function: its ports are slow, fail, and may die with it. */
  start(crashChance: number): FunctionDeps;
}

const TELNYX_TIMEOUT_MS = 4_000;

/**
 * Every await of a function goes through here, so that its process can die before or after the effect:
 * a dead process's promises never settle.
 */
class Process {
  #isDead = false;
  #awaits = 0;
  readonly #diesAt: number;
  readonly #time: Scheduler;
  readonly #random: Random;
  readonly #slow: boolean;
  readonly #mayDie: () => boolean;

  constructor(
    { time, random, faults }: { time: Scheduler; random: Random; faults: () => Faults },
    crashChance: number,
  ) {
    this.#time = time;
    this.#random = random;
    this.#slow = faults().slowTrips > 0;
    // Who was to die later lives on when the faults have stopped.
    this.#mayDie = () => faults().functionCrash + faults().sweeperCrash > 0;
    this.#diesAt = random.chance(crashChance) ? random.between(1, 24) : Number.POSITIVE_INFINITY;
  }

  async trip<T>(effect: () => T | Promise<T>): Promise<T> {
    await this.#pass(this.#slow ? this.#random.between(1, 60) : 1);
    const result = await effect();
    await this.#pass(this.#slow ? this.#random.between(0, 40) : 0);
    return result;
  }

  async sleep(ms: number): Promise<void> {
    await this.#pass(ms);
  }

  async #pass(ms: number): Promise<void> {
    this.#awaits += 1;
    if (this.#awaits >= this.#diesAt && this.#mayDie()) this.#isDead = true;
    if (ms > 0 && !this.#isDead) await this.#time.sleep(ms);
    if (this.#isDead) await new Promise<never>(() => undefined);
  }
}

export function createHost(world: {
  time: Scheduler;
  random: Random;
  faults: () => Faults;
  ports: Ports;
  directory: FakeDirectory;
  /** Legs that Telnyx could not be asked about, and when. */
  unanswered: Map<string, number>;
}): Host {
  const { time, directory, ports } = world;
  const ids = countingIds();
  const silent = () => undefined;
  return {
    start(crashChance) {
      const process = new Process(world, crashChance);
      return {
        calls: wrapRepository(world, ports.calls, process),
        telephony: {
          execute: (command) => overRest(world, process, () => ports.execute(command)),
          async isLegAlive(callControlId) {
            const answer = await overRest(world, process, () => {
              const isAlive = ports.isLegAlive(callControlId);
              return { ok: true as const, leg: null, isAlive };
            });
            if (answer.ok && 'isAlive' in answer) return answer.isAlive;
            world.unanswered.set(callControlId, time.nowMs);
            return null;
          },
          async listActiveLegs() {
            const answer = await overRest(world, process, () => {
              return { ok: true as const, leg: null, legs: ports.listActiveLegs() };
            });
            return answer.ok && 'legs' in answer ? answer.legs : null;
          },
        },
        dialGuard: {
          reserve: (dial) => overDatabase(world, process, () => ports.dialGuard.reserve(dial)),
          release: (dial) => overDatabase(world, process, () => ports.dialGuard.release(dial)),
        },
        clock: { now: time.iso, sleep: (ms) => process.sleep(ms) },
        log: { info: silent, warn: silent, error: silent },
        background: (work) => void work,
        ids,
        directory,
        allowedOrigin: '*',
        parseNumber: async (text) => parseNumber(text),
      };
    },
  };
}

/** The database as the network gives it to us. */
function overDatabase<T>(
  { random, faults }: { random: Random; faults: () => Faults },
  process: Process,
  effect: () => Promise<T>,
): Promise<T> {
  return process.trip(async () => {
    if (random.chance(faults().dbFailedBefore)) throw new UnavailableError('away');
    const result = await effect();
    if (random.chance(faults().dbFailedAfter)) throw new UnavailableError('answer lost');
    return result;
  });
}

function wrapRepository(
  world: { random: Random; faults: () => Faults },
  calls: CallRepository,
  process: Process,
): CallRepository {
  const over = <T>(effect: () => Promise<T>): Promise<T> => overDatabase(world, process, effect);
  return {
    loadForEvent: (query) => over(() => calls.loadForEvent(query)),
    load: (callId) => over(() => calls.load(callId)),
    commit: (change) => over(() => calls.commit(change)),
    storeLooseEvent: (record) => over(() => calls.storeLooseEvent(record)),
    parkDeadLetter: (letter) => over(() => calls.parkDeadLetter(letter)),
    listDue: (query) => over(() => calls.listDue(query)),
    callsOf: (memberId) => over(() => calls.callsOf(memberId)),
    connectionsInUse: (limit) => over(() => calls.connectionsInUse(limit)),
    aiStartContext: (callId, session) => over(() => calls.aiStartContext(callId, session)),
    storeAiEvent: (event) => over(() => calls.storeAiEvent(event)),
    touch: (callId) => over(() => calls.touch(callId)),
  };
}

/** Telnyx's REST API as the network gives it to us. */
async function overRest<T extends CommandResult>(
  world: { random: Random; faults: () => Faults },
  process: Process,
  effect: () => T,
): Promise<T | CommandResult> {
  const { random } = world;
  const faults = world.faults();
  if (random.chance(faults.restRateLimited)) {
    return await process.trip(() => ({ ok: false, code: 'rate_limited', retryAfterMs: 1_000 }));
  }
  if (random.chance(faults.restFailed)) {
    return await process.trip(() => ({ ok: false, code: 'unavailable', retryAfterMs: null }));
  }
  const isLost = random.chance(faults.restLost);
  const isUnheard = random.chance(faults.restExecutedUnheard);
  if (!isLost && !isUnheard) return await process.trip(effect);
  await process.trip(isLost ? () => undefined : effect);
  await process.sleep(TELNYX_TIMEOUT_MS);
  return { ok: false, code: 'unavailable', retryAfterMs: null };
}
