import { Link } from 'react-router';
import { CallButton } from '@/components/calling/CallButton.tsx';
import { PhoneLink } from '@/components/calling/PhoneLink.tsx';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { type ClientDuplicate, useClientDuplicates } from '@/data/client-merges.queries.ts';
import type { ClientRow } from '@/data/clients.queries.ts';
import { cn } from '@/lib/cn.ts';
import { exactTime, shortAgo } from '@/lib/dates.ts';
import { useNow } from '@/lib/use-now.ts';
import { displayNumber } from '@core/e164.ts';
import { clientsCopy as copy } from './copy.ts';

/** As many as the server looks up at once; the last pages are what is being looked at. */
const MOST_LOOKED_UP = 200;

const head = 'px-2 py-1.5 text-left text-2xs font-medium whitespace-nowrap text-faint';

/** Clients by name: main number, last call, and the phone icon. */
export function ClientsTable({
  clients,
  isBusy,
}: {
  clients: readonly ClientRow[];
  isBusy: boolean;
}) {
  const now = useNow();
  const { columns } = copy;
  const { data: duplicates = [] } = useClientDuplicates(
    clients.map(({ id }) => id).slice(-MOST_LOOKED_UP),
  );
  const alike = Map.groupBy(duplicates, ({ clientId }) => clientId);
  return (
    <div className="desk:px-4">
      <table
        role="table"
        aria-label={copy.list}
        aria-busy={isBusy}
        className="block w-full text-body desk:table desk:table-fixed"
      >
        <thead role="rowgroup" className="hidden desk:table-header-group">
          <tr role="row" className="border-b border-line">
            <th role="columnheader" className={cn(head, 'w-[44%] pl-12')}>
              {columns.client}
            </th>
            <th role="columnheader" className={head}>
              {columns.number}
            </th>
            <th role="columnheader" className={head}>
              {columns.last}
            </th>
            <th role="columnheader" className={cn(head, 'w-14')}>
              <span className="sr-only">{columns.call}</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup" className="block desk:table-row-group">
          {clients.map((client) => (
            <Row key={client.id} client={client} alike={alike.get(client.id) ?? []} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  client,
  alike,
  now,
}: {
  client: ClientRow;
  alike: readonly ClientDuplicate[];
  now: number;
}) {
  const [main] = client.phones;
  const others = client.phones.length - 1;
  return (
    <tr
      role="row"
      className="grid min-h-15 grid-cols-[minmax(0,1fr)_2.75rem] items-center border-b border-line py-2 pr-1.5 pl-4 desk:table-row desk:h-12 desk:min-h-0 desk:p-0 desk:hover:bg-fill"
    >
      <td role="cell" className="row-span-2 min-w-0 desk:px-2">
        <div className="flex items-center gap-3">
          <Avatar name={client.name} className="desk:size-7" />
          <div className="grid min-w-0 leading-4.5">
            <Link
              to={`/clients/${client.id}`}
              data-row-link
              className="truncate font-medium hover:underline"
            >
              {client.name}
            </Link>
            <span className="truncate text-small leading-4.25 text-muted desk:hidden">
              {main ? displayNumber(main.phoneNumber) : copy.noNumber}
            </span>
            <MayBeSame clientId={client.id} alike={alike} />
            {client.company ? (
              <span className="hidden truncate text-xs leading-4.25 text-muted desk:block">
                {client.company}
              </span>
            ) : null}
          </div>
        </div>
      </td>
      <td role="cell" className="hidden px-2 whitespace-nowrap desk:table-cell">
        {main ? (
          <PhoneLink
            number={main.phoneNumber}
            name={client.name}
            clientId={client.id}
            className="lining-nums"
          />
        ) : (
          <span className="text-faint">{copy.noNumber}</span>
        )}
        {others > 0 ? <span className="ml-2 text-xs text-faint">{copy.more(others)}</span> : null}
      </td>
      <td role="cell" className="hidden px-2 text-muted desk:table-cell">
        <LastContact client={client} now={now} />
      </td>
      <td role="cell" className="desk:px-2 desk:text-right">
        {main ? (
          <CallButton
            phoneNumber={main.phoneNumber}
            name={client.name}
            clientId={client.id}
            appearance="icon"
            label={copy.call(client.name)}
          />
        ) : null}
      </td>
    </tr>
  );
}

/** Says that there may be more rows of one person, and leads to comparing them. */
function MayBeSame({ clientId, alike }: { clientId: string; alike: readonly ClientDuplicate[] }) {
  const [first] = alike;
  if (!first) return null;
  return (
    <Link
      to={`/clients/${clientId}?compare=${first.client.id}`}
      title={alike.map(({ client }) => client.name).join(', ')}
      className="w-fit text-xs leading-4.25 font-medium text-warning-text hover:underline"
    >
      {copy.mayBeSame(alike.length + 1)}
    </Link>
  );
}

function LastContact({ client, now }: { client: ClientRow; now: number }) {
  const { lastCall } = client;
  if (!lastCall) return <span className="text-faint">{copy.never}</span>;
  return (
    <>
      <time dateTime={lastCall.startedAt} title={exactTime(lastCall.startedAt)}>
        {shortAgo(lastCall.startedAt, now)}
      </time>
      <span className="text-faint">, {copy.lastCalled[lastCall.direction]}</span>
    </>
  );
}
