import { aiCalls, readiness, type Readiness } from '@/calling/selectors.ts';
import { useCallingState } from '@/calling/use-calling.ts';
import { aiCallCopy } from '@/components/calling/ai-call-copy.ts';
import { Lamp, type LampState } from '@/components/ui/Lamp.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { usePhoneNumbers } from '@/data/phone-numbers.queries.ts';
import { type TeamMember, useTeam } from '@/data/team.queries.ts';
import { appCopy } from '../copy.ts';

const { team: copy } = appCopy;

const lamps: Record<TeamMember['presence'], LampState> = {
  available: 'on',
  in_call: 'busy',
  away: 'away',
};

function presenceWord(member: TeamMember, isMe: boolean): string {
  if (member.presence === 'in_call') return copy.inCall;
  if (member.presence === 'away') return copy.away;
  return isMe ? copy.availableHere : copy.available;
}

/** What this tab knows of itself is newer than what the server says of it. */
function ownPresence(state: Readiness): TeamMember['presence'] | null {
  if (state === 'on') return 'available';
  return state === 'busy' ? 'in_call' : null;
}

/** Who can be reached, in the sidebar. */
export function TeamList({ memberId }: { memberId: string }) {
  const { data, isPending } = useTeam();
  const here = ownPresence(useCallingState(readiness));
  const team = (data ?? []).map((member) =>
    member.memberId === memberId && here ? { ...member, presence: here } : member,
  );
  return (
    <section aria-labelledby="team-title">
      <h2 id="team-title" className="mb-1 px-2 text-2xs font-medium text-faint">
        {copy.title}
      </h2>
      {isPending ? <TeamSkeleton /> : null}
      <ul>
        {sorted(team, memberId).map((member) => (
          <li key={member.memberId} className="flex h-7.5 items-center gap-2 px-2 text-xs">
            <Lamp state={lamps[member.presence]} />
            <span className="truncate">{member.displayName}</span>
            {member.memberId === memberId ? <span className="text-faint">{copy.you}</span> : null}
            <span className="ml-auto whitespace-nowrap text-faint">
              {presenceWord(member, member.memberId === memberId)}
            </span>
          </li>
        ))}
        <AiRow />
      </ul>
    </section>
  );
}

/** The colleague who never goes home; shown where it answers a line. */
function AiRow() {
  const count = useCallingState((state) => aiCalls(state).length);
  const lines = usePhoneNumbers();
  const answers = lines.data?.some((line) => line.aiDispatcherEnabled) ?? false;
  if (!answers && count === 0) return null;
  return (
    <li className="flex h-7.5 items-center gap-2 px-2 text-xs">
      <Lamp state="ai" />
      <span className="truncate">{aiCallCopy.dispatcher}</span>
      <span className="ml-auto whitespace-nowrap text-faint tabular-nums">
        {aiCallCopy.calls(count)}
      </span>
    </li>
  );
}

function sorted(team: TeamMember[], memberId: string): TeamMember[] {
  const rank = (member: TeamMember) => (member.memberId === memberId ? 0 : 1);
  return team.toSorted(
    (a, b) => rank(a) - rank(b) || a.displayName.localeCompare(b.displayName, 'en-CA'),
  );
}

function TeamSkeleton() {
  return (
    <div className="grid gap-4.5 px-2 py-2">
      <Skeleton className="w-24" />
      <Skeleton className="w-28" />
      <Skeleton className="w-20" />
    </div>
  );
}
