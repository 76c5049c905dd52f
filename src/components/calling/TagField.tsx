import { X } from 'lucide-react';
import { useState } from 'react';
import { fieldInput } from '@/components/ui/field-style.ts';
import { roomCopy } from './room-copy.ts';

const { wrapUp: copy } = roomCopy;
const MAX_TAGS = 8;
const MAX_LENGTH = 30;

/** Short words by which a call is found again. Enter or a comma adds one, Backspace takes the last. */
export function TagField({
  tags,
  onChange,
}: {
  tags: readonly string[];
  onChange: (tags: string[]) => void;
}) {
  const [text, setText] = useState('');
  const add = () => {
    const tag = text.trim().toLowerCase();
    setText('');
    if (tag && !tags.includes(tag)) onChange([...tags, tag]);
  };
  return (
    <div role="group" aria-label={copy.tags} className="flex flex-wrap items-center gap-1.5">
      {tags.map((tag) => (
        <span
          key={tag}
          className="inline-flex h-6 items-center gap-1 rounded-chip bg-fill pl-2 text-small"
        >
          {tag}
          <button
            type="button"
            aria-label={copy.removeTag(tag)}
            className="hit-area grid size-6 place-items-center text-muted hover:text-text"
            onClick={() => onChange(tags.filter((other) => other !== tag))}
          >
            <X className="size-3" aria-hidden="true" />
          </button>
        </span>
      ))}
      {tags.length < MAX_TAGS ? (
        <input
          aria-label={copy.addTag}
          placeholder={copy.addTag}
          maxLength={MAX_LENGTH}
          className={`${fieldInput} h-7 flex-1 text-small`}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter' || event.key === ',') {
              event.preventDefault();
              add();
            } else if (event.key === 'Backspace' && text === '' && tags.length > 0) {
              onChange(tags.slice(0, -1));
            }
          }}
        />
      ) : null}
    </div>
  );
}
