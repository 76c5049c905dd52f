import { cn } from '@/lib/cn.ts';

/**
 * on: green disc, calls ring here; busy: petrol disc, in a call; ai: heather disc; wait: amber ring,
 * connecting; away: hollow; quiet: a bar, not to be disturbed; gone: a dot, signed out; off: red
 * square, cannot ring.
 */
export type LampState = 'on' | 'busy' | 'ai' | 'wait' | 'away' | 'quiet' | 'gone' | 'off';

const looks: Record<LampState, string> = {
  on: 'rounded-full bg-lamp-on',
  busy: 'rounded-full bg-lamp-busy',
  ai: 'rounded-full bg-lamp-ai',
  wait: 'rounded-full border-2 border-lamp-wait',
  away: 'rounded-full border-[1.5px] border-faint',
  quiet: 'h-1! rounded-full bg-muted',
  gone: 'scale-50 rounded-full bg-faint',
  off: 'rounded-[2px] bg-lamp-off',
};

export interface LampProps {
  state: LampState;
  /** A soft halo around the green one, where it stands alone. */
  hasHalo?: boolean;
  className?: string;
}

/** A small light that differs in shape as well as in colour; the words always stand beside it. */
export function Lamp({ state, hasHalo = false, className }: LampProps) {
  return (
    <span
      aria-hidden="true"
      data-lamp={state}
      className={cn(
        'inline-block size-2 shrink-0',
        looks[state],
        hasHalo && state === 'on' && 'shadow-[0_0_0_3px_var(--success-soft)]',
        className,
      )}
    />
  );
}
