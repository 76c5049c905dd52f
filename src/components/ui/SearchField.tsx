import { Search, X } from 'lucide-react';
import { useRef } from 'react';
import { cn } from '@/lib/cn.ts';
import { fieldFrame, fieldInput } from './field-style.ts';
import { uiCopy } from './ui-copy.ts';

export interface SearchFieldProps {
  /** The accessible name. */
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  clearLabel?: string;
  isSmall?: boolean;
  className?: string;
}

/** A search box; what was typed can be cleared with the cross or with Escape. */
export function SearchField({
  label,
  placeholder,
  value,
  onChange,
  clearLabel = uiCopy.clearSearch,
  isSmall = false,
  className,
}: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const clear = () => {
    onChange('');
    input.current?.focus();
  };
  return (
    <div className={cn(fieldFrame, isSmall && 'min-h-9 desk:min-h-7 desk:text-xs', className)}>
      <Search className="size-3.5 text-muted" aria-hidden="true" />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') clear();
        }}
        className={fieldInput}
        autoComplete="off"
        spellCheck={false}
      />
      {value === '' ? null : (
        <button
          type="button"
          aria-label={clearLabel}
          onClick={clear}
          className="hit-area -mr-1 grid size-5 shrink-0 place-items-center rounded-chip text-muted hover:bg-fill"
        >
          <X className="size-3.5" aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
