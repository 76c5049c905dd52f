import { handledBy, whatHappened } from '@/components/calling/call-history-words.ts';
import { visitMoment } from '@/components/calling/tool-words.ts';
import { dueWord, exactTime, shortAgo } from '@/lib/dates.ts';
import type { CallStory, StoryCall } from '@core/contracts/call-story.ts';
import { displayNumber } from '@core/e164.ts';
import { callFacts } from './call-facts.ts';
import { callPageCopy as copy } from './call-page-copy.ts';
import type { CallPeople } from './call-people.ts';
import { CallLegs } from './CallLegs.tsx';
import { CallNotesPart } from './CallNotesPart.tsx';
import { CallPart } from './CallPart.tsx';
import { historyRowOf } from './history-row-of.ts';
import type { HolderSpan } from './holder-spans.ts';

interface CallFactsProps {
  story: CallStory;
  spans: readonly HolderSpan[];
  people: CallPeople;
  nowMs: number;
}

/** What is known of the call besides its course. */
export function CallFacts({ story, spans, people, nowMs }: CallFactsProps) {
  const { call } = story;
  const row = historyRowOf(call);
  const holder = handledBy(row);
  const facts: [string, string][] = [
    [copy.facts.what, whatHappened(row)],
    [copy.facts.started, exactTime(call.startedAt)],
    [copy.facts.line, call.line.label || displayNumber(call.line.phoneNumber)],
    [copy.facts.handledBy, holder.name ?? (holder.isNobody ? copy.facts.nobody : '–')],
    ...callFacts(story, spans, people),
  ];
  return (
    <>
      <CallPart title={copy.facts.title}>
        <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-2 gap-y-1.75">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="min-w-0 break-words tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
      </CallPart>
      <CallPart title={copy.followUp.title}>
        <FollowUp call={call} nowMs={nowMs} />
      </CallPart>
      <CallNotesPart call={call} />
      <CallLegs story={story} people={people} />
    </>
  );
}

function FollowUp({ call, nowMs }: { call: StoryCall; nowMs: number }) {
  const { visit, tasks } = call;
  if (!visit && tasks.length === 0) return <p className="text-muted">{copy.followUp.none}</p>;
  return (
    <ul className="grid gap-1.5">
      {visit ? (
        <li className="text-success-text">
          {copy.followUp.visit(visitMoment(visit.startsAt, nowMs), visit.title)}
        </li>
      ) : null}
      {tasks.map((task) => (
        <li key={task.id}>
          <span className="font-medium">
            {task.kind === 'message' ? copy.followUp.message : copy.followUp.callBack}
          </span>
          <span className="text-muted">{taskWords(task, nowMs)}</span>
          {task.note ? <p className="break-words text-muted">{task.note}</p> : null}
        </li>
      ))}
    </ul>
  );
}

function taskWords({ dueAt, doneAt, assignedName }: StoryCall['tasks'][number], nowMs: number) {
  const when = doneAt
    ? copy.followUp.done(shortAgo(doneAt, nowMs))
    : dueAt
      ? dueWord(dueAt, nowMs).text
      : '';
  return ['', when, assignedName ?? copy.followUp.nobody]
    .filter((part, at) => at === 0 || part !== '')
    .join(', ');
}
