import { Link } from 'react-router';
import type { Appointment } from '@/data/appointments.queries.ts';
import { cn } from '@/lib/cn.ts';
import { clockOf } from '@/lib/dates.ts';
import { calendarCopy as copy } from './copy.ts';

const HATCH =
  'bg-[repeating-linear-gradient(135deg,var(--accent-soft)_0_6px,var(--surface)_6px_10px)]';

/** One visit; a link to its client. Not confirmed is hatched, over is grey, cancelled is struck out. */
export function VisitBlock({ visit, now }: { visit: Appointment; now: number }) {
  const isOver = Date.parse(visit.endsAt) < now;
  const isCancelled = visit.status === 'cancelled';
  const isUnconfirmed = visit.status === 'unconfirmed' && !isOver;
  return (
    <Link
      to={`/clients/${visit.client.id}`}
      className={cn(
        'block rounded-[6px] border-l-3 border-accent bg-accent-soft px-2 py-1.5 leading-4.5 hover:outline-1 hover:outline-accent-line',
        isUnconfirmed && HATCH,
        (isOver || isCancelled) && 'border-line-strong bg-fill hover:outline-line-strong',
      )}
    >
      <span className="flex items-baseline justify-between gap-2 text-small text-muted tabular-nums">
        {clockOf(visit.startsAt)} to {clockOf(visit.endsAt)}
      </span>
      <span className={cn('block font-medium break-words', isCancelled && 'line-through')}>
        {visit.title}
      </span>
      <span className="block text-small text-muted">
        {visit.client.name}, {copy.with(visit.resource.name)}
      </span>
      {visit.status === 'confirmed' ? null : (
        <span className="block text-2xs font-medium text-muted">{copy.status[visit.status]}</span>
      )}
    </Link>
  );
}
