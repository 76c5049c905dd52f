import { Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { callBackReason } from '@/components/calling/call-back-words.ts';
import { Button } from '@/components/ui/Button.tsx';
import { type ClientTask, useClientTasks, useFinishTask } from '@/data/client-tasks.queries.ts';
import { cn } from '@/lib/cn.ts';
import { dueWord, exactTime } from '@/lib/dates.ts';
import { showToast } from '@/lib/toast-store.ts';
import { useNow } from '@/lib/use-now.ts';
import { clientCopy } from './copy.ts';
import { TaskForm } from './TaskForm.tsx';

const { tasks: copy } = clientCopy;

/** What is still to be done for a client; a tick takes it off, and can be taken back. */
export function OpenTasks({ clientId, memberId }: { clientId: string; memberId: string }) {
  const now = useNow();
  const { data, isPending } = useClientTasks(clientId);
  const finish = useFinishTask(clientId);
  /** The id of the task in the form; `new` for one that is being written. */
  const [edited, setEdited] = useState<string | null>(null);
  const open = data ?? [];

  const change = (task: ClientTask, isDone: boolean) => {
    finish.mutate(
      { task, isDone },
      {
        onError: () =>
          showToast({
            text: copy.failed,
            action: { label: copy.retry, run: () => change(task, isDone) },
          }),
      },
    );
  };
  const tick = (task: ClientTask) => {
    change(task, true);
    showToast({
      text: copy.finished,
      action: { label: copy.undo, run: () => change(task, false) },
    });
  };

  if (isPending) return null;
  const form = (task: ClientTask | null) => (
    <TaskForm clientId={clientId} task={task} onDone={() => setEdited(null)} />
  );
  return (
    <section aria-labelledby="tasks-title" className="border-t border-line py-4">
      <div className="mb-2 flex min-h-7 items-center">
        <h2 id="tasks-title">
          {copy.title}
          <span className="ml-1 font-normal text-faint tabular-nums">{open.length || ''}</span>
        </h2>
        <Button
          variant="ghost"
          size="sm"
          iconOnly
          className="-mr-2 ml-auto"
          aria-label={copy.add}
          onClick={() => setEdited('new')}
        >
          <Plus aria-hidden="true" />
        </Button>
      </div>
      {edited === 'new' ? form(null) : null}
      {open.length === 0 && edited === null ? <p className="text-muted">{copy.none}</p> : null}
      <ul>
        {open.map((task) => (
          <li key={task.id} className="py-1.25">
            {edited === task.id ? (
              form(task)
            ) : (
              <Task
                task={task}
                memberId={memberId}
                now={now}
                onTick={() => tick(task)}
                onEdit={() => setEdited(task.id)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a task is, in words. */
function taskWords(task: ClientTask): string {
  return task.title ?? copy.callBackFor(callBackReason(task.reason));
}

interface TaskProps {
  task: ClientTask;
  memberId: string;
  now: number;
  onTick: () => void;
  onEdit: () => void;
}

function Task({ task, memberId, now, onTick, onEdit }: TaskProps) {
  const what = taskWords(task);
  const { assignee } = task;
  const who = assignee === null ? copy.nobody : assignee.id === memberId ? copy.you : assignee.name;
  return (
    <div className="flex items-start gap-2.5">
      <input
        type="checkbox"
        aria-label={copy.finish(what)}
        checked={false}
        onChange={onTick}
        className="mt-0.5 size-4 shrink-0 accent-(--accent)"
      />
      <div className="min-w-0 flex-1">
        <p className="break-words">{what}</p>
        <p className="text-small text-muted">
          {who}
          {task.dueAt === null ? null : <Due dueAt={task.dueAt} now={now} />}
        </p>
      </div>
      <Button
        variant="ghost"
        size="sm"
        iconOnly
        className="-mr-2"
        aria-label={copy.change(what)}
        onClick={onEdit}
      >
        <Pencil aria-hidden="true" />
      </Button>
    </div>
  );
}

function Due({ dueAt, now }: { dueAt: string; now: number }) {
  const due = dueWord(dueAt, now);
  return (
    <>
      ,{' '}
      <time
        dateTime={dueAt}
        title={exactTime(dueAt)}
        className={cn('font-medium', due.isLate ? 'text-danger-text' : 'text-warning-text')}
      >
        {due.text}
      </time>
    </>
  );
}
