import { type RevocationDeps, revokeAccess } from '../_shared/application/revoke-access.ts';
import {
  type ManageTeamAnswer,
  type ManageTeamRequest,
  manageTeamRequest,
} from '../_shared/core/contracts/manage-team.ts';
import { json, problem } from '../_shared/http/problem.ts';
import { type Handler, memberRoute } from '../_shared/http/route.ts';
import type { AccountPort } from '../_shared/ports/accounts.ts';
import type { Directory, Member } from '../_shared/ports/directory.ts';
import type { InviteResult, TeamResult, TeamStore } from '../_shared/ports/team-store.ts';

export interface ManageTeamDeps extends RevocationDeps {
  directory: Pick<Directory, 'memberOf'>;
  team: TeamStore;
  accounts: AccountPort;
  allowedOrigin: string;
}

/** Invitations, roles, and ending somebody's access: for owners and admins, by the rules of roles. */
export function createManageTeamHandler(deps: ManageTeamDeps): Handler {
  return memberRoute(deps, manageTeamRequest, async (member, body) => {
    if (member.role === 'agent') return problem('not_allowed');
    return await answer(deps, member, body);
  });
}

async function answer(
  deps: ManageTeamDeps,
  member: Member,
  body: ManageTeamRequest,
): Promise<Response> {
  const { team } = deps;
  switch (body.action) {
    case 'invite': {
      const { email, role, display_name: displayName } = body;
      return mail(deps, await team.invite(member, { email, role, displayName }));
    }
    case 'resend':
      return mail(deps, await team.renewInvite(member, body.invite_id));
    case 'revoke_invite':
      return done(await team.revokeInvite(member, body.invite_id));
    case 'set_role':
      return done(await team.changeMember(member, body.member_id, { role: body.role }));
    case 'reactivate':
      return done(await team.changeMember(member, body.member_id, { active: true }));
    case 'deactivate':
      return deactivate(deps, member, body.member_id);
  }
}

/** The invitation stands even when its mail could not be sent: it can be sent again. */
async function mail(deps: ManageTeamDeps, invite: InviteResult): Promise<Response> {
  if (!invite.ok) return problem(invite.code);
  const sent = await deps.accounts.sendInvitation(invite.email);
  if (!sent.ok) {
    deps.log.warn('an invitation was not sent', { code: sent.code });
    return problem('mail_failed');
  }
  await deps.team.noteInviteSent(invite.inviteId);
  return answered({ ok: true });
}

async function deactivate(
  deps: ManageTeamDeps,
  member: Member,
  targetId: string,
): Promise<Response> {
  const changed = await deps.team.changeMember(member, targetId, { active: false });
  if (!changed.ok) return problem(changed.code);
  // The database refuses them already; what is left is tried again by the sweeper.
  const isComplete = await revokeAccess(deps, targetId).catch(() => false);
  return answered({ ok: true, is_complete: isComplete });
}

function done(result: TeamResult): Response {
  return result.ok ? answered({ ok: true }) : problem(result.code);
}

function answered(body: ManageTeamAnswer): Response {
  return json(body);
}
