import type { Clock } from '../clock.ts';

/** Enough that a day of load tests does not empty it. */
const START_BALANCE_USD = 10_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const KEPT_DIALS = 2000;

/** The account's money and its count of outbound calls. A day is a UTC day. Amounts are US dollars. */
export interface Ledger {
  balanceUsd(): number;
  /** Spent today on calls. */
  spentTodayUsd(): number;
  /** Spent today on calls out through this outbound voice profile. */
  spentTodayOnUsd(voiceProfileId: string): number;
  /** A call's cost; `voiceProfileId` is what it went out through. */
  charge(amountUsd: number, voiceProfileId: string | null): void;
  /** Anything else that is bought. */
  pay(amountUsd: number): void;
  setBalance(amountUsd: number): void;
  /** Also what every voice profile has spent, from now on. */
  setSpentToday(amountUsd: number): void;
  noteDial(): void;
  dialsInLastHour(): number;
  dialsInLastDay(): number;
  reset(): void;
}

export function createLedger(clock: Clock): Ledger {
  let balanceUsd = START_BALANCE_USD;
  let day = '';
  let spentUsd = 0;
  let profileFloorUsd = 0;
  let byProfile = new Map<string, number>();
  let dialsAtMs: number[] = [];

  const startDay = (spent = 0): void => {
    day = new Date(clock.now()).toISOString().slice(0, 10);
    spentUsd = spent;
    profileFloorUsd = spent;
    byProfile = new Map();
  };
  const turnDay = (): void => {
    if (day !== new Date(clock.now()).toISOString().slice(0, 10)) startDay();
  };
  const dialsSince = (periodMs: number): number => {
    const oldest = clock.now() - periodMs;
    return dialsAtMs.filter((atMs) => atMs > oldest).length;
  };
  return {
    balanceUsd: () => balanceUsd,
    spentTodayUsd() {
      turnDay();
      return spentUsd;
    },
    spentTodayOnUsd(voiceProfileId) {
      turnDay();
      return profileFloorUsd + (byProfile.get(voiceProfileId) ?? 0);
    },
    charge(amountUsd, voiceProfileId) {
      turnDay();
      balanceUsd -= amountUsd;
      spentUsd += amountUsd;
      if (voiceProfileId === null) return;
      byProfile.set(voiceProfileId, (byProfile.get(voiceProfileId) ?? 0) + amountUsd);
    },
    pay(amountUsd) {
      balanceUsd -= amountUsd;
    },
    setBalance(amountUsd) {
      balanceUsd = amountUsd;
    },
    setSpentToday: (amountUsd) => startDay(amountUsd),
    noteDial() {
      dialsAtMs.push(clock.now());
      if (dialsAtMs.length > KEPT_DIALS) dialsAtMs = dialsAtMs.slice(-KEPT_DIALS / 2);
    },
    dialsInLastHour: () => dialsSince(HOUR_MS),
    dialsInLastDay: () => dialsSince(DAY_MS),
    reset() {
      balanceUsd = START_BALANCE_USD;
      dialsAtMs = [];
      startDay();
    },
  };
}
