import { decodeClientState } from '../core/client-state.ts';
import type { HealthCheckResult } from '../core/contracts/health.ts';
import { finding, type Reading } from '../core/health-reading.ts';
import {
  type ApplicationFacts,
  judgeApplication,
  judgeBalance,
  judgeCredentialConnection,
  judgeKey,
  judgeLastEvent,
  judgeLines,
  judgeNumbers,
  judgeSignature,
  judgeSipCalling,
  judgeVoiceProfile,
  judgeWebhook,
  type NumberFacts,
  type ProfileFacts,
  UNTOLD_AFTER_SECONDS,
} from '../core/health-telnyx.ts';
import type { AccountResource } from '../core/number-account.ts';
import type { HealthFacts, ProbedLeg } from '../ports/health.ts';
import type { HealthDeps, HealthSettings } from './health-check.ts';
import { mapReading, probe, probeResource } from './health-probes.ts';

/** The resources at Telnyx that a business's calls go through. */
export function expectedResources(facts: HealthFacts, settings: HealthSettings) {
  const applicationId = facts.setup?.applicationId ?? settings.connectionId;
  const connectionOf = (number: HealthFacts['numbers'][number]) =>
    number.connectionId ?? applicationId;
  return {
    applicationIds: [...new Set([applicationId, ...facts.numbers.map(connectionOf)])],
    credentialConnectionId: facts.setup?.credentialConnectionId ?? settings.credentialConnectionId,
    connectionOf,
  };
}

/** Everything that Telnyx's account tells about the way of a call. */
export async function checkTelnyx(
  deps: HealthDeps,
  facts: HealthFacts,
): Promise<HealthCheckResult[]> {
  const { settings, account } = deps;
  const expected = expectedResources(facts, settings);
  const [balance, applications, browsers, numbers, key, legs] = await Promise.all([
    probe(deps, 'balance', () => account.readBalance()),
    Promise.all(expected.applicationIds.map((id) => probeResource(deps, 'application', id))),
    probeResource(deps, 'credential_connection', expected.credentialConnectionId),
    Promise.all(facts.numbers.map((number) => probeNumber(deps, number, expected.connectionOf))),
    probe(deps, 'public_key', () => account.readPublicKey()),
    probe(deps, 'active_calls', () => activeLegs(deps, expected.applicationIds)),
  ]);
  const credential = mapReading(browsers, credentialFacts);
  const profileIds = applications.map((one) => (one.ok ? one.value.fields.voiceProfileId : ''));
  const profile = await probeProfile(deps, profileIds[0] ?? '');
  const fallback =
    facts.setup?.voiceProfileId ?? (credential.ok ? credential.value.voiceProfileId : '');
  const amount = mapReading(balance, (value) => ({ ...value, amount: Number(value.amount) }));
  const found = applications.map((one) => mapReading(one, applicationFacts));
  return [
    judgeKey(amount, settings.keyEnding),
    worst(found.map((one) => judgeWebhook(one, settings))),
    worst(found.map(judgeApplication)),
    judgeLastEvent(facts.lastEvent, await countUntold(deps, legs)),
    judgeSignature(
      key,
      [...settings.publicKeys, ...(await storedKeys(deps))],
      facts.refusedLastHour,
    ),
    judgeNumbers(numbers),
    judgeVoiceProfile(found[0] ?? { ok: false, why: 'missing' }, profile, fallback !== ''),
    judgeSipCalling(credential),
    judgeCredentialConnection(credential),
    judgeLines(
      mapReading(legs, (value) => value.length),
      profile,
    ),
    judgeBalance(amount),
  ];
}

async function storedKeys(deps: HealthDeps): Promise<string[]> {
  const stored = await probe(deps, 'stored_keys', async () => ({
    ok: true,
    value: await deps.health.publicKeys(),
    tookMs: 0,
  }));
  return stored.ok ? stored.value : [];
}

/** A business can have numbers on several applications: the worst one is what a caller may meet. */
function worst(results: readonly HealthCheckResult[]): HealthCheckResult {
  const rank = { bad: 3, warn: 2, off: 1, ok: 0 };
  const [first] = results.toSorted((one, other) => rank[other.state] - rank[one.state]);
  return first ?? finding('webhook', 'off', 'not_checked');
}

function applicationFacts({ fields }: AccountResource): ApplicationFacts {
  return {
    webhookUrl: fields.webhookUrl ?? '',
    failoverUrl: fields.failoverUrl ?? '',
    apiVersion: fields.webhookApiVersion ?? '',
    isActive: fields.isActive ?? false,
    voiceProfileId: fields.voiceProfileId ?? '',
  };
}

function credentialFacts({ fields }: AccountResource) {
  return {
    isActive: fields.isActive ?? false,
    sipUriCalling: fields.sipUriCalling ?? '',
    voiceProfileId: fields.voiceProfileId ?? '',
  };
}

async function probeNumber(
  deps: HealthDeps,
  number: HealthFacts['numbers'][number],
  connectionOf: (number: HealthFacts['numbers'][number]) => string,
): Promise<NumberFacts> {
  const { phoneNumber } = number;
  const atTelnyx = await probe(deps, 'number', () => deps.account.findNumber(phoneNumber));
  return { phoneNumber, wantedConnectionId: connectionOf(number), atTelnyx };
}

async function probeProfile(deps: HealthDeps, id: string): Promise<Reading<ProfileFacts> | null> {
  if (id === '') return null;
  return probe<ProfileFacts>(deps, 'voice_profile', async () => {
    const answer = await deps.account.readProfile(id);
    if (!answer.ok) {
      if (answer.code === 'not_found') return { ok: false, why: 'missing' };
      return { ok: false, why: answer.code === 'unauthorized' ? 'refused' : 'late' };
    }
    const { enabled, concurrentLegs } = answer.profile.limits;
    return { ok: true, value: { id, isEnabled: enabled, concurrentLegs }, tookMs: 0 };
  });
}

async function activeLegs(
  deps: HealthDeps,
  applicationIds: readonly string[],
): Promise<Reading<ProbedLeg[]>> {
  const lists = await Promise.all(applicationIds.map((id) => deps.probes.activeLegs(id)));
  if (lists.includes(null)) return { ok: false, why: 'late' };
  return { ok: true, value: lists.flatMap((list) => list ?? []), tookMs: 0 };
}

/** Legs that Telnyx has had for a while and that no webhook told us of. */
async function countUntold(deps: HealthDeps, legs: Reading<ProbedLeg[]>): Promise<Reading<number>> {
  if (!legs.ok) return legs;
  const old = legs.value.filter(
    ({ ageSeconds, clientState }) => ageSeconds >= UNTOLD_AFTER_SECONDS && !isForeign(clientState),
  );
  if (old.length === 0) return { ...legs, value: 0 };
  const unknown = await deps.health.unknownLegs(old.map(({ callControlId }) => callControlId));
  return { ...legs, value: unknown.length };
}

/** Of another program in the same account, or of a self-test: no call of the log. */
function isForeign(clientState: string | null): boolean {
  return Boolean(clientState) && decodeClientState(clientState) === null;
}
