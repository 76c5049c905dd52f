import { cn } from '@/lib/cn.ts';

/** A grey stand-in of the true size; shown only when loading takes longer than 150 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn('block h-3 skeleton appear-late', className)} />;
}
