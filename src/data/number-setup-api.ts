import * as z from 'zod/mini';
import type { ErrorCode } from '@core/contracts/functions.ts';
import {
  type AccountAnswer,
  accountAnswer,
  type NumberOffer,
  type NumberSetupAnswer,
  numberSetupAnswer,
  type SearchRequest,
  searchAnswer,
  type SetupNumberRequest,
} from '@core/contracts/number-setup.ts';
import { invokeFunction } from './invoke-function.ts';
import type { Supabase } from './supabase-client.ts';

const FUNCTION = 'setup-telnyx-number';
/** A set-up goes as far as it can before it answers: up to a dozen requests to Telnyx. */
const TIMEOUT_MS = 60_000;

/** What Telnyx refused for, beside `telnyx_error`. */
const REASONS = [
  'telnyx_unavailable',
  'api_key_refused',
  'insufficient_funds',
  'account_limit',
  'refused',
] as const;
const errorDetail = z.object({ reason: z.optional(z.enum(REASONS)) });

export type NumberSetupCode = ErrorCode | (typeof REASONS)[number] | 'offline';

/** Why a request about numbers came to nothing. */
export class NumberSetupError extends Error {
  readonly code: NumberSetupCode;

  constructor(code: NumberSetupCode, message: string) {
    super(message);
    this.name = 'NumberSetupError';
    this.code = code;
  }
}

export type SetupChange = Extract<
  SetupNumberRequest,
  { action: 'buy' | 'attach' | 'verify' | 'release' }
>;

/**
 * Reads or changes the numbers of the signed-in person's business.
 *
 * @throws NumberSetupError; with `offline` it may have been done all the same
 */
export function setupNumber(
  supabase: Supabase,
  request: SetupChange | { action: 'status' },
): Promise<NumberSetupAnswer> {
  return post(supabase, numberSetupAnswer, request);
}

/** Numbers that can be bought now. @throws NumberSetupError */
export async function searchOffers(
  supabase: Supabase,
  search: Omit<SearchRequest, 'action'>,
): Promise<NumberOffer[]> {
  return (await post(supabase, searchAnswer, { action: 'search', ...search })).offers;
}

/** What Telnyx tells of the account, and what it still wants. @throws NumberSetupError */
export function readTelnyxAccount(supabase: Supabase): Promise<AccountAnswer> {
  return post(supabase, accountAnswer, { action: 'account' });
}

async function post<Answer>(
  supabase: Supabase,
  schema: z.ZodMiniType<Answer>,
  body: SetupNumberRequest,
): Promise<Answer> {
  const call = { name: FUNCTION, schema, body, timeoutMs: TIMEOUT_MS };
  const result = await invokeFunction(supabase, call);
  if (result.ok) return result.value;
  const { code, message, detail } = result.error;
  const told = errorDetail.safeParse(detail);
  throw new NumberSetupError((told.success && told.data.reason) || code, message);
}
