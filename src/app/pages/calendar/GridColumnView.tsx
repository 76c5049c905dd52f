import type { CSSProperties, PointerEvent } from 'react';
import { Popover } from '@/components/ui/Popover.tsx';
import type { OpenSpan } from '@/data/calendar-setup.queries.ts';
import type { Visit } from '@/data/calendar-visits.queries.ts';
import { cn } from '@/lib/cn.ts';
import { calendarCopy as copy } from './copy.ts';
import { drawnSpan, type Segment } from './grid-columns.ts';
import { type Lane, layOut } from './overlap-layout.ts';
import { toneAt, type TechnicianTone } from './technician-tones.ts';
import type { VisitActions } from './use-visit-actions.ts';
import { VisitBlock } from './VisitBlock.tsx';
import { VisitDetails } from './VisitDetails.tsx';

/** What all columns share. */
export interface GridContext {
  range: OpenSpan;
  timeZone: string;
  now: number;
  tones: ReadonlyMap<string, TechnicianTone>;
  /** Whether columns are days, which technicians share. */
  isShared: boolean;
  openId: string | null;
  onOpen: (visitId: string | null) => void;
  onPress: (event: PointerEvent, segment: Segment) => void;
  onMove: (visit: Visit) => void;
  actions: VisitActions;
}

export interface GridColumnViewProps {
  columnKey: string;
  label: string;
  isToday: boolean;
  closed: readonly OpenSpan[];
  segments: readonly Segment[];
  /** Minutes after midnight, in today's columns only. */
  nowMinute: number | null;
  draggedId: string | null;
  /** The dragged visit, as it would lie here. */
  ghost: Segment | null;
  context: GridContext;
}

/** One column of the grid with its visits. */
export function GridColumnView({
  columnKey,
  label,
  isToday,
  closed,
  segments,
  nowMinute,
  draggedId,
  ghost,
  context,
}: GridColumnViewProps) {
  const { range } = context;
  const lanes = layOut(segments.map((segment) => drawnSpan(segment, range)));
  const isNowShown = nowMinute !== null && nowMinute >= range.from && nowMinute <= range.to;
  return (
    <section
      data-column={columnKey}
      aria-label={`${label}, ${copy.visits(segments.length)}`}
      style={{ height: `calc(var(--hour) * ${(range.to - range.from) / 60})` }}
      className="relative border-l border-line"
    >
      <div
        aria-hidden="true"
        className={cn(
          'absolute inset-0',
          isToday && 'bg-[color-mix(in_oklch,var(--accent-soft)_38%,transparent)]',
        )}
      >
        {closed.map((span) => (
          <div
            key={span.from}
            data-closed
            style={{ top: offset(span.from, range), height: length(span.to - span.from) }}
            className="absolute inset-x-0 bg-canvas"
          />
        ))}
        <div className="absolute inset-0 bg-[repeating-linear-gradient(to_bottom,transparent_0_calc(var(--hour)-1px),var(--line)_calc(var(--hour)-1px)_var(--hour))]" />
      </div>
      <ul>
        {segments.map((segment, index) => (
          <li key={segment.visit.id}>
            <Visit
              segment={segment}
              place={lanes[index] ?? { lane: 0, lanes: 1 }}
              isDragged={draggedId === segment.visit.id}
              context={context}
            />
          </li>
        ))}
      </ul>
      {ghost ? (
        <div aria-hidden="true">
          <VisitBlock
            segment={ghost}
            tone={context.tones.get(ghost.visit.resource.id) ?? toneAt(0)}
            now={0}
            hasTechnician={context.isShared}
            tabIndex={-1}
            style={boxStyle(ghost, { lane: 0, lanes: 1 }, range)}
            className="pointer-events-none z-2 shadow-float outline-2 outline-accent"
          />
        </div>
      ) : null}
      {isNowShown ? (
        <div
          role="img"
          aria-label={copy.now}
          style={{ top: offset(nowMinute, range) }}
          className="pointer-events-none absolute right-0 -left-px z-2 h-[1.5px] bg-text before:absolute before:-top-[2.75px] before:-left-[3px] before:size-[7px] before:rounded-full before:bg-text"
        />
      ) : null}
    </section>
  );
}

function Visit({
  segment,
  place,
  isDragged,
  context,
}: {
  segment: Segment;
  place: Lane;
  isDragged: boolean;
  context: GridContext;
}) {
  const { visit } = segment;
  const { timeZone, now, openId, onOpen, onPress, onMove, actions } = context;
  const canMove = segment.isStart && visit.status !== 'done';
  return (
    <Popover
      label={visit.title}
      isOpen={openId === `${visit.id}@${String(segment.isStart)}`}
      onOpenChange={(isOpen) => onOpen(isOpen ? `${visit.id}@${String(segment.isStart)}` : null)}
      trigger={
        <VisitBlock
          segment={segment}
          tone={context.tones.get(visit.resource.id) ?? toneAt(0)}
          now={now}
          hasTechnician={context.isShared}
          isDragged={isDragged}
          style={boxStyle(segment, place, context.range)}
          className={canMove ? 'cursor-grab' : undefined}
          {...(canMove ? { onPointerDown: (event) => onPress(event, segment) } : {})}
        />
      }
    >
      <VisitDetails
        visit={visit}
        timeZone={timeZone}
        now={now}
        onClose={() => onOpen(null)}
        onMove={() => onMove(visit)}
        actions={actions}
      />
    </Popover>
  );
}

function offset(minute: number, range: OpenSpan): string {
  return `calc(var(--hour) * ${(minute - range.from) / 60})`;
}

function length(minutes: number): string {
  return `calc(var(--hour) * ${minutes / 60})`;
}

function boxStyle(segment: Segment, { lane, lanes }: Lane, range: OpenSpan): CSSProperties {
  const { from, to } = drawnSpan(segment, range);
  // The gap to the next column is where a click makes no mistake between two visits.
  const width = `(100% - 8px) / ${lanes}`;
  return {
    top: `calc(var(--hour) * ${(from - range.from) / 60} + 1px)`,
    height: `calc(var(--hour) * ${(to - from) / 60} - 3px)`,
    left: `calc(3px + ${width} * ${lane})`,
    width: `calc(${width} - 2px)`,
  };
}
