import type { Random } from './random.ts';

/** What may go wrong, as probabilities; 0 is off. */
export interface Faults {
  /** Telnyx's webhooks. */
  webhookDrop: number;
  webhookDuplicate: number;
  /** Delivered seconds late: also what reorders. */
  webhookDelay: number;
  /** The same fact once more under another event id. */
  webhookReemit: number;
  /** Telnyx's REST API: 429, 500, no answer though nothing was done, no answer though it was done. */
  restRateLimited: number;
  restFailed: number;
  restLost: number;
  restExecutedUnheard: number;
  /** The database: away before, or after it has written. */
  dbFailedBefore: number;
  dbFailedAfter: number;
  /** A function's process dies at one of its awaits. */
  functionCrash: number;
  sweeperCrash: number;
  /** Browsers that never answer, refuse, or are gone. */
  browserVanish: number;
  browserReject: number;
  /** Assistants that Telnyx refuses to start, or that die in the middle of a sentence. */
  aiRefused: number;
  aiDies: number;
  /** Round trips take tens of milliseconds instead of one: more interleavings. */
  slowTrips: number;
}

const HIGHEST: Faults = {
  webhookDrop: 0.25,
  webhookDuplicate: 0.4,
  webhookDelay: 0.3,
  webhookReemit: 0.2,
  restRateLimited: 0.3,
  restFailed: 0.3,
  restLost: 0.15,
  restExecutedUnheard: 0.15,
  dbFailedBefore: 0.1,
  dbFailedAfter: 0.1,
  functionCrash: 0.25,
  sweeperCrash: 0.2,
  browserVanish: 0.3,
  browserReject: 0.3,
  aiRefused: 0.4,
  aiDies: 0.4,
  slowTrips: 1,
};

export const NO_FAULTS: Faults = Object.fromEntries(
  Object.keys(HIGHEST).map((name) => [name, 0]),
) as unknown as Faults;

/** Swarm testing: each life gets a random subset of the faults, each at a random strength. */
export function drawFaults(random: Random, withAi: boolean, mayBeQuiet: boolean): Faults {
  const faults = { ...NO_FAULTS };
  // Some lives know no fault but the AI's: in those the caller's ear is listened to [I4].
  const onlyAi = mayBeQuiet && random.chance(0.3);
  const names = (Object.keys(HIGHEST) as (keyof Faults)[]).filter((name) =>
    name.startsWith('ai') ? withAi : !onlyAi,
  );
  for (const name of names) {
    if (random.chance(0.35)) faults[name] = HIGHEST[name] * random.pick([0.2, 0.5, 1]);
  }
  return faults;
}
