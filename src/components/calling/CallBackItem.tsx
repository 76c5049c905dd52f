import { Check, Clock3, Phone } from 'lucide-react';
import { memo } from 'react';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import { Menu, MenuItem } from '@/components/ui/Menu.tsx';
import type { CallBack, CallBackChange } from '@/data/call-tasks.queries.ts';
import { cn } from '@/lib/cn.ts';
import { dueWord, exactTime } from '@/lib/dates.ts';
import { useNow } from '@/lib/use-now.ts';
import { callBackReason, snoozeTimes, waitingName } from './call-back-words.ts';
import { CallBackOwner } from './CallBackOwner.tsx';
import { callingCopy } from './calling-copy.ts';

const { callBacks: copy } = callingCopy;

export interface CallBackItemProps {
  task: CallBack;
  onChange: (task: CallBack, change: CallBackChange) => void;
}

/** One who waits: why, until when, whose it is, and everything that can be done about it. */
export const CallBackItem = memo(function CallBackItem({ task, onChange }: CallBackItemProps) {
  const calling = useCalling();
  const me = useCallingState((state) => state.me);
  const name = waitingName(task);
  const assign = (assignee: CallBack['assignee']) =>
    onChange(task, { action: 'assign', assignee, seen: task.assignee });
  const call = () => {
    if (!task.phoneNumber) return;
    // Whoever calls has it: nobody else shall call the same person meanwhile.
    if (!task.assignee && me) assign(me);
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
        <CallBackOwner task={task} me={me} onAssign={assign} />
        <span className="ml-auto flex gap-1.5">
          {task.assignee === null && me ? (
            <Button size="sm" aria-label={copy.takeNamed(name)} onClick={() => assign(me)}>
              {copy.take}
            </Button>
          ) : (
            <Later name={name} onPick={(until) => onChange(task, { action: 'snooze', until })} />
          )}
          <Button
            size="sm"
            variant="ghost"
            iconOnly
            aria-label={copy.doneNamed(name)}
            title={copy.done}
            onClick={() => onChange(task, { action: 'done' })}
          >
            <Check className="size-3.5" aria-hidden="true" />
          </Button>
          <Button
            size="sm"
            aria-label={copy.callBackNamed(name)}
            disabled={!task.phoneNumber}
            onClick={call}
          >
            <Phone className="size-3.5" aria-hidden="true" />
            {copy.callBack}
          </Button>
        </span>
      </div>
    </li>
  );
});

function Later({ name, onPick }: { name: string; onPick: (until: string) => void }) {
  const now = useNow();
  return (
    <Menu
      trigger={
        <Button
          size="sm"
          variant="ghost"
          iconOnly
          aria-label={copy.laterNamed(name)}
          title={copy.later}
        >
          <Clock3 className="size-3.5" aria-hidden="true" />
        </Button>
      }
    >
      {snoozeTimes(now).map(({ at, label }) => (
        <MenuItem key={label} onSelect={() => onPick(new Date(at).toISOString())}>
          {label}
        </MenuItem>
      ))}
    </Menu>
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
