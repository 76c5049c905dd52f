import { cn } from '@/lib/cn.ts';

export interface SwitchProps {
  /** The accessible name. */
  label: string;
  isOn: boolean;
  onChange?: (isOn: boolean) => void;
  /** Heather for what hands something to the AI. */
  tone?: 'accent' | 'ai';
  disabled?: boolean;
  /** The id of a text that says more, for example why it is disabled. */
  describedBy?: string;
}

/** An on/off switch (role switch). Its visible word stands beside it and is part of `label`. */
export function Switch({
  label,
  isOn,
  onChange,
  tone = 'accent',
  disabled = false,
  describedBy,
}: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      aria-label={label}
      aria-describedby={describedBy}
      disabled={disabled}
      onClick={() => onChange?.(!isOn)}
      className={cn(
        'relative h-4.5 w-8 shrink-0 rounded-full bg-line-control',
        'before:absolute before:-inset-x-1.5 before:-inset-y-3.25',
        'after:absolute after:top-0.5 after:left-0.5 after:size-3.5 after:rounded-full after:bg-[oklch(1_0_0)]',
        'after:transition-[translate] after:duration-(--dur-in) after:ease-out-quint',
        isOn && 'after:translate-x-3.5',
        isOn && (tone === 'ai' ? 'bg-ai' : 'bg-accent'),
        disabled && 'bg-line-strong after:bg-surface',
      )}
    />
  );
}
