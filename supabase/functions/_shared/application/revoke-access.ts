import type { CredentialRemovalPort } from '../ports/credential-removal.ts';
import type { Revocation, TeamStore } from '../ports/team-store.ts';
import { changeCall, type EngineDeps, ownRecord } from './call-engine.ts';
import { followUp } from './follow-up.ts';

export interface RevocationDeps extends EngineDeps {
  team: Pick<TeamStore, 'claimRevocations' | 'settleRevocation'>;
  credentialRemoval: CredentialRemovalPort;
}

/**
 * Ends what the database cannot end by itself once somebody is deactivated: their telephony
 * credentials, so that neither a registered browser nor a login token rings or dials any more, and
 * the calls that they hold. What fails stays noted and is taken up again by the sweeper.
 *
 * @param memberId null: whatever is due
 * @returns whether nothing is left
 */
export async function revokeAccess(
  deps: RevocationDeps,
  memberId: string | null,
): Promise<boolean> {
  const revocations = await deps.team.claimRevocations(memberId);
  const done = await Promise.all(revocations.map((revocation) => revokeOne(deps, revocation)));
  return done.every(Boolean);
}

async function revokeOne(deps: RevocationDeps, revocation: Revocation): Promise<boolean> {
  // First: a browser that is put out lets go of its call, which would then look like a network fault.
  const calls = await Promise.all(revocation.callIds.map((id) => endCall(deps, id, revocation)));
  const credentials = await Promise.all(
    revocation.credentialIds.map(async (id) => ({
      id,
      result: await deps.credentialRemoval.deleteCredential(id),
    })),
  );
  const failure = credentials.map(({ result }) => result).find((result) => !result.ok);
  const errorCode = failure?.ok === false ? failure.code : null;
  const callsLeft = calls.some((isEnding) => !isEnding);
  await deps.team.settleRevocation({
    id: revocation.id,
    deletedCredentialIds: credentials.filter(({ result }) => result.ok).map(({ id }) => id),
    callsEnded: calls.filter(Boolean).length,
    errorCode: errorCode ?? (callsLeft ? 'unavailable' : null),
  });
  if (errorCode) deps.log.warn('a credential was not deleted', { code: errorCode });
  return errorCode === null && !callsLeft;
}

/**
 * Hangs up through the log, as the agent's own button does. A caller who is still being connected is
 * spared: when the agent's browser is put out, the call rings at the others again.
 *
 * @returns whether nothing is left to do
 */
async function endCall(
  deps: RevocationDeps,
  callId: string,
  { organizationId, memberId }: Revocation,
): Promise<boolean> {
  const applied = await changeCall<'not_theirs'>(
    deps,
    async () => {
      const stored = await deps.calls.load(callId);
      return stored?.identity.organizationId === organizationId ? stored : null;
    },
    (state, stored, now) => {
      const isTheirs = state?.current?.memberId === memberId && state.status !== 'ended';
      const isWaiting = state?.direction === 'inbound' && state.status !== 'active';
      if (!isTheirs || isWaiting) return { refuse: 'not_theirs' };
      const id = `${stored.identity.id}:hangup_requested`;
      const type = 'call.hangup_requested';
      return {
        events: [ownRecord({ id, type, occurredAt: now, memberId })],
        audit: [{ action: 'call.hung_up', memberId, detail: { reason: 'member_deactivated' } }],
      };
    },
  );
  if (!applied.ok) return applied.code === 'not_theirs' || applied.code === 'not_found';
  followUp(deps, applied.identity, applied.state, applied.newCommands);
  return true;
}
