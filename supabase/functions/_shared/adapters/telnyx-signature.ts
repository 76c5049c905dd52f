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
