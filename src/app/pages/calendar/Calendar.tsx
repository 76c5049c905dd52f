import { Plus, TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Dialog } from '@/components/ui/Dialog.tsx';
import { EmptyState } from '@/components/ui/EmptyState.tsx';
import { PageBar } from '@/components/ui/PageBar.tsx';
import { useAppointmentsChanged } from '@/data/appointments-changed.ts';
import { useCalendarSetup } from '@/data/calendar-setup.queries.ts';
import { useVisits, type Visit } from '@/data/calendar-visits.queries.ts';
import { showToast } from '@/lib/toast-store.ts';
import { useMediaQuery } from '@/lib/use-media-query.ts';
import { useNow } from '@/lib/use-now.ts';
import { addIsoDays, dayWords, startOfZonedDay, wallTimeOf, weekAround } from '@/lib/zoned-time.ts';
import { CalendarBar } from './CalendarBar.tsx';
import { CalendarLoading } from './CalendarLoading.tsx';
import { calendarCopy as copy } from './copy.ts';
import { columnsOf } from './grid-columns.ts';
import { Legend } from './Legend.tsx';
import { MoveVisitForm } from './MoveVisitForm.tsx';
import { NewVisitForm } from './NewVisitForm.tsx';
import { PhoneDay } from './PhoneDay.tsx';
import { TimeGrid } from './TimeGrid.tsx';
import { useCalendarAddress } from './use-calendar-address.ts';
import { useVisitActions } from './use-visit-actions.ts';
import { weekWords, whenWords } from './visit-words.ts';
import { firstClock } from './when-draft.ts';
import { ZoneNote } from './ZoneNote.tsx';

/** As `desk` in base.css begins: below it there is room for one column only. */
const PHONE = '(max-width: 720px)';
const LONG_DAY = { weekday: 'long', month: 'long', day: 'numeric' } as const;

export interface CalendarProps {
  organizationId: string;
  /** IANA, the business's. */
  timeZone: string;
}

/** The visits of a business: a day or a week of them, in its own time zone. */
export function Calendar({ organizationId, timeZone }: CalendarProps) {
  const now = useNow();
  const wallNow = wallTimeOf(now, timeZone);
  const isPhone = useMediaQuery(PHONE);
  const setup = useCalendarSetup(organizationId);
  const worksSundays = (setup.data?.weeklyHours?.[0]?.length ?? 0) > 0;
  const address = useCalendarAddress(wallNow.day, { worksSundays, hasOneDay: isPhone });
  const week = useMemo(() => weekAround(address.day), [address.day]);
  const view = isPhone ? 'day' : address.view;
  const [monday = address.day] = week;
  const visits = useVisits({
    organizationId,
    from: startOfZonedDay(monday, timeZone),
    to: startOfZonedDay(addIsoDays(monday, 7), timeZone),
  });
  useAppointmentsChanged();
  const actions = useVisitActions(timeZone);
  const [moving, setMoving] = useState<Visit | null>(null);
  const [isAdding, setIsAdding] = useState(false);
  const columns = useMemo(
    () =>
      setup.data
        ? columnsOf(view, address.day, setup.data.technicians, visits.data ?? [], timeZone)
        : [],
    [view, address.day, setup.data, visits.data, timeZone],
  );
  const heading = view === 'day' && !isPhone ? dayWords(address.day, LONG_DAY) : weekWords(week);
  // In a week that is to come, Monday; else the day that is shown.
  const isThisWeek = week.includes(wallNow.day);
  const firstDay = view === 'week' && isThisWeek ? wallNow.day : address.day;
  const hasFailed = visits.isError || setup.isError;
  const retry = () => void Promise.all([visits.refetch(), setup.refetch()]);
  const hasTechnicians = setup.data?.technicians.some(({ isActive }) => isActive) ?? false;

  return (
    <>
      <PageBar
        title={copy.title}
        actions={
          <Button variant="primary" disabled={!hasTechnicians} onClick={() => setIsAdding(true)}>
            <Plus aria-hidden="true" />
            {copy.newVisit}
          </Button>
        }
      />
      <CalendarBar
        heading={heading}
        address={address}
        step={isPhone ? 'week' : view}
        hasViews={!isPhone}
        legend={setup.data ? <Legend technicians={setup.data.technicians} /> : null}
      />
      <ZoneNote timeZone={timeZone} now={now} />
      {hasFailed ? (
        <EmptyState
          icon={<TriangleAlert />}
          text={visits.data && setup.data ? copy.stale : copy.failed}
          action={<Button onClick={retry}>{copy.retry}</Button>}
        />
      ) : null}
      {setup.data && !hasTechnicians ? (
        <p role="status" className="px-4 py-3 text-muted desk:px-6">
          {copy.noTechnicians}
        </p>
      ) : null}
      {visits.data?.length === 0 && !isPhone ? (
        <p role="status" className="sr-only">
          {copy.empty.week}
        </p>
      ) : null}
      {setup.data && visits.data ? (
        isPhone ? (
          <PhoneDay
            week={week}
            day={address.day}
            today={wallNow.day}
            visits={visits.data}
            setup={setup.data}
            timeZone={timeZone}
            now={now}
            actions={actions}
            onChoose={address.setDay}
            onMove={setMoving}
          />
        ) : (
          <TimeGrid
            label={
              view === 'day'
                ? heading
                : copy.week(dayWords(monday, { month: 'long', day: 'numeric' }))
            }
            columns={columns}
            visits={visits.data}
            setup={setup.data}
            timeZone={timeZone}
            now={now}
            wallNow={wallNow}
            actions={actions}
            onMove={setMoving}
          />
        )
      ) : hasFailed ? null : (
        <CalendarLoading columns={isPhone ? 1 : view === 'day' ? 2 : 7} />
      )}
      {/* Room for the phone that floats over the last hours. */}
      <div className="h-(--dock-h,4rem)" />
      <Dialog
        isOpen={moving !== null}
        onOpenChange={() => setMoving(null)}
        title={moving ? copy.move.title(moving.title) : ''}
      >
        {moving && setup.data ? (
          <MoveVisitForm
            key={moving.id}
            visit={moving}
            technicians={setup.data.technicians}
            timeZone={timeZone}
            onMoved={(before, after) => {
              setMoving(null);
              actions.sayMoved(before, after);
            }}
            onCancel={() => setMoving(null)}
          />
        ) : null}
      </Dialog>
      <Dialog isOpen={isAdding} onOpenChange={setIsAdding} title={copy.create.title}>
        {setup.data ? (
          <NewVisitForm
            setup={setup.data}
            timeZone={timeZone}
            day={firstDay}
            clock={firstClock(firstDay, setup.data, wallNow)}
            onBooked={({ title, startsAt }) => {
              setIsAdding(false);
              showToast({ text: copy.booked(title, whenWords(startsAt, timeZone)) });
            }}
            onCancel={() => setIsAdding(false)}
          />
        ) : null}
      </Dialog>
    </>
  );
}
