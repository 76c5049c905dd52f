import { type KeyboardEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { fieldLabel } from '@/components/ui/field-style.ts';
import { TextField } from '@/components/ui/TextField.tsx';
import { type ClientRow, useClients } from '@/data/clients.queries.ts';
import { cn } from '@/lib/cn.ts';
import { displayNumber } from '@core/e164.ts';
import { calendarCopy } from './copy.ts';

const { create: copy } = calendarCopy;
const MOST = 6;

/** Who types "Ma" means Maria before Fatima. */
function bestFirst(clients: readonly ClientRow[], search: string): ClientRow[] {
  const isStart = ({ name }: ClientRow) =>
    name.toLocaleLowerCase().startsWith(search.toLocaleLowerCase());
  return clients.toSorted((a, b) => Number(isStart(b)) - Number(isStart(a)));
}

export interface PickedClient {
  id: string;
  name: string;
}

export interface ClientPickerProps {
  chosen: PickedClient | null;
  onChoose: (client: PickedClient | null) => void;
  error: string | undefined;
}

/** Finds a client by a part of the name or number; arrows and Enter choose, as a click does. */
export function ClientPicker({ chosen, onChoose, error }: ClientPickerProps) {
  const listId = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const search = text.trim();
  const found = useClients(search);
  const options =
    search === '' ? [] : bestFirst(found.data?.pages.flat() ?? [], search).slice(0, MOST);
  const isListed = options.length > 0;

  if (chosen) {
    return (
      <div className="grid gap-1.5">
        <span className={fieldLabel}>{copy.client}</span>
        <div className="flex min-h-11 items-center gap-2 desk:min-h-8">
          <span className="min-w-0 truncate font-medium">{chosen.name}</span>
          <Button variant="ghost" size="sm" onClick={() => onChoose(null)}>
            {copy.change}
          </Button>
        </div>
      </div>
    );
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (!isListed) return;
    if (event.key === 'ArrowDown') setActive((active + 1) % options.length);
    else if (event.key === 'ArrowUp') setActive((active + options.length - 1) % options.length);
    else if (event.key === 'Enter') onChoose(options[active] ?? null);
    else return;
    event.preventDefault();
  };

  return (
    <div>
      <TextField
        label={copy.client}
        hint={copy.clientHint}
        error={error}
        role="combobox"
        aria-expanded={isListed}
        aria-controls={isListed ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={isListed ? `${listId}-${active}` : undefined}
        autoComplete="off"
        autoFocus
        value={text}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
      />
      {isListed ? (
        <div
          id={listId}
          role="listbox"
          aria-label={copy.client}
          className="mt-1.5 rounded-card bg-raised p-1 shadow-menu"
        >
          {options.map((client, index) => (
            <div
              key={client.id}
              id={`${listId}-${index}`}
              role="option"
              // The keyboard stays on the field, which names the active one.
              tabIndex={-1}
              aria-selected={index === active}
              onClick={() => onChoose({ id: client.id, name: client.name })}
              onKeyDown={onKeyDown}
              className={cn(
                'flex min-h-11 cursor-pointer items-center gap-3 rounded-[5px] px-2 hover:bg-fill desk:min-h-8',
                index === active && 'bg-fill',
              )}
            >
              <span className="min-w-0 truncate font-medium">{client.name}</span>
              <span className="ml-auto shrink-0 text-small text-muted">
                {client.phones[0] ? displayNumber(client.phones[0].phoneNumber) : client.company}
              </span>
            </div>
          ))}
        </div>
      ) : null}
      <p role="status" className="text-small text-muted">
        {found.isError
          ? copy.clientFailed
          : search !== '' && found.isSuccess && !found.isPlaceholderData && !isListed
            ? copy.clientNone(search)
            : ''}
      </p>
    </div>
  );
}
