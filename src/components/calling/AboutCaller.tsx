import { Info } from 'lucide-react';
import { type CallerFacts as Facts, useCallerFacts } from '@/data/caller-facts.queries.ts';
import { shortAgo } from '@/lib/dates.ts';
import { useNow } from '@/lib/use-now.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import { callerCopy } from './caller-copy.ts';
import { CallerFacts } from './CallerFacts.tsx';
import { ChooseClient } from './ChooseClient.tsx';
import { CreateClientInPlace } from './CreateClientInPlace.tsx';

const { facts: copy } = callerCopy;

/**
 * What the phone knows of a caller: the facts of a client, whom to choose among several, or how to
 * make a client of a stranger. In the popup, and where it still is a question, during the call.
 */
export function AboutCaller({ card, place }: { card: CallCard; place: 'popup' | 'call' }) {
  const { data } = useCallerFacts(card.id);
  if (card.isTest) return null;
  if (!card.client && card.clientCount === 0) {
    return (
      <>
        {place === 'popup' && data ? <Stranger facts={data} /> : null}
        <CreateClientInPlace card={card} />
      </>
    );
  }
  const caller = data?.clients.find(({ id }) => id === card.client?.id);
  return (
    <>
      {data && data.clients.length > 1 ? <ChooseClient card={card} clients={data.clients} /> : null}
      {caller && place === 'popup' ? <CallerFacts caller={caller} /> : null}
    </>
  );
}

/** A number that nobody has: whether it called before. */
function Stranger({ facts }: { facts: Facts }) {
  const now = useNow();
  const { earlierCalls, lastCallAt } = facts;
  const when = lastCallAt === null ? '' : shortAgo(lastCallAt, now);
  const words =
    earlierCalls === 0
      ? copy.never
      : earlierCalls >= 20
        ? copy.many(when)
        : copy.earlier(earlierCalls, when);
  return (
    <p className="flex items-baseline gap-2 border-t border-line px-3.5 py-2 text-small">
      <Info className="relative top-0.5 size-3.25 shrink-0 text-faint" aria-hidden="true" />
      {words}
    </p>
  );
}
