import { type ReactNode, useId } from 'react';
import { laneOf } from '@/calling/live-board.ts';
import { firstName } from '@/calling/selectors.ts';
import { useCallingState } from '@/calling/use-calling.ts';
import { cn } from '@/lib/cn.ts';
import { useCopy } from '@/lib/language.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import { liveBoardCopy } from './live-board-copy.ts';
import { useSteadyRows } from './use-steady-rows.ts';

/** From so many on a lane scrolls by itself, so that the history stays in sight. */
const SCROLLS_FROM = 5;

export interface LiveLaneProps {
  title: string;
  cards: readonly CallCard[];
  empty: string;
  children: (card: CallCard) => ReactNode;
  className?: string;
}

/** One lane of the live board. Its rows hold still under the pointer. */
export function LiveLane({ title, cards, empty, children, className }: LiveLaneProps) {
  const id = useId();
  const { list, rows, heightOf, handlers } = useSteadyRows(cards);
  const isLong = rows.length >= SCROLLS_FROM;
  return (
    <section aria-labelledby={id} className={cn('min-w-0 px-4 pt-3 pb-2', className)}>
      <h2 id={id} className="mb-1 flex h-6 items-center text-body">
        {title}
        {cards.length > 0 ? (
          <span className="ml-1 font-normal text-faint tabular-nums">{cards.length}</span>
        ) : null}
      </h2>
      {rows.length === 0 ? (
        <p className="pb-2 text-small text-faint">{empty}</p>
      ) : (
        <div
          {...(isLong ? { role: 'group', tabIndex: 0, 'aria-labelledby': id } : {})}
          className={cn(isLong && '-mx-1 max-h-[26rem] overflow-y-auto px-1')}
        >
          <ul ref={list} className="divide-y divide-line" {...handlers}>
            {rows.map(({ card, isGone }) => (
              <li
                key={card.id}
                data-call={card.id}
                // What is out of sight is not laid out; the room at the sides is the ring's pulse.
                className="-mx-2 px-2 py-2 [contain-intrinsic-size:auto_5.5rem] [content-visibility:auto]"
              >
                {isGone ? <Gone id={card.id} heightPx={heightOf(card.id)} /> : children(card)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** The place of a call that went elsewhere while somebody pointed at the lane. */
function Gone({ id, heightPx }: { id: string; heightPx: number }) {
  const copy = useCopy(liveBoardCopy);
  const card = useCallingState((state) => state.cards[id]);
  const lane = card ? laneOf(card) : null;
  const agent = card?.agent ? firstName(card.agent.name) : null;
  const words = lane === 'active' ? copy.gone.active(agent) : copy.gone[lane ?? 'ended'];
  return (
    <p
      style={{ minHeight: Math.max(0, heightPx - 16) }}
      className="flex items-center text-small text-faint"
    >
      {words}
    </p>
  );
}
