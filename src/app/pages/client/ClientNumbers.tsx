import { Ellipsis, Plus } from 'lucide-react';
import { useState } from 'react';
import { CallButton } from '@/components/calling/CallButton.tsx';
import { PhoneLink } from '@/components/calling/PhoneLink.tsx';
import { Button } from '@/components/ui/Button.tsx';
import { Menu, MenuItem } from '@/components/ui/Menu.tsx';
import { useChangePhone } from '@/data/client-phones.queries.ts';
import type { Client } from '@/data/client.queries.ts';
import type { ClientPhone } from '@/data/clients.queries.ts';
import { showToast } from '@/lib/toast-store.ts';
import { displayNumber } from '@core/e164.ts';
import { clientCopy } from './copy.ts';
import { NumberForm } from './NumberForm.tsx';

const { numbers: copy } = clientCopy;

/** All numbers of a client, each with its phone icon; they can be added, named, changed and removed. */
export function ClientNumbers({ client }: { client: Client }) {
  /** The id of the number in the form; `new` for one that is being added. */
  const [edited, setEdited] = useState<string | null>(null);
  const form = (phone: ClientPhone | null) => (
    <NumberForm
      clientId={client.id}
      phone={phone}
      isFirst={client.phones.length === 0}
      onDone={() => setEdited(null)}
    />
  );
  return (
    <section aria-labelledby="numbers-title" className="border-t border-line py-4">
      <div className="mb-2 flex min-h-7 items-center">
        <h2 id="numbers-title">{copy.title}</h2>
        <Button
          variant="ghost"
          size="sm"
          iconOnly
          className="-mr-2 ml-auto"
          aria-label={copy.add}
          onClick={() => setEdited('new')}
        >
          <Plus aria-hidden="true" />
        </Button>
      </div>
      {client.phones.length === 0 && edited === null ? (
        <p className="text-muted">{copy.none}</p>
      ) : null}
      <ul>
        {client.phones.map((phone) => (
          <li key={phone.id}>
            {edited === phone.id ? (
              form(phone)
            ) : (
              <NumberLine client={client} phone={phone} onEdit={() => setEdited(phone.id)} />
            )}
          </li>
        ))}
      </ul>
      {edited === 'new' ? form(null) : null}
    </section>
  );
}

function NumberLine({
  client,
  phone,
  onEdit,
}: {
  client: Client;
  phone: ClientPhone;
  onEdit: () => void;
}) {
  const change = useChangePhone(client.id);
  const number = displayNumber(phone.phoneNumber);
  const onError = () => showToast({ text: copy.failed });
  // Promises, not callbacks: this line is gone from the screen when the number is.
  const bringBack = async () => {
    const { phoneNumber, label } = phone;
    await change.mutateAsync({
      do: 'add',
      id: phone.id,
      phone: { phoneNumber, label },
      isMain: false,
    });
    if (phone.isMain) await change.mutateAsync({ do: 'make_main', id: phone.id });
  };
  const remove = async () => {
    await change.mutateAsync({ do: 'remove', id: phone.id });
    showToast({
      text: copy.removed,
      action: { label: copy.undo, run: () => void bringBack().catch(onError) },
    });
  };
  return (
    <div className="flex min-h-10 items-center gap-2">
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
        // The main one has its button at the top, with the name alone.
        label={
          phone.isMain
            ? clientCopy.callNumber(number)
            : clientCopy.callLabelled(client.name, (phone.label ?? number).toLocaleLowerCase())
        }
      />
      <Menu
        trigger={
          <Button variant="ghost" iconOnly aria-label={copy.more(number)}>
            <Ellipsis aria-hidden="true" />
          </Button>
        }
      >
        <MenuItem onSelect={onEdit}>{copy.edit}</MenuItem>
        {phone.isMain ? null : (
          <MenuItem onSelect={() => change.mutate({ do: 'make_main', id: phone.id }, { onError })}>
            {copy.makeMain}
          </MenuItem>
        )}
        <MenuItem onSelect={() => void remove().catch(onError)}>{copy.remove}</MenuItem>
      </Menu>
    </div>
  );
}
