import { ArrowDown, Pause, Play } from 'lucide-react';
import { type UIEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import type { CallCard } from '@core/contracts/call-card.ts';
import type { TranscriptSegment } from '@core/contracts/transcript.ts';
import { aiCallCopy } from './ai-call-copy.ts';
import { TranscriptEntry } from './TranscriptEntry.tsx';
import { useCallTranscript } from './use-call-transcript.ts';

const { transcript: copy } = aiCallCopy;
/** So near to the end counts as at the end. */
const END_PX = 40;

/**
 * Everything that was said and done in a call. While the call goes on it is a log that grows and is
 * read out; it follows the newest line until somebody scrolls up, and stands still while paused.
 */
export function TranscriptLog({ card }: { card: CallCard }) {
  const { data, isPending, isError, refetch } = useCallTranscript(card);
  const [frozen, setFrozen] = useState<readonly TranscriptSegment[] | null>(null);
  const isLive = card.status !== 'ended';
  const all = data ?? [];
  const shown = frozen ?? all;
  if (isPending) return <Waiting />;
  if (isError && !data) {
    return (
      <p className="flex items-center gap-2 text-muted">
        {copy.failed}
        <Button size="sm" onClick={() => void refetch()}>
          {copy.retry}
        </Button>
      </p>
    );
  }
  return (
    <div className="grid min-h-0 gap-2">
      <Scroller
        segments={shown}
        card={card}
        isFollowing={isLive && frozen === null}
        empty={isLive ? copy.empty : copy.none}
      />
      {isLive ? (
        <div className="flex items-center gap-2">
          <Button size="sm" onClick={() => setFrozen(frozen ? null : all)}>
            {frozen ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
            {frozen ? copy.resume : copy.pause}
          </Button>
          <span className="text-small text-muted">
            {frozen ? copy.paused(all.length - frozen.length) : null}
          </span>
        </div>
      ) : null}
    </div>
  );
}

interface ScrollerProps {
  segments: readonly TranscriptSegment[];
  card: CallCard;
  /** New lines are read out and scrolled to. */
  isFollowing: boolean;
  empty: string;
}

function Scroller({ segments, card, isFollowing, empty }: ScrollerProps) {
  const log = useRef<HTMLDivElement>(null);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const toEnd = () => {
    const element = log.current;
    if (element) element.scrollTop = element.scrollHeight;
  };
  useEffect(() => {
    if (isFollowing && isAtEnd) toEnd();
  }, [segments, isFollowing, isAtEnd]);
  const onScroll = ({ currentTarget: box }: UIEvent<HTMLElement>) =>
    setIsAtEnd(box.scrollHeight - box.scrollTop - box.clientHeight < END_PX);
  return (
    <div className="relative min-h-0">
      <div
        ref={log}
        role="log"
        aria-label={copy.title}
        aria-live={isFollowing ? 'polite' : 'off'}
        // A scrolling region must be reachable by keyboard.
        tabIndex={0}
        className="grid max-h-[50dvh] content-start gap-2.5 overflow-y-auto pr-1"
        onScroll={onScroll}
      >
        {segments.length === 0 ? <p className="text-muted">{empty}</p> : null}
        {segments.map((segment) => (
          <TranscriptEntry key={segment.id} segment={segment} card={card} />
        ))}
      </div>
      {isFollowing && !isAtEnd ? (
        <Button
          size="sm"
          className="absolute right-3 bottom-2 shadow-menu"
          onClick={() => {
            toEnd();
            setIsAtEnd(true);
          }}
        >
          <ArrowDown aria-hidden="true" />
          {copy.newest}
        </Button>
      ) : null}
    </div>
  );
}

function Waiting() {
  return (
    <div role="status" aria-label={copy.loading} className="grid gap-4 py-2">
      <Skeleton className="w-64" />
      <Skeleton className="w-48" />
      <Skeleton className="w-56" />
    </div>
  );
}
