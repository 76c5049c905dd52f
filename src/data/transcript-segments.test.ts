import { describe, expect, it } from 'vitest';
import { segmentOf } from '@/testing/transcript-segment.ts';
import { mergeSegments, readSegments } from './transcript-segments.ts';

const texts = (segments: readonly { text: string }[]) => segments.map(({ text }) => text);

describe('a transcript', () => {
  it('is in the order in which things were said, whatever order they came in', () => {
    const first = segmentOf({ id: 'a', text: 'first', at: '2026-11-24T10:00:01.5Z' });
    // Postgres writes fewer figures where the last are zero: not to be compared as text.
    const second = segmentOf({ id: 'b', text: 'second', at: '2026-11-24T10:00:01.500001+00:00' });
    const third = segmentOf({ id: 'z', text: 'third', at: '2026-11-24T10:00:02Z', position: 1 });
    const fourth = segmentOf({ id: 'd', text: 'fourth', at: '2026-11-24T10:00:02Z', position: 2 });
    expect(texts(mergeSegments([third, first], [fourth, second]))).toEqual([
      'first',
      'second',
      'third',
      'fourth',
    ]);
  });

  it('shows a line once, with the last that was heard of it', () => {
    const merged = mergeSegments(
      [segmentOf({ text: 'My kit' })],
      [segmentOf({ text: 'My kitchen' })],
    );
    expect(texts(merged)).toEqual(['My kitchen']);
  });

  it('leaves out what cannot be read, and nothing else', () => {
    expect(texts(readSegments([{ id: 1 }, segmentOf({ text: 'read' }), null]))).toEqual(['read']);
    expect(readSegments('nonsense')).toEqual([]);
  });
});
