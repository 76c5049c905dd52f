import type {
  AccountNumber,
  AccountOffer,
  AccountOrder,
  AccountResource,
  AccountResult,
  CallerName,
  ResourceFields,
  ResourceKind,
  SearchQuery,
} from '../core/number-account.ts';

/** Numbers at Telnyx, and what they need there (telnyx.md section 8). */
export interface NumberAccount {
  /** Null: there is none of this id. */
  readResource(kind: ResourceKind, id: string): Promise<AccountResult<AccountResource | null>>;
  /** Those with exactly this name, oldest first. */
  findResources(kind: ResourceKind, name: string): Promise<AccountResult<AccountResource[]>>;
  /** Voice profiles are made by `VoiceProfilePort`, which knows their limits. */
  createResource(
    kind: Exclude<ResourceKind, 'voice_profile'>,
    name: string,
    fields: ResourceFields,
  ): Promise<AccountResult<AccountResource>>;
  changeResource(
    kind: Exclude<ResourceKind, 'voice_profile'>,
    current: AccountResource,
    fields: ResourceFields,
  ): Promise<AccountResult<null>>;
  /** Gone already is success. */
  removeResource(kind: ResourceKind, id: string): Promise<AccountResult<null>>;
  searchNumbers(query: SearchQuery): Promise<AccountResult<AccountOffer[]>>;
  /** Has Telnyx show one number, since only what was shown lately can be ordered. */
  showOffer(phoneNumber: string, country: string): Promise<AccountResult<null>>;
  /** Null: the account does not have it. */
  findNumber(phoneNumber: string): Promise<AccountResult<AccountNumber | null>>;
  /** The latest order with this reference; Telnyx knows no idempotency key here. */
  findOrder(reference: string): Promise<AccountResult<AccountOrder | null>>;
  placeOrder(order: {
    phoneNumber: string;
    connectionId: string;
    messagingProfileId: string;
    reference: string;
  }): Promise<AccountResult<AccountOrder>>;
  connectNumber(numberId: string, connectionId: string): Promise<AccountResult<null>>;
  setMessagingProfile(numberId: string, profileId: string): Promise<AccountResult<null>>;
  readCallerName(numberId: string): Promise<AccountResult<CallerName>>;
  setCallerName(numberId: string, name: string): Promise<AccountResult<null>>;
  /** Gives a number back for good. Gone already is success. */
  releaseNumber(numberId: string): Promise<AccountResult<null>>;
  /** Base64 of the key that Telnyx signs webhooks with. */
  readPublicKey(): Promise<AccountResult<string>>;
  readBalance(): Promise<AccountResult<{ amount: string; currency: string }>>;
}
