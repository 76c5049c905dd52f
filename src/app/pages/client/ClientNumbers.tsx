import { CallButton } from '@/components/calling/CallButton.tsx';
import { PhoneLink } from '@/components/calling/PhoneLink.tsx';
import type { Client } from '@/data/client.queries.ts';
import { displayNumber } from '@core/e164.ts';
import { clientCopy } from './copy.ts';

const { numbers: copy } = clientCopy;

/** All numbers of a client, each with its phone icon. */
export function ClientNumbers({ client }: { client: Client }) {
  return (
    <section aria-labelledby="numbers-title" className="border-t border-line py-4">
      <h2 id="numbers-title" className="mb-2 flex min-h-7 items-center">
        {copy.title}
      </h2>
      {client.phones.length === 0 ? <p className="text-muted">{copy.none}</p> : null}
      <ul>
        {client.phones.map((phone) => (
          <li key={phone.id} className="flex min-h-10 items-center gap-2">
            <span className="grid min-w-0 flex-1 leading-4.5">
              <PhoneLink
                number={phone.phoneNumber}
                name={client.name}
                clientId={client.id}
                className="w-fit lining-nums"
              />
              <span className="truncate text-small leading-4.25 text-muted">
                {[phone.label, phone.isMain ? copy.main : ''].filter(Boolean).join(', ')}
              </span>
            </span>
            <CallButton
              phoneNumber={phone.phoneNumber}
              name={client.name}
              clientId={client.id}
              appearance="icon"
              label={clientCopy.callNumber(displayNumber(phone.phoneNumber))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
