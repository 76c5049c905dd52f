import type { AccountOffer } from '../core/number-account.ts';
import type { StepStatuses } from '../core/number-setup-steps.ts';
import type { Actor } from './dispatcher-store.ts';

/** What was made at Telnyx for a business; null: not yet. */
export interface SetupResources {
  outboundVoiceProfileId: string | null;
  callControlApplicationId: string | null;
  credentialConnectionId: string | null;
  messagingProfileId: string | null;
}

export type SetupKind = 'buy' | 'attach';
export type SetupState = 'running' | 'waiting' | 'failed' | 'done' | 'replaced' | 'released';

/** A set-up of one number, with all that the next step is decided from. */
export interface StoredSetup {
  /** Also the reference of its order at Telnyx. */
  id: string;
  organizationId: string;
  kind: SetupKind;
  phoneNumber: string;
  /** The connection that an attached number stays on; null: the business's own application. */
  keptConnectionId: string | null;
  steps: Partial<StepStatuses>;
  state: SetupState;
  /** Runs in a row that ended because Telnyx did not answer. */
  failures: number;
  orderId: string | null;
  /** Null: no order was tried, or Telnyx refused it. */
  orderTriedMsAgo: number | null;
  telnyxNumberId: string | null;
  /** Null until the number is ours. */
  phoneNumberId: string | null;
  resources: SetupResources;
  business: { name: string; country: string };
  /** Keys that webhooks are already accepted with. */
  publicKeys: string[];
}

export interface SetupPatch {
  steps?: StepStatuses;
  state?: SetupState;
  resources?: Partial<SetupResources>;
  orderId?: string | null;
  order?: 'tried' | 'placed' | 'refused' | 'failed';
  publicKey?: string;
  /** The number's connection as Telnyx tells it. */
  connectionId?: string;
  failures?: number;
  /** Ends the lease; the set-up is looked at again after so long, or never by itself with null. */
  rest?: { nextLookMs: number | null };
}

export interface SetupOrder {
  kind: SetupKind;
  phoneNumber: string;
  label: string;
  /** Left out: as it was, for a number that has a set-up. */
  keptConnectionId?: string | null;
  /** Made at Telnyx for the installation or by the owner, and used from now on. */
  adopted: Partial<SetupResources>;
  holder: string;
  leaseSeconds: number;
}

export type BegunSetup =
  | { ok: true; setupId: string; hasLease: boolean }
  | { ok: false; code: 'setup_running' | 'number_taken' | 'offer_expired' };

/** A set-up as the screen shows it. */
export interface SetupView {
  id: string;
  kind: SetupKind;
  phoneNumber: string;
  label: string;
  phoneNumberId: string | null;
  state: SetupState;
  steps: Partial<StepStatuses>;
  monthlyCost: string | null;
  currency: string | null;
  isBusy: boolean;
  isReplaceable: boolean;
  startedAt: string;
  updatedAt: string;
  finishedAt: string | null;
}

export interface SetupsView {
  numbers: {
    phoneNumberId: string;
    phoneNumber: string;
    label: string;
    isDefault: boolean;
    connectionId: string | null;
    telnyxNumberId: string | null;
    setup: SetupView | null;
  }[];
  unfinished: SetupView | null;
  resources: SetupResources;
}

/** Set-ups in the database. A business has one lease: nothing is ever made for it by two at once. */
export interface NumberSetupStore {
  view(organizationId: string): Promise<SetupsView>;
  saveOffers(organizationId: string, offers: readonly AccountOffer[]): Promise<void>;
  /** Finds or makes the set-up of a number, and takes the lease where it is free. */
  begin(actor: Actor, order: SetupOrder): Promise<BegunSetup>;
  /** The set-up with the business's lease. Null: somebody else works on it, or it is over. */
  take(setupId: string, holder: string, leaseSeconds: number): Promise<StoredSetup | null>;
  /** Writes, and renews the lease. False: the lease was lost, and nothing was written. */
  save(setupId: string, holder: string, leaseSeconds: number, patch: SetupPatch): Promise<boolean>;
  /** Makes the number the business's, with its audit row. Null: the lease was lost, or it is another's. */
  registerNumber(
    setupId: string,
    holder: string,
    number: { telnyxNumberId: string; connectionId: string | null },
  ): Promise<string | null>;
  /** Whether another business uses this connection or profile. */
  isOfAnother(organizationId: string, telnyxId: string): Promise<boolean>;
  /** Set-ups that go on by themselves and are due. */
  listDue(limit: number): Promise<string[]>;
  /** Whether a number may be given back. */
  releasable(
    organizationId: string,
    phoneNumberId: string,
  ): Promise<{ phoneNumber: string; telnyxNumberId: string | null; hasLiveCall: boolean } | null>;
  /** Takes a number out, with its audit row. */
  removeNumber(
    actor: Actor,
    phoneNumberId: string,
    options: { keptAtTelnyx: boolean },
  ): Promise<boolean>;
}
