import { type FormEvent, useId, useState } from 'react';
import { fieldFrame, fieldInput, fieldLabel } from '@/components/ui/field-style.ts';
import { TextField } from '@/components/ui/TextField.tsx';
import type { CalendarSetup } from '@/data/calendar-setup.queries.ts';
import { cn } from '@/lib/cn.ts';
import { ClientPicker, type PickedClient } from './ClientPicker.tsx';
import { calendarCopy } from './copy.ts';
import { FormSelect } from './FormSelect.tsx';
import { useVisitForm } from './use-visit-form.ts';
import { priceWords } from './visit-words.ts';
import { VisitFormEnd } from './VisitFormEnd.tsx';
import { startOf, type WhenDraft } from './when-draft.ts';
import { WhenFields } from './WhenFields.tsx';

const { create: copy } = calendarCopy;
const OTHER = '';
const USUAL_MINUTES = 60;
const LENGTHS = [15, 30, 45, 60, 90, 120, 150, 180, 240, 300, 360, 480];

export interface NewVisitFormProps {
  setup: CalendarSetup;
  timeZone: string;
  /** What the form starts from. */
  day: string;
  clock: string;
  onBooked: (visit: { title: string; startsAt: number }) => void;
  onCancel: () => void;
}

/** Books a visit for a client: what, with whom, when. */
export function NewVisitForm(props: NewVisitFormProps) {
  const { setup, timeZone, day, clock, onBooked, onCancel } = props;
  const noteId = useId();
  const form = useVisitForm();
  const technicians = setup.technicians.filter(({ isActive }) => isActive);
  const [client, setClient] = useState<PickedClient | null>(null);
  const [serviceId, setServiceId] = useState(OTHER);
  const [what, setWhat] = useState('');
  const [minutes, setMinutes] = useState(USUAL_MINUTES);
  const [note, setNote] = useState('');
  const [when, setWhen] = useState<WhenDraft>({
    day,
    clock,
    technicianId: technicians[0]?.id ?? '',
  });
  const service = setup.services.find(({ id }) => id === serviceId);
  const title = what.trim() || (service?.name ?? '');
  const technicianName = technicians.find(({ id }) => id === when.technicianId)?.name ?? '';
  const lengths = [...new Set([...LENGTHS, minutes])].toSorted((a, b) => a - b);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const startsAt = startOf(when, timeZone);
    const isComplete = client !== null && startsAt !== null && title !== '';
    const result = await form.submit(
      isComplete
        ? {
            clientId: client.id,
            resourceId: when.technicianId,
            serviceId: service?.id ?? null,
            title,
            startsAt,
            endsAt: startsAt + minutes * 60_000,
            note: note.trim() || null,
            status: 'confirmed',
          }
        : null,
    );
    if (result?.ok && startsAt !== null) onBooked({ title, startsAt });
  };

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
      <ClientPicker
        chosen={client}
        onChoose={setClient}
        error={form.isTried && client === null ? copy.clientMissing : undefined}
      />
      <FormSelect
        label={copy.service}
        value={serviceId}
        options={[
          { value: OTHER, label: copy.otherService },
          ...setup.services.map(({ id, name, priceCents, currency }) => ({
            value: id,
            label: priceCents === null ? name : `${name}, ${priceWords(priceCents, currency)}`,
          })),
        ]}
        onChange={(next) => {
          form.changed();
          setServiceId(next);
          setMinutes(setup.services.find(({ id }) => id === next)?.durationMinutes ?? minutes);
        }}
      />
      <div className="grid grid-cols-[minmax(0,1fr)_7rem] items-start gap-3">
        <TextField
          label={copy.what}
          maxLength={500}
          autoComplete="off"
          placeholder={service?.name}
          value={what}
          onChange={(event) => setWhat(event.target.value)}
          error={form.isTried && title === '' ? copy.whatMissing : undefined}
        />
        <FormSelect
          label={copy.length}
          value={String(minutes)}
          options={lengths.map((value) => ({ value: String(value), label: copy.lengths(value) }))}
          onChange={(next) => {
            form.changed();
            setMinutes(Number(next));
          }}
        />
      </div>
      <WhenFields
        draft={when}
        technicians={technicians}
        isTried={form.isTried}
        onChange={(next) => {
          form.changed();
          setWhen(next);
        }}
      />
      <div className="grid gap-1.5">
        <label htmlFor={noteId} className={fieldLabel}>
          {copy.note}
        </label>
        <div className={cn(fieldFrame, 'py-1.5')}>
          <textarea
            id={noteId}
            rows={2}
            maxLength={5_000}
            className={fieldInput}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      </div>
      <VisitFormEnd
        copy={copy}
        isSaving={form.isSaving}
        result={form.result}
        technicianName={technicianName}
        onCancel={onCancel}
      />
    </form>
  );
}
