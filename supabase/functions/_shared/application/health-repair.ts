import type { HealthFix, RepairAnswer } from '../core/contracts/health.ts';
import type { ServerCheckId } from '../core/health-check-names.ts';
import { summaryOf } from '../core/health-reading.ts';
import type { AccountResource, AccountResult, ResourceFields } from '../core/number-account.ts';
import type { Actor } from '../ports/dispatcher-store.ts';
import type { HealthFacts } from '../ports/health.ts';
import { checkHealth, type HealthDeps } from './health-check.ts';
import { expectedResources } from './health-telnyx.ts';

export interface RepairDeps extends HealthDeps {
  /** Brings the AI's assistants to what was published. */
  resyncAi(actor: Actor): Promise<boolean>;
}

type Refusal = Exclude<RepairAnswer['refused'], null>;
type Mended = { ok: true; what: string[] } | { ok: false; refused: Refusal };

/** The findings that a fix claims to mend; all must be right afterwards. */
const MENDS: Record<HealthFix, ServerCheckId> = {
  set_webhook_url: 'webhook',
  activate_application: 'application',
  attach_number: 'numbers',
  enable_sip_calling: 'sip_calling',
  activate_credential_connection: 'credential_connection',
  attach_voice_profile: 'voice_profile',
  fetch_public_key: 'signature',
  run_sweeper: 'sweeper',
  resync_ai: 'ai',
};

/**
 * Mends what one button claims to mend, looks again, and only then says that it did. Harmless when
 * repeated. Who did it is in the audit log whatever came of it.
 */
export async function repair(
  deps: RepairDeps,
  actor: Actor,
  fix: HealthFix,
): Promise<RepairAnswer> {
  const { organizationId } = actor;
  const facts = await deps.health.facts(organizationId);
  const mended = await mend(deps, actor, facts, fix);
  const { at, checks } = await checkHealth(deps, organizationId);
  const after = checks.find(({ id }) => id === MENDS[fix]);
  const repaired = mended.ok && after !== undefined && isMended(fix, after);
  await deps.health.recordRepair(actor, {
    fix,
    repaired,
    ...(mended.ok ? { what: mended.what } : { refused: mended.refused }),
  });
  await deps.health.keepReport(organizationId, summaryOf(checks));
  return { repaired, refused: mended.ok ? null : mended.refused, at, checks };
}

/** Refused signatures of the last hour stay counted after the new key was fetched. */
function isMended(fix: HealthFix, { state, code }: { state: string; code: string }): boolean {
  return state === 'ok' || (fix === 'fetch_public_key' && code === 'refused_lately');
}

async function mend(
  deps: RepairDeps,
  actor: Actor,
  facts: HealthFacts,
  fix: HealthFix,
): Promise<Mended> {
  const { webhookUrl, failoverUrl } = deps.settings;
  switch (fix) {
    case 'set_webhook_url':
      return changeApplications(deps, facts, { webhookUrl, failoverUrl, webhookApiVersion: '2' });
    case 'activate_application':
      return changeApplications(deps, facts, { isActive: true });
    case 'attach_number':
      return attachNumbers(deps, facts);
    case 'enable_sip_calling':
      return changeBrowsers(deps, facts, { sipUriCalling: 'internal' });
    case 'activate_credential_connection':
      return changeBrowsers(deps, facts, { isActive: true });
    case 'attach_voice_profile':
      return attachVoiceProfile(deps, facts);
    case 'fetch_public_key':
      return fetchPublicKey(deps);
    case 'run_sweeper': {
      const status = await deps.functions.sweep();
      if (status === null) return { ok: false, refused: 'no_answer' };
      return status < 300 ? { ok: true, what: [] } : { ok: false, refused: 'failed' };
    }
    case 'resync_ai':
      return (await deps.resyncAi(actor))
        ? { ok: true, what: [] }
        : { ok: false, refused: 'failed' };
  }
}

function refusalOf(code: string): { ok: false; refused: Refusal } {
  if (code === 'api_key_refused') return { ok: false, refused: 'key_refused' };
  return { ok: false, refused: code === 'telnyx_unavailable' ? 'no_answer' : 'failed' };
}

/** Reads what is there and changes it: Telnyx wants a name and an address again with each change. */
async function change(
  deps: RepairDeps,
  kind: 'application' | 'credential_connection',
  id: string,
  fields: ResourceFields,
): Promise<Mended> {
  const current: AccountResult<AccountResource | null> = await deps.account.readResource(kind, id);
  if (!current.ok) return refusalOf(current.code);
  if (!current.value) return { ok: false, refused: 'missing' };
  const changed = await deps.account.changeResource(kind, current.value, fields);
  return changed.ok ? { ok: true, what: [id] } : refusalOf(changed.code);
}

async function changeApplications(
  deps: RepairDeps,
  facts: HealthFacts,
  fields: ResourceFields,
): Promise<Mended> {
  const { applicationIds } = expectedResources(facts, deps.settings);
  return all(applicationIds.map((id) => change(deps, 'application', id, fields)));
}

function changeBrowsers(
  deps: RepairDeps,
  facts: HealthFacts,
  fields: ResourceFields,
): Promise<Mended> {
  const { credentialConnectionId } = expectedResources(facts, deps.settings);
  return change(deps, 'credential_connection', credentialConnectionId, fields);
}

async function all(changes: Promise<Mended>[]): Promise<Mended> {
  const done = await Promise.all(changes);
  const refused = done.find((one) => !one.ok);
  return refused ?? { ok: true, what: done.flatMap((one) => (one.ok ? one.what : [])) };
}

async function attachNumbers(deps: RepairDeps, facts: HealthFacts): Promise<Mended> {
  const { connectionOf } = expectedResources(facts, deps.settings);
  return all(
    facts.numbers.map(async (number): Promise<Mended> => {
      const found = await deps.account.findNumber(number.phoneNumber);
      if (!found.ok) return refusalOf(found.code);
      if (!found.value) return { ok: false, refused: 'missing' };
      const wanted = connectionOf(number);
      if (found.value.connectionId === wanted) return { ok: true, what: [] };
      const moved = await deps.account.connectNumber(found.value.id, wanted);
      return moved.ok ? { ok: true, what: [number.id] } : refusalOf(moved.code);
    }),
  );
}

async function attachVoiceProfile(deps: RepairDeps, facts: HealthFacts): Promise<Mended> {
  const { credentialConnectionId } = expectedResources(facts, deps.settings);
  let voiceProfileId = facts.setup?.voiceProfileId ?? null;
  if (!voiceProfileId) {
    const browsers = await deps.account.readResource(
      'credential_connection',
      credentialConnectionId,
    );
    if (!browsers.ok) return refusalOf(browsers.code);
    voiceProfileId = browsers.value?.fields.voiceProfileId || null;
  }
  if (!voiceProfileId) return { ok: false, refused: 'missing' };
  return changeApplications(deps, facts, { voiceProfileId });
}

async function fetchPublicKey(deps: RepairDeps): Promise<Mended> {
  const key = await deps.account.readPublicKey();
  if (!key.ok) return refusalOf(key.code);
  await deps.health.addPublicKey(key.value);
  return { ok: true, what: [] };
}
