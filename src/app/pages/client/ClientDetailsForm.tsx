import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { fieldFrame, fieldInput, fieldLabel } from '@/components/ui/field-style.ts';
import { TextField } from '@/components/ui/TextField.tsx';
import { type Client, type ClientDetails, useSaveClient } from '@/data/client.queries.ts';
import { cn } from '@/lib/cn.ts';
import { clientCopy } from './copy.ts';

const { details: copy } = clientCopy;

const LANGUAGE = /^[a-z]{2}(-[A-Z]{2})?$/;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

type Draft = Record<keyof ClientDetails, string>;

function draftOf(client: Client): Draft {
  return {
    name: client.name,
    company: client.company ?? '',
    email: client.email ?? '',
    address: client.address ?? '',
    preferredLanguage: client.preferredLanguage ?? '',
    summary: client.summary ?? '',
  };
}

function problemsOf(draft: Draft): Partial<Draft> {
  return {
    ...(draft.name.trim() === '' ? { name: copy.nameMissing } : {}),
    ...(draft.email.trim() !== '' && !EMAIL.test(draft.email.trim())
      ? { email: copy.emailBad }
      : {}),
    ...(draft.preferredLanguage.trim() !== '' && !LANGUAGE.test(draft.preferredLanguage.trim())
      ? { preferredLanguage: copy.languageBad }
      : {}),
  };
}

/** Changes a client's details. A failed save keeps everything that was typed. */
export function ClientDetailsForm({ client, onDone }: { client: Client; onDone: () => void }) {
  const save = useSaveClient(client.id);
  const summaryId = useId();
  const [draft, setDraft] = useState(() => draftOf(client));
  const [isTried, setIsTried] = useState(false);
  const problems = isTried ? problemsOf(draft) : {};

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (Object.keys(problemsOf(draft)).length > 0 || save.isPending) return;
    save.mutate(
      {
        name: draft.name.trim(),
        company: draft.company.trim() || null,
        email: draft.email.trim() || null,
        address: draft.address.trim() || null,
        preferredLanguage: draft.preferredLanguage.trim() || null,
        summary: draft.summary.trim() || null,
      },
      { onSuccess: onDone },
    );
  };

  const field = (key: keyof Draft) => ({
    value: draft[key],
    error: problems[key],
    autoComplete: 'off',
    onChange: (event: { target: { value: string } }) =>
      setDraft({ ...draft, [key]: event.target.value }),
  });

  return (
    <form noValidate onSubmit={submit} className="grid gap-3">
      <TextField label={copy.name} maxLength={300} {...field('name')} />
      <TextField label={copy.company} maxLength={300} {...field('company')} />
      <TextField label={copy.email} type="email" maxLength={300} {...field('email')} />
      <TextField label={copy.address} maxLength={500} {...field('address')} />
      <TextField
        label={copy.language}
        hint={copy.languageHint}
        maxLength={5}
        {...field('preferredLanguage')}
      />
      <div className="grid gap-1.5">
        <label htmlFor={summaryId} className={fieldLabel}>
          {copy.summary}
        </label>
        <div className={cn(fieldFrame, 'py-1.5')}>
          <textarea
            id={summaryId}
            rows={3}
            maxLength={5_000}
            className={fieldInput}
            value={draft.summary}
            onChange={(event) => setDraft({ ...draft, summary: event.target.value })}
          />
        </div>
      </div>
      {save.isError ? (
        <p role="alert" className="rounded-card bg-danger-soft p-3 text-small text-danger-text">
          {copy.failed}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{copy.cancel}</Button>
        <Button type="submit" variant="primary" aria-busy={save.isPending}>
          {save.isPending ? copy.saving : copy.save}
        </Button>
      </div>
    </form>
  );
}
