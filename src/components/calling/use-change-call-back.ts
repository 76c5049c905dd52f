import { useCallback } from 'react';
import {
  type CallBack,
  type CallBackChange,
  CallBackChanged,
  useChangeCallBack,
} from '@/data/call-tasks.queries.ts';
import { clockOf, dayHeading } from '@/lib/dates.ts';
import { showToast } from '@/lib/toast-store.ts';
import { waitingName } from './call-back-words.ts';
import { callingCopy } from './calling-copy.ts';

const { callBacks: copy } = callingCopy;

/** Changes a call-back and says so: what is done or put off can be taken back. */
export function useCallBackChanges(): (task: CallBack, change: CallBackChange) => void {
  const { mutate } = useChangeCallBack();
  return useCallback(
    (task: CallBack, change: CallBackChange) => {
      const save = (wanted: CallBackChange) =>
        mutate(
          { id: task.id, change: wanted },
          {
            onError: (error) =>
              showToast(
                error instanceof CallBackChanged
                  ? { text: copy.taken(error.assignee?.name ?? null) }
                  : {
                      text: copy.notSaved,
                      action: { label: copy.tryAgain, run: () => save(wanted) },
                    },
              ),
          },
        );
      save(change);
      const undo = undoOf(task, change);
      if (undo) {
        showToast({ text: undo.text, action: { label: copy.undo, run: () => save(undo.change) } });
      }
    },
    [mutate],
  );
}

function undoOf(
  task: CallBack,
  change: CallBackChange,
): { text: string; change: CallBackChange } | null {
  const name = waitingName(task);
  if (change.action === 'done') return { text: copy.finished(name), change: { action: 'reopen' } };
  if (change.action !== 'snooze') return null;
  const until = copy.atHour(dayHeading(change.until, Date.now()), clockOf(change.until));
  return { text: copy.putOff(name, until), change: { action: 'snooze', until: task.dueAt } };
}
