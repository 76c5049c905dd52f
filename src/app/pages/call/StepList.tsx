import { useMemo } from 'react';
import { SearchField } from '@/components/ui/SearchField.tsx';
import { Segmented } from '@/components/ui/Segmented.tsx';
import type { StoryCall } from '@core/contracts/call-story.ts';
import { callPageCopy } from './call-page-copy.ts';
import type { Step } from './call-steps.ts';
import { StepRow } from './StepRow.tsx';

const { steps: copy } = callPageCopy;
const MIN_FIND = 2;

export type Shown = 'story' | 'all';

export interface StepListProps {
  call: StoryCall;
  steps: readonly Step[];
  /** What each step says, by its id. */
  words: ReadonlyMap<string, string>;
  currentId: string | null;
  shown: Shown;
  onShow: (shown: Shown) => void;
  find: string;
  onFind: (text: string) => void;
  onChoose: (step: Step) => void;
  onCopyLink: (step: Step) => void;
}

/**
 * The whole course of a call in one list: what happened, what was said, what the AI did. Long calls stay
 * smooth since the browser lays out only the rows that are in sight.
 */
export function StepList(props: StepListProps) {
  const { call, steps, words, currentId, shown, onShow, find, onFind } = props;
  const { onChoose, onCopyLink } = props;
  const needle = find.trim().length < MIN_FIND ? '' : find.trim().toLocaleLowerCase();
  const found = useMemo(
    () =>
      needle === ''
        ? steps
        : steps.filter(({ id }) => words.get(id)?.toLocaleLowerCase().includes(needle)),
    [steps, words, needle],
  );
  const hasCurrent = found.some(({ id }) => id === currentId);
  return (
    <section aria-labelledby="steps-title" className="min-w-0 py-4">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h2 id="steps-title" className="mr-auto">
          {copy.title}
        </h2>
        <span role="status" className="text-small text-muted">
          {needle === '' || found.length === 0 ? null : copy.found(found.length)}
        </span>
        <Segmented
          label={copy.show}
          value={shown}
          options={(['story', 'all'] as const).map((value) => ({
            value,
            label: copy.options[value],
          }))}
          onChange={onShow}
        />
        <SearchField
          isSmall
          label={copy.find}
          placeholder={copy.find}
          value={find}
          onChange={onFind}
          className="w-full desk:w-52"
        />
      </div>
      {found.length === 0 ? (
        <p className="py-6 text-muted">{needle === '' ? copy.empty : copy.none(find.trim())}</p>
      ) : (
        <>
          <p id="steps-hint" className="sr-only">
            {copy.hint}
          </p>
          <ol aria-label={copy.list} aria-describedby="steps-hint" className="-mx-2">
            {found.map((step, index) => (
              <StepRow
                key={step.id}
                step={step}
                call={call}
                words={words.get(step.id) ?? ''}
                find={needle}
                isCurrent={step.id === currentId}
                isTabStop={hasCurrent ? step.id === currentId : index === 0}
                isExact={shown === 'all'}
                onChoose={onChoose}
                onCopyLink={onCopyLink}
              />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
