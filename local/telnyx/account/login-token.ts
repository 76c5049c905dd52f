import { createHmac, timingSafeEqual } from 'node:crypto';
import { newToken } from '../ids.ts';

export interface LoginClaims {
  credentialId: string;
  sipUsername: string;
  /** Epoch seconds. */
  issuedAt: number;
  expiresAt: number;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signature(secret: Buffer, signed: string): string {
  return createHmac('sha256', secret).update(signed).digest('base64url');
}

/**
 * A real three-part JWT with `exp`. The SDK decodes the payload with plain `atob`, which fails on
 * '-' and '_' (webrtc-signalling.md, section 9); letters, digits and JSON's own marks give neither.
 */
export function signLoginToken(secret: Buffer, claims: LoginClaims): string {
  const header = encode({ alg: 'HS256', typ: 'JWT' });
  const payload = encode({
    sub: claims.credentialId,
    sip_username: claims.sipUsername,
    iat: claims.issuedAt,
    exp: claims.expiresAt,
    jti: newToken(16),
  });
  const signed = `${header}.${payload}`;
  return `${signed}.${signature(secret, signed)}`;
}

/** The claims of a token that we signed, whether expired or not; null for anything else. */
export function readLoginToken(secret: Buffer, token: string): LoginClaims | null {
  const [header, payload, sent, ...rest] = token.split('.');
  if (header === undefined || payload === undefined || sent === undefined || rest.length > 0) {
    return null;
  }
  const expected = Buffer.from(signature(secret, `${header}.${payload}`));
  const given = Buffer.from(sent);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as {
    sub: string;
    sip_username: string;
    iat: number;
    exp: number;
  };
  return {
    credentialId: claims.sub,
    sipUsername: claims.sip_username,
    issuedAt: claims.iat,
    expiresAt: claims.exp,
  };
}
