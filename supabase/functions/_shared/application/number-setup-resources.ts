import type { SetupCode } from '../core/contracts/number-setup.ts';
import type {
  AccountResource,
  AccountResult,
  ResourceFields,
  ResourceKind,
} from '../core/number-account.ts';
import {
  planKeptApplication,
  planResource,
  type StepPlan,
  surplusOf,
} from '../core/number-setup.ts';
import type { SetupResources } from '../ports/number-setups.ts';
import type { TelephonyErrorCode } from '../ports/telephony.ts';
import type { VoiceProfileLimits } from '../ports/voice-profiles.ts';
import { type SetupRun, type StepResult, stopped } from './number-setup-run.ts';

const ID_FIELD: Record<ResourceKind, keyof SetupResources> = {
  voice_profile: 'outboundVoiceProfileId',
  application: 'callControlApplicationId',
  credential_connection: 'credentialConnectionId',
  messaging_profile: 'messagingProfileId',
};

/** The same at every run, so that what a killed function made is found again. */
function resourceName(organizationId: string): string {
  return `switchboard ${organizationId}`;
}

/** A profile, application or connection of the business: found, made, or mended. */
export async function ensureResource(run: SetupRun, kind: ResourceKind): Promise<StepResult> {
  const { setup, deps } = run;
  if (kind === 'application' && setup.keptConnectionId !== null) return checkKept(run);
  const storedId = setup.resources[ID_FIELD[kind]];
  const stored = storedId === null ? NONE : await readResource(run, kind, storedId);
  if (!stored.ok) return stopped(stored.code);
  const named = await deps.numberAccount.findResources(kind, resourceName(setup.organizationId));
  if (!named.ok) return stopped(named.code);
  const told = { stored: stored.value, named: named.value };
  const wanted = await wantedFields(run, kind, stored.value);
  const plan = planResource(wanted, storedId, told);
  const result = await carryOut(run, kind, plan, wanted);
  if (result.kind === 'done' && storedId !== null)
    await removeSurplus(run, kind, storedId, told.named);
  return result;
}

const NONE = { ok: true, value: null } as const;

async function wantedFields(
  run: SetupRun,
  kind: ResourceKind,
  told: AccountResource | null,
): Promise<ResourceFields> {
  const { deps, setup } = run;
  if (kind === 'voice_profile') {
    return { limits: limitsText(await deps.voiceLimits(setup.organizationId)) };
  }
  if (kind === 'messaging_profile') return { isActive: true };
  const fields: ResourceFields = {
    webhookUrl: deps.webhook.url,
    failoverUrl: deps.webhook.failoverUrl,
    webhookApiVersion: '2',
    isActive: true,
    voiceProfileId: await wantedProfile(run, told),
  };
  // Without it Telnyx refuses to ring a browser (telnyx.md section 4).
  return kind === 'application' ? fields : { ...fields, sipUriCalling: 'internal' };
}

/** What two businesses share keeps its profile: each would take it from the other. */
async function wantedProfile(run: SetupRun, told: AccountResource | null): Promise<string> {
  const { deps, setup } = run;
  const own = setup.resources.outboundVoiceProfileId ?? '';
  const present = told?.fields.voiceProfileId ?? '';
  if (!told || present === '' || present === own) return own;
  return (await deps.setups.isOfAnother(setup.organizationId, told.id)) ? present : own;
}

async function readResource(
  run: SetupRun,
  kind: ResourceKind,
  id: string,
): Promise<AccountResult<AccountResource | null>> {
  if (kind !== 'voice_profile') return run.deps.numberAccount.readResource(kind, id);
  const answer = await run.deps.voiceProfiles.read(id);
  if (!answer.ok) {
    return answer.code === 'not_found' ? NONE : { ok: false, code: accountCode(answer.code) };
  }
  const { name, limits } = answer.profile;
  return { ok: true, value: { id, name, fields: { limits: limitsText(limits) } } };
}

function limitsText(limits: VoiceProfileLimits): string {
  const { countries, ...rest } = limits;
  const entries = Object.entries(rest).toSorted(([a], [b]) => a.localeCompare(b));
  return JSON.stringify([countries.toSorted(), entries]);
}

async function carryOut(
  run: SetupRun,
  kind: ResourceKind,
  plan: StepPlan,
  wanted: ResourceFields,
): Promise<StepResult> {
  const { setup } = run;
  switch (plan.do) {
    case 'nothing':
      return { kind: 'done' };
    case 'skip':
      return { kind: 'skipped' };
    case 'wait':
    case 'fail':
      return stopped(plan.code);
    case 'adopt':
      await run.save({ resources: { [ID_FIELD[kind]]: plan.id } });
      return { kind: 'changed' };
    default:
      await run.renew();
  }
  if (plan.do === 'change') return change(run, kind, plan.current, plan.fields);
  const name = resourceName(setup.organizationId);
  const made = await create(run, kind, name, wanted);
  if (!made.ok) return stopped(made.code);
  await run.save({ resources: { [ID_FIELD[kind]]: made.value } });
  return { kind: 'changed' };
}

async function create(
  run: SetupRun,
  kind: ResourceKind,
  name: string,
  wanted: ResourceFields,
): Promise<AccountResult<string>> {
  const { deps } = run;
  if (kind === 'voice_profile') return ensureProfile(run, null, name);
  const made = await deps.numberAccount.createResource(kind, name, wanted);
  return made.ok ? { ok: true, value: made.value.id } : made;
}

async function change(
  run: SetupRun,
  kind: ResourceKind,
  current: AccountResource,
  fields: ResourceFields,
): Promise<StepResult> {
  const result =
    kind === 'voice_profile'
      ? await ensureProfile(run, current.id, current.name)
      : await run.deps.numberAccount.changeResource(kind, current, fields);
  return result.ok ? { kind: 'changed' } : stopped(result.code);
}

async function ensureProfile(
  run: SetupRun,
  id: string | null,
  name: string,
): Promise<AccountResult<string>> {
  const { deps, setup } = run;
  const limits = await deps.voiceLimits(setup.organizationId);
  const answer = await deps.voiceProfiles.ensure(id, name, limits);
  if (answer.ok) return { ok: true, value: answer.profile.id };
  return { ok: false, code: accountCode(answer.code) };
}

function accountCode(
  code: TelephonyErrorCode | 'not_found',
): Extract<
  SetupCode,
  'telnyx_unavailable' | 'telnyx_rate_limited' | 'api_key_refused' | 'refused'
> {
  switch (code) {
    case 'unavailable':
      return 'telnyx_unavailable';
    case 'rate_limited':
      return 'telnyx_rate_limited';
    case 'unauthorized':
      return 'api_key_refused';
    default:
      return 'refused';
  }
}

/** The application that an attached number stays on; it must call us already. */
async function checkKept(run: SetupRun): Promise<StepResult> {
  const { setup, deps } = run;
  const told = await deps.numberAccount.readResource('application', setup.keptConnectionId ?? '');
  if (!told.ok) return stopped(told.code);
  const wanted = {
    webhookUrl: deps.webhook.url,
    voiceProfileId: setup.resources.outboundVoiceProfileId ?? '',
  };
  return carryOut(run, 'application', planKeptApplication(wanted, told.value), {});
}

/** Best effort: what stays has no effect, and is found again at the next check. */
async function removeSurplus(
  run: SetupRun,
  kind: ResourceKind,
  keptId: string,
  named: readonly AccountResource[],
): Promise<void> {
  for (const id of surplusOf(keptId, named)) {
    await run.renew();
    const removed = await run.deps.numberAccount.removeResource(kind, id);
    run.deps.log.warn('a resource that was made twice', { kind, removed: removed.ok });
  }
}
