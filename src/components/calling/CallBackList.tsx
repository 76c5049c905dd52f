import { Check, Phone } from 'lucide-react';
import { useId } from 'react';
import type { Member } from '@/calling/ports.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { Button } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import {
  type CallBack,
  type CallBackChange,
  useCallBacks,
  useChangeCallBack,
} from '@/data/call-tasks.queries.ts';
import { cn } from '@/lib/cn.ts';
import { dueWord, exactTime } from '@/lib/dates.ts';
import { showToast } from '@/lib/toast-store.ts';
import { useNow } from '@/lib/use-now.ts';
import { displayNumber } from '@core/e164.ts';
import { callingCopy } from './calling-copy.ts';

const { callBacks: copy } = callingCopy;

/** Who waits for our call, the most urgent first, and who has promised it. */
export function CallBackList() {
  const titleId = useId();
  const tasks = useCallBacks();
  const change = useChangeCallBack();
  const save = (id: string, wanted: CallBackChange) =>
    change.mutate(
      { id, change: wanted },
      {
        onError: () =>
          showToast({
            text: copy.notSaved,
            action: { label: copy.tryAgain, run: () => save(id, wanted) },
          }),
      },
    );
  const finish = (task: CallBack) => {
    save(task.id, { doneAt: new Date().toISOString() });
    showToast({
      text: copy.finished(nameOf(task)),
      action: { label: copy.undo, run: () => save(task.id, { doneAt: null }) },
    });
  };
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className="flex h-12 items-center text-body">
        {copy.title}
        {tasks.data?.length ? (
          <span className="ml-1 font-normal text-faint tabular-nums">{tasks.data.length}</span>
        ) : null}
      </h2>
      {tasks.isPending ? <Waiting /> : null}
      {tasks.isError && !tasks.data ? (
        <p className="flex items-center gap-2 text-small text-muted">
          {copy.failed}
          <Button size="sm" onClick={() => void tasks.refetch()}>
            {copy.retry}
          </Button>
        </p>
      ) : null}
      {tasks.data?.length === 0 ? <p className="text-small text-faint">{copy.none}</p> : null}
      <ul className="divide-y divide-line">
        {tasks.data?.map((task) => (
          <CallBackItem key={task.id} task={task} onChange={save} onFinish={finish} />
        ))}
      </ul>
    </section>
  );
}

interface CallBackItemProps {
  task: CallBack;
  onChange: (id: string, change: CallBackChange) => void;
  onFinish: (task: CallBack) => void;
}

function CallBackItem({ task, onChange, onFinish }: CallBackItemProps) {
  const calling = useCalling();
  const me = useCallingState((state) => state.me);
  const name = nameOf(task);
  const call = () => {
    if (!task.phoneNumber) return;
    void calling.dial({ to: task.phoneNumber, name, clientId: task.client?.id ?? null });
  };
  return (
    <li className="py-2.5">
      <div className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
        {task.isUrgent ? <Chip tone="bad">{copy.urgent}</Chip> : null}
        <Due dueAt={task.dueAt} />
      </div>
      <p className="text-small text-muted">
        {task.kind === 'message' ? copy.message : callBackReason(task.reason)}
      </p>
      {task.note && task.note !== task.reason ? (
        <p className="text-small break-words">{copy.said(task.note)}</p>
      ) : null}
      <div className="mt-1 flex items-center gap-1.5">
        <Avatar name={task.assignee?.name ?? '?'} />
        <span className="truncate text-small text-muted">{assigneeWord(task, me)}</span>
        <span className="ml-auto flex gap-1.5">
          {task.assignee === null && me ? (
            <Button size="sm" onClick={() => onChange(task.id, { assignee: me })}>
              {copy.take}
            </Button>
          ) : null}
          <Button
            size="sm"
            variant="ghost"
            aria-label={copy.doneNamed(name)}
            onClick={() => onFinish(task)}
          >
            <Check className="size-3.5" aria-hidden="true" />
            {copy.done}
          </Button>
          <Button size="sm" disabled={!task.phoneNumber} onClick={call}>
            <Phone className="size-3.5" aria-hidden="true" />
            {copy.callBack}
          </Button>
        </span>
      </div>
    </li>
  );
}

function Due({ dueAt }: { dueAt: string }) {
  const now = useNow();
  const due = dueWord(dueAt, now);
  return (
    <span
      title={exactTime(dueAt)}
      className={cn(
        'text-small font-medium tabular-nums',
        due.isLate ? 'text-danger-text' : 'text-muted',
      )}
    >
      {due.text}
    </span>
  );
}

function nameOf(task: CallBack): string {
  const number = task.phoneNumber ? displayNumber(task.phoneNumber) : null;
  if (task.client) return task.client.name;
  return [task.callerName, number].filter(Boolean).join(', ') || copy.withheld;
}

function assigneeWord(task: CallBack, me: Member | null): string {
  if (!task.assignee) return copy.nobody;
  return task.assignee.id === me?.id ? copy.you : task.assignee.name;
}

/** Why somebody waits for a call, in words. */
export function callBackReason(reason: string | null): string {
  return reason ? (copy.reasons[reason] ?? reason) : copy.missed;
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
