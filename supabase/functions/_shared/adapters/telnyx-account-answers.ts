import type { AccountErrorCode, AccountResult } from '../core/number-account.ts';
import type { TelnyxAnswer } from './telnyx-api.ts';

/** Reading what Telnyx answers about the account's resources. */

export type Row = Record<string, unknown>;

/** Brackets are percent-encoded: raw ones were seen to return silently empty lists (telnyx.md 1). */
export function filter(name: string, value: string): string {
  return `${encodeURIComponent(`filter[${name}]`)}=${encodeURIComponent(value)}`;
}

export function rowsOf(body: unknown): Row[] {
  const data = (body as { data?: unknown } | null)?.data;
  return Array.isArray(data) ? (data as Row[]) : [];
}

export function rowOf(body: unknown): Row {
  const data = (body as { data?: unknown } | null)?.data;
  return typeof data === 'object' && data !== null ? (data as Row) : {};
}

export function groupIn(row: Row, name: string): Row {
  const group = row[name];
  return typeof group === 'object' && group !== null ? (group as Row) : {};
}

/** Null also for an empty text. */
export function textIn(row: Row, name: string): string | null {
  const value = row[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function read<T>(answer: TelnyxAnswer, value: (body: unknown) => T): AccountResult<T> {
  return answer.ok ? { ok: true, value: value(answer.body) } : failed(answer);
}

export function done(answer: TelnyxAnswer): AccountResult<null> {
  return read(answer, () => null);
}

export function goneOrDone(answer: TelnyxAnswer): AccountResult<null> {
  return !answer.ok && answer.status === 404 ? { ok: true, value: null } : done(answer);
}

/** Telnyx's codes (telnyx.md section 1) that tell more than the HTTP status. */
const BY_TELNYX_CODE: Record<string, AccountErrorCode> = {
  '20100': 'insufficient_funds',
  '10038': 'account_limit',
  '10039': 'account_limit',
  '20012': 'account_limit',
  '20013': 'account_limit',
  '20002': 'api_key_refused',
  // The number is still being bought: in a moment.
  '10036': 'telnyx_unavailable',
};

function failed(answer: TelnyxAnswer & { ok: false }): { ok: false; code: AccountErrorCode } {
  const known = BY_TELNYX_CODE[answer.telnyxCode ?? ''];
  if (known) return { ok: false, code: known };
  if (answer.status === 401 || answer.status === 403) return { ok: false, code: 'api_key_refused' };
  if (answer.code === 'rate_limited') return { ok: false, code: 'telnyx_rate_limited' };
  if (answer.code === 'unavailable') return { ok: false, code: 'telnyx_unavailable' };
  return { ok: false, code: 'refused' };
}
