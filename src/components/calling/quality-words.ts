import { firstName, partyName } from '@/calling/selectors.ts';
import { localeOf } from '@/lib/language.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import type { QualityCard } from '@core/contracts/quality-card.ts';
import { qualityCopy as copy } from './quality-copy.ts';

/** Of the troubles of a call, those of others than the one who looks. */
export function othersTroubles(
  card: Pick<CallCard, 'quality'> | null,
  me: string | undefined,
): QualityCard[] {
  return (card?.quality ?? []).filter(({ member }) => member.id !== me);
}

/** "Ana’s network is losing packets", for whoever looks at the call from outside. */
export function troubleLine(trouble: QualityCard, card: CallCard, me: string | undefined): string {
  const { member, what } = trouble;
  if (member.id === me) return copy.yours[what];
  return copy.brief[what](firstName(member.name), firstName(partyName(card)));
}

/** The same with what follows from it, for whoever is in the call. */
export function troubleSentence({ member, what }: QualityCard, card: CallCard): string {
  const name = firstName(member.name);
  return `${copy.brief[what](name, firstName(partyName(card)))}${copy.effect[what](name)}`;
}

interface Figures {
  loss_in: number | null;
  loss_out: number | null;
  jitter_ms: number | null;
  round_trip_ms: number | null;
}

/** "4.2% lost on the way here, jitter 31 ms"; what is nothing, or was not measured, is left out. */
export function figureWords({ loss_in, loss_out, jitter_ms, round_trip_ms }: Figures): string {
  const percent = (value: number) =>
    new Intl.NumberFormat(localeOf(), { style: 'percent', maximumFractionDigits: 1 }).format(
      value / 100,
    );
  return [
    loss_in ? copy.figures.lossIn(percent(loss_in)) : '',
    loss_out ? copy.figures.lossOut(percent(loss_out)) : '',
    jitter_ms ? copy.figures.jitter(jitter_ms) : '',
    round_trip_ms ? copy.figures.roundTrip(round_trip_ms) : '',
  ]
    .filter(Boolean)
    .join(', ');
}
