import type { Limits } from '../core/contracts/limits.ts';
import type { VoiceProfileLimits } from './voice-profiles.ts';

export interface Mirror {
  organizationId: string;
  /** Null: the business has no voice profile of its own. */
  profileId: string | null;
  /** What it shall say. */
  limits: VoiceProfileLimits;
}

/** What became of telling Telnyx; the code is one of the telephony's, or `differs`. */
export interface MirrorOutcome {
  state: 'none' | 'ok' | 'failed';
  code: string | null;
}

export interface CallToStop {
  callId: string;
  organizationId: string;
  /** Who stopped calling. */
  memberId: string;
}

/** Every change checks the member's role in its own transaction. */
export interface LimitsStore {
  save(memberId: string, limits: Limits): Promise<{ ok: boolean }>;
  stop(memberId: string, endLiveCalls: boolean): Promise<{ ok: boolean }>;
  resume(memberId: string): Promise<{ ok: boolean }>;
  callsToStop(): Promise<CallToStop[]>;
  mirrorOf(organizationId: string): Promise<Mirror | null>;
  noteMirror(mirror: Mirror, outcome: MirrorOutcome): Promise<void>;
  /** Organisations whose voice profile is to be told, or looked at, now. */
  dueMirrors(limit: number): Promise<string[]>;
}
