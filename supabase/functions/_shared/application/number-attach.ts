import type { AccountErrorCode, AccountResource } from '../core/number-account.ts';
import { isSameAddress } from '../core/number-setup.ts';
import type { SetupOrder, SetupResources } from '../ports/number-setups.ts';
import type { NumberSetupDeps } from './number-setup-run.ts';

/** What the installation's functions use where a business has nothing of its own. */
export interface InstallationConnections {
  connectionId: string;
  credentialConnectionId: string;
}

export type AttachDeps = NumberSetupDeps & { installation: InstallationConnections };

export type AttachPlan =
  | { ok: true; plan: Pick<SetupOrder, 'keptConnectionId' | 'adopted'> }
  | {
      ok: false;
      code: 'number_not_found' | 'points_elsewhere' | 'number_taken' | AccountErrorCode;
    };

/**
 * How a number that the account owns already becomes the business's. Connected to nothing, or with
 * `move`: to the business's own application. Else it stays on its connection, which must call us; a
 * business without an application of its own takes that one over, with its profile.
 */
export async function planAttach(
  deps: AttachDeps,
  organizationId: string,
  wanted: { phoneNumber: string; connectionId: string | null; move: boolean },
): Promise<AttachPlan> {
  const found = await deps.numberAccount.findNumber(wanted.phoneNumber);
  if (!found.ok) return found;
  const number = found.value;
  if (!number || number.status === 'deleted') return { ok: false, code: 'number_not_found' };
  const { connectionId } = number;
  const { resources } = await deps.setups.view(organizationId);
  const isOwn = connectionId === resources.callControlApplicationId;
  if (connectionId === null || isOwn) return keep(null);
  // All share one account: what stands on a business's application is not for others to take.
  if (await deps.setups.isOfAnother(organizationId, connectionId)) {
    return { ok: false, code: 'number_taken' };
  }
  if (wanted.move) return keep(null);
  if (wanted.connectionId !== null && wanted.connectionId !== connectionId) {
    return { ok: false, code: 'points_elsewhere' };
  }
  return planStay(deps, organizationId, connectionId, resources);
}

function keep(
  keptConnectionId: string | null,
  adopted: Partial<SetupResources> = {},
): AttachPlan & { ok: true } {
  return { ok: true, plan: { keptConnectionId, adopted } };
}

async function planStay(
  deps: AttachDeps,
  organizationId: string,
  connectionId: string,
  resources: SetupResources,
): Promise<AttachPlan> {
  const read = await deps.numberAccount.readResource('application', connectionId);
  if (!read.ok) return read;
  const application = read.value;
  if (!application || !isSameAddress(application.fields.webhookUrl, deps.webhook.url)) {
    return { ok: false, code: 'points_elsewhere' };
  }
  if (resources.callControlApplicationId !== null) return keep(connectionId);
  return keep(null, await adoption(deps, organizationId, application, resources));
}

/** The application becomes the business's, and with it what nobody else uses. */
async function adoption(
  deps: AttachDeps,
  organizationId: string,
  { id, fields }: AccountResource,
  resources: SetupResources,
): Promise<Partial<SetupResources>> {
  const { connectionId, credentialConnectionId } = deps.installation;
  const isFree = async (telnyxId: string) =>
    telnyxId !== '' && !(await deps.setups.isOfAnother(organizationId, telnyxId));
  const profileId = fields.voiceProfileId ?? '';
  const takesProfile = resources.outboundVoiceProfileId === null && (await isFree(profileId));
  const takesBrowsers =
    id === connectionId &&
    resources.credentialConnectionId === null &&
    (await isFree(credentialConnectionId));
  return {
    callControlApplicationId: id,
    ...(takesProfile ? { outboundVoiceProfileId: profileId } : {}),
    ...(takesBrowsers ? { credentialConnectionId } : {}),
  };
}
