import { Check, Download, Tag, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import type { CallRow } from '@/data/call-history.queries.ts';
import {
  type CallsChange,
  useChangeCalls,
  useHistoryChoices,
} from '@/data/history-changes.queries.ts';
import { showToast } from '@/lib/toast-store.ts';
import { callHistoryCopy } from './copy.ts';
import { historyCopy } from './history-copy.ts';
import { outcomeOf, OUTCOMES, outcomeWord } from './outcome-words.ts';
import type { RowSelection } from './use-row-selection.ts';

const fieldStyle =
  'h-9 w-42 rounded-control bg-raised px-2 text-sm text-text inset-ring inset-ring-line-control desk:h-7 desk:text-xs';

/** What can be done to the selected calls. */
export function SelectedCalls({
  rows,
  selection,
  onExport,
}: {
  /** The selected ones. */
  rows: readonly CallRow[];
  selection: RowSelection;
  onExport: () => void;
}) {
  const { select: copy } = historyCopy;
  const change = useChangeCalls();
  const { data: choices } = useHistoryChoices();
  const apply = (what: CallsChange) => {
    const ids = [...selection.ids];
    change.mutate(
      { ids, change: what },
      {
        onError: () =>
          showToast({
            text: copy.failed,
            action: { label: callHistoryCopy.retry, run: () => apply(what) },
          }),
      },
    );
  };
  return (
    <div
      role="region"
      aria-label={copy.region}
      className="sticky top-13 z-10 mx-4 mb-1 flex flex-wrap items-center gap-1.5 rounded-card bg-accent-soft px-2 py-1.5 desk:mx-6"
    >
      <span role="status" className="mr-1 text-small font-medium text-accent-text">
        {copy.count(selection.ids.size)}
      </span>
      <OneWord
        label={copy.tag}
        button={copy.addTag}
        most={40}
        known={choices?.tags ?? []}
        onWord={(tag) => apply({ addTags: [tag] })}
      />
      <OneWord
        label={copy.outcome}
        button={copy.outcome}
        most={100}
        known={[...new Set([...OUTCOMES, ...(choices?.dispositions ?? [])])].map(outcomeWord)}
        onWord={(words) => apply({ disposition: outcomeOf(words) })}
      />
      {rows.some((row) => row.task && row.task.doneAt === null) ? (
        <Button size="sm" onClick={() => apply({ callBackDone: true })}>
          <Check aria-hidden="true" />
          {copy.done}
        </Button>
      ) : null}
      <Button size="sm" onClick={onExport}>
        <Download aria-hidden="true" />
        {copy.export}
      </Button>
      <Button variant="ghost" size="sm" onClick={selection.clear}>
        <X aria-hidden="true" />
        {copy.clear}
      </Button>
    </div>
  );
}

/** A word that is typed or taken from those in use. */
function OneWord({
  label,
  button,
  most,
  known,
  onWord,
}: {
  label: string;
  button: string;
  most: number;
  known: readonly string[];
  onWord: (word: string) => void;
}) {
  const [word, setWord] = useState('');
  const listId = `known-${label}`.replaceAll(/\W+/g, '-');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (word.trim() === '') return;
    onWord(word.trim());
    setWord('');
  };
  return (
    <form className="flex items-center gap-1" onSubmit={submit}>
      <input
        aria-label={label}
        placeholder={label}
        list={listId}
        maxLength={most}
        value={word}
        onChange={(event) => setWord(event.target.value)}
        className={fieldStyle}
      />
      <datalist id={listId}>
        {known.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </datalist>
      {word.trim() === '' ? null : (
        <Button type="submit" size="sm">
          <Tag aria-hidden="true" />
          {button}
        </Button>
      )}
    </form>
  );
}
