import type { Member } from '../ports/directory.ts';
import type { InviteResult, Revocation, TeamResult, TeamStore } from '../ports/team-store.ts';
import type { RpcClient } from './postgrest-rpc.ts';

/** The team on Postgres. */
export function createTeamStore(rpc: RpcClient): TeamStore {
  const as = ({ organizationId, memberId }: Member, extra: object) => ({
    p: { organizationId, memberId, ...extra },
  });
  return {
    invite: (actor, invite) => rpc.call<InviteResult>('invite_member', as(actor, invite)),
    renewInvite: (actor, inviteId) =>
      rpc.call<InviteResult>('renew_invite', as(actor, { inviteId })),
    noteInviteSent: async (inviteId) => {
      await rpc.call('note_invite_sent', { p_invite_id: inviteId });
    },
    revokeInvite: (actor, inviteId) =>
      rpc.call<TeamResult>('revoke_invite', as(actor, { inviteId })),
    changeMember: (actor, targetId, change) =>
      rpc.call<TeamResult>('change_member', as(actor, { targetId, change })),
    claimRevocations: (memberId) =>
      rpc.call<Revocation[]>('claim_revocations', { p_member_id: memberId }),
    settleRevocation: async (done) => {
      await rpc.call('settle_revocation', { p: done });
    },
  };
}
