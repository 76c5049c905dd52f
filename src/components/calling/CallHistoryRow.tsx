import { Check, Phone, PhoneIncoming, PhoneMissed, PhoneOutgoing, UserRound } from 'lucide-react';
import { memo } from 'react';
import { Link } from 'react-router';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { Button, buttonStyle } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import { cn } from '@/lib/cn.ts';
import { exactTime, shortAgo } from '@/lib/dates.ts';
import { clockTime } from '@/lib/duration.ts';
import { isMissed } from '@core/call-words.ts';
import { outsideNumber, type HistoryRow } from '@core/contracts/call-card.ts';
import { callSentence, followUp, handledBy, outsideName } from './call-history-words.ts';
import { CallButton } from './CallButton.tsx';
import { callHistoryCopy as copy } from './copy.ts';

const cell = 'hidden px-2 whitespace-nowrap desk:table-cell';

/** One call: what happened in words, who, when, and what can be done about it. */
export const CallHistoryRow = memo(function CallHistoryRow({
  row,
  now,
}: {
  row: HistoryRow;
  /** Epoch milliseconds. */
  now: number;
}) {
  const isBad = isMissed(row);
  return (
    <tr
      role="row"
      className="group/row grid min-h-15 grid-cols-[1.75rem_minmax(0,1fr)_auto_2.75rem] items-center border-b border-line py-2 pr-1.5 pl-3 desk:table-row desk:h-12 desk:min-h-0 desk:p-0 desk:hover:bg-fill"
    >
      <td role="cell" className="desk:w-8 desk:pl-2">
        <OutcomeIcon row={row} isBad={isBad} />
      </td>
      <td role="cell" className="min-w-0 desk:px-2">
        <Who row={row} isBad={isBad} />
      </td>
      <td role="cell" className={cn(cell, 'text-muted @max-[46rem]:hidden')}>
        <span className="block truncate">{row.line.label}</span>
      </td>
      <td role="cell" className={cell}>
        <HandledBy row={row} />
      </td>
      <td
        role="cell"
        className="px-1 text-sm whitespace-nowrap text-muted desk:table-cell desk:px-2"
      >
        <time dateTime={row.startedAt} title={exactTime(row.startedAt)}>
          {shortAgo(row.startedAt, now)}
        </time>
      </td>
      <td
        role="cell"
        className={cn(cell, 'text-right text-muted tabular-nums @max-[40rem]:hidden')}
      >
        <Seconds value={row.waitSeconds} />
      </td>
      <td role="cell" className={cn(cell, 'text-right tabular-nums')}>
        <Seconds value={row.answeredAt ? row.durationSeconds : null} />
      </td>
      <td role="cell" className="desk:relative desk:px-2 desk:text-right">
        <FollowUpChip row={row} now={now} />
        <RowActions row={row} />
      </td>
    </tr>
  );
});

function OutcomeIcon({ row, isBad }: { row: HistoryRow; isBad: boolean }) {
  const Icon = isBad ? PhoneMissed : row.direction === 'inbound' ? PhoneIncoming : PhoneOutgoing;
  return (
    <span
      className={cn(
        'inline-grid size-6 place-items-center align-middle',
        isBad ? 'text-danger-text' : 'text-faint',
        row.status !== 'ended' && 'text-success-text',
      )}
    >
      <Icon aria-hidden="true" />
    </span>
  );
}

function Who({ row, isBad }: { row: HistoryRow; isBad: boolean }) {
  const name = outsideName(row);
  const sentence = callSentence(row);
  const nameStyle = cn('truncate font-medium', isBad && 'text-danger-text');
  return (
    <div className="grid leading-4.5">
      {row.client ? (
        <Link to={`/clients/${row.client.id}`} className={cn(nameStyle, 'hover:underline')}>
          {name}
        </Link>
      ) : (
        <span className={cn(nameStyle, 'lining-nums')}>{name}</span>
      )}
      <span className="truncate text-small leading-4.25 text-muted" title={sentence}>
        {sentence}
      </span>
    </div>
  );
}

function HandledBy({ row }: { row: HistoryRow }) {
  const { name, isNobody, isBad } = handledBy(row);
  if (name === null) {
    return (
      <span className={isBad ? 'text-danger-text' : 'text-muted'}>
        {isNobody ? copy.nobody : '–'}
      </span>
    );
  }
  return (
    <span className="flex items-center gap-1.5">
      <Avatar name={name} />
      <span className="truncate">{name}</span>
    </span>
  );
}

function Seconds({ value }: { value: number | null }) {
  return value === null ? <span className="text-faint">–</span> : <>{clockTime(value)}</>;
}

const fades = 'desk:group-focus-within/row:opacity-0 desk:group-hover/row:opacity-0 touch:hidden';

function FollowUpChip({ row, now }: { row: HistoryRow; now: number }) {
  const next = followUp(row, now);
  if (!next) return null;
  return (
    <span className={cn('hidden desk:inline', fades)}>
      <Chip tone={next.tone}>
        {next.tone === 'ok' ? <Check aria-hidden="true" /> : null}
        {next.text}
      </Chip>
    </span>
  );
}

/** Hidden by opacity, never by display: keyboards and screen readers find them in every row. */
function RowActions({ row }: { row: HistoryRow }) {
  const number = outsideNumber(row);
  return (
    <span className="flex justify-end gap-0.5 desk:absolute desk:top-1/2 desk:right-1 desk:-translate-y-1/2 desk:opacity-0 desk:group-focus-within/row:opacity-100 desk:group-hover/row:opacity-100 touch:static touch:translate-y-0 touch:opacity-100">
      {number ? (
        <CallButton
          phoneNumber={number}
          name={outsideName(row)}
          {...(row.client ? { clientId: row.client.id } : {})}
          appearance="row"
          label={copy.callBack}
        />
      ) : (
        <Button
          variant="ghost"
          size="sm"
          iconOnly
          disabled
          aria-label={copy.callBack}
          title={copy.cannotCallBack}
        >
          <Phone aria-hidden="true" />
        </Button>
      )}
      {row.client ? (
        <Link
          to={`/clients/${row.client.id}`}
          aria-label={copy.openClient}
          title={copy.openClient}
          className={cn(
            buttonStyle({ variant: 'ghost', size: 'sm', iconOnly: true }),
            'hidden desk:inline-flex',
          )}
        >
          <UserRound aria-hidden="true" />
        </Link>
      ) : null}
    </span>
  );
}
