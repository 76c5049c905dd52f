import { callingCopy } from '@/components/calling/calling-copy.ts';
import { useCallBackCounts } from '@/data/call-tasks.queries.ts';
import { cn } from '@/lib/cn.ts';

const { callBacks: copy } = callingCopy;
const MOST = 99;

/** How many wait for a call-back, beside the page where they stand; red when one waits too long. */
export function CallBackBadge({ className }: { className?: string }) {
  const { data } = useCallBackCounts();
  if (!data || data.all === 0) return null;
  return (
    <span
      className={cn(
        'rounded-chip px-1.5 text-2xs leading-4.5 font-medium tabular-nums',
        data.overdue > 0 ? 'bg-danger-soft text-danger-text' : 'bg-fill-strong text-muted',
        className,
      )}
    >
      <span aria-hidden="true">{data.all > MOST ? `${MOST}+` : data.all}</span>
      <span className="sr-only">
        {`${copy.waiting(data.all)}${data.overdue > 0 ? `, ${copy.filters.overdue} ${data.overdue}` : ''}`}
      </span>
    </span>
  );
}
