import { AudioLines, MapPin, NotebookPen, UserRound, Wrench, X } from 'lucide-react';
import { Link } from 'react-router';
import { CallButton } from '@/components/calling/CallButton.tsx';
import { PhoneLink } from '@/components/calling/PhoneLink.tsx';
import { Button } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import type { Visit } from '@/data/calendar-visits.queries.ts';
import { shortAgo } from '@/lib/dates.ts';
import { wallTimeOf } from '@/lib/zoned-time.ts';
import { calendarCopy } from './copy.ts';
import type { VisitActions } from './use-visit-actions.ts';
import { priceWords, shortDayWords, spanWords } from './visit-words.ts';

const { details: copy, ...texts } = calendarCopy;

export interface VisitDetailsProps {
  visit: Visit;
  timeZone: string;
  now: number;
  onClose: () => void;
  /** What is around it has the title and the cross. */
  isTitled?: boolean;
  /** Asks for the form. */
  onMove: () => void;
  actions: VisitActions;
}

/** Who, where, what and for how much; and what can be done about it. */
export function VisitDetails({
  visit,
  timeZone,
  now,
  onClose,
  isTitled = false,
  onMove,
  actions,
}: VisitDetailsProps) {
  const isOpen = visit.status === 'confirmed' || visit.status === 'unconfirmed';
  const done = (act: () => void) => () => {
    onClose();
    act();
  };
  return (
    <div className="grid gap-3">
      <div className="flex items-start gap-2">
        <div className="flex min-h-7 min-w-0 flex-1 flex-wrap items-center gap-1.5">
          {visit.isBookedByAi ? (
            <Chip tone="ai">
              <AudioLines aria-hidden="true" />
              {copy.bookedByAi(agoWords(visit.createdAt, now))}
            </Chip>
          ) : null}
          <Chip tone={visit.status === 'unconfirmed' ? 'warn' : 'plain'}>
            {texts.status[visit.status]}
          </Chip>
        </div>
        {isTitled ? null : (
          <Button
            variant="ghost"
            size="sm"
            iconOnly
            aria-label={copy.close}
            onClick={onClose}
            className="-mr-1.5"
          >
            <X aria-hidden="true" />
          </Button>
        )}
      </div>
      <div>
        {isTitled ? null : (
          <h3 className="text-md font-strong tracking-(--tracking-tight) break-words">
            {visit.title}
          </h3>
        )}
        <p className="text-muted tabular-nums">
          {shortDayWords(wallTimeOf(visit.startsAt, timeZone).day)}, {spanWords(visit, timeZone)}
        </p>
      </div>
      <Facts visit={visit} />
      {isOpen || visit.call ? (
        <div className="flex flex-wrap items-center gap-2">
          {visit.status === 'unconfirmed' ? (
            <Button size="sm" onClick={done(() => actions.confirm(visit))}>
              {copy.confirm}
            </Button>
          ) : null}
          {isOpen ? (
            <>
              <Button size="sm" onClick={done(onMove)}>
                {copy.move}
              </Button>
              <Button size="sm" variant="no" onClick={done(() => actions.cancel(visit))}>
                {copy.cancel}
              </Button>
            </>
          ) : null}
          {visit.call ? (
            <Link
              to={callAddress(visit)}
              className="ml-auto text-small font-medium text-accent-text hover:underline hover:underline-offset-3"
            >
              {copy.seeCall}
            </Link>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

/** The history has no page for one call yet: a search that finds it. */
function callAddress({ call, client }: Visit): string {
  return `/?search=${encodeURIComponent(call?.outsideNumber ?? client.name)}`;
}

/** `now`, `36 min ago`, `Yesterday` */
function agoWords(at: string, now: number): string {
  const ago = shortAgo(at, now);
  return /^\d/.test(ago) ? `${ago} ago` : ago;
}

function Facts({ visit }: { visit: Visit }) {
  const { client, service, resource, note } = visit;
  const price = service?.priceCents ?? null;
  return (
    <ul className="grid gap-1.5 text-muted [&_.lucide]:size-3.5 [&>li]:flex [&>li]:items-center [&>li]:gap-2 [&>li>.lucide]:text-faint">
      <li>
        <UserRound aria-hidden="true" />
        <Link
          to={`/clients/${client.id}`}
          className="min-w-0 truncate font-medium text-accent-text hover:underline hover:underline-offset-3"
        >
          {client.name}
        </Link>
        {client.phoneNumber ? (
          <span className="ml-auto flex items-center whitespace-nowrap">
            <PhoneLink number={client.phoneNumber} name={client.name} clientId={client.id} />
            <CallButton
              phoneNumber={client.phoneNumber}
              name={client.name}
              clientId={client.id}
              appearance="row"
              label={copy.call(client.name)}
            />
          </span>
        ) : null}
      </li>
      {client.address ? (
        <li>
          <MapPin aria-hidden="true" />
          {client.address}
        </li>
      ) : null}
      <li>
        <Wrench aria-hidden="true" />
        <span>
          {[
            resource.name,
            service && service.name !== visit.title ? service.name : null,
            service
              ? price === null
                ? copy.noPrice
                : copy.price(priceWords(price, service.currency))
              : null,
          ]
            .filter(Boolean)
            .join(', ')}
        </span>
      </li>
      {note ? (
        <li>
          <NotebookPen aria-hidden="true" className="mt-0.75 self-start" />
          <span className="min-w-0 break-words whitespace-pre-line">{note}</span>
        </li>
      ) : null}
    </ul>
  );
}
