import type { PublicKeys } from '../ports/public-keys.ts';
import type { VerifyResult, VerifyWebhook } from '../ports/webhook.ts';

/** How far a webhook's timestamp may be from now, both ways (telnyx.md section 3.2). */
export const TOLERANCE_SECONDS = 300;

/**
 * Checks Telnyx's Ed25519 signature over `timestamp|rawBody`. Fails closed: without a key nothing passes.
 *
 * @param publicKeys base64 of 32 raw bytes each; two during a key rotation
 */
export function createWebhookVerifier(publicKeys: readonly string[]): VerifyWebhook {
  const imported = Promise.all(publicKeys.filter((key) => key !== '').map(importKey));
  return async (rawBody, headers, nowMs) => {
    const keys = (await imported).filter((key) => key !== null);
    if (keys.length === 0) return { ok: false, reason: 'not_configured' };
    if (!headers.signature || !headers.timestamp) return { ok: false, reason: 'missing_signature' };
    if (!isFresh(headers.timestamp, nowMs)) return { ok: false, reason: 'stale' };
    return await verifyWithAny(keys, rawBody, headers.signature, headers.timestamp);
  };
}

/** Anybody may send what does not verify: the stored keys are read no more often than this [I9]. */
const STORED_KEYS_KEPT_MS = 1_000;

/**
 * The same with the keys that were stored since Telnyx's key was rotated: these are read only when
 * those of the environment do not hold.
 */
export function createRotatingVerifier(
  publicKeys: readonly string[],
  stored: PublicKeys,
): VerifyWebhook {
  const verify = createWebhookVerifier(publicKeys);
  let kept = { readAtMs: -Infinity, verify: Promise.resolve(createWebhookVerifier([])) };
  return async (rawBody, headers, nowMs) => {
    const result = await verify(rawBody, headers, nowMs);
    const mayBeAnother =
      !result.ok && (result.reason === 'bad_signature' || result.reason === 'not_configured');
    if (!mayBeAnother) return result;
    if (Math.abs(nowMs - kept.readAtMs) >= STORED_KEYS_KEPT_MS) {
      const earlier = kept.verify;
      const read = stored.list().then(createWebhookVerifier, () => earlier);
      kept = { readAtMs: nowMs, verify: read };
    }
    const again = await (await kept.verify)(rawBody, headers, nowMs);
    return again.ok ? again : result;
  };
}

/** Digits only: a lax parse would let "abc" through as NaN, which is never too old. */
function isFresh(timestamp: string, nowMs: number): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(nowMs / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS;
}

async function verifyWithAny(
  keys: readonly CryptoKey[],
  rawBody: Uint8Array,
  signatureText: string,
  timestamp: string,
): Promise<VerifyResult> {
  const signature = decodeBase64(signatureText);
  if (signature?.byteLength !== 64) return { ok: false, reason: 'bad_signature' };
  const prefix = new TextEncoder().encode(`${timestamp}|`);
  const signed = new Uint8Array(prefix.byteLength + rawBody.byteLength);
  signed.set(prefix);
  signed.set(rawBody, prefix.byteLength);
  for (const key of keys) {
    if (await crypto.subtle.verify('Ed25519', key, signature, signed)) return { ok: true };
  }
  return { ok: false, reason: 'bad_signature' };
}

async function importKey(publicKey: string): Promise<CryptoKey | null> {
  const bytes = decodeBase64(publicKey);
  if (bytes?.byteLength !== 32) return null;
  return await crypto.subtle.importKey('raw', bytes, { name: 'Ed25519' }, false, ['verify']);
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
