import type { Limits } from '../core/contracts/limits.ts';
import type { CallToStop, LimitsStore, Mirror, MirrorOutcome } from '../ports/limits-store.ts';
import type {
  VoiceProfileAnswer,
  VoiceProfileLimits,
  VoiceProfilePort,
} from '../ports/voice-profiles.ts';

/** Limits in memory: what was asked, and what Telnyx shall say. */
export class MemoryLimits implements LimitsStore {
  saved: Limits[] = [];
  switched: string[] = [];
  outcomes: MirrorOutcome[] = [];
  calls: CallToStop[] = [];
  mirror: Mirror | null = null;
  /** What the database says to a change: it knows the member's role now. */
  mayChange = true;

  async save(_memberId: string, limits: Limits) {
    if (this.mayChange) this.saved.push(limits);
    return { ok: this.mayChange };
  }

  async stop(_memberId: string, endLiveCalls: boolean) {
    if (this.mayChange) this.switched.push(endLiveCalls ? 'stopped, live calls too' : 'stopped');
    return { ok: this.mayChange };
  }

  async resume() {
    if (this.mayChange) this.switched.push('resumed');
    return { ok: this.mayChange };
  }

  async callsToStop() {
    return this.calls;
  }

  async mirrorOf() {
    return this.mirror;
  }

  async noteMirror(_mirror: Mirror, outcome: MirrorOutcome) {
    this.outcomes.push(outcome);
  }

  async dueMirrors() {
    return this.mirror ? [this.mirror.organizationId] : [];
  }
}

/** One voice profile at Telnyx. */
export class MemoryVoiceProfile implements VoiceProfilePort {
  limits: VoiceProfileLimits | null;
  writes = 0;
  /** Takes what it is told and keeps the old. */
  isDeaf = false;
  failure: 'unauthorized' | 'unavailable' | null = null;

  constructor(limits: VoiceProfileLimits | null) {
    this.limits = limits;
  }

  async ensure(id: string | null, name: string, limits: VoiceProfileLimits) {
    if (this.failure) return { ok: false as const, code: this.failure };
    this.writes += 1;
    if (!this.isDeaf) this.limits = structuredClone(limits);
    return this.#answer(id ?? '27', name);
  }

  async read(id: string): Promise<VoiceProfileAnswer> {
    return this.#answer(id, 'switchboard');
  }

  #answer(id: string, name: string): VoiceProfileAnswer {
    if (!this.limits) return { ok: false, code: 'not_found' };
    return { ok: true, profile: { id, name, limits: this.limits } };
  }
}
