/** How far Telnyx trusts the account; limits of each: telnyx.md, section 8. */
export const TIERS = ['trial', 'paid', 'verified'] as const;
export type Tier = (typeof TIERS)[number];

export type OrderOutcome = 'success' | 'failure';

/** What the control API may change about the account. Forgotten by a restart and by a reset. */
export interface AccountSettings {
  apiKey: string;
  tier: Tier;
  /** From a number order to its end. */
  orderDelayMs: number;
  orderOutcome: OrderOutcome;
}

export function defaultSettings(apiKey: string): AccountSettings {
  return { apiKey, tier: 'verified', orderDelayMs: 1500, orderOutcome: 'success' };
}

export interface TierLimits {
  numbers: number | null;
  concurrentOutbound: number | null;
  callsPerHour: number | null;
  callsPerDay: number | null;
  callLengthMs: number | null;
}

export const TIER_LIMITS: Record<Tier, TierLimits> = {
  trial: {
    numbers: 1,
    concurrentOutbound: 2,
    callsPerHour: null,
    callsPerDay: null,
    callLengthMs: 600_000,
  },
  paid: {
    numbers: null,
    concurrentOutbound: 5,
    callsPerHour: 10,
    callsPerDay: 100,
    callLengthMs: null,
  },
  verified: {
    numbers: null,
    concurrentOutbound: null,
    callsPerHour: null,
    callsPerDay: null,
    callLengthMs: null,
  },
};
