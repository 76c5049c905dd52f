import { AudioLines, PhoneIncoming, PhoneMissed, PhoneOutgoing } from 'lucide-react';
import { memo } from 'react';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import type { CallRow } from '@/data/call-history.queries.ts';
import { callPath } from '@/lib/call-path.ts';
import { cn } from '@/lib/cn.ts';
import { exactTime, shortAgo } from '@/lib/dates.ts';
import { clockTime } from '@/lib/duration.ts';
import { isMissed } from '@core/call-words.ts';
import { callSentence, handledBy, outsideName } from './call-history-words.ts';
import { FollowUpChip, RowActions } from './CallHistoryRowEnd.tsx';
import { callHistoryCopy as copy } from './copy.ts';
import { historyCopy } from './history-copy.ts';
import { outcomeWord } from './outcome-words.ts';

// Rows are made by the dozen while somebody scrolls: what is the same in all of them is worked out once.
const cell = 'hidden px-2 whitespace-nowrap desk:block';
const cells = {
  line: cn(cell, 'text-muted @max-[46rem]:hidden'),
  wait: cn(cell, 'text-right text-muted tabular-nums @max-[40rem]:hidden'),
  talk: cn(cell, 'text-right tabular-nums'),
};
const plainRow =
  'group/row grid h-15 grid-cols-[1.75rem_minmax(0,1fr)_auto_2.75rem] items-center border-b border-line py-2 pr-1.5 pl-3 [contain:layout_style_size] focus-visible:-outline-offset-2 desk:h-12 desk:p-0 desk:hover:bg-fill desk:history-columns';
const selectedRow = cn(plainRow, 'bg-accent-soft desk:hover:bg-accent-soft');
// What lies over something else shares its place in a grid, and hides by having nothing to paint: a place of
// its own or an opacity would be a layer for each row, to be put together with the others at each frame.
const mark = 'grid size-6 place-items-center *:[grid-area:1/1]';
const marks = {
  plain: cn(mark, 'text-faint'),
  bad: cn(mark, 'text-danger-text'),
  ai: cn(mark, 'text-ai-text'),
  live: cn(mark, 'text-success-text'),
};
const plainIcon =
  'group-focus-within/row:stroke-none group-hover/row:stroke-none touch:group-hover/row:stroke-current';
const selectedIcon = 'stroke-none';
const plainBox =
  'size-3.5 appearance-none accent-accent group-focus-within/row:appearance-auto group-hover/row:appearance-auto touch:group-hover/row:appearance-none';
const selectedBox = 'size-3.5 accent-accent';

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
  onCall,
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
  /** Calls whom this call was with. */
  onCall: (row: CallRow) => void;
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
      className={isSelected ? selectedRow : plainRow}
    >
      <td role="cell" className="desk:pl-2">
        <span className={marks[markOf(row, isBad)]}>
          <OutcomeIcon row={row} isBad={isBad} className={isSelected ? selectedIcon : plainIcon} />
          <input
            type="checkbox"
            aria-label={historyCopy.select.one(outsideName(row))}
            tabIndex={isCurrent ? 0 : -1}
            checked={isSelected}
            onChange={({ nativeEvent }) =>
              onSelect(row.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
            }
            className={isSelected ? selectedBox : plainBox}
          />
        </span>
      </td>
      <td role="cell" className="min-w-0 desk:px-2">
        <Who row={row} isBad={isBad} now={now} onOpen={onOpen} />
      </td>
      <td role="cell" className={cells.line}>
        <span className="block cut-off">{row.line.label}</span>
      </td>
      <td role="cell" className={cell}>
        <HandledBy row={row} />
      </td>
      <td role="cell" className="px-1 text-sm whitespace-nowrap text-muted desk:px-2">
        <time dateTime={row.startedAt} title={exactTime(row.startedAt)}>
          {row.ai ? (
            <a href={callPath(row.id)} className="hover:underline">
              {shortAgo(row.startedAt, now)}
              <span className="sr-only">{historyCopy.openCall(outsideName(row))}</span>
            </a>
          ) : (
            shortAgo(row.startedAt, now)
          )}
        </time>
      </td>
      <td role="cell" className={cells.wait}>
        <Seconds value={row.waitSeconds} />
      </td>
      <td role="cell" className={cells.talk}>
        <Seconds value={row.answeredAt ? row.durationSeconds : null} />
      </td>
      <td role="cell" className="desk:px-2">
        <span className="desk:grid desk:items-center desk:justify-items-end desk:*:[grid-area:1/1]">
          <FollowUpChip row={row} now={now} />
          <RowActions row={row} onOpen={onOpen} onCall={onCall} />
        </span>
      </td>
    </tr>
  );
});

function markOf(row: CallRow, isBad: boolean): keyof typeof marks {
  if (row.status !== 'ended') return 'live';
  if (isBad) return 'bad';
  return row.handledBy === 'ai' ? 'ai' : 'plain';
}

interface OutcomeIconProps {
  row: CallRow;
  isBad: boolean;
  className: string;
}

function OutcomeIcon({ row, isBad, className }: OutcomeIconProps) {
  const Icon = isBad ? PhoneMissed : row.direction === 'inbound' ? PhoneIncoming : PhoneOutgoing;
  return <Icon aria-hidden="true" className={className} />;
}

interface WhoProps {
  row: CallRow;
  isBad: boolean;
  now: number;
  onOpen: (row: CallRow) => void;
}

const names = { plain: 'cut-off font-medium', bad: 'cut-off font-medium text-danger-text' };
const sentenceStyle = 'cut-off text-small leading-4.25 text-muted hover:underline';

function Who({ row, isBad, now, onOpen }: WhoProps) {
  const name = outsideName(row);
  const sentence = callSentence(row, now);
  const nameStyle = isBad ? names.bad : names.plain;
  return (
    <div className="grid leading-4.5">
      <span className="flex min-w-0 items-center gap-1.5">
        {row.client ? (
          <a href={`/clients/${row.client.id}`} className={`${nameStyle} hover:underline`}>
            {name}
          </a>
        ) : (
          <span className={`${nameStyle} lining-nums`}>{name}</span>
        )}
        <Tags row={row} />
      </span>
      {row.ai ? (
        <button
          type="button"
          title={sentence}
          className={`${sentenceStyle} text-left`}
          onClick={() => onOpen(row)}
        >
          {sentence}
        </button>
      ) : (
        <a href={callPath(row.id)} className={sentenceStyle} title={sentence}>
          {sentence}
        </a>
      )}
    </div>
  );
}

/** Outcome and tags: the first two in words, the others on hover. */
function Tags({ row }: { row: CallRow }) {
  const all = [...(row.disposition ? [outcomeWord(row.disposition)] : []), ...row.tags];
  if (all.length === 0) return null;
  return (
    <span className="flex min-w-0 shrink-4 gap-1 overflow-clip" title={all.join(', ')}>
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
      <span className="cut-off">{name}</span>
    </span>
  );
}

function Seconds({ value }: { value: number | null }) {
  return value === null ? <span className="text-faint">–</span> : <>{clockTime(value)}</>;
}
