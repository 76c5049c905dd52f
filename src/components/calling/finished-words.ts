import type { Finished } from '@/calling/call-state.ts';
import { firstName } from '@/calling/selectors.ts';
import { endedWord } from '@core/call-words.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import { callingCopy as copy } from './calling-copy.ts';
import { roomCopy } from './room-copy.ts';

/** What became of my call, in a plain word. */
export function finishedWords({ card, own }: Finished, party: string): string {
  const wentOn = card && card.status !== 'ended' ? wentOnWords(card, party) : null;
  if (wentOn) return wentOn;
  if (!card) return own.callId ? copy.dialog.ended : copy.outcomes.out_cancelled!(party);
  const word = card.outcome === null ? null : endedWord(card);
  return (word && copy.outcomes[word]?.(party)) ?? copy.dialog.ended;
}

/** The call goes on, and somebody else has it, or it waits. */
function wentOnWords(card: CallCard, party: string): string | null {
  const { ended } = roomCopy;
  const { parked, handoff } = card.room ?? { parked: null, handoff: null };
  if (parked) return ended.parked(party, parked.slot);
  if (card.agent) return ended.withColleague(party, firstName(card.agent.name));
  return handoff?.to ? ended.sent(party, firstName(handoff.to)) : null;
}
