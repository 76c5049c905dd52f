import { Button } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import type { Membership } from '@/data/membership.queries.ts';
import type { TeamInvite } from '@/data/team-admin.queries.ts';
import { clockOf, dayOf } from '@/lib/dates.ts';
import { useCopy } from '@/lib/language.ts';
import { useNow } from '@/lib/use-now.ts';
import { Group } from '../ai/Group.tsx';
import { mayManage } from './role-rules.ts';
import { teamCopy } from './team-copy.ts';
import { useTeamChange } from './use-team-change.ts';

/** Who was invited and has not come yet. */
export function InviteList({ invites, me }: { invites: readonly TeamInvite[]; me: Membership }) {
  const copy = useCopy(teamCopy);
  return (
    <Group title={copy.invites.title} isList>
      <ul className="divide-y divide-line">
        {invites.map((invite) => (
          <li key={invite.id}>
            <InviteLine invite={invite} canManage={mayManage(me.role, invite.role)} />
          </li>
        ))}
      </ul>
    </Group>
  );
}

function InviteLine({ invite, canManage }: { invite: TeamInvite; canManage: boolean }) {
  const copy = useCopy(teamCopy);
  const { invites: words } = copy;
  const { change, isPending } = useTeamChange();
  const name = invite.displayName;
  const about = { invite_id: invite.id };
  return (
    <div className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
      <div className="min-w-0 flex-1 basis-48">
        <div className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{name}</span>
          <Chip>{copy.roles[invite.role]}</Chip>
        </div>
        <div className="text-small break-all text-muted">{invite.email}</div>
        <State invite={invite} />
      </div>
      {canManage ? (
        <div className="flex gap-2">
          <Button
            size="sm"
            disabled={isPending}
            aria-label={words.resendWho(name)}
            onClick={() => change({ action: 'resend', ...about }, copy.invite.sent(invite.email))}
          >
            {words.resend}
          </Button>
          <Button
            size="sm"
            variant="ghost"
            disabled={isPending}
            aria-label={words.revokeWho(name)}
            onClick={() => change({ action: 'revoke_invite', ...about }, words.revoked(name))}
          >
            {words.revoke}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function State({ invite }: { invite: TeamInvite }) {
  const { invites: words } = useCopy(teamCopy);
  const now = useNow();
  const { sentAt, expiresAt } = invite;
  return (
    <div className="flex flex-wrap gap-x-1.5 text-xs text-faint">
      {sentAt ? (
        <span>{words.sent(`${dayOf(sentAt, now)}, ${clockOf(sentAt)}`)}</span>
      ) : (
        <span className="text-danger-text">{words.notSent}</span>
      )}
      {invite.isExpired ? (
        <span className="text-warning-text">· {words.expired}</span>
      ) : (
        <span>· {words.expires(`${dayOf(expiresAt, now)}, ${clockOf(expiresAt)}`)}</span>
      )}
    </div>
  );
}
