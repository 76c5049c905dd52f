import { useId, useState } from 'react';
import { useCallingState } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { Select } from '@/components/ui/Select.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import {
  CALL_BACK_FILTERS,
  CALL_BACKS_PAGE,
  type CallBackCounts,
  type CallBackFilter,
  useCallBackCounts,
  useCallBacks,
} from '@/data/call-tasks.queries.ts';
import { CallBackItem } from './CallBackItem.tsx';
import { callingCopy } from './calling-copy.ts';
import { useCallBackChanges } from './use-change-call-back.ts';

const { callBacks: copy } = callingCopy;

/** Who waits for our call, the most urgent first, and who has promised it. */
export function CallBackList() {
  const titleId = useId();
  const [filter, setFilter] = useState<CallBackFilter>('all');
  const [limit, setLimit] = useState(CALL_BACKS_PAGE);
  const memberId = useCallingState((state) => state.me?.id ?? '');
  const tasks = useCallBacks(filter, memberId, limit);
  const counts = useCallBackCounts();
  const change = useCallBackChanges();
  const shown = tasks.data;
  return (
    <section aria-labelledby={titleId}>
      <div className="flex h-12 items-center gap-2">
        <h2 id={titleId} className="mr-auto truncate text-body">
          {copy.title}
          {counts.data?.all ? (
            <span className="ml-1 font-normal text-faint tabular-nums">{counts.data.all}</span>
          ) : null}
        </h2>
        <Select
          label={copy.filter}
          value={filter}
          options={CALL_BACK_FILTERS.map((value) => ({
            value,
            label: filterLabel(value, counts.data),
          }))}
          isActive={filter !== 'all'}
          onChange={setFilter}
        />
      </div>
      {tasks.isPending ? <Waiting /> : null}
      {tasks.isError && !shown ? (
        <p className="flex items-center gap-2 text-small text-muted">
          {copy.failed}
          <Button size="sm" onClick={() => void tasks.refetch()}>
            {copy.retry}
          </Button>
        </p>
      ) : null}
      {shown?.length === 0 ? <p className="text-small text-faint">{nothing(filter)}</p> : null}
      <ul className="divide-y divide-line">
        {shown?.map((task) => (
          <CallBackItem key={task.id} task={task} onChange={change} />
        ))}
      </ul>
      {shown && shown.length >= limit ? (
        <Button size="sm" isFull onClick={() => setLimit(limit + CALL_BACKS_PAGE)}>
          {copy.showMore}
        </Button>
      ) : null}
    </section>
  );
}

function filterLabel(filter: CallBackFilter, counts: CallBackCounts | undefined): string {
  return counts ? `${copy.filters[filter]} ${counts[filter]}` : copy.filters[filter];
}

function nothing(filter: CallBackFilter): string {
  if (filter === 'mine') return copy.noneMine;
  return filter === 'overdue' ? copy.noneOverdue : copy.none;
}

function Waiting() {
  return (
    <div className="grid gap-3 py-2">
      <Skeleton className="w-32" />
      <Skeleton className="w-56" />
      <Skeleton className="w-40" />
    </div>
  );
}
