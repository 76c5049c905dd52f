import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import { useKeepView } from '@/data/history-views.queries.ts';
import { historyCopy } from './history-copy.ts';

const LONGEST_NAME = 60;

/** Keeps the filters that are set now under a name. */
export function KeepHistoryView({
  address,
  memberId,
  taken,
}: {
  address: string;
  memberId: string;
  /** Names of views that this member has. */
  taken: readonly string[];
}) {
  const { views: copy } = historyCopy;
  const [name, setName] = useState('');
  const [isShared, setIsShared] = useState(false);
  const keep = useKeepView();
  const wanted = name.trim();
  const isTaken = taken.includes(wanted);
  return (
    <form
      className="mt-3 grid gap-2 border-t border-line pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted === '' || isTaken) return;
        keep.mutate(
          { name: wanted, query: address, isShared, memberId },
          { onSuccess: () => setName('') },
        );
      }}
    >
      <TextField
        label={copy.name}
        value={name}
        maxLength={LONGEST_NAME}
        onChange={(event) => setName(event.target.value)}
        error={isTaken ? copy.taken : keep.isError ? copy.failed : undefined}
      />
      <label className="flex min-h-11 items-center gap-2 desk:min-h-7">
        <input
          type="checkbox"
          checked={isShared}
          onChange={(event) => setIsShared(event.target.checked)}
          className="size-4 accent-accent"
        />
        {copy.share}
      </label>
      <Button type="submit" variant="soft" aria-busy={keep.isPending}>
        {copy.keep}
      </Button>
    </form>
  );
}
