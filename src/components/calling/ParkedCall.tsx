import { CircleParking } from 'lucide-react';
import { memo } from 'react';
import { laneSince } from '@/calling/live-board.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { useCopy } from '@/lib/language.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import { ErrorNote } from './ErrorNote.tsx';
import { liveBoardCopy } from './live-board-copy.ts';
import { parkedWord } from './live-board-words.ts';
import { LiveLine } from './LiveLine.tsx';
import { useCallerName } from './use-caller-name.ts';

/** A caller who hears music and whom anybody can pick up. */
export const ParkedCall = memo(function ParkedCall({ card }: { card: CallCard }) {
  const calling = useCalling();
  const copy = useCopy(liveBoardCopy);
  const memberId = useCallingState((state) => state.me?.id);
  const error = useCallingState((state) => state.popupErrors[card.id]);
  const name = useCallerName(card);
  return (
    <>
      <LiveLine
        mark={
          <span className="grid size-7 shrink-0 place-items-center rounded-full bg-warning-soft text-warning-text">
            <CircleParking className="size-4" aria-hidden="true" />
          </span>
        }
        name={name}
        place={parkedWord(card, memberId, copy)}
        since={laneSince(card)}
      />
      <Button
        size="sm"
        className="mt-2"
        aria-label={copy.pickUpNamed(name)}
        onClick={() => void calling.accept(card.id)}
      >
        {copy.pickUp}
      </Button>
      {error ? <ErrorNote error={error} /> : null}
    </>
  );
});
