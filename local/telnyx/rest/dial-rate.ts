import type { Clock } from '../clock.ts';

/** 30 dials a second, measured as 150 over a rolling 5 s (telnyx.md, section 1). */
const WINDOW_MS = 5000;
const MAX_DIALS = 150;

export interface DialRate {
  /** Counts one dial; false when it is over the limit. */
  take(): boolean;
  /** `x-ratelimit-*`: limit, remaining, and seconds until a dial is free again. */
  headers(): Record<string, string>;
  clear(): void;
}

export function createDialRate(clock: Clock): DialRate {
  let dials: number[] = [];
  const forgetOld = (): void => {
    const oldest = clock.now() - WINDOW_MS;
    dials = dials.filter((atMs) => atMs > oldest);
  };
  return {
    take() {
      forgetOld();
      if (dials.length >= MAX_DIALS) return false;
      dials.push(clock.now());
      return true;
    },
    headers() {
      forgetOld();
      const freeInMs = (dials[0] ?? clock.now()) + WINDOW_MS - clock.now();
      return {
        'x-ratelimit-limit': String(MAX_DIALS),
        'x-ratelimit-remaining': String(MAX_DIALS - dials.length),
        'x-ratelimit-reset': String(Math.max(1, Math.ceil(freeInMs / 1000))),
      };
    },
    clear() {
      dials = [];
    },
  };
}
