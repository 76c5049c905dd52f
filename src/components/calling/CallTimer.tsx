import { Timer } from '@/components/ui/Timer.tsx';
import { cn } from '@/lib/cn.ts';
import { callingCopy as copy } from './calling-copy.ts';
import { type OwnCallView, useCallSeconds } from './use-own-call.ts';

/** How long the call has lasted, by the server's clock. */
export function CallTimer({ call, className }: { call: OwnCallView; className?: string }) {
  const seconds = useCallSeconds(call);
  return (
    <Timer label={copy.keys.duration} seconds={seconds} className={cn('ml-auto', className)} />
  );
}
