import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from '@/lib/cn.ts';
import { fieldFrame, fieldInput, fieldLabel } from './field-style.ts';

export type TextFieldProps = Omit<ComponentProps<'input'>, 'id'> & {
  label: string;
  /** What helps to fill it in; read with the field. */
  hint?: ReactNode;
  /** Why the value cannot be taken; announced when it appears. */
  error?: string | undefined;
  /** Stands beside the label, at the end of its line. */
  aside?: ReactNode;
  leading?: ReactNode;
  trailing?: ReactNode;
  isLabelHidden?: boolean;
  frameClassName?: string;
};

/** One line of text with its label, hint and error. */
export function TextField({
  label,
  hint,
  error,
  aside,
  leading,
  trailing,
  isLabelHidden = false,
  frameClassName,
  className,
  ...input
}: TextFieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : '']
    .filter(Boolean)
    .join(' ');
  return (
    <div className={cn('grid gap-1.5', className)}>
      <div className={cn('flex items-center', isLabelHidden && 'sr-only')}>
        <label htmlFor={id} className={fieldLabel}>
          {label}
        </label>
        {aside ? <span className="ml-auto text-small">{aside}</span> : null}
      </div>
      <div className={cn(fieldFrame, frameClassName)}>
        {leading}
        <input
          id={id}
          className={fieldInput}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
          {...input}
        />
        {trailing}
      </div>
      {hint ? (
        <p id={`${id}-hint`} className="text-small text-faint">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-small text-danger-text">
          {error}
        </p>
      ) : null}
    </div>
  );
}
