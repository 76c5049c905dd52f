import { clockTime } from '@/lib/duration.ts';
import { localeOf } from '@/lib/language.ts';
import type { CallStory, StoryLeg } from '@core/contracts/call-story.ts';
import { callPageCopy } from './call-page-copy.ts';
import { type CallPeople, legField } from './call-people.ts';
import type { HolderSpan } from './holder-spans.ts';
import { wholeFacts } from './sound-words.ts';

const { facts: copy } = callPageCopy;
/** Mean opinion scores: from here on people find the sound good, or still fair. */
const GOOD_MOS = 4;
const FAIR_MOS = 3.6;

/** The figures of a call, as name and value; what is not known is not among them. */
export function callFacts(
  story: CallStory,
  spans: readonly HolderSpan[],
  people: CallPeople,
): [string, string][] {
  const { call } = story;
  const seconds = (value: number | null) => (value === null ? null : clockTime(value));
  const facts: [string, string | null][] = [
    [copy.wait, seconds(call.waitSeconds)],
    [copy.talk, call.answeredAt ? seconds(call.durationSeconds) : null],
    ...shares(spans),
    [copy.endedBy, endedBy(story, people)],
    [
      copy.recording,
      story.recording ? clockTime(story.recording.durationSeconds) : copy.noRecording,
    ],
    [copy.sound, sound(story.legs.find(({ role }) => role === 'external'))],
    ...wholeFacts(story),
    [copy.cost, call.cost === null ? null : money(call.cost)],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null);
}

/** How long the AI had the caller, how long each person, and how long they heard music. */
function shares(spans: readonly HolderSpan[]): [string, string][] {
  const sums = new Map<string, number>();
  for (const { kind, name, fromMs, toMs } of spans) {
    const whose =
      kind === 'ai'
        ? copy.withAi
        : kind === 'held' || kind === 'parked'
          ? copy.held
          : kind === 'person' && name
            ? copy.withPerson(name)
            : null;
    if (whose) sums.set(whose, (sums.get(whose) ?? 0) + toMs - fromMs);
  }
  return [...sums].map(([whose, ms]) => [whose, clockTime(ms / 1_000)]);
}

function endedBy({ call, events }: CallStory, people: CallPeople): string | null {
  if (call.status !== 'ended') return null;
  const asked = events.findLast(({ type }) => type === 'call.hangup_requested');
  const name = people.member(asked?.fields['memberId']);
  if (name) return name;
  const end = events.findLast(
    (event) => event.type === 'leg.ended' && legField(event, 'role') === 'external',
  );
  const source = end?.fields['source'];
  if (source !== 'caller' && source !== 'callee') return null;
  return (source === 'caller') === (call.direction === 'inbound') ? people.outside : copy.us;
}

function sound(leg: StoryLeg | undefined): string | null {
  const mos = leg?.quality?.mos;
  if (mos === null || mos === undefined) return null;
  const word = mos >= GOOD_MOS ? 'good' : mos >= FAIR_MOS ? 'fair' : 'poor';
  const figure = new Intl.NumberFormat(localeOf(), { maximumFractionDigits: 1 }).format(mos);
  const jitter = leg?.quality?.jitterMs;
  return [
    copy.quality[word],
    copy.mos(figure),
    jitter === null || jitter === undefined ? '' : copy.jitter(Math.round(jitter)),
  ]
    .filter(Boolean)
    .join(', ');
}

function money(dollars: number): string {
  return new Intl.NumberFormat(localeOf(), {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 4,
  }).format(dollars);
}
