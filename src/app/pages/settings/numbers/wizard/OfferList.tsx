import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { useCopy } from '@/lib/language.ts';
import type { NumberOffer } from '@core/contracts/number-setup.ts';
import { displayNumber } from '@core/e164.ts';
import { featureWords, placeWords } from './offer-words.ts';
import { priceText } from './price.ts';
import { wizardCopy } from './wizard-copy.ts';

const FIRST_SHOWN = 8;

export interface OfferListProps {
  offers: readonly NumberOffer[];
  onChoose: (offer: NumberOffer) => void;
}

/** Numbers that can be bought, each with its price. */
export function OfferList({ offers, onChoose }: OfferListProps) {
  const copy = useCopy(wizardCopy).search;
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? offers : offers.slice(0, FIRST_SHOWN);
  return (
    <div className="grid gap-2">
      <ul aria-label={copy.results} className="border-t border-line">
        {shown.map((offer) => (
          <OfferLine key={offer.phone_number} offer={offer} onChoose={() => onChoose(offer)} />
        ))}
      </ul>
      {shown.length < offers.length ? (
        <div>
          <Button size="sm" onClick={() => setShowsAll(true)}>
            {copy.more(offers.length - shown.length)}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function OfferLine({ offer, onChoose }: { offer: NumberOffer; onChoose: () => void }) {
  const copy = useCopy(wizardCopy);
  const number = displayNumber(offer.phone_number);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 border-b border-line py-2 desk:grid-cols-[9rem_minmax(0,1fr)_auto_auto]">
      <span className="font-medium lining-nums">{number}</span>
      <span className="text-small text-muted max-desk:col-start-1 max-desk:row-start-2">
        {[placeWords(offer), featureWords(offer.features, copy.features)]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span className="text-small tabular-nums max-desk:col-start-1 max-desk:row-start-3">
        {copy.search.perMonth(priceText(offer.monthly_cost, offer.currency))}
      </span>
      <Button
        size="sm"
        aria-label={copy.search.choose(number)}
        onClick={onChoose}
        className="max-desk:col-start-2 max-desk:row-span-3 max-desk:row-start-1 max-desk:h-11"
      >
        {copy.search.chooseShort}
      </Button>
    </li>
  );
}
