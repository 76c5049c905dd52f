import {
  AudioLines,
  Calendar,
  Check,
  NotebookPen,
  PhoneIncoming,
  PhoneMissed,
  PhoneOutgoing,
  Wrench,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { aiCallCopy } from '@/components/calling/ai-call-copy.ts';
import { aiWords, followUp, whatHappened } from '@/components/calling/call-history-words.ts';
import { CallDetails } from '@/components/calling/CallDetails.tsx';
import { LinkedNumbers } from '@/components/calling/PhoneLink.tsx';
import { visitMoment } from '@/components/calling/tool-words.ts';
import { Button } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import type { Appointment } from '@/data/appointments.queries.ts';
import type { CallRow } from '@/data/call-history.queries.ts';
import { callPath, cameFrom } from '@/lib/call-path.ts';
import { cn } from '@/lib/cn.ts';
import { clockOf, exactTime } from '@/lib/dates.ts';
import { clockTime } from '@/lib/duration.ts';
import { isMissed } from '@core/call-words.ts';
import { clientCopy } from './copy.ts';
import type { TimelineEntry } from './timeline.ts';
import { visitTime } from './visit-time.ts';

const { timeline: copy, status: statusWords } = clientCopy;

const discs = {
  plain: 'bg-fill text-muted',
  accent: 'bg-accent-soft text-accent-text',
  ai: 'bg-ai-soft text-ai-text',
  bad: 'bg-danger-soft text-danger-text',
};

interface ItemProps {
  icon: ReactNode;
  tone?: keyof typeof discs;
  at: string;
  title: ReactNode;
  aside?: ReactNode;
  children?: ReactNode;
}

/** One thing that happened: its icon on the thread, its words, its time. */
function Item({ icon, tone = 'plain', at, title, aside, children }: ItemProps) {
  return (
    <li className="relative grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3 py-3 before:absolute before:top-11 before:-bottom-2 before:left-[0.84rem] before:w-px before:bg-line last:before:hidden desk:grid-cols-[1.75rem_minmax(0,1fr)_auto]">
      <span
        aria-hidden="true"
        className={cn(
          'grid size-7 place-items-center rounded-full [&>.lucide]:size-3.5',
          discs[tone],
        )}
      >
        {icon}
      </span>
      <div className="min-w-0">
        <div className="flex min-h-7 flex-wrap items-center gap-x-1.5">
          <span className={cn('font-medium', tone === 'bad' && 'text-danger-text')}>{title}</span>
          {aside}
        </div>
        {children}
      </div>
      <time
        dateTime={at}
        title={exactTime(at)}
        className="col-start-2 text-small text-faint tabular-nums desk:col-start-auto desk:leading-7"
      >
        {clockOf(at)}
      </time>
    </li>
  );
}

export interface TimelineItemProps {
  entry: TimelineEntry;
  clientName: string;
  /** The signed-in member, who is addressed as "You". */
  memberId: string;
  /** Epoch milliseconds. */
  now: number;
}

export function TimelineItem({ entry, clientName, memberId, now }: TimelineItemProps) {
  switch (entry.kind) {
    case 'call':
      return <CallItem call={entry.call} clientName={clientName} memberId={memberId} now={now} />;
    case 'note':
      return (
        <Item
          icon={<NotebookPen />}
          at={entry.at}
          title={
            entry.note.author.id === memberId ? copy.you : entry.note.author.name || copy.somebody
          }
          aside={
            <span className="text-muted">
              {copy.wroteNote}
              {entry.note.isPending ? `, ${clientCopy.note.saving}` : ''}
            </span>
          }
        >
          <p className="mt-1 rounded-control bg-fill px-3 py-2 break-words whitespace-pre-wrap">
            <LinkedNumbers>{entry.note.body}</LinkedNumbers>
          </p>
        </Item>
      );
    case 'booking':
      return (
        <Item
          icon={<Calendar />}
          tone="accent"
          at={entry.at}
          title={copy.booked(entry.appointment.title)}
          aside={<StatusChip status={entry.appointment.status} />}
        >
          <VisitLine visit={entry.appointment} now={now} />
        </Item>
      );
    case 'visit':
      return (
        <Item icon={<Wrench />} at={entry.at} title={visitTitle(entry.appointment)}>
          <VisitLine visit={entry.appointment} now={now} />
        </Item>
      );
    case 'called_back':
      return (
        <Item
          icon={<Check />}
          at={entry.at}
          title={copy.callBackDone}
          aside={<span className="text-muted">{entry.task.assignee?.name}</span>}
        />
      );
  }
}

function CallItem({
  call,
  clientName,
  memberId,
  now,
}: {
  call: CallRow;
  clientName: string;
  memberId: string;
  now: number;
}) {
  const here = useLocation();
  const isBad = isMissed(call);
  const isAi = call.ai !== null && !isBad;
  const next = followUp(call, now);
  const about = (call.summary ?? call.notes ?? '').trim();
  return (
    <Item
      icon={<CallIcon call={call} />}
      tone={isBad ? 'bad' : isAi ? 'ai' : 'plain'}
      at={call.startedAt}
      title={
        <Link to={callPath(call.id)} state={cameFrom(here)} className="hover:underline">
          {callTitle(call, clientName, memberId)}
        </Link>
      }
      aside={
        <>
          <span className="text-muted">{callFigures(call)}</span>
          {next ? <Chip tone={next.tone}>{next.text}</Chip> : null}
        </>
      }
    >
      {about === '' ? null : <p className="max-w-160 text-muted">{about}</p>}
      {isAi ? <AiPart call={call} now={now} /> : null}
    </Item>
  );
}

function CallIcon({ call }: { call: CallRow }) {
  if (isMissed(call)) return <PhoneMissed />;
  if (call.ai) return <AudioLines />;
  return call.direction === 'inbound' ? <PhoneIncoming /> : <PhoneOutgoing />;
}

/** What the AI came to, and what was said. */
function AiPart({ call, now }: { call: CallRow; now: number }) {
  const [isOpen, setIsOpen] = useState(false);
  const { visit } = call;
  const words = visit
    ? aiCallCopy.timeline.booked(visitMoment(visit.startsAt, now), visit.title)
    : aiWords(call, now);
  return (
    <>
      {words && !call.agent ? <p className="text-muted">{words}</p> : null}
      <Button variant="ghost" size="sm" className="-ml-2.25" onClick={() => setIsOpen(true)}>
        {aiCallCopy.transcript.title}
      </Button>
      {isOpen ? <CallDetails row={call} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}

function callTitle(call: CallRow, clientName: string, memberId: string): string {
  const who =
    call.agent === null ? copy.somebody : call.agent.id === memberId ? copy.you : call.agent.name;
  const caller = call.direction === 'inbound' ? copy.calledUs(clientName) : copy.weCalled(who);
  if (call.ai && call.outcome === 'answered') {
    const { aiAnswered, tookOver } = aiCallCopy.timeline;
    return call.agent ? tookOver(clientName, who.replace(/^You/, 'you')) : aiAnswered(clientName);
  }
  if (call.direction === 'inbound' && call.outcome === 'answered') {
    return `${caller}, ${copy.answeredBy(who).replace(/^You/, 'you')}`;
  }
  const sentence = whatHappened(call).replace(/^Called\. /, '');
  return `${caller}. ${sentence}`;
}

function callFigures(call: CallRow): string {
  if (!call.answeredAt) return '';
  const parts = [
    call.waitSeconds === null ? '' : copy.wait(clockTime(call.waitSeconds)),
    call.durationSeconds === null ? '' : copy.talk(clockTime(call.durationSeconds)),
  ];
  return parts.filter(Boolean).join(', ');
}

function visitTitle(visit: Appointment): string {
  if (visit.status === 'done') return copy.visitDone(visit.title);
  if (visit.status === 'cancelled') return copy.visitCancelled(visit.title);
  return copy.visit(visit.title);
}

function VisitLine({ visit, now }: { visit: Appointment; now: number }) {
  return (
    <p className="text-muted">
      {visitTime(visit, now)} {copy.with(visit.resource.name)}
    </p>
  );
}

const statusTones = {
  confirmed: 'ok',
  unconfirmed: 'warn',
  cancelled: 'plain',
  done: 'ok',
} as const;

/** Whether a visit is certain. */
export function StatusChip({ status }: { status: Appointment['status'] }) {
  return (
    <Chip tone={statusTones[status]}>
      {status === 'confirmed' || status === 'done' ? <Check aria-hidden="true" /> : null}
      {statusWords[status]}
    </Chip>
  );
}
