import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { clockTime } from '@/lib/duration.ts';
import { callPageCopy } from './call-page-copy.ts';
import type { Step } from './call-steps.ts';
import type { ScrubberProps } from './Scrubber.tsx';

const { scrubber: copy } = callPageCopy;
/** So near to a mark counts as on it. */
const MARK_PX = 13;
const MARK_LANE_PX = 44;

/**
 * The playhead, and the area that takes clicks and keys: left and right a second, with Shift or by page
 * ten; up and down a step later or earlier; Home and End; Enter brings the step into sight.
 */
export function ScrubberSlider(props: ScrubberProps & { marks: readonly Step[] }) {
  const { playhead, lengthMs, words, marks, onStep } = props;
  const box = useRef<HTMLDivElement>(null);

  const point = (event: PointerEvent, isStart: boolean) => {
    const bounds = box.current?.getBoundingClientRect();
    if (!bounds || bounds.width === 0) return;
    const x = Math.min(Math.max(event.clientX - bounds.left, 0), bounds.width);
    const isOnMarks = bounds.bottom - event.clientY < MARK_LANE_PX;
    const mark = isStart && isOnMarks ? nearestMark(marks, x, bounds.width, lengthMs) : null;
    if (mark) onStep(mark);
    else playhead.toTime((x / bounds.width) * lengthMs);
  };
  return (
    <div
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label={copy.slider}
      aria-valuemin={0}
      aria-valuemax={Math.floor(lengthMs / 1_000)}
      aria-valuenow={Math.floor(playhead.atMs / 1_000)}
      aria-valuetext={copy.value(
        clockTime(playhead.atMs / 1_000),
        clockTime(lengthMs / 1_000),
        words,
      )}
      className="absolute inset-y-0 right-0 left-0 cursor-pointer touch-pan-y rounded-chip desk:left-18"
      onKeyDown={(event) => onKey(event, props)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        point(event, true);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) point(event, false);
      }}
    >
      <div
        style={{ left: `${(playhead.atMs / lengthMs) * 100}%` }}
        className="pointer-events-none absolute -top-1 bottom-4.5 w-px -translate-x-1/2 bg-text before:absolute before:top-0 before:left-1/2 before:size-2.25 before:-translate-1/2 before:rounded-full before:bg-text"
      />
    </div>
  );
}

function nearestMark(
  marks: readonly Step[],
  x: number,
  width: number,
  lengthMs: number,
): Step | null {
  const far = (step: Step) => Math.abs((Math.min(step.atMs, lengthMs) / lengthMs) * width - x);
  const [nearest] = marks.toSorted((a, b) => far(a) - far(b));
  return nearest && far(nearest) <= MARK_PX ? nearest : null;
}

function onKey(event: KeyboardEvent, props: ScrubberProps): void {
  const { playhead, lengthMs, steps, onFollow } = props;
  const leap = event.shiftKey ? 10_000 : 1_000;
  const byTime = (ms: number) => () =>
    playhead.toTime(Math.min(lengthMs, Math.max(0, playhead.atMs + ms)));
  const byStep = (count: number) => () => {
    const step = steps[Math.min(steps.length - 1, Math.max(0, playhead.index + count))];
    if (step) playhead.toStep(step);
  };
  const keys: Record<string, () => void> = {
    ArrowLeft: byTime(-leap),
    ArrowRight: byTime(leap),
    PageDown: byTime(-10_000),
    PageUp: byTime(10_000),
    ArrowDown: byStep(-1),
    ArrowUp: byStep(1),
    Home: () => playhead.toTime(0),
    End: () => playhead.toTime(lengthMs),
    Enter: onFollow,
  };
  const act = keys[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
}
