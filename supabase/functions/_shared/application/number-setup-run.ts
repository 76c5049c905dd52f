import type { SetupCode } from '../core/contracts/number-setup.ts';
import { passesByItself } from '../core/number-setup-steps.ts';
import type { WebhookAddresses } from '../core/webhook-addresses.ts';
import type { NumberAccount } from '../ports/number-account.ts';
import type { NumberSetupStore, SetupPatch, StoredSetup } from '../ports/number-setups.ts';
import type { Clock, Ids, Logger } from '../ports/runtime.ts';
import type { VoiceProfileLimits, VoiceProfilePort } from '../ports/voice-profiles.ts';

export interface NumberSetupDeps {
  numberAccount: NumberAccount;
  setups: NumberSetupStore;
  voiceProfiles: VoiceProfilePort;
  voiceLimits: (organizationId: string) => Promise<VoiceProfileLimits>;
  clock: Clock;
  ids: Ids;
  log: Logger;
  webhook: WebhookAddresses;
}

/** A run of the set-up: what is stored, and how it is written. */
export interface SetupRun {
  deps: NumberSetupDeps;
  holder: string;
  setup: StoredSetup;
  /** @throws LeaseLostError */
  save(patch: SetupPatch): Promise<void>;
  /** Renews the lease, so that nobody else begins while Telnyx is asked to change something. */
  renew(): Promise<void>;
}

/** What came of one look at a step. */
export type StepResult =
  | { kind: 'done'; code?: SetupCode }
  | { kind: 'skipped' }
  /** Something was changed: look again. */
  | { kind: 'changed' }
  | { kind: 'waiting' | 'failed'; code: SetupCode };

export function stopped(code: SetupCode): StepResult {
  return { kind: passesByItself(code) ? 'waiting' : 'failed', code };
}
