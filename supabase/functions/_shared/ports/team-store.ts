import type { Role } from '../core/contracts/manage-team.ts';
import type { Member } from './directory.ts';

/** Why nothing was changed. */
export type TeamRefusal =
  | 'not_allowed'
  | 'already_member'
  | 'already_invited'
  | 'rate_limited'
  | 'invite_not_found'
  | 'member_not_found'
  | 'last_owner';

export type InviteResult =
  | { ok: true; inviteId: string; email: string }
  | { ok: false; code: TeamRefusal };
export type TeamResult = { ok: true } | { ok: false; code: TeamRefusal };

/** What is left to end of somebody's access. */
export interface Revocation {
  id: string;
  organizationId: string;
  memberId: string;
  /** Who deactivated them; null: nobody that is known. */
  requestedBy: string | null;
  /** At Telnyx, still to be deleted. */
  credentialIds: string[];
  /** Calls that they hold. */
  callIds: string[];
}

/** People of a business, by the rules of roles: the database decides, each change in one transaction. */
export interface TeamStore {
  invite(
    actor: Member,
    invite: { email: string; role: Role; displayName: string },
  ): Promise<InviteResult>;
  /** Another week for an open invitation; at most once a minute. */
  renewInvite(actor: Member, inviteId: string): Promise<InviteResult>;
  noteInviteSent(inviteId: string): Promise<void>;
  revokeInvite(actor: Member, inviteId: string): Promise<TeamResult>;
  changeMember(
    actor: Member,
    memberId: string,
    change: { role: Role } | { active: boolean },
  ): Promise<TeamResult>;
  /** Takes up what is left to end: one member's or, with null, whatever is due. */
  claimRevocations(memberId: string | null): Promise<Revocation[]>;
  /** @param done.errorCode null: nothing is left */
  settleRevocation(done: {
    id: string;
    deletedCredentialIds: string[];
    callsEnded: number;
    errorCode: string | null;
  }): Promise<void>;
}
