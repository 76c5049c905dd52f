import { Button } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import type { Membership } from '@/data/membership.queries.ts';
import type { Person } from '@/data/team-admin.queries.ts';
import { clockOf, dayOf } from '@/lib/dates.ts';
import { useCopy } from '@/lib/language.ts';
import { useNow } from '@/lib/use-now.ts';
import { Group } from '../ai/Group.tsx';
import { SettingLine } from '../ai/SettingLine.tsx';
import { mayManage } from './role-rules.ts';
import { teamCopy } from './team-copy.ts';
import { useTeamChange } from './use-team-change.ts';

/** Whose access was ended, what was ended and when, and the way back. */
export function FormerPeople({ people, me }: { people: readonly Person[]; me: Membership }) {
  const copy = useCopy(teamCopy);
  return (
    <Group title={copy.former.title} isList>
      <ul className="divide-y divide-line">
        {people.map((person) => (
          <li key={person.memberId}>
            <FormerPerson person={person} me={me} />
          </li>
        ))}
      </ul>
    </Group>
  );
}

function FormerPerson({ person, me }: { person: Person; me: Membership }) {
  const copy = useCopy(teamCopy);
  const { change, isPending } = useTeamChange();
  const name = person.displayName;
  return (
    <SettingLine
      name={
        <span className="flex flex-wrap items-center gap-2">
          {name}
          <Chip tone="warn">{copy.former.chip}</Chip>
        </span>
      }
      text={
        <>
          <span className="break-all">{person.email}</span>
          <Ended person={person} />
        </>
      }
    >
      {mayManage(me.role, person.role) ? (
        <Button
          size="sm"
          disabled={isPending}
          aria-label={copy.former.reactivateWho(name)}
          onClick={() =>
            change(
              { action: 'reactivate', member_id: person.memberId },
              copy.former.reactivated(name),
            )
          }
        >
          {copy.former.reactivate}
        </Button>
      ) : null}
    </SettingLine>
  );
}

function Ended({ person: { ended } }: { person: Person }) {
  const copy = useCopy(teamCopy).former;
  const now = useNow();
  if (!ended) return null;
  const when = `${dayOf(ended.at, now)}, ${clockOf(ended.at)}`;
  const words = ended.areSessionsEnded ? copy.ended : copy.endedSoon;
  return (
    <span className="block">
      {words(when, ended.by)}
      {ended.credentialsLeft > 0 ? (
        <span className="block text-warning-text">{copy.phonesLeft}</span>
      ) : null}
    </span>
  );
}
