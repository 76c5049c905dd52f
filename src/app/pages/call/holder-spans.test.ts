import { describe, expect, it } from 'vitest';
import { legOf, storyEvent, storyOf } from '@/testing/call-story.ts';
import { callPeople } from './call-people.ts';
import { holderSpans } from './holder-spans.ts';

type Story = Parameters<typeof storyOf>[0];

function spansOf(given: Story, lengthMs = 180_000): string {
  const story = storyOf(given);
  return holderSpans(story, callPeople(story), lengthMs)
    .map(
      ({ kind, name, fromMs, toMs }) =>
        `${kind}${name ? ` ${name}` : ''} ${fromMs / 1_000}-${toMs / 1_000}`,
    )
    .join(', ');
}

const claimed = (at: number, who: string, attempt: number) =>
  storyEvent(at, 'call.claimed', { attempt, memberId: who });
const bridged = (at: number, attempt: number) =>
  storyEvent(at, 'leg.bridged', legOf('agent', attempt));
const unheard = { agent: null, answeredAt: null };

describe('who had the caller', () => {
  it.each<[string, Story, string]>([
    ['nobody', { call: unheard }, 'rang 0-180'],
    [
      'somebody',
      { events: [claimed(8, 'ana', 1), bridged(10, 1)] },
      'rang 0-10, person Ana 10-180',
    ],
    ['somebody, whose bridge the log lost', { events: [] }, 'rang 0-10, person Ana 10-180'],
    [
      'the AI, then a person',
      {
        events: [
          storyEvent(18, 'ai.started'),
          claimed(90, 'ana', 1),
          bridged(96, 1),
          storyEvent(97, 'ai.ended'),
        ],
      },
      'rang 0-18, ai 18-96, person Ana 96-180',
    ],
    [
      'the AI, which then was gone',
      { call: unheard, events: [storyEvent(5, 'ai.started'), storyEvent(50, 'ai.ended')] },
      'rang 0-5, ai 5-50, waiting 50-180',
    ],
    [
      'music in between, and a party’s music is not the caller’s',
      {
        events: [
          claimed(8, 'ana', 1),
          bridged(10, 1),
          storyEvent(20, 'hold.began', { hold: 1, party: 1, memberId: 'ana' }),
          storyEvent(30, 'hold.began', { hold: 2, party: null, memberId: 'ana' }),
          storyEvent(40, 'leg.joined', legOf('agent', 1)),
          storyEvent(60, 'hold.ended', { hold: 2, memberId: 'ana' }),
        ],
      },
      'rang 0-10, person Ana 10-30, held Ana 30-60, person Ana 60-180',
    ],
    [
      'parked and picked up by another',
      {
        events: [
          claimed(8, 'ana', 1),
          bridged(10, 1),
          storyEvent(50, 'call.parked', { park: 1, slot: 1, memberId: 'ana' }),
          storyEvent(70, 'handoff.began', { handoff: 1, kind: 'parked' }),
          claimed(80, 'ben', 2),
          bridged(82, 2),
        ],
      },
      'rang 0-10, person Ana 10-50, parked 50-70, waiting 70-82, person Ben 82-180',
    ],
    [
      'the mobile',
      { events: [storyEvent(25, 'leg.answered', legOf('forward'))] },
      'rang 0-25, mobile 25-180',
    ],
    [
      'a call out',
      {
        call: { direction: 'outbound' },
        events: [
          storyEvent(0, 'call.placed', { memberId: 'ben' }),
          storyEvent(12, 'leg.answered', legOf('external')),
        ],
      },
      'calling 0-12, person Ben 12-180',
    ],
    [
      'what changed nothing counts for nothing',
      { call: unheard, events: [storyEvent(5, 'ai.started', {}, { ignoredReason: 'stale' })] },
      'rang 0-180',
    ],
    [
      'words that are not known yet change nothing',
      { call: unheard, events: [storyEvent(5, 'hold.wondered', { hold: {} })] },
      'rang 0-180',
    ],
  ])('%s', (_what, story, expected) => {
    expect(spansOf(story)).toBe(expected);
  });

  it('an event after the end, or before the one before it, opens no gap', () => {
    const late = [claimed(8, 'ana', 1), bridged(10, 1), storyEvent(200, 'ai.started')];
    expect(spansOf({ events: late })).toBe('rang 0-10, person Ana 10-180');
  });
});
