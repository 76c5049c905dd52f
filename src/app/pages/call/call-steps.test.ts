import { describe, expect, it } from 'vitest';
import { legOf, storyAt, storyEvent, storyOf } from '@/testing/call-story.ts';
import { segmentOf, toolSegmentOf } from '@/testing/transcript-segment.ts';
import { callLengthMs, callSteps, eventsAround, stepIndexAt } from './call-steps.ts';

const command = {
  id: 'c1',
  kind: 'answer',
  status: 'done' as const,
  tries: 1,
  errorCode: null,
  at: storyAt(5),
  lastTriedAt: null,
  doneAt: storyAt(5.1),
  callControlId: null,
  attempt: null,
};

describe('the steps of a call', () => {
  const story = storyOf({
    events: [
      storyEvent(180, 'leg.ended', legOf('external')),
      storyEvent(-1, 'leg.initiated', legOf('external')),
      storyEvent(5, 'call.claimed', { attempt: 1, memberId: 'ana' }),
      storyEvent(6, 'leg.answered', legOf('agent', 1)),
      storyEvent(7, 'call.speak.ended', {}, { source: 'telnyx' }),
      storyEvent(8, 'call.declined', { memberId: 'ben' }, { ignoredReason: 'call_over' }),
      storyEvent(9, 'something.new'),
    ],
    commands: [command],
  });
  const segments = [
    segmentOf({ id: 'a', at: storyAt(5) }),
    toolSegmentOf({}, { id: 'b', at: storyAt(20) }),
  ];
  const steps = callSteps(story, segments);

  it('stand in the order of time, whatever order they are read in; facts before words before commands', () => {
    expect(steps.map(({ id }) => id)).toEqual([
      'leg.initiated@-1',
      'call.claimed@5',
      'line:a',
      'command:c1',
      'leg.answered@6',
      'call.speak.ended@7',
      'call.declined@8',
      'something.new@9',
      'line:b',
      'leg.ended@180',
    ]);
    expect(steps.map(({ kind }) => kind)).toContain('tool');
  });

  it('what the log puts before the beginning is the beginning', () => {
    expect(steps[0]?.atMs).toBe(0);
  });

  it('commands, what changed nothing, and Telnyx’s own are details; a new word of ours is not', () => {
    const details = steps.filter(({ isDetail }) => isDetail).map(({ id }) => id);
    expect(details).toEqual([
      'command:c1',
      'leg.answered@6',
      'call.speak.ended@7',
      'call.declined@8',
    ]);
  });

  it.each([
    [-1, -1],
    [0, 0],
    [4_999, 0],
    [5_000, 3],
    [179_999, 8],
    [999_999, 9],
  ])('at %i ms the step is number %i', (atMs, index) => {
    expect(stepIndexAt(steps, atMs)).toBe(index);
  });

  it('the events around a place leave out what was said, and the one that one stands on', () => {
    expect(eventsAround(steps, { index: 2, atMs: 5_000 })).toMatchObject({
      before: { id: 'call.claimed@5' },
      after: { id: 'command:c1' },
    });
    expect(eventsAround(steps, { index: 1, atMs: 5_500 }).before?.id).toBe('call.claimed@5');
    expect(eventsAround(steps, { index: 0, atMs: 0 }).before).toBeUndefined();
    expect(eventsAround(steps, { index: 9, atMs: 180_000 }).after).toBeUndefined();
  });
});

it('the axis ends with the call, or now', () => {
  expect(callLengthMs(storyOf().call, 0)).toBe(180_000);
  const live = storyOf({ call: { status: 'active', endedAt: null } }).call;
  expect(callLengthMs(live, Date.parse(storyAt(42)))).toBe(42_000);
  expect(callLengthMs(live, Date.parse(storyAt(-5)))).toBe(1_000);
});
