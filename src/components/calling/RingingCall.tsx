import { PhoneForwarded, PhoneIncoming } from 'lucide-react';
import { memo } from 'react';
import { laneSince } from '@/calling/live-board.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { useCopy } from '@/lib/language.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import { SendToAiButton } from './AiButtons.tsx';
import { callingCopy } from './calling-copy.ts';
import { ErrorNote } from './ErrorNote.tsx';
import { lineName } from './line-name.ts';
import { liveBoardCopy } from './live-board-copy.ts';
import { handoffWord } from './live-board-words.ts';
import { LiveLine } from './LiveLine.tsx';
import { RingsAt } from './RingsAt.tsx';
import { useCallerName } from './use-caller-name.ts';

const { incoming } = callingCopy;

/** A call that rings: who waits for how long, at whom, and the way to take it. */
export const RingingCall = memo(function RingingCall({ card }: { card: CallCard }) {
  const calling = useCalling();
  const copy = useCopy(liveBoardCopy);
  const memberId = useCallingState((state) => state.me?.id);
  const error = useCallingState((state) => state.popupErrors[card.id]);
  const name = useCallerName(card);
  const handoff = handoffWord(card, memberId, copy);
  const Icon = handoff ? PhoneForwarded : PhoneIncoming;
  return (
    <>
      <LiveLine
        mark={
          <span className="grid size-7 shrink-0 ring-pulse place-items-center rounded-full bg-success-soft text-success-text">
            <Icon className="size-3.5" aria-hidden="true" />
          </span>
        }
        name={name}
        place={card.client ? lineName(card) : `${incoming.unknown}, ${lineName(card)}`}
        since={laneSince(card)}
      />
      {handoff ? <p className="mt-1 text-small text-warning-text">{handoff}</p> : null}
      <RingsAt card={card} />
      <div className="mt-2 flex gap-1.5 [&>*]:flex-1 desk:[&>*]:flex-none">
        <Button
          variant="go"
          size="sm"
          aria-label={incoming.acceptNamed(name)}
          onClick={() => void calling.accept(card.id)}
        >
          {incoming.accept}
        </Button>
        <SendToAiButton card={card} />
      </div>
      {error ? <ErrorNote error={error} /> : null}
    </>
  );
});
