import { useEffect, useState } from 'react';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { callPageCopy as copy } from './call-page-copy.ts';

const SLOW_MS = 4_000;
const ROWS = ['w-48', 'w-72', 'w-64', 'w-80', 'w-56', 'w-72'];

/** The page's shape while the call is on its way; after four seconds it says so. */
export function CallLoading() {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-label={copy.loading} className="grid gap-4 p-4 desk:p-6">
      <div className="flex items-center gap-4">
        <Skeleton className="size-9 rounded-full" />
        <Skeleton className="h-5 w-48" />
      </div>
      <Skeleton className="h-36 w-full" />
      {isSlow ? <p className="text-muted">{copy.slow}</p> : null}
      {ROWS.map((width, row) => (
        <Skeleton key={`${width}${row * 7}`} className={`max-w-full ${width}`} />
      ))}
    </div>
  );
}
