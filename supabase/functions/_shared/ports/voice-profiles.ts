import type { TelephonyErrorCode } from './telephony.ts';

/** Telnyx's own limits of calls out: the second wall behind `DialGuard`. */
export interface VoiceProfileLimits {
  enabled: boolean;
  /** ISO 3166 alpha-2, in alphabetical order. */
  countries: string[];
  dailySpendLimitCents: number;
  /** Legs at a time: each call out has two, and every agent's leg of an inbound call counts too. */
  concurrentLegs: number;
  /** The dearest minute that may be bought, in hundredths of a cent. */
  maxRatePerMinute: number;
}

export interface VoiceProfile {
  id: string;
  name: string;
  limits: VoiceProfileLimits;
}

export type VoiceProfileAnswer =
  | { ok: true; profile: VoiceProfile }
  | { ok: false; code: TelephonyErrorCode | 'not_found' };

export interface VoiceProfilePort {
  /**
   * Makes the profile, or sets the limits of the one that is there, and answers with what Telnyx
   * reads back. May be repeated: without an id a profile of this name is looked for first.
   */
  ensure(id: string | null, name: string, limits: VoiceProfileLimits): Promise<VoiceProfileAnswer>;
  read(id: string): Promise<VoiceProfileAnswer>;
}
