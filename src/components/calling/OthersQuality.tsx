import { SignalLow } from 'lucide-react';
import { ownCard } from '@/calling/selectors.ts';
import { useCallingState } from '@/calling/use-calling.ts';
import { othersTroubles, troubleSentence } from './quality-words.ts';

/** In a call: whose network, of the others in it, makes it sound as it does. */
export function OthersQuality() {
  const card = useCallingState(ownCard);
  const me = useCallingState((state) => state.me?.id);
  return othersTroubles(card, me).map((trouble) => (
    <p
      key={trouble.member.id}
      role="status"
      className="flex items-start gap-2 bg-warning-soft px-3.5 py-2 text-small"
    >
      <SignalLow className="mt-px size-4 shrink-0 text-warning-text" aria-hidden="true" />
      <span className="min-w-0 flex-1">{card ? troubleSentence(trouble, card) : null}</span>
    </p>
  ));
}
