import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import type { Client } from '@/data/client.queries.ts';
import { monthOf } from '@/lib/dates.ts';
import { localeOf } from '@/lib/language.ts';
import { ClientDetailsForm } from './ClientDetailsForm.tsx';
import { clientCopy } from './copy.ts';

const { details: copy } = clientCopy;

/** What is known about a client, and the form to change it. */
export function ClientDetails({ client }: { client: Client }) {
  const [isEditing, setIsEditing] = useState(false);
  const facts = [
    [copy.since, monthOf(client.createdAt)],
    [copy.company, client.company],
    [copy.email, client.email],
    [copy.address, client.address],
    [copy.language, languageName(client.preferredLanguage)],
    [copy.summary, client.summary],
  ] as const;
  return (
    <section aria-labelledby="details-title" className="border-t border-line py-4">
      <div className="mb-2 flex min-h-7 items-center">
        <h2 id="details-title">{copy.title}</h2>
        {isEditing ? null : (
          <Button
            variant="ghost"
            size="sm"
            className="-mr-2 ml-auto"
            onClick={() => setIsEditing(true)}
          >
            {copy.edit}
          </Button>
        )}
      </div>
      {isEditing ? (
        <ClientDetailsForm client={client} onDone={() => setIsEditing(false)} />
      ) : (
        <dl className="grid grid-cols-[6.5rem_1fr] gap-x-2 gap-y-1.75">
          {facts.map(([name, value]) =>
            value ? (
              <div key={name} className="contents">
                <dt className="text-muted">{name}</dt>
                <dd className="min-w-0 break-words whitespace-pre-line">{value}</dd>
              </div>
            ) : null,
          )}
        </dl>
      )}
    </section>
  );
}

/** `French` for `fr`; a code that is none stays as it is. */
export function languageName(code: string | null): string | null {
  if (!code) return null;
  try {
    return new Intl.DisplayNames(localeOf(), { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
