import type { Finished } from '@/calling/call-state.ts';
import { numberWords } from '@/calling/number-words.ts';
import { firstName, partyName } from '@/calling/selectors.ts';
import { secondsSince } from '@/calling/server-clock.ts';
import { useCalling } from '@/calling/use-calling.ts';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { clockTime } from '@/lib/duration.ts';
import { outsideNumber } from '@core/contracts/call-card.ts';
import { CallButton } from './CallButton.tsx';
import { callingCopy as copy } from './calling-copy.ts';
import { finishedWords } from './finished-words.ts';
import { PhoneCardTop } from './PhoneCardTop.tsx';
import { WrapUp } from './WrapUp.tsx';

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
          <p className="text-small text-muted">{finishedWords(finished, firstName(name))}</p>
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
