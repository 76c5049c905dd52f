import { type CSSProperties, useMemo, useRef, useState } from 'react';
import type { CalendarSetup, OpenSpan } from '@/data/calendar-setup.queries.ts';
import type { Visit } from '@/data/calendar-visits.queries.ts';
import { cn } from '@/lib/cn.ts';
import { clockOfMinute, dayWords, type IsoDay, type WallTime } from '@/lib/zoned-time.ts';
import { calendarCopy as copy } from './copy.ts';
import type { DropTarget } from './drop-target.ts';
import { type GridColumn, movedTo, type Segment, segmentsOf } from './grid-columns.ts';
import { type GridContext, GridColumnView } from './GridColumnView.tsx';
import { closedSpans, openSpans, shownRange } from './opening-hours.ts';
import { tonesOf } from './technician-tones.ts';
import type { VisitActions } from './use-visit-actions.ts';
import { useVisitDrag } from './use-visit-drag.ts';

export interface TimeGridProps {
  /** The name of what is shown. */
  label: string;
  columns: readonly GridColumn[];
  visits: readonly Visit[];
  setup: CalendarSetup;
  timeZone: string;
  /** Epoch milliseconds. */
  now: number;
  wallNow: WallTime;
  actions: VisitActions;
  /** Asks for the form. */
  onMove: (visit: Visit) => void;
}

/** Hours down, days or technicians across; visits are dragged to where they fit better. */
export function TimeGrid(props: TimeGridProps) {
  const { label, columns, visits, setup, timeZone, now, wallNow, actions, onMove } = props;
  const grid = useRef<HTMLDivElement>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const filled = useMemo(
    () =>
      columns.map((column) => ({
        column,
        segments: segmentsOf(column, visits, timeZone),
        open: openSpans(column.day, setup),
      })),
    [columns, visits, timeZone, setup],
  );
  const range = useMemo(
    () =>
      shownRange(
        filled.map(({ open }) => open),
        filled.flatMap(({ segments }) => segments).filter(({ isStart }) => isStart),
      ),
    [filled],
  );

  const drop = ({ visit }: Segment, target: DropTarget) => {
    const column = columns.find(({ key }) => key === target.columnKey);
    if (!column) return;
    const after = movedTo(visit, { ...column, minute: target.minute }, timeZone);
    const isSame = after.startsAt === visit.startsAt && after.resource.id === visit.resource.id;
    if (!isSame) actions.move(visit, after);
  };
  const { drag, press } = useVisitDrag({ grid, range, onDrop: drop });

  const tones = useMemo(() => tonesOf(setup.technicians), [setup.technicians]);
  const context: GridContext = {
    range,
    timeZone,
    now,
    tones,
    isShared: columns.every(({ technician }) => technician === null),
    openId,
    onOpen: setOpenId,
    onPress: press,
    onMove,
    actions,
  };
  const hours = Array.from(
    { length: (range.to - range.from) / 60 + 1 },
    (_, i) => range.from + i * 60,
  );
  return (
    <div
      role="group"
      aria-label={label}
      style={gridStyle(filled, range)}
      className={cn('grid border-t border-line', drag && 'cursor-grabbing')}
    >
      <div className="sticky top-13 z-3 border-b border-line bg-surface" />
      {columns.map((column) => (
        <ColumnHeader
          key={column.key}
          column={column}
          isToday={column.day === wallNow.day}
          holiday={setup.holidays[column.day]?.name ?? null}
          isClosed={openSpans(column.day, setup)?.length === 0}
        />
      ))}
      <div aria-hidden="true" className="relative">
        {hours.slice(1, -1).map((minute) => (
          <span
            key={minute}
            style={{ top: `calc(var(--hour) * ${(minute - range.from) / 60})` }}
            className="absolute right-2.5 -translate-y-1/2 text-2xs text-faint tabular-nums"
          >
            {clockOfMinute(minute)}
          </span>
        ))}
      </div>
      <div ref={grid} className="contents">
        {filled.map(({ column, segments, open }) => (
          <GridColumnView
            key={column.key}
            columnKey={column.key}
            label={column.technician?.name ?? longDay(column.day)}
            isToday={column.day === wallNow.day}
            closed={closedSpans(open, range)}
            segments={segments}
            nowMinute={column.day === wallNow.day ? wallNow.minute : null}
            draggedId={drag?.segment.visit.id ?? null}
            ghost={
              drag?.target.columnKey === column.key
                ? ghostOf(drag.segment, drag.target, column)
                : null
            }
            context={context}
          />
        ))}
      </div>
    </div>
  );
}

/** How high an hour is, and how wide the columns are: a closed and empty day takes half the room. */
function gridStyle(
  filled: readonly { open: readonly OpenSpan[] | null; segments: readonly Segment[] }[],
  range: OpenSpan,
): CSSProperties {
  const widths = filled.map(({ open, segments }) =>
    open?.length === 0 && segments.length === 0 ? 'minmax(0,0.5fr)' : 'minmax(0,1fr)',
  );
  const hourHeight = `max(4.125rem, calc((100dvh - 8.9rem) / ${(range.to - range.from) / 60}))`;
  return {
    gridTemplateColumns: `3.5rem ${widths.join(' ')}`,
    ['--hour' as string]: hourHeight,
  };
}

/** The dragged visit as it would lie. */
function ghostOf(segment: Segment, target: DropTarget, { technician }: GridColumn): Segment {
  const { visit, from, to } = segment;
  return {
    visit: technician ? { ...visit, resource: technician } : visit,
    from: target.minute,
    to: target.minute + (to - from),
    isStart: true,
  };
}

function longDay(day: IsoDay): string {
  return dayWords(day, { weekday: 'long', month: 'long', day: 'numeric' });
}

function ColumnHeader({
  column,
  isToday,
  holiday,
  isClosed,
}: {
  column: GridColumn;
  isToday: boolean;
  holiday: string | null;
  isClosed: boolean;
}) {
  return (
    <h3 className="sticky top-13 z-3 flex h-9 items-center gap-1.25 overflow-hidden border-b border-l border-line bg-surface pl-2.5 text-small font-normal whitespace-nowrap text-muted">
      {column.technician ? (
        <span className="truncate font-medium text-text">{column.technician.name}</span>
      ) : (
        <>
          {dayWords(column.day, { weekday: 'short' }).replace('.', '')}
          <span
            className={cn(
              'font-medium tabular-nums',
              isClosed ? 'text-muted' : 'text-text',
              isToday && 'rounded-chip bg-accent px-1.25 text-on-accent',
            )}
          >
            {Number(column.day.slice(8))}
          </span>
        </>
      )}
      {holiday ? (
        <span
          title={isClosed ? copy.closedFor(holiday) : holiday}
          className="truncate pr-2 text-2xs text-faint"
        >
          {isClosed ? copy.closedFor(holiday) : holiday}
        </span>
      ) : null}
    </h3>
  );
}
