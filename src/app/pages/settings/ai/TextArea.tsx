import { type ComponentProps, type ReactNode, type Ref, useId } from 'react';
import { fieldLabel } from '@/components/ui/field-style.ts';
import { cn } from '@/lib/cn.ts';

export type TextAreaProps = Omit<ComponentProps<'textarea'>, 'id'> & {
  label: string;
  isLabelHidden?: boolean;
  hint?: ReactNode;
  error?: string | undefined;
  /** Stands beside the label, at the end of its line. */
  aside?: ReactNode;
  ref?: Ref<HTMLTextAreaElement>;
};

/** Several lines of text with their label, hint and error. It grows with what is written. */
export function TextArea({
  label,
  isLabelHidden = false,
  hint,
  error,
  aside,
  className,
  ...textarea
}: TextAreaProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean);
  return (
    <div className={cn('grid gap-1.5', className)}>
      <div className={cn('flex items-center', isLabelHidden && 'sr-only')}>
        <label htmlFor={id} className={fieldLabel}>
          {label}
        </label>
        {aside ? <span className="ml-auto">{aside}</span> : null}
      </div>
      <textarea
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={described.join(' ') || undefined}
        className="field-sizing-content max-h-96 min-h-17 w-full rounded-control bg-raised px-2.5 py-2 text-[1rem] text-text inset-ring inset-ring-line-control outline-none focus:shadow-[0_0_0_3px_color-mix(in_oklch,var(--focus)_26%,transparent)] focus:inset-ring-focus disabled:bg-fill disabled:text-muted disabled:inset-ring-0 aria-invalid:inset-ring-danger desk:text-sm"
        {...textarea}
      />
      {hint ? (
        <div id={`${id}-hint`} className="text-small text-faint">
          {hint}
        </div>
      ) : null}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-small text-danger-text">
          {error}
        </p>
      ) : null}
    </div>
  );
}
