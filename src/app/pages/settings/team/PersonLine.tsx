import { useRef, useState } from 'react';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { Button } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import { Lamp, type LampState } from '@/components/ui/Lamp.tsx';
import { Select } from '@/components/ui/Select.tsx';
import type { Membership } from '@/data/membership.queries.ts';
import type { Person } from '@/data/team-admin.queries.ts';
import { type TeamMember, useTeam } from '@/data/team.queries.ts';
import { clockOf, dayOf, exactTime } from '@/lib/dates.ts';
import { useCopy } from '@/lib/language.ts';
import { useNow } from '@/lib/use-now.ts';
import { DeactivateDialog } from './DeactivateDialog.tsx';
import { mayManage, rolesToGive } from './role-rules.ts';
import { teamCopy } from './team-copy.ts';
import { useTeamChange } from './use-team-change.ts';

const LAMPS: Record<TeamMember['presence'], LampState> = {
  available: 'on',
  in_call: 'busy',
  away: 'away',
  do_not_disturb: 'quiet',
  unreachable: 'off',
  signed_out: 'gone',
};

/** One person: who, where they are, what they may do, and the way to end that. */
export function PersonLine({ person, me }: { person: Person; me: Membership }) {
  const copy = useCopy(teamCopy);
  const [isAsking, setIsAsking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const isMe = person.memberId === me.memberId;
  const canManage = mayManage(me.role, person.role);
  const close = () => {
    setIsAsking(false);
    // When the dialog has let go of the focus.
    setTimeout(() => opener.current?.focus(), 0);
  };
  return (
    <div className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
      <Avatar name={person.displayName} size="lg" />
      <div className="min-w-0 flex-1 basis-48">
        <div className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{person.displayName}</span>
          {isMe ? <span className="text-small text-faint">{copy.people.you}</span> : null}
        </div>
        <div className="text-small break-all text-muted">{person.email}</div>
        <Whereabouts person={person} />
      </div>
      {canManage ? (
        <div className="flex items-center gap-2">
          <RoleSelect person={person} me={me} />
          {isMe ? null : (
            <Button
              ref={opener}
              size="sm"
              aria-label={copy.people.deactivateWho(person.displayName)}
              onClick={() => setIsAsking(true)}
            >
              {copy.people.deactivate}
            </Button>
          )}
        </div>
      ) : (
        <Chip>{copy.roles[person.role]}</Chip>
      )}
      <DeactivateDialog person={person} isOpen={isAsking} onClose={close} />
    </div>
  );
}

function RoleSelect({ person, me }: { person: Person; me: Membership }) {
  const copy = useCopy(teamCopy);
  const { change, isPending } = useTeamChange();
  const name = person.displayName;
  return (
    <Select
      label={copy.people.role(name)}
      value={person.role}
      disabled={isPending}
      options={rolesToGive(me.role).map((role) => ({ value: role, label: copy.roles[role] }))}
      onChange={(role) =>
        change(
          { action: 'set_role', member_id: person.memberId, role },
          copy.people.roleSaved(name, copy.roles[role]),
        )
      }
    />
  );
}

/** Presence in a word, when they were seen last, and on which browsers. */
function Whereabouts({ person }: { person: Person }) {
  const copy = useCopy(teamCopy);
  const now = useNow();
  const { data: team } = useTeam();
  const presence = team?.find(({ memberId }) => memberId === person.memberId)?.presence;
  const labels = [...new Set(person.devices.map(({ label }) => label).filter(Boolean))];
  const { lastSeenAt } = person;
  const isHere = presence === 'available' || presence === 'in_call';
  return (
    <div className="mt-0.5 flex flex-wrap items-center gap-x-1.5 text-xs text-faint">
      {presence ? (
        <>
          <Lamp state={LAMPS[presence]} />
          <span>{copy.presence[presence]}</span>
        </>
      ) : null}
      {lastSeenAt === null ? <span>· {copy.people.never}</span> : null}
      {lastSeenAt && !isHere ? (
        <span title={exactTime(lastSeenAt)}>
          · {copy.people.lastSeen(`${dayOf(lastSeenAt, now)}, ${clockOf(lastSeenAt)}`)}
        </span>
      ) : null}
      {labels.length > 0 ? <span>· {copy.people.devices(labels.join(', '))}</span> : null}
    </div>
  );
}
