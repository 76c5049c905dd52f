import { CalendarDays } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '@/components/ui/Dialog.tsx';
import { EmptyState } from '@/components/ui/EmptyState.tsx';
import type { CalendarSetup } from '@/data/calendar-setup.queries.ts';
import type { Visit } from '@/data/calendar-visits.queries.ts';
import { dayWords, type IsoDay } from '@/lib/zoned-time.ts';
import { Agenda } from './Agenda.tsx';
import { calendarCopy as copy } from './copy.ts';
import { DayStrip } from './DayStrip.tsx';
import { segmentsOf } from './grid-columns.ts';
import { openSpans } from './opening-hours.ts';
import { tonesOf } from './technician-tones.ts';
import type { VisitActions } from './use-visit-actions.ts';
import { VisitDetails } from './VisitDetails.tsx';

export interface PhoneDayProps {
  week: readonly IsoDay[];
  day: IsoDay;
  today: IsoDay;
  visits: readonly Visit[];
  setup: CalendarSetup;
  timeZone: string;
  now: number;
  actions: VisitActions;
  onChoose: (day: IsoDay) => void;
  onMove: (visit: Visit) => void;
}

/** The calendar on a phone: a week to choose from, a day to read. */
export function PhoneDay(props: PhoneDayProps) {
  const { week, day, today, visits, setup, timeZone, now, actions, onChoose, onMove } = props;
  const [openId, setOpenId] = useState<string | null>(null);
  const ofDay = (of: IsoDay) =>
    segmentsOf({ key: of, day: of, technician: null }, visits, timeZone).toSorted(
      (a, b) => a.from - b.from,
    );
  const segments = ofDay(day);
  const shown = visits.find(({ id }) => id === openId);
  const holiday = setup.holidays[day];
  const isClosed = openSpans(day, setup)?.length === 0;
  const note = holiday
    ? isClosed
      ? copy.closedFor(holiday.name)
      : holiday.name
    : isClosed
      ? copy.closed
      : null;
  return (
    <>
      <DayStrip
        days={week}
        chosen={day}
        today={today}
        counts={new Map(week.map((of) => [of, ofDay(of).length]))}
        onChoose={onChoose}
      />
      {note ? (
        <p className="border-b border-line bg-canvas px-4 py-2 text-small text-muted">{note}</p>
      ) : null}
      {segments.length === 0 ? (
        <EmptyState icon={<CalendarDays />} text={copy.empty.day} />
      ) : (
        <Agenda
          label={dayWords(day, { weekday: 'long', month: 'long', day: 'numeric' })}
          segments={segments}
          tones={tonesOf(setup.technicians)}
          now={now}
          onOpen={setOpenId}
        />
      )}
      <Dialog
        isOpen={shown !== undefined}
        onOpenChange={(isOpen) => {
          if (!isOpen) setOpenId(null);
        }}
        title={shown?.title ?? ''}
      >
        {shown ? (
          <VisitDetails
            visit={shown}
            timeZone={timeZone}
            now={now}
            isTitled
            onClose={() => setOpenId(null)}
            onMove={() => onMove(shown)}
            actions={actions}
          />
        ) : null}
      </Dialog>
    </>
  );
}
