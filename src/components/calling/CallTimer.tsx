import { Timer } from '@/components/ui/Timer.tsx';
import { cn } from '@/lib/cn.ts';
import { callingCopy as copy } from './calling-copy.ts';
import { type OwnCallView, useCallSeconds } from './use-own-call.ts';

/** How long the call has lasted, by the server's clock; nothing while a reloaded page does not know it. */
export function CallTimer({ call, className }: { call: OwnCallView; className?: string }) {
  const seconds = useCallSeconds(call);
  if (call.callId && !call.startedAt) return null;
  return (
    <Timer label={copy.keys.duration} seconds={seconds} className={cn('ml-auto', className)} />
  );
}
