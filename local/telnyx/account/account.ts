import type { Clock } from '../clock.ts';
import { newToken, newUuid } from '../ids.ts';
import type { KeyStore } from '../key-store.ts';
import { DEFAULT_WEBHOOK_TIMEOUT_MS } from '../webhooks/webhook-route.ts';
import type { WebhookRoute } from '../webhooks/webhook-route.ts';
import { ensureSeed, restoreSeed } from './ensure-seed.ts';
import type { SeedOptions } from './ensure-seed.ts';
import { createLedger } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { createLogins } from './logins.ts';
import type { Logins } from './logins.ts';
import { openResources } from './resources.ts';
import type { Credential, Resource, ResourceStore } from './resources.ts';
import { defaultSettings } from './settings.ts';
import type { AccountSettings } from './settings.ts';
import { signLink } from './signed-link.ts';

export interface AccountOptions extends SeedOptions {
  dataDir: string;
  keys: KeyStore;
  /** Base address of the simulator, for signed links. */
  baseUrl: () => string;
  /** The API key that is accepted until the control API sets another. */
  apiKey: string;
  /** Lifetime of new login tokens, seconds. */
  tokenTtlSecs: () => number;
}

/** What the account owns (numbers, applications, connections, profiles), its money and its rules. */
export interface Account extends ResourceStore, Logins {
  readonly keys: KeyStore;
  readonly settings: AccountSettings;
  readonly ledger: Ledger;
  /** Numbers that a search has shown, with the time of it: only those can be ordered. */
  readonly searchedNumbers: Map<string, number>;
  /** Everything as it was at first, but credentials of the seeded connection and the AI's things. */
  restoreSeed(): void;
  /** A number of ours that works; one that is still being bought does not. */
  numberByE164(phoneNumber: string): Resource | null;
  /** The application or credential connection of that id. */
  connectionById(connectionId: string): Resource | null;
  /** What a connection's calls to numbers go out through. */
  voiceProfileOf(connectionId: string): Resource | null;
  /** Where a connection's events go; null when it has no URL, is inactive or unknown. */
  routeOf(connectionId: string): WebhookRoute | null;
  firstCommandTimeoutMs(connectionId: string): number | null;
  parksOutbound(connectionId: string): boolean;
  addCredential(
    fields: Pick<Credential, 'connectionId' | 'name' | 'tag' | 'expiresAtMs'>,
  ): Credential;
  signedRecordingUrl(recordingId: string): string;
}

function outboundOf(connection: Resource | null): Record<string, unknown> {
  return (connection?.['outbound'] ?? {}) as Record<string, unknown>;
}

/** Events go to the URL of the application or credential connection, if it is active. */
function routeOf(connection: Resource | null): WebhookRoute | null {
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

function createConnectionReader(store: ResourceStore) {
  const connectionById = (connectionId: string): Resource | null =>
    store.applications.get(connectionId) ?? store.credentialConnections.get(connectionId) ?? null;
  return {
    connectionById,
    voiceProfileOf(connectionId: string): Resource | null {
      const id = outboundOf(connectionById(connectionId))['outbound_voice_profile_id'];
      return (typeof id === 'string' && store.voiceProfiles.get(id)) || null;
    },
    routeOf: (connectionId: string) => routeOf(connectionById(connectionId)),
    firstCommandTimeoutMs(connectionId: string): number | null {
      const application = store.applications.get(connectionId);
      if (application?.['first_command_timeout'] !== true) return null;
      return Number(application['first_command_timeout_secs'] ?? 30) * 1000;
    },
    parksOutbound(connectionId: string): boolean {
      const connection = store.credentialConnections.get(connectionId) ?? null;
      return outboundOf(connection)['call_parking_enabled'] === true;
    },
  };
}

export function openAccount(options: AccountOptions): Account {
  const { clock, keys, baseUrl, apiKey } = options;
  const store = openResources(options.dataDir);
  ensureSeed(options, store);
  const settings = defaultSettings(apiKey);
  const ledger = createLedger(clock);
  const searchedNumbers = new Map<string, number>();
  return {
    ...store,
    ...createLogins(options, store),
    ...createConnectionReader(store),
    keys,
    settings,
    ledger,
    searchedNumbers,
    restoreSeed() {
      restoreSeed(options, store);
      Object.assign(settings, defaultSettings(apiKey));
      ledger.reset();
      searchedNumbers.clear();
    },
    numberByE164: (phoneNumber) =>
      [...store.numbers.values()].find(
        (entry) => entry['phone_number'] === phoneNumber && entry['status'] === 'active',
      ) ?? null,
    addCredential: (fields) => addCredential(store, clock, fields),
    signedRecordingUrl: (recordingId) => signLink(keys.secret, baseUrl(), recordingId, clock.now()),
  };
}

function addCredential(
  store: ResourceStore,
  clock: Clock,
  fields: Parameters<Account['addCredential']>[0],
): Credential {
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
}
