import { AudioLines, Headset } from 'lucide-react';
import { numberWords } from '@/calling/number-words.ts';
import { firstName, isWithAi, partyName } from '@/calling/selectors.ts';
import { secondsSince } from '@/calling/server-clock.ts';
import { useCalling, useCallingState, useTick } from '@/calling/use-calling.ts';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { Timer } from '@/components/ui/Timer.tsx';
import { cn } from '@/lib/cn.ts';
import { outsideNumber, type CallCard } from '@core/contracts/call-card.ts';
import { aiCallCopy as copy } from './ai-call-copy.ts';
import { TakeOverButton } from './AiButtons.tsx';
import { callingCopy } from './calling-copy.ts';
import { ErrorNote } from './ErrorNote.tsx';
import { AiSwitch } from './HandBack.tsx';
import { lineName } from './line-name.ts';
import { PhoneCardTop } from './PhoneCardTop.tsx';
import { TranscriptLines } from './TranscriptLines.tsx';

/** A call that I gave to the AI: what they say to each other, and the way back in. */
export function HandedCall({ card }: { card: CallCard }) {
  const calling = useCalling();
  const error = useCallingState((state) => state.popupErrors[card.id]);
  const isAis = isWithAi(card);
  const name = partyName(card);
  return (
    <>
      <PhoneCardTop line={lineName(card)} onClose={() => calling.foldHanded()} />
      {error ? <ErrorNote error={error} /> : null}
      <div className="flex items-center gap-2.5 px-3.5 pt-1 pb-3">
        <Avatar name={name} size="lg" />
        <div className="min-w-0 flex-1">
          <p className="truncate text-md leading-5 font-strong tracking-(--tracking-tight)">
            {name}
          </p>
          {card.client ? (
            <p className="truncate text-small text-muted">{numberWords(outsideNumber(card))}</p>
          ) : null}
        </div>
        <CallTimer card={card} />
      </div>
      <HandedStatus card={card} />
      <div className="px-3.5 pt-2.5">
        <TranscriptLines card={card} count={4} />
      </div>
      {isAis ? (
        <div className="flex items-center px-3.5 pt-2 pb-3">
          <AiSwitch isOn onChange={() => void calling.accept(card.id)} />
          <TakeOverButton card={card} place="popup" size="lg" className="ml-auto min-w-36" />
        </div>
      ) : (
        <div className="h-3" />
      )}
    </>
  );
}

function CallTimer({ card }: { card: CallCard }) {
  const now = useTick();
  const offset = useCallingState((state) => state.clockOffsetMs);
  return (
    <Timer
      label={callingCopy.keys.duration}
      seconds={secondsSince(card.answeredAt ?? card.startedAt, now, offset)}
      className="ml-auto text-lg leading-5 font-medium tracking-[-0.01em]"
    />
  );
}

function HandedStatus({ card }: { card: CallCard }) {
  const memberId = useCallingState((state) => state.me?.id);
  const isAis = isWithAi(card);
  const Icon = isAis ? AudioLines : Headset;
  return (
    <p
      role="status"
      className={cn(
        'flex h-7.5 items-center gap-1.5 px-3.5 text-small',
        isAis ? 'bg-ai-soft font-medium text-ai-text' : 'bg-fill text-muted',
      )}
    >
      <Icon className="size-3.5" aria-hidden="true" />
      <span className="truncate">{statusWords(card, memberId)}</span>
    </p>
  );
}

function statusWords(card: CallCard, memberId: string | undefined): string {
  const party = firstName(partyName(card));
  if (card.agent) {
    return card.agent.id === memberId ? copy.haveCallElsewhere : copy.hasCall(card.agent.name);
  }
  if (!isWithAi(card)) return callingCopy.lanes.ringing;
  return card.ai?.status === 'talking' ? copy.talkingWith(party) : copy.startingWith(party);
}
