import { useToday } from '@/data/today.queries.ts';
import { cn } from '@/lib/cn.ts';
import { startOfDay } from '@/lib/dates.ts';
import { clockTime } from '@/lib/duration.ts';
import { useNow } from '@/lib/use-now.ts';
import { callingCopy } from './calling-copy.ts';

const { today: copy } = callingCopy;
const figure = 'mr-1.5 text-md font-strong tracking-[-0.01em] text-text tabular-nums';

/** Today's inbound calls in three figures; nothing before the first call of the day. */
export function TodayLine() {
  const now = useNow();
  const today = useToday(new Date(startOfDay(now)).toISOString());
  if (!today.data) return null;
  const { answered, missed, medianWaitSeconds, bookedByAi } = today.data;
  if (answered + missed === 0) return null;
  return (
    <div
      role="group"
      aria-label={copy.label}
      className="flex scrollbar-none items-baseline gap-5 overflow-x-auto px-4 py-3 text-small whitespace-nowrap text-muted desk:gap-6 desk:px-6 desk:py-4"
    >
      <span>
        <b className={figure}>{copy.answered(answered, answered + missed)}</b>
        {copy.answeredWord}
      </span>
      {medianWaitSeconds === null ? null : (
        <span>
          <b className={figure}>{clockTime(medianWaitSeconds)}</b>
          {copy.medianWait}
        </span>
      )}
      {bookedByAi > 0 ? (
        <span>
          <b className={figure}>{bookedByAi}</b>
          {copy.bookedByAi}
        </span>
      ) : null}
      <span>
        <b className={cn(figure, missed > 0 && 'text-danger-text')}>{missed}</b>
        {copy.missed}
      </span>
    </div>
  );
}
