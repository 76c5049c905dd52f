import { errors, jwtVerify, SignJWT } from 'jose';

/** The claims that the stack reads; others are passed on to the database unchanged. */
export interface JwtClaims {
  /** Database role to act as: anon, authenticated or service_role. */
  role: string;
  sub?: string;
  session_id?: string;
  /** Expiry in seconds since the epoch. */
  exp?: number;
  [claim: string]: unknown;
}

export type JwtCheck =
  | { ok: true; claims: JwtClaims }
  | { ok: false; reason: 'expired' | 'invalid'; message: string };

/** Signs and checks the stack's HS256 tokens. */
export interface JwtSigner {
  sign(claims: JwtClaims): Promise<string>;
  verify(token: string): Promise<JwtCheck>;
  /** Signs something that is not a person's or a role's token, such as a signed URL. */
  signPayload(payload: Record<string, unknown>, lifetimeSeconds: number): Promise<string>;
  verifyPayload(token: string): Promise<Record<string, unknown> | 'expired' | 'invalid'>;
}

const impersonatedRoles = new Set(['anon', 'authenticated', 'service_role']);

/** @param secret the HS256 secret shared with PostgREST, at least 32 characters */
export function createJwtSigner(secret: string): JwtSigner {
  const key = new TextEncoder().encode(secret);
  const sign = (payload: Record<string, unknown>) =>
    new SignJWT(payload).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(key);
  const verifyPayload = async (token: string) => {
    try {
      const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'] });
      return payload as Record<string, unknown>;
    } catch (error) {
      return error instanceof errors.JWTExpired ? 'expired' : 'invalid';
    }
  };
  return {
    sign,
    verifyPayload,
    signPayload(payload, lifetimeSeconds) {
      const iat = Math.floor(Date.now() / 1000);
      return sign({ ...payload, iat, exp: iat + lifetimeSeconds });
    },
    async verify(token) {
      const claims = await verifyPayload(token);
      if (claims === 'expired') return { ok: false, reason: claims, message: 'JWT expired' };
      if (claims === 'invalid') return { ok: false, reason: claims, message: unreadable };
      return isClaims(claims)
        ? { ok: true, claims }
        : { ok: false, reason: 'invalid', message: noRole };
    },
  };
}

const unreadable = 'invalid JWT: unable to parse or verify signature';
const noRole = 'invalid JWT: it has no role that may sign in';

function isClaims(payload: Record<string, unknown>): payload is JwtClaims {
  return typeof payload['role'] === 'string' && impersonatedRoles.has(payload['role']);
}
