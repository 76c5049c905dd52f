/** A JSON Web Token for `login`, with its life span; milliseconds since the epoch. */
export interface LoginToken {
  token: string;
  receivedAtMs: number;
  expiresAtMs: number;
}

/** Renew after this part of the life span: the SDK's own warning is lost for some tokens. */
const RENEW_AT = 0.8;
/** With less left than this a token is not worth a login: the refusal would be repeated in a loop. */
const LEAST_LIFE_MS = 10_000;

/**
 * The expiry stands in the token itself (`exp`, seconds); the function's `expires_at` is the fallback.
 * The payload is base64url, which `atob` alone does not read.
 */
export function readLoginToken(token: string, expiresAt: string, nowMs: number): LoginToken {
  return {
    token,
    receivedAtMs: nowMs,
    expiresAtMs: expiryOf(token) ?? Date.parse(expiresAt),
  };
}

function expiryOf(token: string): number | null {
  const payload = token.split('.')[1];
  if (!payload) return null;
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    if (typeof claims !== 'object' || claims === null || !('exp' in claims)) return null;
    return typeof claims.exp === 'number' ? claims.exp * 1000 : null;
  } catch {
    return null;
  }
}

export function isUsable(token: LoginToken | null, nowMs: number): token is LoginToken {
  return token !== null && token.expiresAtMs - nowMs > LEAST_LIFE_MS;
}

/** How long from now until the token is to be renewed. */
export function renewInMs(token: LoginToken, nowMs: number): number {
  const lifeMs = token.expiresAtMs - token.receivedAtMs;
  return Math.max(1_000, token.receivedAtMs + lifeMs * RENEW_AT - nowMs);
}
