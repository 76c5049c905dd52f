import { BellOff, Phone, PhoneIncoming } from 'lucide-react';
import { firstName, partyName } from '@/calling/selectors.ts';
import { secondsSince } from '@/calling/server-clock.ts';
import { useCalling, useCallingState, useTick } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { Timer } from '@/components/ui/Timer.tsx';
import { useTeam } from '@/data/team.queries.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import { displayNumber } from '@core/e164.ts';
import { CallerFacts } from './CallerFacts.tsx';
import { callingCopy } from './calling-copy.ts';
import { ErrorNote } from './ErrorNote.tsx';
import { useOwnCall } from './use-own-call.ts';

const { incoming: copy } = callingCopy;
const frame = 'arrive overflow-clip rounded-float bg-raised shadow-float';

/** The call that waits longest, open: which line, who, what helps to say hello, Accept and Decline. */
export function IncomingCallPopup({ card }: { card: CallCard }) {
  const error = useCallingState((state) => state.popupErrors[card.id]);
  return (
    <section aria-label={copy.region} className={frame}>
      <div className="flex items-center gap-2.5 px-3.5 pt-2.5 text-small text-muted">
        <span className="grid size-5.5 ring-pulse place-items-center rounded-full bg-success-soft text-success-text">
          <PhoneIncoming className="size-3.5" aria-hidden="true" />
        </span>
        <span className="truncate">{lineName(card)}</span>
        <WaitTimer card={card} className="ml-auto font-medium text-text" />
      </div>
      <Caller card={card} />
      {card.client ? <CallerFacts clientId={card.client.id} /> : null}
      {error ? <ErrorNote error={error} /> : null}
      <Answer card={card} />
    </section>
  );
}

function Caller({ card }: { card: CallCard }) {
  const name = card.clientCount > 1 ? copy.severalClients(card.clientCount) : partyName(card);
  const isKnown = card.client !== null || card.clientCount > 1;
  return (
    <div className="px-3.5 pt-1.5 pb-2.5">
      <p className="truncate text-xl font-heavy tracking-(--tracking-display)">{name}</p>
      <p className="truncate text-small text-muted">
        {isKnown ? displayNumber(card.fromNumber) : copy.unknown}
        {card.client && card.clientCount > 1 ? `, ${card.client.name}` : null}
      </p>
    </div>
  );
}

function Answer({ card }: { card: CallCard }) {
  const calling = useCalling();
  const own = useOwnCall();
  return (
    <>
      <div className="grid grid-cols-[1.5fr_1fr] gap-2 px-3 pt-2.5 pb-3">
        <Button
          variant="go"
          size="lg"
          disabled={own !== null}
          onClick={() => void calling.accept(card.id)}
        >
          <Phone aria-hidden="true" />
          {copy.accept}
          {own ? null : (
            <kbd
              aria-hidden="true"
              className="hidden rounded-[4px] px-1 font-sans text-2xs inset-ring inset-ring-current/45 desk:inline"
            >
              {copy.acceptKeys}
            </kbd>
          )}
        </Button>
        <Button variant="no" size="lg" onClick={() => void calling.decline(card.id)}>
          {copy.decline}
        </Button>
      </div>
      {own ? (
        <p className="px-3 pb-2.5 text-center text-small text-faint">
          {copy.endFirst(own.shortName)}
        </p>
      ) : null}
    </>
  );
}

/** A further call that rings: one line with its own Accept. */
export function FoldedRing({ card }: { card: CallCard }) {
  const calling = useCalling();
  const isBusy = useCallingState((state) => state.own !== null);
  const name = partyName(card);
  return (
    <section
      aria-label={copy.alsoRinging(name)}
      className={`${frame} flex h-13 items-center gap-2.5 pr-2.5 pl-3.5`}
    >
      <PhoneIncoming className="size-4 text-success-text" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-small text-muted">
          {[card.client ? null : copy.unknown, lineName(card)].filter(Boolean).join(', ')}
        </p>
      </div>
      <WaitTimer card={card} />
      <Button
        variant="go"
        size="sm"
        disabled={isBusy}
        aria-label={copy.acceptNamed(name)}
        onClick={() => void calling.accept(card.id)}
      >
        {copy.accept}
      </Button>
    </section>
  );
}

/** I declined; the others still ring, and I can come back. */
export function SilencedRing({ card }: { card: CallCard }) {
  const calling = useCalling();
  const isBusy = useCallingState((state) => state.own !== null);
  const me = useCallingState((state) => state.me?.id);
  const team = useTeam();
  const name = partyName(card);
  const others = (team.data ?? [])
    .filter((member) => member.presence === 'available' && member.memberId !== me)
    .filter((member) => !card.declinedBy.includes(member.memberId))
    .map((member) => member.displayName);
  return (
    <section aria-label={`${copy.silent} ${name}`} className={frame}>
      <p className="flex items-center gap-2.5 px-3.5 pt-3 text-small">
        <BellOff className="text-muted" aria-hidden="true" />
        <span>
          {copy.silent} {copy.stillRing(others.map(firstName))}
        </span>
      </p>
      <div className="flex items-center gap-2 py-2.5 pr-3.5 pl-10">
        <span className="min-w-0 flex-1 truncate text-small text-muted">
          {name}, {lineName(card)}
        </span>
        <WaitTimer card={card} className="text-small" />
        <Button
          variant="go"
          size="sm"
          disabled={isBusy}
          aria-label={copy.acceptNamed(name)}
          onClick={() => void calling.accept(card.id)}
        >
          {copy.accept}
        </Button>
      </div>
    </section>
  );
}

function WaitTimer({ card, className }: { card: CallCard; className?: string }) {
  const now = useTick();
  const offset = useCallingState((state) => state.clockOffsetMs);
  return (
    <Timer
      label={copy.waiting}
      seconds={secondsSince(card.startedAt, now, offset)}
      className={className ?? ''}
    />
  );
}

export function lineName(card: CallCard): string {
  return card.line.label || displayNumber(card.line.phoneNumber);
}
