import { ChevronDown, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';
import { uiCopy } from './ui-copy.ts';

export interface SelectOption<Value extends string = string> {
  value: Value;
  label: string;
}

export interface SelectProps<Value extends string = string> {
  /** The accessible name. */
  label: string;
  value: Value;
  options: readonly SelectOption<Value>[];
  onChange: (value: Value) => void;
  /** `filter` is the 28 px form in a filter row, `field` the full-width one in a form. */
  appearance?: 'filter' | 'field';
  /** Marks an active filter; with `onClear` one click takes it off. */
  isActive?: boolean;
  onClear?: () => void;
  clearLabel?: string;
  leading?: ReactNode;
  disabled?: boolean;
  className?: string;
}

const frame = {
  filter:
    'h-9 text-sm font-medium text-muted inset-ring inset-ring-line-strong desk:h-7 desk:text-xs',
  field:
    'h-11 w-full text-[1rem] text-text inset-ring inset-ring-line-control desk:h-8 desk:text-sm',
};

/**
 * A choice out of a list: the browser's own select, which every keyboard, screen reader and phone knows
 * (role combobox).
 */
export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
  appearance = 'filter',
  isActive = false,
  onClear,
  clearLabel,
  leading,
  disabled = false,
  className,
}: SelectProps<Value>) {
  const canClear = isActive && onClear !== undefined;
  return (
    <span
      className={cn(
        'relative inline-flex items-center rounded-control bg-raised whitespace-nowrap',
        'has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-focus',
        frame[appearance],
        isActive && 'bg-accent-soft text-accent-text inset-ring-accent-line',
        disabled && 'bg-fill text-disabled inset-ring-0',
        className,
      )}
    >
      {leading ? <span className="pl-2.5">{leading}</span> : null}
      <select
        aria-label={label}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value as Value)}
        className="h-full w-full appearance-none rounded-control bg-transparent pr-7 pl-2.5 outline-none [&>option]:bg-raised [&>option]:text-text"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {canClear ? (
        <button
          type="button"
          aria-label={clearLabel ?? uiCopy.clear(label)}
          onClick={onClear}
          className="absolute inset-y-0 right-0 grid w-7 place-items-center rounded-control hover:bg-accent-line/40"
        >
          <X className="size-3.5" aria-hidden="true" />
        </button>
      ) : (
        <ChevronDown className="pointer-events-none absolute right-2 size-3.5" aria-hidden="true" />
      )}
    </span>
  );
}
