import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { fieldLabel } from '@/components/ui/field-style.ts';
import { Select } from '@/components/ui/Select.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import { type ClientTask, useRemoveTask, useSaveTask } from '@/data/client-tasks.queries.ts';
import { useMembership } from '@/data/membership.queries.ts';
import { useTeam } from '@/data/team.queries.ts';
import { clockField, instantOf, parseClock, parseIsoDay, wallTimeOf } from '@/lib/zoned-time.ts';
import { clientCopy } from './copy.ts';

const { tasks: copy } = clientCopy;
const NOBODY = '';
/** A day without a time means by the end of the working day. */
const USUAL_MINUTE = 17 * 60;

/** Writes a task down, or changes it. What a call left keeps its words and its time. */
export function TaskForm({
  clientId,
  task,
  onDone,
}: {
  clientId: string;
  task: ClientTask | null;
  onDone: () => void;
}) {
  const team = useTeam();
  const { data: membership } = useMembership();
  const zone = membership?.timeZone ?? 'UTC';
  const save = useSaveTask(clientId);
  const remove = useRemoveTask(clientId);
  const [newId] = useState(() => crypto.randomUUID());
  const [title, setTitle] = useState(task?.title ?? '');
  const [assigneeId, setAssigneeId] = useState(task ? (task.assignee?.id ?? NOBODY) : NOBODY);
  const [due, setDue] = useState(() => dueFields(task?.dueAt ?? null, zone));
  const [isTried, setIsTried] = useState(false);
  const hasWords = task?.source !== 'call';
  const people = [
    { value: NOBODY, label: copy.nobody },
    ...(team.data ?? []).map(({ memberId, displayName }) => ({
      value: memberId,
      label: displayName,
    })),
  ];

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (save.isPending || (hasWords && title.trim() === '')) return;
    save.mutate(
      {
        task: task ?? { newId },
        draft: { title: title.trim(), assigneeId: assigneeId || null, dueAt: dueOf(due, zone) },
      },
      { onSuccess: onDone },
    );
  };

  return (
    <form noValidate aria-label={copy.form} onSubmit={submit} className="mb-2 grid gap-2">
      {hasWords ? (
        <TextField
          label={copy.what}
          value={title}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => setTitle(event.target.value)}
          error={isTried && title.trim() === '' ? copy.whatMissing : undefined}
        />
      ) : null}
      <div className="grid gap-1.5">
        <span aria-hidden="true" className={fieldLabel}>
          {copy.who}
        </span>
        <Select
          appearance="field"
          label={copy.who}
          value={assigneeId}
          options={people}
          onChange={setAssigneeId}
        />
      </div>
      {hasWords ? (
        <div className="grid grid-cols-2 gap-2">
          <TextField
            label={copy.day}
            type="date"
            value={due.day}
            onChange={(event) => setDue({ ...due, day: event.target.value })}
          />
          <TextField
            label={copy.time}
            type="time"
            value={due.clock}
            onChange={(event) => setDue({ ...due, clock: event.target.value })}
          />
        </div>
      ) : null}
      {save.isError || remove.isError ? (
        <p role="alert" className="text-small text-danger-text">
          {copy.notSaved}
        </p>
      ) : null}
      <div className="flex gap-2">
        {task?.source === 'client' ? (
          <Button
            variant="no"
            size="sm"
            onClick={() => remove.mutate(task.id, { onSuccess: onDone })}
          >
            {copy.remove}
          </Button>
        ) : null}
        <Button size="sm" className="ml-auto" onClick={onDone}>
          {copy.cancel}
        </Button>
        <Button size="sm" type="submit" variant="primary" aria-busy={save.isPending}>
          {copy.save}
        </Button>
      </div>
    </form>
  );
}

interface DueFields {
  /** As `<input type="date">` and `<input type="time">` write them. */
  day: string;
  clock: string;
}

function dueFields(dueAt: string | null, zone: string): DueFields {
  if (dueAt === null) return { day: '', clock: '' };
  const { day, minute } = wallTimeOf(Date.parse(dueAt), zone);
  return { day, clock: clockField(minute) };
}

/** The moment on the business's clock; null without a day. */
function dueOf({ day, clock }: DueFields, zone: string): string | null {
  const isoDay = parseIsoDay(day);
  if (isoDay === null) return null;
  return new Date(instantOf(isoDay, parseClock(clock) ?? USUAL_MINUTE, zone)).toISOString();
}
