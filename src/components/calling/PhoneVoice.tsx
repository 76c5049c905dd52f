import type { CallingState } from '@/calling/call-state.ts';
import { numberWords } from '@/calling/number-words.ts';
import { firstName, partyName } from '@/calling/selectors.ts';
import { useCallingState } from '@/calling/use-calling.ts';
import { finishedWords } from './finished-words.ts';

/**
 * Says to a screen reader how a call went. The card that shows it arrives together with its words, and a
 * region that does is not heard by every screen reader; this one is always there.
 */
export function PhoneVoice() {
  const finished = useCallingState(({ finished: over, own }) =>
    over && !own ? finishedWords(over, firstName(nameOf(over))) : '',
  );
  return (
    <p aria-live="polite" className="sr-only">
      {finished}
    </p>
  );
}

function nameOf({ card, own }: NonNullable<CallingState['finished']>): string {
  return card?.client?.name ?? own.name ?? (card ? partyName(card) : numberWords(own.number));
}
