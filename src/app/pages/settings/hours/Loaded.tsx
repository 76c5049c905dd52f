import type { ReactNode } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { hoursCopy as copy } from './hours-copy.ts';

export interface LoadedProps<Data> {
  query: { data: Data | undefined; isError: boolean; refetch: () => unknown };
  children: (data: Data) => ReactNode;
}

/** What was loaded, or its stand-in, or why it is missing. */
export function Loaded<Data>({ query, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return (
      <p role="alert" className="flex items-center gap-2">
        {copy.loadFailed}
        <Button size="sm" onClick={() => void query.refetch()}>
          {copy.retry}
        </Button>
      </p>
    );
  }
  return (
    <div role="status" aria-label={copy.loading} className="grid gap-5 py-3">
      <Skeleton className="w-64" />
      <Skeleton className="w-52" />
    </div>
  );
}
