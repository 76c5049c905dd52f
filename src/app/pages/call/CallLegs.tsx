import { clockTime } from '@/lib/duration.ts';
import type { CallStory, StoryLeg } from '@core/contracts/call-story.ts';
import { callPageCopy } from './call-page-copy.ts';
import type { CallPeople } from './call-people.ts';
import { CallPart } from './CallPart.tsx';
import { causeWords } from './event-words.ts';

const { legs: copy } = callPageCopy;

/** Telnyx's legs of the call: whose, and from when to when. */
export function CallLegs({ story, people }: { story: CallStory; people: CallPeople }) {
  if (story.legs.length === 0) return null;
  const since = Date.parse(story.call.startedAt);
  return (
    <CallPart title={copy.title}>
      <ul className="grid gap-2">
        {story.legs.map((leg) => (
          <li key={leg.callControlId} className="min-w-0 text-small">
            <span className="font-medium">{legName(leg, people)}</span>
            <span className="block text-muted tabular-nums">{course(leg, since)}</span>
            <code
              className="block truncate font-mono text-2xs text-faint"
              title={leg.callControlId}
            >
              {leg.callControlId}
            </code>
          </li>
        ))}
      </ul>
    </CallPart>
  );
}

function legName({ role, attempt }: StoryLeg, people: CallPeople): string {
  if (role === 'agent') {
    const name = people.agent(attempt);
    return name ? copy.browser(name) : copy.someBrowser;
  }
  const name = role === 'external' ? people.outside : people.party(attempt);
  const word = copy.roles[role] ?? role;
  return name && role !== 'forward' ? copy.named(word, name) : word;
}

function course(leg: StoryLeg, since: number): string {
  const clock = (at: string) => clockTime((Date.parse(at) - since) / 1_000);
  return [
    leg.initiatedAt && copy.initiated(clock(leg.initiatedAt)),
    leg.answeredAt && copy.answered(clock(leg.answeredAt)),
    leg.bridgedAt && copy.bridged(clock(leg.bridgedAt)),
    leg.endedAt && copy.ended(clock(leg.endedAt), causeWords(leg.hangupCause)),
  ]
    .filter(Boolean)
    .join(', ');
}
