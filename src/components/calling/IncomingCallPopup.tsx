import { AudioLines, Phone, PhoneIncoming } from 'lucide-react';
import { numberWords } from '@/calling/number-words.ts';
import { asksMe } from '@/calling/room-selectors.ts';
import { firstName, partyName, wantsPerson } from '@/calling/selectors.ts';
import { secondsSince } from '@/calling/server-clock.ts';
import { useCalling, useCallingState, useTick } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { cn } from '@/lib/cn.ts';
import { clockTime } from '@/lib/duration.ts';
import { useCopy } from '@/lib/language.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import type { PartyCard } from '@core/contracts/room-card.ts';
import { AboutCaller } from './AboutCaller.tsx';
import { aiCallCopy } from './ai-call-copy.ts';
import { SendToAiButton } from './AiButtons.tsx';
import { callingCopy } from './calling-copy.ts';
import { ErrorNote } from './ErrorNote.tsx';
import { lineName } from './line-name.ts';
import { PersonWanted } from './PersonWanted.tsx';
import { ringCopy } from './ring-copy.ts';
import { askedHint, askedWords, handoffWords } from './room-words.ts';
import { useCallerName } from './use-caller-name.ts';
import { useOwnCall } from './use-own-call.ts';
import { WaitTimer } from './WaitTimer.tsx';

const { incoming: copy } = callingCopy;
const frame = 'arrive overflow-clip rounded-float bg-raised shadow-float';

/** The call that waits longest, open: which line, who, what helps to say hello, Accept and Decline. */
export function IncomingCallPopup({ card }: { card: CallCard }) {
  const error = useCallingState((state) => state.popupErrors[card.id]);
  const isFromAi = wantsPerson(card);
  const asked = useCallingState((state) => asksMe(state, card));
  const handedOn = handoffWords(card);
  return (
    <section aria-label={copy.region} className={frame}>
      <div className="flex items-center gap-2.5 px-3.5 pt-2.5 text-small text-muted">
        <RingMark isFromAi={isFromAi} />
        <span className="truncate">
          {asked ? askedWords(asked) : isFromAi ? aiCallCopy.asksForPerson : lineName(card)}
        </span>
        <WaitTimer card={card} className="ml-auto font-medium text-text" />
      </div>
      <Caller card={card} />
      {isFromAi ? <PersonWanted card={card} /> : null}
      {handedOn ? <p className="bg-fill px-3.5 py-2 text-small font-medium">{handedOn}</p> : null}
      {isFromAi ? null : <AboutCaller card={card} place="popup" />}
      {error ? <ErrorNote error={error} /> : null}
      <Answer card={card} asked={asked} />
      {card.aiAvailable && !isFromAi && !asked ? (
        <div className="flex border-t border-line">
          <SendToAiButton card={card} place="popup" className="h-11 flex-1 rounded-none" />
        </div>
      ) : null}
    </section>
  );
}

function RingMark({ isFromAi }: { isFromAi: boolean }) {
  const Icon = isFromAi ? AudioLines : PhoneIncoming;
  return (
    <span
      className={cn(
        'grid size-5.5 ring-pulse place-items-center rounded-full',
        isFromAi ? 'bg-ai-soft text-ai-text' : 'bg-success-soft text-success-text',
      )}
    >
      <Icon className="size-3.5" aria-hidden="true" />
    </span>
  );
}

function Caller({ card }: { card: CallCard }) {
  const caller = useCallerName(card);
  const name = card.clientCount > 1 ? copy.severalClients(card.clientCount) : caller;
  const ring = useCopy(ringCopy);
  const isKnown = card.client !== null || card.clientCount > 1;
  return (
    <div className="px-3.5 pt-1.5 pb-2.5">
      <p className="truncate text-xl font-heavy tracking-(--tracking-display)">{name}</p>
      <p className="truncate text-small text-muted">
        {card.isTest ? ring.testText : isKnown ? numberWords(card.fromNumber) : copy.unknown}
        {card.client && card.clientCount > 1 ? `, ${card.client.name}` : null}
        <WithAiFor card={card} />
      </p>
    </div>
  );
}

/** How long the AI has had a caller for whom it asks for a person. */
function WithAiFor({ card }: { card: CallCard }) {
  const now = useTick();
  const offset = useCallingState((state) => state.clockOffsetMs);
  const since = card.ai?.since;
  if (!wantsPerson(card) || !since) return null;
  return <>, {aiCallCopy.withAiFor(clockTime(secondsSince(since, now, offset)))}</>;
}

function Answer({ card, asked }: { card: CallCard; asked: PartyCard | null }) {
  const calling = useCalling();
  const own = useOwnCall();
  return (
    <>
      <div className="grid grid-cols-[1.5fr_1fr] gap-2 px-3 pt-2.5 pb-3">
        <Button variant="go" size="lg" data-accept onClick={() => void calling.accept(card.id)}>
          <Phone aria-hidden="true" />
          {copy.accept}
          {own ? null : (
            <kbd
              aria-hidden="true"
              className="hidden rounded-[4px] px-1 font-sans text-2xs inset-ring inset-ring-current/45 desk:inline"
            >
              {copy.acceptKeys}
            </kbd>
          )}
        </Button>
        <Button variant="no" size="lg" onClick={() => void calling.decline(card.id)}>
          {copy.decline}
        </Button>
      </div>
      {own ? (
        <p className="px-3 pb-2.5 text-center text-small text-faint">
          {copy.holdsFirst(own.shortName)}
        </p>
      ) : null}
      {asked && !own && askedHint(asked, card) ? (
        <p className="px-3 pb-2.5 text-center text-small text-faint">{askedHint(asked, card)}</p>
      ) : null}
      {wantsPerson(card) && !own ? (
        <p className="px-3 pb-2.5 text-center text-small text-faint">
          {aiCallCopy.keepsTalking(firstName(partyName(card)))}
        </p>
      ) : null}
    </>
  );
}
