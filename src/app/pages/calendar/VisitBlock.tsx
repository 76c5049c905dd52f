import { AudioLines } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn.ts';
import { clockOfMinute } from '@/lib/zoned-time.ts';
import { calendarCopy as copy } from './copy.ts';
import type { Segment } from './grid-columns.ts';
import type { TechnicianTone } from './technician-tones.ts';
import { remarksOf } from './visit-words.ts';

const LOW_MINUTES = 45;
const ROOMY_MINUTES = 75;

export type VisitBlockProps = Omit<ComponentProps<'button'>, 'children'> & {
  segment: Segment;
  tone: TechnicianTone;
  /** Epoch milliseconds. */
  now: number;
  /** Where several technicians share a column. */
  hasTechnician: boolean;
  isDragged?: boolean;
};

/** A visit in the grid: hatched until it is confirmed, grey when it is over. */
export function VisitBlock({
  segment,
  tone,
  now,
  hasTechnician,
  isDragged = false,
  className,
  ...button
}: VisitBlockProps) {
  const { visit, from, to } = segment;
  const minutes = to - from;
  const isLow = minutes < LOW_MINUTES;
  const isOver = visit.status === 'done' || visit.endsAt < now;
  const hasName = hasTechnician && minutes >= ROOMY_MINUTES;
  const remarks = remarksOf(segment);
  const isHatched = visit.status === 'unconfirmed' && !isOver;
  return (
    <button
      type="button"
      {...button}
      className={cn(
        'absolute flex flex-col overflow-hidden rounded-[6px] pt-0.75 pr-1.5 pb-1 pl-2.25 text-left text-xs leading-4 text-text shadow-[0_0_0_1px_var(--surface)] select-none',
        'hover:z-1 hover:outline-1 hover:outline-line-strong focus-visible:z-1 aria-expanded:z-1 aria-expanded:outline-2 aria-expanded:outline-accent',
        isLow && 'flex-row items-baseline gap-1.5 py-0',
        isHatched ? tone.hatch : tone.block,
        isOver && 'bg-fill text-muted',
        isDragged && 'opacity-40',
        className,
      )}
    >
      <span
        aria-hidden="true"
        className={cn('absolute inset-y-0 left-0 w-0.75', isOver ? 'bg-line-strong' : tone.bar)}
      />
      <span className="shrink-0 text-2xs text-muted tabular-nums">
        {segment.isStart ? clockOfMinute(from) : copy.until(clockOfMinute(to))}
        <span className="sr-only">
          {segment.isStart ? ` ${copy.upTo(clockOfMinute(to))}` : ''},
        </span>
      </span>
      <span
        className={cn('truncate', isOver ? 'font-medium' : 'font-strong', !isLow && 'shrink-0')}
      >
        {visit.title}
        <span className="sr-only">,</span>
      </span>
      <span className={isLow ? 'sr-only' : 'shrink-0 truncate text-muted'}>
        {visit.client.name}
        <span className="sr-only">,</span>
      </span>
      <span className={hasName ? 'shrink-0 truncate text-muted' : 'sr-only'}>
        <span className="sr-only">{copy.with} </span>
        {visit.resource.name}
        <span className="sr-only">{remarks.map((remark) => `, ${remark}`).join('')}</span>
      </span>
      {visit.isBookedByAi ? (
        <AudioLines
          aria-hidden="true"
          className="absolute top-1 right-1.5 size-3.25 bg-inherit text-ai-text"
        />
      ) : null}
    </button>
  );
}
