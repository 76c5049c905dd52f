import { useRef } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import { useChangeNumbers } from '@/data/number-setup.queries.ts';
import { useCopy } from '@/lib/language.ts';
import type { NumberOffer } from '@core/contracts/number-setup.ts';
import { displayNumber } from '@core/e164.ts';
import { Facts } from './Facts.tsx';
import { featureWords, placeWords } from './offer-words.ts';
import { priceText } from './price.ts';
import { problemCode, problemWords } from './problem-words.ts';
import type { Wizard } from './use-wizard.ts';
import { wizardCopy } from './wizard-copy.ts';

/** What will be bought and what it costs; the only place that spends money. */
export function ConfirmStage({ wizard, offer }: { wizard: Wizard; offer: NumberOffer }) {
  const { confirm: copy, features } = useCopy(wizardCopy);
  const { draft, change: go } = wizard;
  const buying = useChangeNumbers();
  // The second of two quick clicks comes before the button is drawn disabled.
  const isPressed = useRef(false);
  const monthly = priceText(offer.monthly_cost, offer.currency);
  const buy = () => {
    if (isPressed.current) return;
    isPressed.current = true;
    buying.mutate(
      { action: 'buy', phone_number: offer.phone_number, label: draft.label.trim() },
      {
        onError: () => {
          isPressed.current = false;
        },
      },
    );
  };
  const code = problemCode(buying.error);
  const mustSearch = code === 'offer_expired' || code === 'number_unavailable';
  const isFree = Number(offer.upfront_cost) === 0;
  return (
    <div className="grid gap-4">
      <Facts
        facts={[
          [copy.number, displayNumber(offer.phone_number)],
          [copy.place, placeWords(offer)],
          [copy.can, featureWords(offer.features, features)],
          [copy.monthly, monthly],
          [copy.upfront, isFree ? copy.nothing : priceText(offer.upfront_cost, offer.currency)],
        ]}
      />
      <p className="text-muted">
        {copy.paidBy} {copy.notYet}
      </p>
      <TextField
        label={copy.label}
        hint={copy.labelHint}
        maxLength={60}
        value={draft.label}
        onChange={(event) => go({ label: event.target.value })}
        className="desk:max-w-96"
      />
      {buying.error ? (
        <p role="alert" className="text-danger-text">
          {problemWords(buying.error)}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {mustSearch ? (
          <Button
            variant="primary"
            onClick={() => go({ stage: 'search', offer: null, searched: null })}
          >
            {copy.searchAgain}
          </Button>
        ) : (
          <Button
            variant="primary"
            disabled={buying.isPending}
            aria-busy={buying.isPending}
            onClick={buy}
          >
            {buying.isPending ? copy.submitting : copy.submit(monthly)}
          </Button>
        )}
        <Button
          variant="ghost"
          disabled={buying.isPending}
          onClick={() => go({ stage: 'search', offer: null })}
        >
          {copy.back}
        </Button>
      </div>
    </div>
  );
}
