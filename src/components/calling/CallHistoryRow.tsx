import { AudioLines, PhoneIncoming, PhoneMissed, PhoneOutgoing } from 'lucide-react';
import { memo } from 'react';
import { Link } from 'react-router';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import type { CallRow } from '@/data/call-history.queries.ts';
import { cn } from '@/lib/cn.ts';
import { exactTime, shortAgo } from '@/lib/dates.ts';
import { clockTime } from '@/lib/duration.ts';
import { isMissed } from '@core/call-words.ts';
import { callSentence, handledBy, outsideName } from './call-history-words.ts';
import { FollowUpChip, RowActions } from './CallHistoryRowEnd.tsx';
import { CallPageLink } from './CallPageLink.tsx';
import { callHistoryCopy as copy } from './copy.ts';
import { historyCopy } from './history-copy.ts';
import { outcomeWord } from './outcome-words.ts';

const cell = 'hidden px-2 whitespace-nowrap desk:table-cell';

/** One call: what happened in words, who, when, and what can be done about it. */
export const CallHistoryRow = memo(function CallHistoryRow({
  row,
  index,
  now,
  isCurrent,
  isSelected,
  onSelect,
  onFocusRow,
  onOpen,
  onOpenPage,
}: {
  row: CallRow;
  /** Its place in the whole list. */
  index: number;
  /** Epoch milliseconds. */
  now: number;
  /** Tab reaches this row. */
  isCurrent: boolean;
  isSelected: boolean;
  onSelect: (id: string, isRange: boolean) => void;
  onFocusRow: (id: string) => void;
  /** Shows what was said in this call. */
  onOpen: (row: CallRow) => void;
  /** Goes to this call's page. */
  onOpenPage: (id: string) => void;
}) {
  const isBad = isMissed(row);
  return (
    <tr
      role="row"
      data-call={row.id}
      tabIndex={isCurrent ? 0 : -1}
      aria-rowindex={index + 2}
      onFocus={(event) => {
        if (event.target === event.currentTarget) onFocusRow(row.id);
      }}
      className={cn(
        'group/row grid h-15 grid-cols-[1.75rem_minmax(0,1fr)_auto_2.75rem] items-center border-b border-line py-2 pr-1.5 pl-3 focus-visible:-outline-offset-2 desk:table-row desk:h-12 desk:p-0 desk:hover:bg-fill',
        isSelected && 'bg-accent-soft desk:hover:bg-accent-soft',
      )}
    >
      <td role="cell" className="relative desk:w-8 desk:pl-2">
        <span
          className={cn(
            isSelected && 'opacity-0',
            'group-focus-within/row:opacity-0 group-hover/row:opacity-0 touch:group-hover/row:opacity-100',
          )}
        >
          <OutcomeIcon row={row} isBad={isBad} />
        </span>
        <input
          type="checkbox"
          aria-label={historyCopy.select.one(outsideName(row))}
          tabIndex={isCurrent ? 0 : -1}
          checked={isSelected}
          onChange={({ nativeEvent }) =>
            onSelect(row.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
          }
          className={cn(
            'absolute inset-0 m-auto size-3.5 accent-accent group-focus-within/row:opacity-100 group-hover/row:opacity-100 desk:left-1 touch:group-hover/row:opacity-0',
            isSelected ? 'opacity-100 touch:group-hover/row:opacity-100' : 'opacity-0',
          )}
        />
      </td>
      <td role="cell" className="min-w-0 desk:px-2">
        <Who row={row} isBad={isBad} now={now} onOpen={onOpen} onOpenPage={onOpenPage} />
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
          {row.ai ? (
            <CallPageLink id={row.id} onOpenPage={onOpenPage} className="hover:underline">
              {shortAgo(row.startedAt, now)}
              <span className="sr-only">{historyCopy.openCall(outsideName(row))}</span>
            </CallPageLink>
          ) : (
            shortAgo(row.startedAt, now)
          )}
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
        <RowActions row={row} onOpen={onOpen} />
      </td>
    </tr>
  );
});

function OutcomeIcon({ row, isBad }: { row: CallRow; isBad: boolean }) {
  const Icon = isBad ? PhoneMissed : row.direction === 'inbound' ? PhoneIncoming : PhoneOutgoing;
  return (
    <span
      className={cn(
        'inline-grid size-6 place-items-center align-middle',
        isBad ? 'text-danger-text' : 'text-faint',
        row.handledBy === 'ai' && !isBad && 'text-ai-text',
        row.status !== 'ended' && 'text-success-text',
      )}
    >
      <Icon aria-hidden="true" />
    </span>
  );
}

interface WhoProps {
  row: CallRow;
  isBad: boolean;
  now: number;
  onOpen: (row: CallRow) => void;
  onOpenPage: (id: string) => void;
}

function Who({ row, isBad, now, onOpen, onOpenPage }: WhoProps) {
  const name = outsideName(row);
  const sentence = callSentence(row, now);
  const sentenceStyle = 'truncate text-small leading-4.25 text-muted';
  const nameStyle = cn('truncate font-medium', isBad && 'text-danger-text');
  return (
    <div className="grid leading-4.5">
      <span className="flex min-w-0 items-center gap-1.5">
        {row.client ? (
          <Link to={`/clients/${row.client.id}`} className={cn(nameStyle, 'hover:underline')}>
            {name}
          </Link>
        ) : (
          <span className={cn(nameStyle, 'lining-nums')}>{name}</span>
        )}
        <Tags row={row} />
      </span>
      {row.ai ? (
        <button
          type="button"
          title={sentence}
          className={cn(sentenceStyle, 'text-left hover:underline')}
          onClick={() => onOpen(row)}
        >
          {sentence}
        </button>
      ) : (
        <CallPageLink
          id={row.id}
          onOpenPage={onOpenPage}
          className={cn(sentenceStyle, 'hover:underline')}
          title={sentence}
        >
          {sentence}
        </CallPageLink>
      )}
    </div>
  );
}

/** Outcome and tags: the first two in words, the others on hover. */
function Tags({ row }: { row: CallRow }) {
  const all = [...(row.disposition ? [outcomeWord(row.disposition)] : []), ...row.tags];
  if (all.length === 0) return null;
  return (
    <span className="flex min-w-0 shrink-4 gap-1 overflow-hidden" title={all.join(', ')}>
      {all.slice(0, 2).map((tag) => (
        <Chip key={tag} className="h-4 px-1">
          {tag}
        </Chip>
      ))}
      {all.length > 2 ? <Chip className="h-4 px-1">{`+${all.length - 2}`}</Chip> : null}
    </span>
  );
}

function HandledBy({ row }: { row: CallRow }) {
  const { name, isNobody, isBad, isAi } = handledBy(row);
  if (name === null) {
    return (
      <span className={isBad ? 'text-danger-text' : 'text-muted'}>
        {isNobody ? copy.nobody : '–'}
      </span>
    );
  }
  return (
    <span className="flex items-center gap-1.5">
      {isAi ? <Avatar name="" tone="ai" icon={<AudioLines />} /> : <Avatar name={name} />}
      <span className="truncate">{name}</span>
    </span>
  );
}

function Seconds({ value }: { value: number | null }) {
  return value === null ? <span className="text-faint">–</span> : <>{clockTime(value)}</>;
}
