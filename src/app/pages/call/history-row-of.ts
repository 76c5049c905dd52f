import type { CallRow } from '@/data/call-history.queries.ts';
import type { StoryCall } from '@core/contracts/call-story.ts';

/** The call as a row of the history, so that both say the same of it. */
export function historyRowOf(call: StoryCall): CallRow {
  const [task] = call.tasks;
  return {
    ...call,
    task: task
      ? { id: task.id, dueAt: task.dueAt, doneAt: task.doneAt, assignedName: task.assignedName }
      : null,
  };
}
