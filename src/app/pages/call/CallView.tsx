import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CallMoment } from '@/lib/call-path.ts';
import { callPath } from '@/lib/call-path.ts';
import { clockTime } from '@/lib/duration.ts';
import type { CallStory } from '@core/contracts/call-story.ts';
import type { TranscriptSegment } from '@core/contracts/transcript.ts';
import { callPageCopy as copy } from './call-page-copy.ts';
import { callPeople } from './call-people.ts';
import { callLengthMs, callSteps, type Step } from './call-steps.ts';
import { CallFacts } from './CallFacts.tsx';
import { CallSummary } from './CallSummary.tsx';
import { copyText } from './copy-text.ts';
import { holderSpans } from './holder-spans.ts';
import { Scrubber } from './Scrubber.tsx';
import { showStep } from './step-element.ts';
import { stepWords } from './step-words.ts';
import { type Shown, StepList } from './StepList.tsx';
import { useCallMoment } from './use-call-moment.ts';
import { usePlayhead } from './use-playhead.ts';

export interface CallViewProps {
  story: CallStory;
  segments: readonly TranscriptSegment[];
  /** By the server's clock. */
  nowMs: number;
}

/** A call that is there: the scrubber, and under it the same course in words, with the facts beside it. */
export function CallView({ story, segments, nowMs }: CallViewProps) {
  const { call } = story;
  const [shown, setShown] = useState<Shown>('story');
  const [find, setFind] = useState('');
  const people = useMemo(() => callPeople(story), [story]);
  const all = useMemo(() => callSteps(story, segments), [story, segments]);
  const steps = useMemo(
    () => (shown === 'all' ? all : all.filter(({ isDetail }) => !isDetail)),
    [all, shown],
  );
  const words = useMemo(
    () => new Map(all.map((step) => [step.id, stepWords(step, call, people)])),
    [all, call, people],
  );
  const lengthMs = callLengthMs(call, nowMs);
  const spans = holderSpans(story, people, lengthMs);
  const playhead = usePlayhead(steps, lengthMs, call.status !== 'ended');
  const current = steps[playhead.index] ?? null;
  const { toStep, toTime } = playhead;

  // A row must be there before it can be scrolled to.
  const toShow = useRef<string | null>(null);
  useEffect(() => {
    if (toShow.current === null) return;
    showStep(toShow.current, false);
    toShow.current = null;
  });
  const onMoment = (moment: CallMoment) => {
    const step = moment.step ? all.find(({ id }) => id === moment.step) : undefined;
    if (step) {
      if (step.isDetail) setShown('all');
      setFind('');
      toStep(step);
      toShow.current = step.id;
    } else if (moment.seconds !== undefined) toTime(moment.seconds * 1_000);
  };
  const write = useCallMoment(call.id, onMoment);
  const onChoose = useCallback(
    (step: Step) => {
      toStep(step);
      write({ step: step.id });
    },
    [toStep, write],
  );
  const onCopyLink = useCallback(
    (step: Step) => {
      const link = new URL(callPath(call.id, { step: step.id }), location.href).href;
      void copyText(link, copy.linkCopied(clockTime(step.atMs / 1_000)));
    },
    [call.id],
  );
  return (
    <>
      <Scrubber
        story={story}
        segments={segments}
        steps={steps}
        spans={spans}
        outside={people.outside}
        playhead={playhead}
        lengthMs={lengthMs}
        words={current ? (words.get(current.id) ?? '') : ''}
        onStep={(step) => {
          onChoose(step);
          showStep(step.id, false);
        }}
        onFollow={() => {
          if (!current) return;
          onChoose(current);
          showStep(current.id, true);
        }}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] px-4 pb-16 desk:px-6 min-[1001px]:grid-cols-[minmax(0,1fr)_20rem] min-[1001px]:gap-x-10">
        <div className="min-[1001px]:hidden">
          <CallSummary call={call} />
        </div>
        <StepList
          call={call}
          steps={steps}
          words={words}
          currentId={current?.id ?? null}
          shown={shown}
          onShow={setShown}
          find={find}
          onFind={setFind}
          onChoose={onChoose}
          onCopyLink={onCopyLink}
        />
        <div className="pb-(--dock-h,4rem) max-[1000px]:border-t max-[1000px]:border-line">
          <div className="hidden min-[1001px]:block">
            <CallSummary call={call} />
          </div>
          <CallFacts story={story} spans={spans} people={people} nowMs={nowMs} />
        </div>
      </div>
    </>
  );
}
