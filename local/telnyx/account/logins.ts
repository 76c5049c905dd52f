import type { Clock } from '../clock.ts';
import type { KeyStore } from '../key-store.ts';
import type { RtcWorld } from '../rtc/rtc-gateway.ts';
import { readLoginToken, signLoginToken } from './login-token.ts';
import type { Credential, ResourceStore } from './resources.ts';

const LOGIN_INCORRECT = { ok: false, code: -32_001, message: 'Login Incorrect' } as const;
/** Telnyx's code for an expired token; the SDK answers it with another login (telnyx.md 6.1). */
const TOKEN_EXPIRED = { ok: false, code: -32_000, message: 'Authentication Required' } as const;

export interface Logins {
  credentialByUsername(sipUsername: string): Credential | null;
  isExpired(credential: Credential): boolean;
  loginToken(credential: Credential): string;
  authenticate: RtcWorld['authenticate'];
}

/**
 * Who may register as a browser: whoever holds a token or the password of a credential that is
 * neither deleted nor expired, on a connection that is there and active.
 */
export function createLogins(
  { clock, keys, tokenTtlSecs }: { clock: Clock; keys: KeyStore; tokenTtlSecs: () => number },
  store: ResourceStore,
): Logins {
  const isExpired = ({ expiresAtMs }: Credential): boolean =>
    expiresAtMs !== null && expiresAtMs <= clock.now();
  const mayRegister = (credential: Credential): boolean =>
    !isExpired(credential) &&
    store.credentialConnections.get(credential.connectionId)?.['active'] === true;
  const credentialByUsername = (sipUsername: string): Credential | null =>
    [...store.credentials.values()].find((entry) => entry.sipUsername === sipUsername) ?? null;
  return {
    credentialByUsername,
    isExpired,
    loginToken(credential) {
      const issuedAt = Math.floor(clock.now() / 1000);
      const tokenEnd = issuedAt + tokenTtlSecs();
      const credentialEnd = Math.floor((credential.expiresAtMs ?? Infinity) / 1000);
      return signLoginToken(keys.secret, {
        credentialId: credential.id,
        sipUsername: credential.sipUsername,
        issuedAt,
        expiresAt: Math.min(tokenEnd, credentialEnd),
      });
    },
    authenticate(login) {
      if (login.loginToken === undefined) {
        const credential = credentialByUsername(login.login ?? '');
        if (credential === null || !mayRegister(credential)) return LOGIN_INCORRECT;
        if (credential.sipPassword !== login.password) return LOGIN_INCORRECT;
        const { sipUsername, connectionId } = credential;
        return { ok: true, sipUsername, connectionId };
      }
      const claims = readLoginToken(keys.secret, login.loginToken);
      const credential = claims === null ? undefined : store.credentials.get(claims.credentialId);
      if (claims === null || credential === undefined || !mayRegister(credential)) {
        return LOGIN_INCORRECT;
      }
      if (claims.expiresAt * 1000 <= clock.now()) return TOKEN_EXPIRED;
      const { sipUsername, connectionId } = credential;
      return { ok: true, sipUsername, connectionId };
    },
  };
}
