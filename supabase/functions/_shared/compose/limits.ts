import { createLimitsStore } from '../adapters/postgres-limits-store.ts';
import { createVoiceProfiles } from '../adapters/telnyx-voice-profiles.ts';
import type { MirrorDeps } from '../application/mirror-limits.ts';
import type { Basis } from './basis.ts';

/** What limits money, here and at Telnyx. */
export function wireLimits(basis: Basis): Basis & MirrorDeps {
  return {
    ...basis,
    limits: createLimitsStore(basis.rpc),
    voiceProfiles: createVoiceProfiles(basis.telnyx()),
  };
}
