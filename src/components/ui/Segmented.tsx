import { cn } from '@/lib/cn.ts';

export interface SegmentedProps<Value extends string> {
  /** The name of the group. */
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  className?: string;
}

/** A few choices side by side, one of them chosen. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onChange,
  className,
}: SegmentedProps<Value>) {
  return (
    <div
      role="group"
      aria-label={label}
      className={cn('inline-flex gap-px rounded-control bg-fill p-0.5', className)}
    >
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={cn(
            'hit-area h-9 rounded-[5px] px-2.5 text-sm font-medium whitespace-nowrap text-muted desk:h-6 desk:text-xs',
            'hover:text-text',
            'aria-pressed:bg-raised aria-pressed:text-text aria-pressed:shadow-[0_0_0_1px_var(--edge),0_1px_2px_oklch(0_0_0/0.06)]',
          )}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
