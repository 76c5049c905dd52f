import type { Clock } from '../clock.ts';
import { SEEDED_VOICE_PROFILE_ID, newSeededVoiceProfile } from './profiles.ts';
import type { Resource, ResourceStore } from './resources.ts';
import { newApplication, newCredentialConnection, newNumber } from './seed.ts';

export interface SeedOptions {
  clock: Clock;
  connectionId: string;
  credentialConnectionId: string;
  webhookUrl: string;
  failoverUrl: string | null;
  numbers: readonly string[];
}

function ensureConnection(
  options: SeedOptions,
  rows: Map<string, Resource>,
  id: string,
  create: typeof newApplication,
): void {
  const { clock, webhookUrl, failoverUrl } = options;
  const held = rows.get(id);
  if (held === undefined) {
    const made = create({ id, webhookUrl, failoverUrl, nowMs: clock.now() });
    made['outbound'] = {
      ...(made['outbound'] as object),
      outbound_voice_profile_id: SEEDED_VOICE_PROFILE_ID,
    };
    rows.set(id, made);
    return;
  }
  // The stack's ports may have changed since the last start.
  held['webhook_event_url'] = webhookUrl;
  held['webhook_event_failover_url'] = failoverUrl ?? '';
}

/** A data folder from before there were voice profiles: its seeded connections get theirs. */
function ensureVoiceProfile(options: SeedOptions, store: ResourceStore): void {
  if (store.voiceProfiles.has(SEEDED_VOICE_PROFILE_ID)) return;
  store.voiceProfiles.set(SEEDED_VOICE_PROFILE_ID, newSeededVoiceProfile(options.clock.now()));
  const seeded = [
    store.applications.get(options.connectionId),
    store.credentialConnections.get(options.credentialConnectionId),
  ];
  for (const connection of seeded) {
    const outbound = connection?.['outbound'] as Record<string, unknown> | undefined;
    if (outbound !== undefined) outbound['outbound_voice_profile_id'] ??= SEEDED_VOICE_PROFILE_ID;
  }
}

/** What the account has from the start: an application, a connection, a voice profile, numbers. */
export function ensureSeed(options: SeedOptions, store: ResourceStore): void {
  const { clock, connectionId, credentialConnectionId } = options;
  ensureVoiceProfile(options, store);
  ensureConnection(options, store.applications, connectionId, newApplication);
  ensureConnection(
    options,
    store.credentialConnections,
    credentialConnectionId,
    newCredentialConnection,
  );
  const owned = new Set([...store.numbers.values()].map((number) => number['phone_number']));
  for (const phoneNumber of options.numbers) {
    if (owned.has(phoneNumber)) continue;
    const number = newNumber(phoneNumber, connectionId, clock.now());
    store.numbers.set(number.id, number);
  }
  store.save();
}

/**
 * The account as seeded. Credentials of the seeded connection stay: browsers hold them. Those of
 * other connections end with them.
 */
export function restoreSeed(options: SeedOptions, store: ResourceStore): void {
  for (const rows of [
    store.applications,
    store.credentialConnections,
    store.numbers,
    store.voiceProfiles,
    store.messagingProfiles,
    store.numberOrders,
  ]) {
    rows.clear();
  }
  for (const credential of store.credentials.values()) {
    if (credential.connectionId !== options.credentialConnectionId) {
      store.credentials.delete(credential.id);
    }
  }
  ensureSeed(options, store);
}
