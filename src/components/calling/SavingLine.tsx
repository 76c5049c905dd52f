import { Button } from '@/components/ui/Button.tsx';
import { roomCopy } from './room-copy.ts';
import type { SavingState } from './use-call-notes.ts';

const { wrapUp: copy } = roomCopy;

/** Whether what was written is with the server. */
export function SavingLine({ state, onRetry }: { state: SavingState; onRetry: () => void }) {
  if (state !== 'failed') {
    return (
      <span role="status" className="text-small text-faint">
        {state === 'saved' ? copy.saved : copy.saving}
      </span>
    );
  }
  return (
    <span role="alert" className="flex items-center gap-2 text-small text-danger-text">
      {copy.notSaved}
      <Button size="sm" onClick={onRetry}>
        {copy.retry}
      </Button>
    </span>
  );
}
