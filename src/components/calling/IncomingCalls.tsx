import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { asksMe } from '@/calling/room-selectors.ts';
import { ringingForMe, silencedRings } from '@/calling/selectors.ts';
import { useCallingState } from '@/calling/use-calling.ts';
import { usePrefetchCallerFacts } from '@/data/caller-facts.queries.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import { callingCopy } from './calling-copy.ts';
import { CallNotice } from './CallNotice.tsx';
import { IncomingCallPopup } from './IncomingCallPopup.tsx';
import { lineName } from './line-name.ts';
import { FoldedRing, SilencedRing } from './OtherRings.tsx';
import { roomCopy } from './room-copy.ts';
import { handoffWords } from './room-words.ts';
import { SpokenNews } from './SpokenNews.tsx';
import { useCallerName } from './use-caller-name.ts';

/** So many lines still leave the open popup on a laptop's screen; the lanes show all. */
const MOST_FOLDED = 3;

/**
 * Everything that rings, on every page: the longest wait open at the bottom, newer rings folded above
 * it, so that nothing moves under a click.
 */
export function IncomingCalls() {
  const rings = useCallingState(useShallow(ringingForMe));
  const silenced = useCallingState(useShallow(silencedRings));
  const notices = useCallingState((state) => state.notices);
  const [open, ...folded] = rings;
  usePrefetchCallerFacts(rings.map(({ id }) => id));
  return (
    <>
      <Announcement card={open ?? null} />
      <SpokenNews>
        {notices.map((notice) => (
          <CallNotice key={notice.callId} notice={notice} />
        ))}
      </SpokenNews>
      {silenced.map((card) => (
        <SilencedRing key={card.id} card={card} />
      ))}
      {folded.length > MOST_FOLDED ? (
        <p className="rounded-float bg-raised px-3.5 py-2 text-small text-muted shadow-float">
          {callingCopy.incoming.moreRing(folded.length - MOST_FOLDED)}
        </p>
      ) : null}
      {folded
        .slice(0, MOST_FOLDED)
        .toReversed()
        .map((card) => (
          <FoldedRing key={card.id} card={card} />
        ))}
      {open ? <IncomingCallPopup key={open.id} card={open} /> : null}
    </>
  );
}

/** Said once per call, at once; the popup itself is no live region and takes no focus. */
function Announcement({ card }: { card: CallCard | null }) {
  return (
    <p aria-live="assertive" className="sr-only">
      {card ? <Said key={`${card.id} ${card.room?.handoff?.since ?? ''}`} card={card} /> : null}
    </p>
  );
}

/** Keeps the words of its first moment: a new version of the same call is no news. */
function Said({ card }: { card: CallCard }) {
  const { announcement, announcementFromAi } = callingCopy.incoming;
  const caller = useCallerName(card);
  const asked = useCallingState((state) => asksMe(state, card));
  const [text] = useState(() => {
    const handedOn = handoffWords(card);
    if (asked) {
      const by = asked.invitedBy?.name ?? roomCopy.handoff.somebody;
      return roomCopy.asked.announcement(by, caller);
    }
    if (handedOn) return `${announcement(caller, lineName(card))}. ${handedOn}`;
    const reason = card.ai?.wants?.reason;
    return reason ? announcementFromAi(caller, reason) : announcement(caller, lineName(card));
  });
  return text;
}
