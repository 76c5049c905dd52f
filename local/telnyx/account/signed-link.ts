import { createHmac, timingSafeEqual } from 'node:crypto';

/** Links to recordings work for 10 minutes (telnyx.md, section 9). */
const LINK_TTL_SECS = 600;

function digest(secret: Buffer, recordingId: string, expiresAt: number): string {
  return createHmac('sha256', secret).update(`${recordingId}|${expiresAt}`).digest('hex');
}

/** A link to a recording that expires, in the manner of a pre-signed S3 link. */
export function signLink(
  secret: Buffer,
  baseUrl: string,
  recordingId: string,
  nowMs: number,
): string {
  const expiresAt = Math.floor(nowMs / 1000) + LINK_TTL_SECS;
  const query = new URLSearchParams({
    'X-Amz-Expires': String(LINK_TTL_SECS),
    expires_at: String(expiresAt),
    'X-Amz-Signature': digest(secret, recordingId, expiresAt),
  });
  return `${baseUrl}/recordings/${recordingId}.wav?${query.toString()}`;
}

export function isLinkValid(
  secret: Buffer,
  recordingId: string,
  query: URLSearchParams,
  nowMs: number,
): boolean {
  const expiresAt = Number(query.get('expires_at'));
  const sent = Buffer.from(query.get('X-Amz-Signature') ?? '');
  const expected = Buffer.from(digest(secret, recordingId, expiresAt));
  const isGenuine = sent.length === expected.length && timingSafeEqual(sent, expected);
  return isGenuine && nowMs < expiresAt * 1000;
}
