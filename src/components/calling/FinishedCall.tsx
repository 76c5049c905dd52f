import type { CallingState } from '@/calling/call-state.ts';
import { numberWords } from '@/calling/number-words.ts';
import { firstName, partyName } from '@/calling/selectors.ts';
import { secondsSince } from '@/calling/server-clock.ts';
import { useCalling } from '@/calling/use-calling.ts';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { clockTime } from '@/lib/duration.ts';
import { endedWord } from '@core/call-words.ts';
import { type CallCard, outsideNumber } from '@core/contracts/call-card.ts';
import { CallButton } from './CallButton.tsx';
import { callingCopy as copy } from './calling-copy.ts';
import { PhoneCardTop } from './PhoneCardTop.tsx';
import { roomCopy } from './room-copy.ts';
import { WrapUp } from './WrapUp.tsx';

type Finished = NonNullable<CallingState['finished']>;

/** What became of the call, in a plain word; stays for a moment, or until it is put away. */
export function FinishedCall({ finished }: { finished: Finished }) {
  const calling = useCalling();
  const { card, own } = finished;
  const name = card?.client?.name ?? own.name ?? (card ? partyName(card) : numberWords(own.number));
  const number = (card ? outsideNumber(card) : own.number) ?? null;
  const talkSeconds = card?.answeredAt ? secondsSince(card.answeredAt, 0, 0, card.endedAt) : 0;
  return (
    <>
      <PhoneCardTop onClose={() => calling.dismissFinished()} />
      <div className="flex items-center gap-2.5 px-3.5 pt-1 pb-3">
        <Avatar name={name} size="lg" />
        <div className="min-w-0 flex-1">
          <p className="truncate text-md leading-5 font-strong tracking-(--tracking-tight)">
            {name}
          </p>
          <p role="status" className="text-small text-muted">
            {outcomeWords(finished, firstName(name))}
          </p>
        </div>
        {card?.endedAt && talkSeconds > 0 ? (
          <span aria-label={copy.keys.lengthOfCall} className="text-lg font-medium tabular-nums">
            {clockTime(talkSeconds)}
          </span>
        ) : null}
        {number ? (
          <CallButton
            phoneNumber={number}
            name={name}
            appearance="icon"
            {...(card?.client ? { clientId: card.client.id } : {})}
          />
        ) : null}
      </div>
      {card?.answeredAt && own.callId ? (
        <WrapUp key={own.callId} callId={own.callId} hadAi={card.ai !== null} />
      ) : null}
    </>
  );
}

/** The call goes on, and somebody else has it, or it waits. */
function wentOnWords(card: CallCard, party: string): string | null {
  const { ended } = roomCopy;
  const { parked, handoff } = card.room ?? { parked: null, handoff: null };
  if (parked) return ended.parked(party, parked.slot);
  if (card.agent) return ended.withColleague(party, firstName(card.agent.name));
  return handoff?.to ? ended.sent(party, firstName(handoff.to)) : null;
}

function outcomeWords({ card, own }: Finished, party: string): string {
  const wentOn = card && card.status !== 'ended' ? wentOnWords(card, party) : null;
  if (wentOn) return wentOn;
  if (!card) return own.callId ? copy.dialog.ended : copy.outcomes.out_cancelled!(party);
  const word = card.outcome === null ? null : endedWord(card);
  return (word && copy.outcomes[word]?.(party)) ?? copy.dialog.ended;
}
