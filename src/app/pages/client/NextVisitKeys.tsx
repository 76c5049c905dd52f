import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Dialog } from '@/components/ui/Dialog.tsx';
import type { Appointment } from '@/data/appointments.queries.ts';
import { useCalendarSetup } from '@/data/calendar-setup.queries.ts';
import type { Visit } from '@/data/calendar-visits.queries.ts';
import type { Membership } from '@/data/membership.queries.ts';
import { calendarCopy } from '../calendar/copy.ts';
import { MoveVisitForm } from '../calendar/MoveVisitForm.tsx';
import { useVisitActions } from '../calendar/use-visit-actions.ts';

const { details: copy, move } = calendarCopy;

/** A visit as the calendar's commands take it. What they do not send is not known here. */
function visitOf({ startsAt, endsAt, client, ...rest }: Appointment): Visit {
  return {
    ...rest,
    startsAt: Date.parse(startsAt),
    endsAt: Date.parse(endsAt),
    client: { ...client, address: null, phoneNumber: null },
    note: null,
    isBookedByAi: false,
    service: null,
    call: null,
  };
}

/** Move and Cancel, as in the calendar, with its words and its way back. */
export function NextVisitKeys({
  appointment,
  membership: { timeZone, organizationId },
}: {
  appointment: Appointment;
  membership: Membership;
}) {
  const visit = visitOf(appointment);
  const actions = useVisitActions(timeZone);
  const setup = useCalendarSetup(organizationId);
  const [isMoving, setIsMoving] = useState(false);
  return (
    <>
      <Button size="sm" disabled={!setup.data} onClick={() => setIsMoving(true)}>
        {copy.move}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => actions.cancel(visit)}>
        {copy.cancel}
      </Button>
      <Dialog isOpen={isMoving} onOpenChange={setIsMoving} title={move.title(visit.title)}>
        {setup.data ? (
          <MoveVisitForm
            visit={visit}
            technicians={setup.data.technicians}
            timeZone={timeZone}
            onMoved={(before, after) => {
              setIsMoving(false);
              actions.sayMoved(before, after);
            }}
            onCancel={() => setIsMoving(false)}
          />
        ) : null}
      </Dialog>
    </>
  );
}
