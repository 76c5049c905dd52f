import type { Clock } from '../clock.ts';
import { newToken, newUuid } from '../ids.ts';
import type { KeyStore } from '../key-store.ts';
import type { RtcWorld } from '../rtc/rtc-gateway.ts';
import { DEFAULT_WEBHOOK_TIMEOUT_MS } from '../webhooks/webhook-route.ts';
import type { WebhookRoute } from '../webhooks/webhook-route.ts';
import { readLoginToken, signLoginToken } from './login-token.ts';
import { openResources } from './resources.ts';
import type { Credential, Resource, ResourceStore } from './resources.ts';
import { newApplication, newCredentialConnection, newNumber } from './seed.ts';
import { signLink } from './signed-link.ts';

export interface AccountOptions {
  dataDir: string;
  clock: Clock;
  keys: KeyStore;
  /** Base address of the simulator, for signed links. */
  baseUrl: () => string;
  connectionId: string;
  credentialConnectionId: string;
  webhookUrl: string;
  failoverUrl: string | null;
  numbers: readonly string[];
  /** Lifetime of new login tokens, seconds. */
  tokenTtlSecs: () => number;
}

/** What the account owns: numbers, applications, connections, credentials. */
export interface Account extends ResourceStore {
  readonly keys: KeyStore;
  /** Numbers and connections as they were at first; credentials stay, browsers hold them. */
  restoreSeed(): void;
  numberByE164(phoneNumber: string): Resource | null;
  /** Where a connection's events go; null when it has no URL, is inactive or unknown. */
  routeOf(connectionId: string): WebhookRoute | null;
  firstCommandTimeoutMs(connectionId: string): number | null;
  parksOutbound(connectionId: string): boolean;
  addCredential(
    fields: Pick<Credential, 'connectionId' | 'name' | 'tag' | 'expiresAtMs'>,
  ): Credential;
  credentialByUsername(sipUsername: string): Credential | null;
  loginToken(credential: Credential): string;
  authenticate: RtcWorld['authenticate'];
  signedRecordingUrl(recordingId: string): string;
}

const LOGIN_INCORRECT = { ok: false, code: -32_001, message: 'Login Incorrect' } as const;
/** Telnyx's code for an expired token; the SDK answers it with another login (telnyx.md 6.1). */
const TOKEN_EXPIRED = { ok: false, code: -32_000, message: 'Authentication Required' } as const;

function ensureSeed(options: AccountOptions, store: ResourceStore, isFresh: boolean): void {
  const { clock, connectionId, credentialConnectionId, webhookUrl, failoverUrl } = options;
  const fields = { webhookUrl, failoverUrl, nowMs: clock.now() };
  const application = store.applications.get(connectionId);
  if (application === undefined || isFresh) {
    store.applications.set(connectionId, newApplication({ ...fields, id: connectionId }));
  } else {
    // The stack's ports may have changed since the last start.
    application['webhook_event_url'] = webhookUrl;
    application['webhook_event_failover_url'] = failoverUrl ?? '';
  }
  const connection = store.credentialConnections.get(credentialConnectionId);
  if (connection === undefined || isFresh) {
    const made = newCredentialConnection({ ...fields, id: credentialConnectionId });
    store.credentialConnections.set(credentialConnectionId, made);
  } else {
    connection['webhook_event_url'] = webhookUrl;
    connection['webhook_event_failover_url'] = failoverUrl ?? '';
  }
  const owned = new Set([...store.numbers.values()].map((number) => number['phone_number']));
  for (const phoneNumber of options.numbers) {
    if (owned.has(phoneNumber)) continue;
    const number = newNumber(phoneNumber, connectionId, clock.now());
    store.numbers.set(number.id, number);
  }
  store.save();
}

/** Events go to the URL of the application or credential connection, if it is active. */
function routeOf(store: ResourceStore, connectionId: string): WebhookRoute | null {
  const connection =
    store.applications.get(connectionId) ?? store.credentialConnections.get(connectionId);
  const url = connection?.['webhook_event_url'];
  if (connection?.['active'] !== true || typeof url !== 'string' || url === '') return null;
  const failoverUrl = connection['webhook_event_failover_url'];
  const timeoutSecs = connection['webhook_timeout_secs'];
  return {
    url,
    failoverUrl: typeof failoverUrl === 'string' && failoverUrl !== '' ? failoverUrl : null,
    timeoutMs:
      typeof timeoutSecs === 'number' && timeoutSecs > 0
        ? timeoutSecs * 1000
        : DEFAULT_WEBHOOK_TIMEOUT_MS,
    retriesMs: {},
  };
}

function createLogins(options: AccountOptions, store: ResourceStore) {
  const { clock, keys } = options;
  const isExpired = ({ expiresAtMs }: Credential): boolean =>
    expiresAtMs !== null && expiresAtMs <= clock.now();
  const credentialByUsername = (sipUsername: string): Credential | null =>
    [...store.credentials.values()].find((entry) => entry.sipUsername === sipUsername) ?? null;
  return {
    credentialByUsername,
    loginToken(credential: Credential): string {
      const issuedAt = Math.floor(clock.now() / 1000);
      const tokenEnd = issuedAt + options.tokenTtlSecs();
      const credentialEnd = Math.floor((credential.expiresAtMs ?? Infinity) / 1000);
      return signLoginToken(keys.secret, {
        credentialId: credential.id,
        sipUsername: credential.sipUsername,
        issuedAt,
        expiresAt: Math.min(tokenEnd, credentialEnd),
      });
    },
    authenticate: ((login) => {
      if (login.loginToken === undefined) {
        const credential = credentialByUsername(login.login ?? '');
        if (credential === null || isExpired(credential)) return LOGIN_INCORRECT;
        if (credential.sipPassword !== login.password) return LOGIN_INCORRECT;
        const { sipUsername, connectionId } = credential;
        return { ok: true, sipUsername, connectionId };
      }
      const claims = readLoginToken(keys.secret, login.loginToken);
      const credential = claims === null ? undefined : store.credentials.get(claims.credentialId);
      if (claims === null || credential === undefined || isExpired(credential)) {
        return LOGIN_INCORRECT;
      }
      if (claims.expiresAt * 1000 <= clock.now()) return TOKEN_EXPIRED;
      return {
        ok: true,
        sipUsername: credential.sipUsername,
        connectionId: credential.connectionId,
      };
    }) satisfies RtcWorld['authenticate'],
  };
}

export function openAccount(options: AccountOptions): Account {
  const { clock, keys, baseUrl } = options;
  const store = openResources(options.dataDir);
  ensureSeed(options, store, false);
  return {
    ...store,
    ...createLogins(options, store),
    keys,
    restoreSeed() {
      store.applications.clear();
      store.credentialConnections.clear();
      store.numbers.clear();
      ensureSeed(options, store, true);
    },
    numberByE164: (phoneNumber) =>
      [...store.numbers.values()].find((entry) => entry['phone_number'] === phoneNumber) ?? null,
    routeOf: (connectionId) => routeOf(store, connectionId),
    firstCommandTimeoutMs(connectionId) {
      const application = store.applications.get(connectionId);
      if (application?.['first_command_timeout'] !== true) return null;
      return Number(application['first_command_timeout_secs'] ?? 30) * 1000;
    },
    parksOutbound(connectionId) {
      const outbound = store.credentialConnections.get(connectionId)?.['outbound'];
      return (
        (outbound as { call_parking_enabled?: unknown } | undefined)?.call_parking_enabled === true
      );
    },
    addCredential(fields) {
      const nowMs = clock.now();
      const credential: Credential = {
        ...fields,
        id: newUuid(),
        sipUsername: `gencred${newToken(42)}`,
        sipPassword: newToken(32).toLowerCase(),
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
      };
      store.credentials.set(credential.id, credential);
      store.save();
      return credential;
    },
    signedRecordingUrl: (recordingId) => signLink(keys.secret, baseUrl(), recordingId, clock.now()),
  };
}
