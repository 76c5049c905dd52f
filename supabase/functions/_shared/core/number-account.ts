import type { SetupCode } from './contracts/number-setup.ts';

/** What a Telnyx account tells about numbers and what they need (telnyx.md section 8). */

export type AccountErrorCode = Extract<
  SetupCode,
  | 'telnyx_unavailable'
  | 'telnyx_rate_limited'
  | 'api_key_refused'
  | 'insufficient_funds'
  | 'account_limit'
  | 'number_unavailable'
  | 'refused'
>;

export type AccountResult<T> = { ok: true; value: T } | { ok: false; code: AccountErrorCode };

export const RESOURCE_KINDS = [
  'voice_profile',
  'application',
  'credential_connection',
  'messaging_profile',
] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** Of each kind only those that it has. */
export interface ResourceFields {
  webhookUrl?: string;
  failoverUrl?: string;
  webhookApiVersion?: string;
  isActive?: boolean;
  /** '' for none. */
  voiceProfileId?: string;
  sipUriCalling?: string;
  /** Of a voice profile: its limits as one text. */
  limits?: string;
}

export interface AccountResource {
  id: string;
  name: string;
  fields: ResourceFields;
}

export interface AccountNumber {
  id: string;
  phoneNumber: string;
  /** Telnyx's word: `active`, `purchase-pending`, `deleted` ... */
  status: string;
  /** Null: it is connected to nothing. */
  connectionId: string | null;
  messagingProfileId: string | null;
  type: string | null;
  country: string | null;
  /** Null: Telnyx did not tell. */
  hasEmergencyAddress: boolean | null;
}

export interface AccountOrder {
  id: string;
  status: 'pending' | 'success' | 'failure';
  /** False: Telnyx waits for documents. */
  requirementsMet: boolean;
}

export interface CallerName {
  isListed: boolean;
  /** What called people see. */
  name: string;
}

export interface SearchQuery {
  /** ISO 3166 alpha-2. */
  country: string;
  areaCode: string | null;
  locality: string | null;
  type: string | null;
  features: readonly string[];
  limit: number;
}

export interface AccountOffer {
  phoneNumber: string;
  type: string | null;
  locality: string | null;
  region: string | null;
  features: string[];
  /** Decimals in `currency`. */
  monthlyCost: string;
  upfrontCost: string;
  currency: string;
}
