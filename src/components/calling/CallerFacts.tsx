import { Calendar, CircleCheck, History } from 'lucide-react';
import type { ReactNode } from 'react';
import { type ClientFacts, useClientFacts } from '@/data/client-facts.queries.ts';
import { clockOf, dayOf, dueWord, shortAgo } from '@/lib/dates.ts';
import { useNow } from '@/lib/use-now.ts';
import { callWord } from '@core/call-words.ts';
import { callBackReason } from './call-back-words.ts';
import { callingCopy } from './calling-copy.ts';
import { callHistoryCopy } from './copy.ts';

const { incoming: copy } = callingCopy;
const iconClass = 'relative top-0.5 size-3.25 text-faint';

/** Last call, next visit, open task: at most three lines, there when they are, never waited for. */
export function CallerFacts({ clientId }: { clientId: string }) {
  const facts = useClientFacts(clientId);
  const now = useNow();
  if (!facts.data) return null;
  const { lastCall, nextVisit, openTask } = facts.data;
  if (!lastCall && !nextVisit && !openTask) return null;
  return (
    <ul className="grid gap-1.25 border-t border-line px-3.5 py-2 text-small">
      {lastCall ? (
        <Fact icon={<History className={iconClass} aria-label={copy.lastCall} />}>
          <b className="font-medium">{shortAgo(lastCall.startedAt, now)}</b>{' '}
          {lastCallWords(lastCall)}
        </Fact>
      ) : null}
      {nextVisit ? (
        <Fact icon={<Calendar className={iconClass} aria-label={copy.nextVisit} />}>
          <b className="font-medium">
            {dayOf(nextVisit.startsAt, now)}, {clockOf(nextVisit.startsAt)}
          </b>{' '}
          {nextVisit.title}
          {nextVisit.isConfirmed ? null : `, ${copy.unconfirmed}`}
        </Fact>
      ) : null}
      {openTask ? (
        <Fact icon={<CircleCheck className={iconClass} aria-label={copy.openTask} />}>
          {copy.callBackFor(callBackReason(openTask.reason))}{' '}
          <DueWord dueAt={openTask.dueAt} now={now} />
        </Fact>
      ) : null}
    </ul>
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

function DueWord({ dueAt, now }: { dueAt: string; now: number }) {
  const due = dueWord(dueAt, now);
  return <span className={due.isLate ? 'text-danger-text' : 'text-muted'}>{due.text}</span>;
}

function lastCallWords(call: NonNullable<ClientFacts['lastCall']>): string {
  if (call.summary) return call.summary;
  return callHistoryCopy.words[callWord(call)]({ agent: null, waitSeconds: null });
}
