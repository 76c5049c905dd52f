import { Search } from 'lucide-react';
import { type FormEvent, useMemo } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { fieldLabel } from '@/components/ui/field-style.ts';
import { Select } from '@/components/ui/Select.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import { localeOf, useCopy, useLanguage } from '@/lib/language.ts';
import { NUMBER_TYPES } from '@core/contracts/number-setup.ts';
import { countriesIn } from '../../../welcome/countries.ts';
import { FeaturesField } from './FeaturesField.tsx';
import { wizardCopy } from './wizard-copy.ts';
import { hasShortAreaCodes, isAreaCodeWrong, type SearchDraft } from './wizard-draft.ts';

export interface SearchFormProps {
  draft: SearchDraft;
  /** The draft's country, or the business's own. */
  country: string;
  isSearching: boolean;
  onChange: (draft: SearchDraft) => void;
  onSearch: () => void;
}

/** What kind of number is wanted. */
export function SearchForm({ draft, country, isSearching, onChange, onSearch }: SearchFormProps) {
  const { search: copy, types } = useCopy(wizardCopy);
  const language = useLanguage();
  const countries = useMemo(() => countriesIn(localeOf(language)), [language]);
  const isWrong = isAreaCodeWrong(draft.areaCode, country);
  const wrongWords = hasShortAreaCodes(country) ? copy.areaCodeWrong : copy.areaCodeWrongElsewhere;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isWrong) onSearch();
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <div className="grid items-start gap-x-3 gap-y-4 desk:grid-cols-2">
        <div className="grid gap-1.5">
          <span aria-hidden="true" className={fieldLabel}>
            {copy.country}
          </span>
          <Select
            label={copy.country}
            appearance="field"
            value={country}
            options={countries}
            onChange={(next) => onChange({ ...draft, country: next })}
          />
        </div>
        <div className="grid gap-1.5">
          <span aria-hidden="true" className={fieldLabel}>
            {copy.type}
          </span>
          <Select
            label={copy.type}
            appearance="field"
            value={draft.type}
            options={[
              { value: 'any', label: copy.anyType },
              ...NUMBER_TYPES.map((value) => ({ value, label: types[value] })),
            ]}
            onChange={(type) => onChange({ ...draft, type })}
          />
        </div>
        <TextField
          label={copy.areaCode}
          hint={copy.areaCodeHint}
          inputMode="numeric"
          maxLength={5}
          value={draft.areaCode}
          onChange={(event) => onChange({ ...draft, areaCode: event.target.value })}
          error={isWrong ? wrongWords : undefined}
        />
        <TextField
          label={copy.locality}
          hint={copy.localityHint}
          maxLength={80}
          value={draft.locality}
          onChange={(event) => onChange({ ...draft, locality: event.target.value })}
        />
      </div>
      <FeaturesField
        chosen={draft.features}
        onChange={(features) => onChange({ ...draft, features })}
      />
      <div>
        <Button type="submit" variant="primary" disabled={isWrong} aria-busy={isSearching}>
          <Search aria-hidden="true" />
          {isSearching ? copy.searching : copy.submit}
        </Button>
      </div>
    </form>
  );
}
