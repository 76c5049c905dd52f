import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { clockTime } from '@/lib/duration.ts';
import { useMediaQuery } from '@/lib/use-media-query.ts';
import type { CallStory } from '@core/contracts/call-story.ts';
import type { TranscriptSegment } from '@core/contracts/transcript.ts';
import { callPageCopy } from './call-page-copy.ts';
import { eventsAround, type Step } from './call-steps.ts';
import type { HolderSpan } from './holder-spans.ts';
import { RecordingPlayer } from './RecordingPlayer.tsx';
import { EventLane, HeldLane, Ruler, SpeechLane } from './ScrubberLanes.tsx';
import { ScrubberSlider } from './ScrubberSlider.tsx';
import { soundSpans } from './sound-spans.ts';
import { SoundLane } from './SoundLane.tsx';
import { speechBars } from './speech-bars.ts';
import { spreadMarks } from './time-axis.ts';
import type { Playhead } from './use-playhead.ts';

const { scrubber: copy } = callPageCopy;
/** Below this width labels and marks would lie on each other. */
const PHONE = '(max-width: 720px)';

export interface ScrubberProps {
  story: CallStory;
  segments: readonly TranscriptSegment[];
  /** The steps that are shown in the list. */
  steps: readonly Step[];
  spans: readonly HolderSpan[];
  /** The party outside, by name. */
  outside: string;
  playhead: Playhead;
  lengthMs: number;
  /** What the current step says. */
  words: string;
  /** Goes to a step and brings it into sight. */
  onStep: (step: Step) => void;
  /** Brings the current step into sight. */
  onFollow: () => void;
}

/** The whole call on one time axis, its lanes under one playhead; it stays while the page scrolls. */
export function Scrubber(props: ScrubberProps) {
  const { story, segments, steps, spans, outside, playhead, lengthMs } = props;
  const isPhone = useMediaQuery(PHONE);
  const { startedAt, direction } = story.call;
  // A live axis grows once a second; the strokes need not be drawn anew each time.
  const barsMs = story.call.endedAt ? lengthMs : Math.ceil(lengthMs / 5_000) * 5_000;
  const bars = useMemo(
    () => speechBars(segments, startedAt, barsMs),
    [segments, startedAt, barsMs],
  );
  const marks = useMemo(() => eventMarks(steps, barsMs, isPhone), [steps, barsMs, isPhone]);
  const sounds = useMemo(() => soundSpans(story), [story]);
  const current = steps[playhead.index];
  return (
    <section
      aria-label={copy.label}
      className="sticky top-13 z-(--z-sticky) border-y border-line bg-surface px-4 pt-3 pb-2 desk:px-6"
    >
      <Controls {...props} />
      <div className="relative grid grid-cols-[minmax(0,1fr)] items-center gap-y-1 text-2xs text-muted desk:grid-cols-[4.5rem_minmax(0,1fr)]">
        <LaneName>{copy.heldBy}</LaneName>
        <HeldLane spans={spans} lengthMs={lengthMs} />
        <LaneName>{direction === 'inbound' ? copy.caller : copy.called}</LaneName>
        <SpeechLane bars={bars} side="outside" />
        <LaneName>{copy.ourSide}</LaneName>
        <SpeechLane bars={bars} side="ours" />
        {sounds.length > 0 ? (
          <>
            <LaneName>{copy.sound}</LaneName>
            <SoundLane spans={sounds} outside={outside} lengthMs={lengthMs} />
          </>
        ) : null}
        <LaneName>{copy.events}</LaneName>
        <EventLane
          marks={marks}
          currentId={current?.id ?? null}
          direction={direction}
          lengthMs={barsMs}
        />
        <LaneName> </LaneName>
        <Ruler lengthMs={lengthMs} most={isPhone ? 5 : 9} />
        <ScrubberSlider {...props} marks={marks} />
      </div>
    </section>
  );
}

function LaneName({ children }: { children: string }) {
  return <span className="hidden desk:block">{children}</span>;
}

/** Facts that stand on the axis: not what was said or sounded badly, which have lanes. */
function eventMarks(steps: readonly Step[], lengthMs: number, isPhone: boolean): Step[] {
  const marks = steps
    .filter(({ kind, isDetail }) => !isDetail && kind !== 'said' && kind !== 'sound')
    .map((step) => ({ step, atMs: Math.min(step.atMs, lengthMs), weight: weightOf(step) }));
  return spreadMarks(marks, lengthMs, isPhone ? 0.065 : 0.026).map(({ step }) => step);
}

function weightOf(step: Step): number {
  if (step.kind === 'tool') return step.tool.name.endsWith('_visit') ? 3 : 1;
  if (step.kind !== 'event') return 0;
  return /^(ai\.started|leg\.bridged|hold\.|person\.|handoff\.)/.test(step.event.type) ? 2 : 1;
}

function Controls({ story, steps, playhead, lengthMs, onStep }: ScrubberProps) {
  const isLive = story.call.status !== 'ended';
  const { before, after } = eventsAround(steps, playhead);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
      <RecordingPlayer
        recording={story.recording}
        startedAt={story.call.startedAt}
        playhead={playhead}
      />
      <span className="text-md font-medium tabular-nums">
        {clockTime(playhead.atMs / 1_000)}{' '}
        <span className="font-normal text-faint">{copy.of(clockTime(lengthMs / 1_000))}</span>
      </span>
      {isLive && !playhead.isFollowing ? (
        <Button size="sm" aria-label={copy.followLabel} onClick={playhead.follow}>
          {copy.follow}
        </Button>
      ) : null}
      <span className="ml-auto flex gap-1">
        <Button
          variant="ghost"
          size="sm"
          iconOnly
          aria-label={copy.previous}
          disabled={!before}
          onClick={() => before && onStep(before)}
        >
          <ChevronLeft aria-hidden="true" />
        </Button>
        <Button
          variant="ghost"
          size="sm"
          iconOnly
          aria-label={copy.next}
          disabled={!after}
          onClick={() => after && onStep(after)}
        >
          <ChevronRight aria-hidden="true" />
        </Button>
      </span>
    </div>
  );
}
