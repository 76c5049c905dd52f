import { useEffect, useState } from 'react';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { appCopy } from '../copy.ts';

const SLOW_MS = 4_000;

/** What stands while a page's code or first data is on the way; after four seconds it says so. */
export function PageLoading() {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-label={appCopy.loading} className="grid gap-4 p-4 desk:p-6">
      <Skeleton className="h-4 w-40" />
      <Skeleton className="w-72 max-w-full" />
      <Skeleton className="w-56" />
      {isSlow ? <p className="text-muted">{appCopy.slowPage}</p> : null}
    </div>
  );
}
