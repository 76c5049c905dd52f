import { Button } from '@/components/ui/Button.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { type Membership, useMembership } from '@/data/membership.queries.ts';
import { useTeamPeople } from '@/data/team-admin.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { Group } from '../ai/Group.tsx';
import { SectionPage } from '../SectionPage.tsx';
import { FormerPeople } from './FormerPeople.tsx';
import { InviteForm } from './InviteForm.tsx';
import { InviteList } from './InviteList.tsx';
import { PersonLine } from './PersonLine.tsx';
import { ProfileGroup } from './ProfileGroup.tsx';
import { SupervisionGroup } from './SupervisionGroup.tsx';
import { teamCopy } from './team-copy.ts';

/** The people of the business: who they are, what they may do, and whether they may come in at all. */
export function TeamSection() {
  const copy = useCopy(teamCopy);
  const { data: membership } = useMembership();
  return (
    <SectionPage title={copy.title} text={copy.text} area="team">
      {membership ? <Team me={membership} /> : null}
      <Group title={copy.rolesTitle}>
        <ul className="grid list-disc gap-1 pl-5 text-muted">
          {copy.rolesText.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Group>
      {membership ? <SupervisionGroup me={membership} /> : null}
      {membership ? <ProfileGroup me={membership} /> : null}
    </SectionPage>
  );
}

function Team({ me }: { me: Membership }) {
  const copy = useCopy(teamCopy);
  const team = useTeamPeople();
  if (team.isPending) {
    return (
      <div role="status" aria-label={copy.loading} className="grid gap-6 py-6">
        <Skeleton className="w-64" />
        <Skeleton className="w-56" />
      </div>
    );
  }
  if (!team.data) {
    return (
      <p role="status" className="flex items-center gap-2 py-4 text-warning-text">
        {copy.failed}
        <Button size="sm" onClick={() => void team.refetch()}>
          {copy.retry}
        </Button>
      </p>
    );
  }
  const { people, invites } = team.data;
  const former = people.filter((person) => !person.isActive);
  const isAdmin = me.role !== 'agent';
  return (
    <>
      <Group title={copy.people.title} isList>
        <ul className="divide-y divide-line">
          {people
            .filter((person) => person.isActive)
            .map((person) => (
              <li key={person.memberId}>
                <PersonLine person={person} me={me} />
              </li>
            ))}
        </ul>
      </Group>
      {isAdmin && invites.length > 0 ? <InviteList invites={invites} me={me} /> : null}
      {isAdmin ? <InviteForm me={me} /> : null}
      {former.length > 0 ? <FormerPeople people={former} me={me} /> : null}
    </>
  );
}
