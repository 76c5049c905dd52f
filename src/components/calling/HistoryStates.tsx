import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { CallHistorySkeleton } from './CallHistorySkeleton.tsx';
import { callHistoryCopy as copy } from './copy.ts';

const SLOW_MS = 4_000;

/** The first page is on the way; after a while, why it may take long. */
export function HistoryLoading() {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      {isSlow ? <p className="px-4 pb-2 text-muted desk:px-6">{copy.slow}</p> : null}
      <CallHistorySkeleton />
    </>
  );
}

/** What is shown may be old. */
export function HistoryStale({ onRetry }: { onRetry: () => void }) {
  return (
    <p
      role="status"
      className="mx-4 flex items-center gap-2 pb-1 text-small text-warning-text desk:mx-6"
    >
      {copy.stale}
      <Button variant="ghost" size="sm" onClick={onRetry}>
        {copy.retry}
      </Button>
    </p>
  );
}
