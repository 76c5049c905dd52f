import { useClientAppointments } from '@/data/appointments.queries.ts';
import type { Membership } from '@/data/membership.queries.ts';
import { calendarLeaf, weekdayOf } from '@/lib/dates.ts';
import { useNow } from '@/lib/use-now.ts';
import { clientCopy } from './copy.ts';
import { nextVisitCopy as copy } from './next-visit-copy.ts';
import { NextVisitKeys } from './NextVisitKeys.tsx';
import { StatusChip } from './StatusChip.tsx';
import { nextVisit } from './timeline.ts';
import { spanOf } from './visit-time.ts';

const { timeline } = clientCopy;

/** The visit that comes next, to be moved or cancelled here. */
export function NextVisit({ clientId, membership }: { clientId: string; membership: Membership }) {
  const now = useNow();
  const { data, isPending } = useClientAppointments(clientId);
  const visit = nextVisit(data ?? [], now);
  if (isPending) return null;
  return (
    <section aria-labelledby="next-visit-title" className="py-4">
      <h2 id="next-visit-title" className="mb-2 flex min-h-7 items-center">
        {copy.title}
      </h2>
      {visit ? (
        <div className="grid gap-3 rounded-card bg-raised p-3.5 shadow-card">
          <div className="grid grid-cols-[2.75rem_1fr] items-center gap-3">
            <div className="grid h-11.5 content-center justify-items-center rounded-[0.5rem] bg-accent-soft leading-none text-accent-text">
              <span className="text-[0.625rem] font-medium">
                {calendarLeaf(visit.startsAt).month}
              </span>
              <span className="text-lg leading-5 font-strong tabular-nums">
                {calendarLeaf(visit.startsAt).day}
              </span>
            </div>
            <div className="min-w-0">
              <p className="font-medium">{visit.title}</p>
              <p className="text-small text-muted">
                {weekdayOf(visit.startsAt)}, {spanOf(visit)}, {timeline.with(visit.resource.name)}
              </p>
            </div>
          </div>
          <div className="flex flex-wrap items-center gap-2">
            {visit.status === 'done' ? null : (
              <NextVisitKeys appointment={visit} membership={membership} />
            )}
            <span className="ml-auto">
              <StatusChip status={visit.status} />
            </span>
          </div>
        </div>
      ) : (
        <p className="text-muted">{copy.none}</p>
      )}
    </section>
  );
}
