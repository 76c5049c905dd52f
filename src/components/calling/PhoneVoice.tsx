import type { CallingState, Notice } from '@/calling/call-state.ts';
import { numberWords } from '@/calling/number-words.ts';
import { consultation, otherParties, roleIn, supervisors } from '@/calling/room-selectors.ts';
import { firstName, ownCard, partyName } from '@/calling/selectors.ts';
import { useCallingState } from '@/calling/use-calling.ts';
import { aiCallCopy } from './ai-call-copy.ts';
import { callingCopy } from './calling-copy.ts';
import { finishedWords } from './finished-words.ts';
import { consultWords, goneWords, supervisorWords } from './room-words.ts';

/**
 * Says to a screen reader what comes and goes in the phone. A region that arrives together with its words is
 * not heard by every screen reader; these are always there, and only their words change. How a call stands is
 * said by its own line, which stays as long as the call.
 */
export function PhoneVoice() {
  const finished = useCallingState(({ finished: over, own }) =>
    over && !own ? finishedWords(over, firstName(nameOf(over))) : '',
  );
  const company = useCallingState(companyWords);
  const notice = useCallingState(({ notices }) => noticeWords(notices.at(-1)));
  return (
    <div className="sr-only">
      <p role="status">{finished}</p>
      <p role="status">{company}</p>
      <p role="status">{notice}</p>
    </div>
  );
}

function nameOf({ card, own }: NonNullable<CallingState['finished']>): string {
  return card?.client?.name ?? own.name ?? (card ? partyName(card) : numberWords(own.number));
}

/** Who else hears my call, or was asked into it. */
function companyWords(state: CallingState): string {
  const card = ownCard(state);
  if (!card?.room) return '';
  const watching = supervisors(card).filter(({ member }) => member?.id !== state.me?.id);
  const isHolder = roleIn(state, card) === 'holder';
  const asked = isHolder ? consultation(card) : null;
  const isAlone = isHolder && otherParties(card).length === 0;
  return [
    asked ? consultWords(asked, firstName(partyName(card))) : null,
    isAlone ? goneWords(card) : null,
    ...watching.map(supervisorWords),
  ]
    .filter(Boolean)
    .join('. ');
}

function noticeWords(notice: Notice | undefined): string {
  const { incoming: copy } = callingCopy;
  switch (notice?.kind) {
    case undefined:
      return '';
    case 'taken':
      return copy.taken(notice.by);
    case 'ai_took':
      return `${aiCallCopy.theAi} ${aiCallCopy.answered(notice.caller)}`;
    case 'withdrawn':
      return copy.withdrawn(notice.by, notice.caller);
    case 'taken_here':
      return copy.takenHere;
    case 'gave_up':
      return copy.gaveUp(notice.caller);
  }
}
