import { Button } from '@/components/ui/Button.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { useBusinessCountry, useNumberOffers } from '@/data/number-setup.queries.ts';
import { cn } from '@/lib/cn.ts';
import { useCopy } from '@/lib/language.ts';
import type { NumberOffer } from '@core/contracts/number-setup.ts';
import { OfferList } from './OfferList.tsx';
import { problemWords } from './problem-words.ts';
import { SearchForm } from './SearchForm.tsx';
import type { Wizard } from './use-wizard.ts';
import { wizardCopy } from './wizard-copy.ts';
import { criteriaOf, type SearchDraft } from './wizard-draft.ts';

/** Looks for a number that can be bought. */
export function SearchStage({ wizard }: { wizard: Wizard }) {
  const copy = useCopy(wizardCopy).search;
  const { draft, change } = wizard;
  const business = useBusinessCountry();
  const country = draft.search.country || business || 'CA';
  const offers = useNumberOffers(draft.searched);
  const search = (wanted: SearchDraft) => {
    const searched = criteriaOf(wanted, country);
    change({ search: wanted, searched });
    // The same again is asked anew: numbers come and go.
    if (JSON.stringify(searched) === JSON.stringify(draft.searched)) void offers.refetch();
  };
  const choose = (offer: NumberOffer) => change({ stage: 'confirm', offer });
  const found = offers.isError ? undefined : offers.data;
  return (
    <div className="grid gap-5">
      <SearchForm
        draft={draft.search}
        country={country}
        isSearching={offers.isFetching}
        onChange={(next) => change({ search: next })}
        onSearch={() => search(draft.search)}
      />
      <div role="status" className="sr-only">
        {draft.searched && found && !offers.isFetching ? copy.found(found.length) : ''}
      </div>
      {offers.isError && !offers.isFetching ? (
        <p role="alert" className="text-danger-text">
          {problemWords(offers.error)}
        </p>
      ) : null}
      {draft.searched && offers.isFetching && !found ? <Skeleton className="h-16" /> : null}
      {draft.searched && found && found.length > 0 ? (
        <div className={cn(offers.isPlaceholderData && 'opacity-60')}>
          <OfferList key={JSON.stringify(draft.searched)} offers={found} onChoose={choose} />
        </div>
      ) : null}
      {draft.searched && found?.length === 0 && !offers.isFetching ? (
        <NoneLeft draft={draft.search} onSearch={search} />
      ) : null}
    </div>
  );
}

interface NoneLeftProps {
  draft: SearchDraft;
  onSearch: (draft: SearchDraft) => void;
}

function NoneLeft({ draft, onSearch }: NoneLeftProps) {
  const copy = useCopy(wizardCopy).search;
  const hasPlace = draft.areaCode.trim() !== '' || draft.locality.trim() !== '';
  const hasMore = draft.features.length > 0 || draft.type !== 'any';
  return (
    <div className="rounded-card bg-fill px-4 py-3">
      <p className="font-strong">{copy.none}</p>
      <p className="text-muted">{copy.noneHint}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        {hasPlace ? (
          <Button size="sm" onClick={() => onSearch({ ...draft, areaCode: '', locality: '' })}>
            {copy.withoutPlace}
          </Button>
        ) : null}
        {hasMore ? (
          <Button size="sm" onClick={() => onSearch({ ...draft, features: [], type: 'any' })}>
            {copy.withoutFeatures}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
