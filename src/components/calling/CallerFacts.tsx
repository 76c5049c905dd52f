import { Calendar, CircleCheck, History } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Caller } from '@/data/caller-facts.queries.ts';
import { clockOf, dayOf, dueWord, shortAgo } from '@/lib/dates.ts';
import { useNow } from '@/lib/use-now.ts';
import { callWord } from '@core/call-words.ts';
import { callBackReason } from './call-back-words.ts';
import { callerCopy } from './caller-copy.ts';
import { callHistoryCopy } from './copy.ts';

const { facts: copy } = callerCopy;
const iconClass = 'relative top-0.5 size-3.25 shrink-0 text-faint';
/** More is not read while it rings. */
const MOST = 3;

/** Last call, next visit, open tasks: at most three lines, there when they are, never waited for. */
export function CallerFacts({ caller }: { caller: Caller }) {
  const now = useNow();
  const { lastCall, nextVisit, tasks } = caller;
  const facts = [
    lastCall ? <LastCall key="call" call={lastCall} now={now} /> : null,
    nextVisit ? <NextVisit key="visit" visit={nextVisit} now={now} /> : null,
    ...tasks.map((task) => <Task key={JSON.stringify(task)} task={task} now={now} />),
  ].filter((fact) => fact !== null);
  if (facts.length === 0) return null;
  return (
    <ul className="grid gap-1.25 border-t border-line px-3.5 py-2 text-small">
      {facts.slice(0, MOST)}
    </ul>
  );
}

function LastCall({ call, now }: { call: NonNullable<Caller['lastCall']>; now: number }) {
  const about =
    call.summary ?? callHistoryCopy.words[callWord(call)]({ agent: null, waitSeconds: null });
  return (
    <Fact icon={<History className={iconClass} aria-label={copy.lastCall} />}>
      <b className="font-medium">{shortAgo(call.startedAt, now)}</b> {about}
    </Fact>
  );
}

function NextVisit({ visit, now }: { visit: NonNullable<Caller['nextVisit']>; now: number }) {
  return (
    <Fact icon={<Calendar className={iconClass} aria-label={copy.nextVisit} />}>
      <b className="font-medium">
        {dayOf(visit.startsAt, now)}, {clockOf(visit.startsAt)}
      </b>{' '}
      {visit.title}
      {visit.isConfirmed ? null : `, ${copy.unconfirmed}`}
    </Fact>
  );
}

function Task({ task, now }: { task: Caller['tasks'][number]; now: number }) {
  const due = task.dueAt === null ? null : dueWord(task.dueAt, now);
  return (
    <Fact icon={<CircleCheck className={iconClass} aria-label={copy.openTask} />}>
      {task.title ?? copy.callBack(callBackReason(task.reason))}{' '}
      {due ? (
        <span className={due.isLate ? 'text-danger-text' : 'text-muted'}>{due.text}</span>
      ) : null}
    </Fact>
  );
}

function Fact({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-baseline gap-2">
      {icon}
      <span className="line-clamp-2 min-w-0">{children}</span>
    </li>
  );
}
