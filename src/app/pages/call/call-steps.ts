import type { CallStory, StoryCall, StoryCommand, StoryEvent } from '@core/contracts/call-story.ts';
import type { TranscriptSegment } from '@core/contracts/transcript.ts';
import { isDetailEvent } from './event-look.ts';
import { type SoundSpan, soundSpans } from './sound-spans.ts';

type Tool = NonNullable<TranscriptSegment['tool']>;

/** One line of a call's course. Its id is what a link names. */
export type Step = {
  id: string;
  /** Milliseconds after the call began; what the log puts before it counts as its beginning. */
  atMs: number;
  /** Of use to whoever looks for a fault; else it stays out of sight. */
  isDetail: boolean;
} & (
  | { kind: 'said'; segment: TranscriptSegment }
  | { kind: 'tool'; segment: TranscriptSegment; tool: Tool }
  | { kind: 'event'; event: StoryEvent }
  | { kind: 'command'; command: StoryCommand }
  | { kind: 'sound'; span: SoundSpan }
);

/** Everything that happened, was said, looked up and asked of Telnyx, in one line of time. */
export function callSteps(
  story: Pick<CallStory, 'call' | 'events' | 'commands' | 'quality' | 'people'>,
  segments: readonly TranscriptSegment[],
): Step[] {
  const since = Date.parse(story.call.startedAt);
  const after = (at: string) => Math.max(0, Date.parse(at) - since);
  const steps: Step[] = [
    ...story.events.map((event): Step => ({
      kind: 'event',
      id: event.id,
      atMs: after(event.at),
      isDetail: isDetailEvent(event, story.call.direction),
      event,
    })),
    ...soundSpans(story).map((span): Step => ({
      kind: 'sound',
      id: `sound:${span.id}`,
      atMs: span.fromMs,
      isDetail: false,
      span,
    })),
    ...segments.map((segment): Step => {
      const base = { id: `line:${segment.id}`, atMs: after(segment.at), isDetail: false, segment };
      return segment.tool
        ? { kind: 'tool', tool: segment.tool, ...base }
        : { kind: 'said', ...base };
    }),
    ...story.commands.map((command): Step => ({
      kind: 'command',
      id: `command:${command.id}`,
      atMs: after(command.at),
      isDetail: true,
      command,
    })),
  ];
  // The sort is stable: at the same instant facts come before words, and words before commands.
  return steps.toSorted((a, b) => a.atMs - b.atMs);
}

/**
 * How long the time axis is: to the call's end, or to now.
 *
 * @param nowMs by the server's clock
 */
export function callLengthMs(call: StoryCall, nowMs: number): number {
  const end = call.endedAt ? Date.parse(call.endedAt) : nowMs;
  return Math.max(1_000, end - Date.parse(call.startedAt));
}

/** The index of the step that stands at a moment: the last that began by then; -1 before the first. */
export function stepIndexAt(steps: readonly Step[], atMs: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.atMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The nearest steps on either side of a place at which nothing was said: facts and tool calls. */
export function eventsAround(
  steps: readonly Step[],
  { index, atMs }: { index: number; atMs: number },
): { before: Step | undefined; after: Step | undefined } {
  const isFact = ({ kind }: Step) => kind !== 'said';
  const isOnIt = (steps[index]?.atMs ?? -1) >= atMs;
  return {
    before: steps.slice(0, isOnIt ? index : index + 1).findLast(isFact),
    after: steps.slice(index + 1).find(isFact),
  };
}
