import { Plus, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import { SearchField } from '@/components/ui/SearchField.tsx';
import { useCopy } from '@/lib/language.ts';
import type { LimitsState } from '@core/contracts/limits.ts';
import { limitsCopy } from './limits-copy.ts';
import { byName, countryName, isMeant, money } from './limits-words.ts';

const MOST_MATCHES = 6;
type Rate = LimitsState['rates'][number];

export interface CountriesFieldProps {
  state: LimitsState;
  countries: readonly string[];
  canChange: boolean;
  onChange: (countries: string[]) => void;
}

/** The countries that may be called, and a search for more; dear and dangerous ones say so. */
export function CountriesField({ state, countries, canChange, onChange }: CountriesFieldProps) {
  const copy = useCopy(limitsCopy).countries;
  const [typed, setTyped] = useState('');
  const rates = new Map(state.rates.map((rate) => [rate.country, rate]));
  const matches = state.rates
    .map(({ country }) => country)
    .filter((country) => !countries.includes(country) && isMeant(country, typed))
    .toSorted(byName)
    .slice(0, MOST_MATCHES);
  const add = (country: string) => {
    onChange([...countries, country].toSorted());
    setTyped('');
  };
  return (
    <div className="grid gap-3">
      <ul aria-label={copy.list} className="grid divide-y divide-line">
        {countries.toSorted(byName).map((country) => (
          <CountryRow
            key={country}
            rate={rates.get(country)}
            country={country}
            home={state.country}
          >
            {canChange ? (
              <Button
                variant="ghost"
                iconOnly
                aria-label={copy.remove(countryName(country))}
                onClick={() => onChange(countries.filter((one) => one !== country))}
              >
                <X aria-hidden="true" />
              </Button>
            ) : null}
          </CountryRow>
        ))}
      </ul>
      {countries.length === 0 ? (
        <p role="alert" className="text-small text-danger-text">
          {copy.missing}
        </p>
      ) : null}
      {canChange ? (
        <SearchField
          label={copy.search}
          placeholder={copy.search}
          value={typed}
          onChange={setTyped}
        />
      ) : null}
      {typed.trim() === '' ? null : matches.length === 0 ? (
        <p role="status" className="text-small text-muted">
          {copy.none}
        </p>
      ) : (
        <ul className="grid divide-y divide-line rounded-card border border-line px-3">
          {matches.map((country) => (
            <CountryRow key={country} rate={rates.get(country)} country={country} home={null}>
              <Button
                size="sm"
                aria-label={copy.add(countryName(country))}
                onClick={() => add(country)}
              >
                <Plus aria-hidden="true" />
                {country}
              </Button>
            </CountryRow>
          ))}
        </ul>
      )}
    </div>
  );
}

interface CountryRowProps {
  country: string;
  rate: Rate | undefined;
  /** The business's own country; null where it need not be marked. */
  home: string | null;
  children: React.ReactNode;
}

function CountryRow({ country, rate, home, children }: CountryRowProps) {
  const copy = useCopy(limitsCopy).countries;
  return (
    <li className="flex min-h-11 items-center gap-2 py-1">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{countryName(country)}</span>
          {rate ? (
            <span className="text-small text-muted">{copy.rate(money(rate.ratePerMinute))}</span>
          ) : null}
          {home === country ? <Chip>{copy.home}</Chip> : null}
        </p>
        {rate?.risk ? (
          <p className="flex gap-1.5 text-small text-warning-text">
            <TriangleAlert className="mt-px size-3.5 shrink-0" aria-hidden="true" />
            {copy.risk[rate.risk]}
          </p>
        ) : null}
      </div>
      {children}
    </li>
  );
}
