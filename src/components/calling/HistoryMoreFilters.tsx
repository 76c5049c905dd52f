import { Select } from '@/components/ui/Select.tsx';
import { useHistoryChoices } from '@/data/history-changes.queries.ts';
import { usePhoneNumbers } from '@/data/phone-numbers.queries.ts';
import { useTeam } from '@/data/team.queries.ts';
import { displayNumber } from '@core/e164.ts';
import { historyCopy } from './history-copy.ts';
import { outcomeWord } from './outcome-words.ts';
import type { CallHistoryFilterState, FilterChanges } from './use-call-history-filter.ts';

interface Choice {
  value: string;
  label: string;
}

/** Person, line, tag and outcome: each is there when there is something to choose. */
export function HistoryMoreFilters({ filter }: { filter: CallHistoryFilterState }) {
  const { data: team } = useTeam();
  const { data: lines } = usePhoneNumbers();
  const { data: choices } = useHistoryChoices();
  const { filters: copy } = historyCopy;
  const { query } = filter;
  const same = (name: string) => ({ value: name, label: name });
  return (
    <>
      <ChoiceFilter
        name="person"
        copy={copy.person}
        value={query.person ?? ''}
        choices={[
          ...(team ?? []).map((member) => ({ value: member.memberId, label: member.displayName })),
          { value: 'ai', label: copy.person.ai },
          { value: 'nobody', label: copy.person.nobody },
        ]}
        filter={filter}
      />
      <ChoiceFilter
        name="line"
        copy={copy.line}
        value={query.lineId ?? ''}
        choices={
          (lines ?? []).length > 1 || query.lineId
            ? (lines ?? []).map((line) => ({
                value: line.id,
                label: line.label || displayNumber(line.phoneNumber),
              }))
            : []
        }
        filter={filter}
      />
      <ChoiceFilter
        name="tag"
        copy={copy.tag}
        value={query.tag ?? ''}
        choices={(choices?.tags ?? []).map(same)}
        filter={filter}
      />
      <ChoiceFilter
        name="outcome"
        copy={copy.outcome}
        value={query.disposition ?? ''}
        choices={(choices?.dispositions ?? []).map((value) => ({
          value,
          label: outcomeWord(value),
        }))}
        filter={filter}
      />
    </>
  );
}

function ChoiceFilter({
  name,
  copy,
  value,
  choices,
  filter,
}: {
  name: keyof FilterChanges;
  copy: { label: string; all: string; clear: string };
  value: string;
  choices: readonly Choice[];
  filter: CallHistoryFilterState;
}) {
  if (choices.length === 0 && value === '') return null;
  // What an old address asks for may be gone; it is shown, so that it can be taken off.
  const isKnown = value === '' || choices.some((choice) => choice.value === value);
  const options = [
    { value: '', label: copy.all },
    ...choices,
    ...(isKnown ? [] : [{ value, label: value }]),
  ];
  return (
    <Select
      label={copy.label}
      value={value}
      options={options}
      onChange={(next) => filter.set({ [name]: next })}
      isActive={value !== ''}
      onClear={() => filter.set({ [name]: '' })}
      clearLabel={copy.clear}
      className="max-w-44 shrink-0"
    />
  );
}
