import { Check } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { Button } from '@/components/ui/Button.tsx';
import { type Caller, useChooseCallClient } from '@/data/caller-facts.queries.ts';
import { cn } from '@/lib/cn.ts';
import { shortAgo } from '@/lib/dates.ts';
import { useNow } from '@/lib/use-now.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import { callerCopy } from './caller-copy.ts';
import { CreateClientInPlace } from './CreateClientInPlace.tsx';

const { choose: copy } = callerCopy;

/** Several clients have the number: who it is, said once for everybody, before or after answering. */
export function ChooseClient({ card, clients }: { card: CallCard; clients: readonly Caller[] }) {
  const now = useNow();
  const choose = useChooseCallClient(card.id);
  const [isElse, setIsElse] = useState(false);
  // At once on screen; the card brings what holds for everybody.
  const chosenId = choose.isPending ? choose.variables : card.client?.id;
  return (
    <div className="border-t border-line px-2 py-1.5">
      <ul aria-label={copy.label} className="grid max-h-44 overflow-y-auto">
        {clients.map((client) => (
          <li key={client.id}>
            <button
              type="button"
              aria-pressed={client.id === chosenId}
              onClick={() => choose.mutate(client.id)}
              className={cn(
                'flex min-h-11 w-full items-center gap-2 rounded-control px-1.5 text-left hover:bg-fill desk:min-h-9',
                client.id === chosenId && 'bg-accent-soft hover:bg-accent-soft',
              )}
            >
              <Avatar name={client.name} className="size-6" />
              <span className="min-w-0 flex-1 truncate">
                <span className="font-medium">{client.name}</span>{' '}
                <span className="text-small text-muted">
                  {client.lastCall
                    ? copy.lastCalled(shortAgo(client.lastCall.startedAt, now))
                    : (client.company ?? copy.noCalls)}
                </span>
              </span>
              {client.id === chosenId ? (
                <Check className="size-3.5 text-accent-text" aria-hidden="true" />
              ) : null}
            </button>
          </li>
        ))}
      </ul>
      {choose.isError ? (
        <p role="alert" className="px-1.5 py-1 text-small text-danger-text">
          {copy.failed}
        </p>
      ) : null}
      {isElse ? (
        <CreateClientInPlace card={card} onClose={() => setIsElse(false)} />
      ) : (
        <Button variant="ghost" size="sm" onClick={() => setIsElse(true)}>
          {copy.somebodyElse}
        </Button>
      )}
    </div>
  );
}
