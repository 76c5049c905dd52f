import { Calendar, Check, ListTodo, Wrench } from 'lucide-react';
import type { TimelineEntry, TimelineVisit } from '@/data/client-timeline.queries.ts';
import { CallItem } from './CallItem.tsx';
import { clientCopy } from './copy.ts';
import { NoteItem } from './NoteItem.tsx';
import { StatusChip } from './StatusChip.tsx';
import { TimelineFrame } from './TimelineFrame.tsx';
import { visitTime } from './visit-time.ts';

const { timeline: copy } = clientCopy;

export interface TimelineItemProps {
  entry: TimelineEntry;
  clientId: string;
  clientName: string;
  /** The signed-in member, who is addressed as "You". */
  memberId: string;
  /** Epoch milliseconds. */
  now: number;
}

/** One thing that happened with a client. */
export function TimelineItem(props: TimelineItemProps) {
  const { entry, now } = props;
  switch (entry.kind) {
    case 'call':
      return <CallItem {...props} call={entry.call} />;
    case 'note':
      return <NoteItem {...props} entry={entry} />;
    case 'booking':
      return (
        <TimelineFrame
          icon={<Calendar />}
          tone="accent"
          at={entry.at}
          title={copy.booked(entry.visit.title)}
          aside={<StatusChip status={entry.visit.status} />}
        >
          <VisitLine visit={entry.visit} now={now} />
        </TimelineFrame>
      );
    case 'visit':
      return (
        <TimelineFrame icon={<Wrench />} at={entry.at} title={visitTitle(entry.visit)}>
          <VisitLine visit={entry.visit} now={now} />
        </TimelineFrame>
      );
    case 'task':
      return <TaskItem {...props} entry={entry} />;
    case 'called_back':
      return (
        <TimelineFrame
          icon={<Check />}
          at={entry.at}
          title={copy.callBackDone}
          aside={<span className="text-muted">{entry.by}</span>}
        />
      );
  }
}

function TaskItem({
  entry,
  memberId,
}: TimelineItemProps & { entry: Extract<TimelineEntry, { kind: 'task' }> }) {
  const { title, doneAt, by } = entry.task;
  const who = by === null ? copy.somebody : by.id === memberId ? copy.you : by.name;
  return (
    <TimelineFrame
      icon={doneAt ? <Check /> : <ListTodo />}
      at={entry.at}
      title={doneAt ? copy.taskDone(title) : copy.taskAdded(title)}
      aside={<span className="text-muted">{who}</span>}
    />
  );
}

function visitTitle(visit: TimelineVisit): string {
  if (visit.status === 'done') return copy.visitDone(visit.title);
  if (visit.status === 'cancelled') return copy.visitCancelled(visit.title);
  return copy.visit(visit.title);
}

function VisitLine({ visit, now }: { visit: TimelineVisit; now: number }) {
  return (
    <p className="text-muted">
      {visitTime(visit, now)} {copy.with(visit.resource)}
    </p>
  );
}
