import { CircleAlert, LoaderCircle } from 'lucide-react';
import { Button } from '@/components/ui/Button.tsx';
import { useSyncAgain } from '@/data/ai-dispatcher.queries.ts';
import { clockOf } from '@/lib/dates.ts';
import { showToast } from '@/lib/toast-store.ts';
import type { ManageAiState } from '@core/contracts/manage-ai.ts';
import { aiCopy } from './ai-copy.ts';
import { failureText } from './failure-text.ts';

const { sync: copy } = aiCopy;

/** Whether Telnyx has what was published; where it does not, why, and how to send it again. */
export function SyncNote({ state }: { state: ManageAiState }) {
  const again = useSyncAgain();
  const { status, error, at } = state.sync;
  if (status === 'failed' && !again.isPending) {
    return (
      <div
        role="alert"
        className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-card bg-warning-soft p-3"
      >
        <CircleAlert className="text-warning-text" aria-hidden="true" />
        <p className="min-w-0 flex-1 basis-48">
          {copy.failed(error ?? '')} {state.published ? copy.kept : ''}
        </p>
        <Button
          size="sm"
          onClick={() =>
            again.mutate(undefined, { onError: (why) => showToast({ text: failureText(why) }) })
          }
        >
          {aiCopy.retry}
        </Button>
      </div>
    );
  }
  const isSyncing = status === 'syncing' || again.isPending;
  const words = isSyncing
    ? copy.syncing
    : [
        state.published ? copy.version(state.published.version) : copy.never,
        status === 'synced' && at ? copy.synced(clockOf(at)) : '',
      ].join(' ');
  return (
    <p role="status" className="flex items-center gap-1.5 text-small text-faint">
      {isSyncing ? <LoaderCircle className="size-3.5" aria-hidden="true" /> : null}
      {words}
    </p>
  );
}
