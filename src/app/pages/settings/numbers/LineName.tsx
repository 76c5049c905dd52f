import { Pencil } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import { type PhoneNumber, useRenameLine } from '@/data/phone-numbers.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import { numbersCopy } from './numbers-copy.ts';

export interface LineNameProps {
  line: PhoneNumber;
  /** As people read it. */
  number: string;
  canRename: boolean;
}

/** A line's name, changed in place. */
export function LineName({ line, number, canRename }: LineNameProps) {
  const copy = useCopy(numbersCopy);
  const rename = useRenameLine();
  const [draft, setDraft] = useState<string | null>(null);

  const save = (label: string) => {
    rename.mutate(
      { id: line.id, label },
      {
        onError: () =>
          showToast({
            text: copy.renameFailed,
            action: { label: copy.retry, run: () => save(label) },
          }),
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft !== null && draft.trim() !== line.label) save(draft.trim());
    setDraft(null);
  };

  if (draft === null) {
    return (
      <span className="flex items-center gap-2">
        <span className="font-medium">{line.label || copy.noName}</span>
        {line.isDefault ? <Chip>{copy.isDefault}</Chip> : null}
        {canRename ? (
          <Button
            variant="ghost"
            size="sm"
            iconOnly
            aria-label={copy.edit(line.label || number)}
            onClick={() => setDraft(line.label)}
          >
            <Pencil className="size-3.5" aria-hidden="true" />
          </Button>
        ) : null}
      </span>
    );
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-1.5">
      <TextField
        label={copy.lineName(number)}
        isLabelHidden
        value={draft}
        maxLength={60}
        autoFocus
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(null);
        }}
        className="w-44"
      />
      <Button type="submit" size="sm" variant="primary">
        {copy.save}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => setDraft(null)}>
        {copy.cancel}
      </Button>
    </form>
  );
}
