import { useClientTasks, useFinishTask, type ClientTask } from '@/data/client-tasks.queries.ts';
import { cn } from '@/lib/cn.ts';
import { dueWord, exactTime } from '@/lib/dates.ts';
import { showToast } from '@/lib/toast-store.ts';
import { useNow } from '@/lib/use-now.ts';
import { clientCopy } from './copy.ts';

const { tasks: copy } = clientCopy;

/** What is still to be done for a client; a tick takes it off, and can be taken back. */
export function OpenTasks({ clientId, memberId }: { clientId: string; memberId: string }) {
  const now = useNow();
  const { data, isPending } = useClientTasks(clientId);
  const finish = useFinishTask(clientId);
  const open = (data ?? []).filter((task) => task.doneAt === null);

  const change = (id: string, doneAt: string | null) => {
    finish.mutate(
      { id, doneAt },
      {
        onError: () =>
          showToast({
            text: copy.failed,
            action: { label: copy.retry, run: () => change(id, doneAt) },
          }),
      },
    );
  };
  const tick = (id: string) => {
    change(id, new Date().toISOString());
    showToast({ text: copy.finished, action: { label: copy.undo, run: () => change(id, null) } });
  };

  if (isPending) return null;
  return (
    <section aria-labelledby="tasks-title" className="border-t border-line py-4">
      <h2 id="tasks-title" className="mb-2 flex min-h-7 items-center">
        {copy.title}
        <span className="ml-1 font-normal text-faint tabular-nums">{open.length || ''}</span>
      </h2>
      {open.length === 0 ? <p className="text-muted">{copy.none}</p> : null}
      <ul>
        {open.map((task) => (
          <Task key={task.id} task={task} memberId={memberId} now={now} onTick={tick} />
        ))}
      </ul>
    </section>
  );
}

function Task({
  task,
  memberId,
  now,
  onTick,
}: {
  task: ClientTask;
  memberId: string;
  now: number;
  onTick: (id: string) => void;
}) {
  const reason = task.reason?.trim() ?? '';
  const what = copy.reasons[reason] ?? (reason || copy.callBack);
  const due = dueWord(task.dueAt, now);
  const who =
    task.assignee === null
      ? copy.nobody
      : task.assignee.id === memberId
        ? copy.you
        : task.assignee.name;
  return (
    <li className="flex items-start gap-2.5 py-1.25">
      <input
        type="checkbox"
        aria-label={copy.finish(what)}
        checked={false}
        onChange={() => onTick(task.id)}
        className="mt-0.5 size-4 shrink-0 accent-(--accent)"
      />
      <div className="min-w-0">
        <p>{what}</p>
        <p className="text-small text-muted">
          {who},{' '}
          <time
            dateTime={task.dueAt}
            title={exactTime(task.dueAt)}
            className={cn('font-medium', due.isLate ? 'text-danger-text' : 'text-warning-text')}
          >
            {due.text}
          </time>
        </p>
      </div>
    </li>
  );
}
