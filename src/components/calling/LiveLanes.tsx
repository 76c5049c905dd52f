import { useCallback, useState } from 'react';
import { useCallingState } from '@/calling/use-calling.ts';
import { useLiveBoard } from '@/calling/use-live-board.ts';
import { useCopy } from '@/lib/language.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import { ActiveCall } from './ActiveCall.tsx';
import { AiCall } from './AiCall.tsx';
import { callingCopy } from './calling-copy.ts';
import { liveBoardCopy } from './live-board-copy.ts';
import { LiveLane } from './LiveLane.tsx';
import { ParkedCall } from './ParkedCall.tsx';
import { RingingCall } from './RingingCall.tsx';
import { TranscriptDialog } from './TranscriptDialog.tsx';

const { lanes: copy } = callingCopy;

const ringing = (card: CallCard) => <RingingCall card={card} />;
const active = (card: CallCard) => <ActiveCall card={card} />;
const parked = (card: CallCard) => <ParkedCall card={card} />;

/** What goes on at this moment: who rings, who talks, who is parked, what the AI handles. */
export function LiveLanes() {
  const board = useLiveBoard();
  const room = useCopy(liveBoardCopy);
  return (
    <div
      role="group"
      aria-label={copy.label}
      className="grid divide-y divide-line border-y border-line desk:grid-cols-[1fr_1fr_1.24fr] desk:divide-x desk:divide-y-0"
    >
      <LiveLane
        title={copy.ringing}
        cards={board.ringing}
        empty={copy.noneRinging}
        className="desk:pl-6"
      >
        {ringing}
      </LiveLane>
      <div className="min-w-0 divide-y divide-line">
        <LiveLane title={copy.active} cards={board.active} empty={copy.noneActive}>
          {active}
        </LiveLane>
        {board.parked.length > 0 ? (
          <LiveLane title={room.parked} cards={board.parked} empty="">
            {parked}
          </LiveLane>
        ) : null}
      </div>
      <AiLane cards={board.ai} />
    </div>
  );
}

/** The transcript that is open outlives the call, so that nobody loses the line they read. */
function AiLane({ cards }: { cards: readonly CallCard[] }) {
  const [openId, setOpenId] = useState<string | null>(null);
  const open = useCallingState((state) => (openId ? state.cards[openId] : undefined));
  const withAi = useCallback((card: CallCard) => <AiCall card={card} onOpen={setOpenId} />, []);
  return (
    <>
      <LiveLane title={copy.ai} cards={cards} empty={copy.noneAi}>
        {withAi}
      </LiveLane>
      {open ? <TranscriptDialog card={open} isOpen onOpenChange={() => setOpenId(null)} /> : null}
    </>
  );
}
