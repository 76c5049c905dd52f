import { aiCalls, readiness, type Readiness } from '@/calling/selectors.ts';
import { useCallingState } from '@/calling/use-calling.ts';
import { aiCallCopy } from '@/components/calling/ai-call-copy.ts';
import { presenceCopy } from '@/components/calling/presence-copy.ts';
import { PRESENCE_LAMPS, silenceWords, sinceWords } from '@/components/calling/presence.ts';
import { Lamp } from '@/components/ui/Lamp.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { usePhoneNumbers } from '@/data/phone-numbers.queries.ts';
import { type TeamMember, useTeam } from '@/data/team.queries.ts';
import { localeOf, useCopy } from '@/lib/language.ts';
import { useNow } from '@/lib/use-now.ts';

/** What this tab knows of itself is newer than what the server says of it. */
function ownPresence(state: Readiness): TeamMember['presence'] | null {
  if (state === 'on') return 'available';
  if (state === 'busy') return 'in_call';
  return state === 'away' || state === 'do_not_disturb' ? state : null;
}

/** Who can be reached, in the sidebar. */
export function TeamList({ memberId }: { memberId: string }) {
  const copy = useCopy(presenceCopy);
  const { data, isPending } = useTeam();
  const here = ownPresence(useCallingState(readiness));
  const team = (data ?? []).map((member) =>
    member.memberId === memberId && here && here !== member.presence
      ? { ...member, presence: here, since: null }
      : member,
  );
  return (
    <section aria-labelledby="team-title">
      <h2 id="team-title" className="mb-1 px-2 text-2xs font-medium text-faint">
        {copy.title}
      </h2>
      {isPending ? <TeamSkeleton /> : null}
      <ul>
        {sorted(team, memberId).map((member) => (
          <MemberRow
            key={member.memberId}
            member={member}
            isMe={member.memberId === memberId}
            ringsHere={here === 'available'}
          />
        ))}
        <AiRow />
      </ul>
    </section>
  );
}

/** Whole minutes are shown. */
const SINCE_EVERY_MS = 10_000;

interface MemberRowProps {
  member: TeamMember;
  isMe: boolean;
  /** In this very tab, where the member is the one who sits here. */
  ringsHere: boolean;
}

function MemberRow({ member, isMe, ringsHere }: MemberRowProps) {
  const copy = useCopy(presenceCopy);
  const now = useNow(SINCE_EVERY_MS);
  const isRed = member.presence === 'unreachable';
  const presence = isMe && ringsHere ? copy.ringsHere : copy.presence[member.presence];
  const since = member.since ? sinceWords(member.since, now) : null;
  const word = since ? copy.for(presence, since) : presence;
  return (
    <li className="px-2 py-1.25 text-xs" data-presence={member.presence}>
      <div className="flex min-h-5 items-center gap-2">
        <Lamp state={PRESENCE_LAMPS[member.presence]} />
        <span className="truncate">{member.displayName}</span>
        {isMe ? <span className="text-faint">{copy.you}</span> : null}
        <span
          className={
            isRed
              ? 'ml-auto whitespace-nowrap text-danger-text'
              : 'ml-auto whitespace-nowrap text-faint'
          }
        >
          {word}
        </span>
      </div>
      {isRed ? <p className="pl-4 text-2xs text-faint">{silenceWords(member, copy, now)}</p> : null}
    </li>
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
    (a, b) => rank(a) - rank(b) || a.displayName.localeCompare(b.displayName, localeOf()),
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
