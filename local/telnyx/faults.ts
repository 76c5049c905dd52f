import { createSeededRandom } from './seeded-random.ts';

export interface RestFailure {
  /** `dial`, an action's name such as `bridge`, or `*`. */
  action: string;
  status: number;
  code: string;
  /** How often it still happens; null: until the faults are lifted. */
  times: number | null;
  /** Chance of each, 0..1. */
  rate: number;
}

/** What misbehaves. Rates are 0..1. */
export interface FaultPlan {
  seed: number;
  webhooks: {
    drop: number;
    duplicate: number;
    reorder: number;
    delayMs: number;
    /** Signed with a foreign key. */
    forge: number;
    /** Added to the signed timestamp, seconds. */
    timestampOffsetSecs: number;
  };
  rest: {
    fail: RestFailure[];
    /** The command is carried out, then the connection is cut before the answer. */
    executeThenFail: RestFailure[];
    latencyMs: number;
  };
  ai: {
    /** At least 1: so many starts are refused; below: the chance of it. */
    refuseStart: number;
    /** Assistants die so long after their start; null: they live. */
    killAfterMs: number | null;
    /** The brain thinks so long before it acts. */
    thinkMs: number;
    /** Added to the time that a tool takes. */
    toolLatencyMs: number;
    noInsights: boolean;
  };
  rtc: {
    /** Lifetime of new login tokens, seconds; null: Telnyx's 24 h. */
    tokenTtlSecs: number | null;
  };
}

export interface FaultBox {
  plan(): FaultPlan;
  set(plan: FaultPlan): void;
  clear(): void;
  /** True with the given chance, drawn from the plan's seed. */
  happens(rate: number): boolean;
  /** Takes one failure of `action` from the list, or null. */
  take(list: RestFailure[], action: string): RestFailure | null;
  /** True when `ai.refuse_start` refuses this start. */
  refusesStart(): boolean;
}

export function noFaults(): FaultPlan {
  return {
    seed: 1,
    webhooks: {
      drop: 0,
      duplicate: 0,
      reorder: 0,
      delayMs: 0,
      forge: 0,
      timestampOffsetSecs: 0,
    },
    rest: { fail: [], executeThenFail: [], latencyMs: 0 },
    ai: { refuseStart: 0, killAfterMs: null, thinkMs: 0, toolLatencyMs: 0, noInsights: false },
    rtc: { tokenTtlSecs: null },
  };
}

export function createFaultBox(): FaultBox {
  let plan = noFaults();
  let random = createSeededRandom(plan.seed);
  const set = (next: FaultPlan): void => {
    plan = next;
    random = createSeededRandom(next.seed);
  };
  const happens = (rate: number): boolean => rate > 0 && random() < rate;
  return {
    plan: () => plan,
    set,
    clear: () => set(noFaults()),
    happens,
    take(list, action) {
      const found = list.find(
        (entry) =>
          (entry.action === '*' || entry.action === action) &&
          (entry.times === null || entry.times > 0) &&
          happens(entry.rate),
      );
      if (found === undefined) return null;
      if (found.times !== null) found.times -= 1;
      return found;
    },
    refusesStart() {
      const { ai } = plan;
      if (ai.refuseStart < 1) return happens(ai.refuseStart);
      ai.refuseStart -= 1;
      return true;
    },
  };
}
