import { type FormEvent, useState } from 'react';
import { changesOf } from '@/data/appointment-commands.ts';
import type { Technician } from '@/data/calendar-setup.queries.ts';
import type { Visit } from '@/data/calendar-visits.queries.ts';
import { clockField, wallTimeOf } from '@/lib/zoned-time.ts';
import { calendarCopy } from './copy.ts';
import { useVisitForm } from './use-visit-form.ts';
import { VisitFormEnd } from './VisitFormEnd.tsx';
import { startOf, type WhenDraft } from './when-draft.ts';
import { WhenFields } from './WhenFields.tsx';

export interface MoveVisitFormProps {
  visit: Visit;
  technicians: readonly Technician[];
  timeZone: string;
  /** The visit lies where it was asked to. */
  onMoved: (before: Visit, after: Visit) => void;
  onCancel: () => void;
}

/** Moves a visit without a mouse: day, time and technician in words. */
export function MoveVisitForm(props: MoveVisitFormProps) {
  const { visit, technicians, timeZone, onMoved, onCancel } = props;
  const form = useVisitForm();
  const [when, setWhen] = useState<WhenDraft>(() => {
    const { day, minute } = wallTimeOf(visit.startsAt, timeZone);
    return { day, clock: clockField(minute), technicianId: visit.resource.id };
  });
  const choices = technicians.filter(({ id, isActive }) => isActive || id === visit.resource.id);
  const technician = choices.find(({ id }) => id === when.technicianId) ?? visit.resource;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const startsAt = startOf(when, timeZone);
    const after =
      startsAt === null
        ? null
        : {
            ...visit,
            startsAt,
            endsAt: startsAt + (visit.endsAt - visit.startsAt),
            resource: { id: technician.id, name: technician.name },
          };
    const result = await form.submit(
      after && changesOf({ before: visit, after, isOutsideHoursOk: false }),
    );
    if (after && result?.ok) onMoved(visit, after);
  };

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
      <WhenFields
        draft={when}
        technicians={choices}
        isTried={form.isTried}
        onChange={(next) => {
          form.changed();
          setWhen(next);
        }}
      />
      <VisitFormEnd
        copy={calendarCopy.move}
        isSaving={form.isSaving}
        result={form.result}
        technicianName={technician.name}
        onCancel={onCancel}
      />
    </form>
  );
}
