import { ChevronLeft, ChevronRight, TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '@/components/ui/Button.tsx';
import { EmptyState } from '@/components/ui/EmptyState.tsx';
import { PageBar } from '@/components/ui/PageBar.tsx';
import { Select } from '@/components/ui/Select.tsx';
import { useAppointmentsBetween } from '@/data/appointments.queries.ts';
import { useNow } from '@/lib/use-now.ts';
import { usePageTitle } from '../../layout/use-page-title.ts';
import { calendarCopy as copy } from './copy.ts';
import { addDays, isoDay, mondayOf, mondayOfIsoDay } from './week.ts';
import { WeekView } from './WeekView.tsx';

const dayName = new Intl.DateTimeFormat('en-CA', { month: 'long', day: 'numeric' });
const EVERYBODY = '';

/** `November 23 to 29`, `November 30 to December 6` */
function weekName(monday: number): string {
  const sunday = addDays(monday, 6);
  const isOneMonth = new Date(monday).getMonth() === new Date(sunday).getMonth();
  return copy.week(
    dayName.format(monday),
    isOneMonth ? String(new Date(sunday).getDate()) : dayName.format(sunday),
  );
}

/** The visits of a week; which one stands in the address. */
export function CalendarPage() {
  usePageTitle(copy.title);
  const now = useNow();
  const [params, setParams] = useSearchParams();
  const monday = mondayOfIsoDay(params.get('week')) ?? mondayOf(now);
  const [resourceId, setResourceId] = useState(EVERYBODY);
  const visits = useAppointmentsBetween(
    new Date(monday).toISOString(),
    new Date(addDays(monday, 7)).toISOString(),
  );
  const resources = useMemo(
    () => [...new Map((visits.data ?? []).map(({ resource }) => [resource.id, resource])).values()],
    [visits.data],
  );
  const chosen = resources.some(({ id }) => id === resourceId) ? resourceId : EVERYBODY;
  const shown = (visits.data ?? []).filter(
    ({ resource }) => chosen === EVERYBODY || resource.id === chosen,
  );
  const goTo = (day: number | null) => setParams(day === null ? {} : { week: isoDay(day) });

  return (
    <>
      <PageBar title={copy.title} />
      <div className="flex flex-wrap items-center gap-x-2 gap-y-2 border-b border-line px-4 py-2.5 desk:h-13 desk:flex-nowrap desk:px-6 desk:py-0">
        <h2 className="mr-1 w-full text-lg font-strong tracking-(--tracking-tight) desk:w-auto">
          {weekName(monday)}
        </h2>
        <Button
          variant="ghost"
          size="sm"
          iconOnly
          aria-label={copy.previous}
          onClick={() => goTo(addDays(monday, -7))}
        >
          <ChevronLeft aria-hidden="true" />
        </Button>
        <Button
          variant="ghost"
          size="sm"
          iconOnly
          aria-label={copy.next}
          onClick={() => goTo(addDays(monday, 7))}
        >
          <ChevronRight aria-hidden="true" />
        </Button>
        <Button size="sm" onClick={() => goTo(null)}>
          {copy.today}
        </Button>
        {resources.length > 1 ? (
          <Select
            className="ml-auto"
            label={copy.show}
            value={chosen}
            options={[
              { value: EVERYBODY, label: copy.everybody },
              ...resources.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={setResourceId}
            isActive={chosen !== EVERYBODY}
            onClear={() => setResourceId(EVERYBODY)}
          />
        ) : null}
      </div>
      {visits.isError ? (
        <EmptyState
          icon={<TriangleAlert />}
          text={copy.failed}
          action={<Button onClick={() => void visits.refetch()}>{copy.retry}</Button>}
        />
      ) : (
        <>
          {visits.isSuccess && shown.length === 0 ? (
            <p role="status" className="px-4 py-3 text-muted desk:px-6">
              {copy.emptyWeek}
            </p>
          ) : null}
          <WeekView monday={monday} visits={shown} isPending={visits.isPending} now={now} />
        </>
      )}
      <div className="h-(--dock-h,4rem) wide:hidden" />
    </>
  );
}
