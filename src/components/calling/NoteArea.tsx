import type { Ref } from 'react';
import { fieldFrame, fieldInput } from '@/components/ui/field-style.ts';
import { cn } from '@/lib/cn.ts';
import { roomCopy } from './room-copy.ts';

/** The longest note that the database takes. */
const MAX_NOTE = 4_000;

export interface NoteAreaProps {
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  onFocus?: () => void;
  ref?: Ref<HTMLTextAreaElement>;
}

/** The field for what the next person must know. */
export function NoteArea({ value, onChange, ...rest }: NoteAreaProps) {
  return (
    <div className={cn(fieldFrame, 'py-2')}>
      <textarea
        rows={4}
        maxLength={MAX_NOTE}
        aria-label={roomCopy.wrapUp.note}
        placeholder={roomCopy.wrapUp.notePlaceholder}
        className={cn(fieldInput, 'resize-none')}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
      />
    </div>
  );
}
