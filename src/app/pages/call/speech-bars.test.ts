import { expect, it } from 'vitest';
import { STORY_START, storyAt } from '@/testing/call-story.ts';
import { segmentOf, toolSegmentOf } from '@/testing/transcript-segment.ts';
import { barsPath, speechBars } from './speech-bars.ts';

const bars = speechBars(
  [
    segmentOf({ id: '1', at: storyAt(10), text: 'one two three four' }),
    segmentOf({ id: '2', at: storyAt(11), speaker: 'ai', text: 'five six' }),
    toolSegmentOf({}, { at: storyAt(12) }),
    segmentOf({ id: '3', at: storyAt(50), speaker: 'agent', text: 'seven' }),
    segmentOf({ id: '4', at: storyAt(99), speaker: 'caller', text: 'word '.repeat(500) }),
  ],
  STORY_START,
  100_000,
);

it('each side’s strokes stand where its words were said, and nobody speaks on while the other does', () => {
  const before = bars.caller.filter(({ x }) => x < 0.5);
  expect(before[0]?.x).toBeCloseTo(0.1, 2);
  expect(before.at(-1)?.x).toBeLessThan(0.11);
  expect(bars.ai.every(({ x }) => x > 0.105 && x < 0.13)).toBe(true);
  expect(bars.agent.map(({ x }) => x)).toEqual([0.5]);
});

it('nothing stands past the end, and a long call has no more strokes than a picture has columns', () => {
  expect(bars.caller.every(({ x, size }) => x <= 1 && size > 0 && size <= 1)).toBe(true);
  const many = Array.from({ length: 2_000 }, (_, index) =>
    segmentOf({ id: `${index}`, at: storyAt(index), text: 'a line of seven words or so' }),
  );
  expect(speechBars(many, STORY_START, 2_000_000).caller.length).toBeLessThan(350);
});

it('one side grows up and the other hangs down', () => {
  const box = { width: 100, height: 10 };
  expect(barsPath([{ x: 0.5, size: 0.4 }], { ...box, way: 'up' })).toBe('M50.0 10V6.0');
  expect(barsPath([{ x: 0.5, size: 0.4 }], { ...box, way: 'down' })).toBe('M50.0 0V4.0');
});
