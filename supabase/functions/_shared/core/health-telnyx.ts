import type { HealthCheckResult } from './contracts/health.ts';
import { broken, fine, finding, type Reading, unread } from './health-reading.ts';
import { epochMs } from './instant.ts';

/** Judges what Telnyx's account tells: no input or output here. */

/** Below this a balance is spent within days. */
const LOW_BALANCE = 5;
/** Telnyx tells within a second or two; this late, callers notice. */
const LATE_EVENT_MS = 30_000;
/** A leg that is this old was told of, or its webhooks do not come. */
export const UNTOLD_AFTER_SECONDS = 8;

export function judgeKey(
  reading: Reading<{ amount: number; currency: string }>,
  ending: string,
): HealthCheckResult {
  if (reading.ok) {
    return fine('api_key', {
      measure: { unit: 'ms', value: reading.tookMs },
      detail: { ending },
    });
  }
  if (reading.why === 'refused')
    return broken('api_key', 'key_refused', [], { detail: { ending } });
  return finding('api_key', 'warn', 'no_answer');
}

export function judgeBalance(
  reading: Reading<{ amount: number; currency: string }>,
): HealthCheckResult {
  if (!reading.ok) return unread('balance', reading);
  const { amount, currency } = reading.value;
  const extra = { measure: { unit: 'money', value: amount, currency } as const };
  if (amount <= 0) return broken('balance', 'empty', [], extra);
  return amount < LOW_BALANCE ? finding('balance', 'warn', 'low', extra) : fine('balance', extra);
}

export interface ApplicationFacts {
  webhookUrl: string;
  failoverUrl: string;
  apiVersion: string;
  isActive: boolean;
  voiceProfileId: string;
}

export function judgeWebhook(
  reading: Reading<ApplicationFacts>,
  wanted: { webhookUrl: string; failoverUrl: string },
): HealthCheckResult {
  if (!reading.ok) return unread('webhook', reading);
  const { webhookUrl, failoverUrl, apiVersion } = reading.value;
  const fixes = ['set_webhook_url' as const];
  if (!isSameAddress(webhookUrl, wanted.webhookUrl)) {
    return broken('webhook', 'points_elsewhere', fixes, { detail: { host: hostOf(webhookUrl) } });
  }
  if (apiVersion !== '2') return broken('webhook', 'old_version', fixes);
  if (failoverUrl !== '' && !isSameAddress(failoverUrl, wanted.failoverUrl)) {
    const detail = { host: hostOf(failoverUrl) };
    return finding('webhook', 'warn', 'failover_elsewhere', { fixes, detail });
  }
  return fine('webhook', { measure: { unit: 'ms', value: reading.tookMs } });
}

function isSameAddress(one: string, other: string): boolean {
  return one.replace(/\/+$/, '') === other.replace(/\/+$/, '');
}

/** Only the host: the rest of an address may carry a secret. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

export function judgeApplication(reading: Reading<ApplicationFacts>): HealthCheckResult {
  if (!reading.ok) return unread('application', reading);
  return reading.value.isActive
    ? fine('application')
    : broken('application', 'inactive', ['activate_application']);
}

export interface CredentialConnectionFacts {
  isActive: boolean;
  sipUriCalling: string;
  voiceProfileId: string;
}

export function judgeCredentialConnection(
  reading: Reading<CredentialConnectionFacts>,
): HealthCheckResult {
  if (!reading.ok) return unread('credential_connection', reading);
  return reading.value.isActive
    ? fine('credential_connection')
    : broken('credential_connection', 'inactive', ['activate_credential_connection']);
}

export function judgeSipCalling(reading: Reading<CredentialConnectionFacts>): HealthCheckResult {
  if (!reading.ok) {
    // The connection's own finding says that it is gone.
    return reading.why === 'missing'
      ? finding('sip_calling', 'off', 'not_checked')
      : unread('sip_calling', reading);
  }
  const { sipUriCalling } = reading.value;
  return sipUriCalling === 'internal' || sipUriCalling === 'unrestricted'
    ? fine('sip_calling')
    : broken('sip_calling', 'disabled', ['enable_sip_calling']);
}

export interface ProfileFacts {
  id: string;
  isEnabled: boolean;
  concurrentLegs: number;
}

/** @param profile of the application; null: it has none */
export function judgeVoiceProfile(
  application: Reading<ApplicationFacts>,
  profile: Reading<ProfileFacts> | null,
  isMendable: boolean,
): HealthCheckResult {
  if (!application.ok) return finding('voice_profile', 'off', 'not_checked');
  const fixes = isMendable ? (['attach_voice_profile'] as const) : [];
  if (!profile) return broken('voice_profile', 'missing', [...fixes]);
  if (!profile.ok) {
    return profile.why === 'missing'
      ? broken('voice_profile', 'missing', [...fixes])
      : unread('voice_profile', profile);
  }
  return profile.value.isEnabled ? fine('voice_profile') : broken('voice_profile', 'disabled');
}

export interface NumberFacts {
  phoneNumber: string;
  /** Where our calls are expected to come in. */
  wantedConnectionId: string;
  /** Null: the account does not have it. */
  atTelnyx: Reading<{ connectionId: string | null; status: string } | null>;
}

export function judgeNumbers(numbers: readonly NumberFacts[]): HealthCheckResult {
  if (numbers.length === 0) return broken('numbers', 'none');
  const told = numbers.flatMap((one) =>
    one.atTelnyx.ok ? [{ ...one, found: one.atTelnyx.value }] : [],
  );
  const detailOf = (list: readonly { phoneNumber: string }[]) => ({
    detail: {
      numbers: list.map(({ phoneNumber }) => phoneNumber),
      count: list.length,
      limit: numbers.length,
    },
  });
  const gone = told.filter(({ found }) => found === null);
  if (gone.length > 0) return broken('numbers', 'not_in_account', [], detailOf(gone));
  const astray = told.filter(
    ({ found, wantedConnectionId }) => found?.connectionId !== wantedConnectionId,
  );
  if (astray.length > 0) {
    return broken('numbers', 'other_connection', ['attach_number'], detailOf(astray));
  }
  const unread = numbers.find((one) => !one.atTelnyx.ok);
  if (unread && !unread.atTelnyx.ok) {
    return unread.atTelnyx.why === 'refused'
      ? finding('numbers', 'off', 'not_checked')
      : finding('numbers', 'warn', 'no_answer');
  }
  const idle = told.filter(({ found }) => found?.status !== 'active');
  if (idle.length > 0) return finding('numbers', 'warn', 'inactive', detailOf(idle));
  return fine('numbers', detailOf(numbers));
}

export function judgeLines(
  used: Reading<number>,
  profile: Reading<ProfileFacts> | null,
): HealthCheckResult {
  if (!used.ok) return finding('lines', 'off', 'not_checked');
  const limit = profile?.ok ? profile.value.concurrentLegs : 0;
  const count = used.value;
  if (limit <= 0) return fine('lines', { detail: { count } });
  const free = Math.max(limit - count, 0);
  const extra = { detail: { count, limit }, measure: { unit: 'free', value: free } as const };
  if (free === 0) return broken('lines', 'all_used', [], extra);
  // A call needs two.
  return free < 3 ? finding('lines', 'warn', 'few_left', extra) : fine('lines', extra);
}

/**
 * Whether events come, and how soon. That none came is a fault only when Telnyx has a call that we
 * were not told of: a quiet day is no fault.
 *
 * @param untold legs at Telnyx of which nothing is known here
 */
export function judgeLastEvent(
  event: { occurredAt: string; receivedAt: string } | null,
  untold: Reading<number>,
): HealthCheckResult {
  if (untold.ok && untold.value > 0) {
    return broken('last_event', 'not_arriving', [], {
      detail: { count: untold.value, ...(event ? { at: event.receivedAt } : {}) },
    });
  }
  if (!event) return finding('last_event', 'off', 'no_event_yet');
  const delayMs = Math.max(0, epochMs(event.receivedAt) - epochMs(event.occurredAt));
  const extra = {
    detail: { at: event.receivedAt },
    measure: { unit: 'ms', value: Math.round(delayMs) } as const,
  };
  return delayMs > LATE_EVENT_MS
    ? finding('last_event', 'warn', 'late', extra)
    : fine('last_event', extra);
}

/** @param accepted keys that the webhook function verifies with, base64 */
export function judgeSignature(
  key: Reading<string>,
  accepted: readonly string[],
  refusedLastHour: number,
): HealthCheckResult {
  const extra = { detail: { count: refusedLastHour } };
  if (!key.ok) return unread('signature', key);
  if (!accepted.includes(key.value)) {
    return broken('signature', 'key_unknown', ['fetch_public_key'], extra);
  }
  return refusedLastHour > 0
    ? finding('signature', 'warn', 'refused_lately', extra)
    : fine('signature', extra);
}
