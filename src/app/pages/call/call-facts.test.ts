import { expect, it } from 'vitest';
import { legOf, storyEvent, storyOf } from '@/testing/call-story.ts';
import { callFacts } from './call-facts.ts';
import { callPeople } from './call-people.ts';
import { holderSpans } from './holder-spans.ts';

type Story = Parameters<typeof storyOf>[0];

function factsOf(given: Story): Record<string, string> {
  const story = storyOf(given);
  const people = callPeople(story);
  return Object.fromEntries(callFacts(story, holderSpans(story, people, 180_000), people));
}
const leg = (quality: { mos: number | null; jitterMs: number | null } | null) => ({
  callControlId: 'v3:external0',
  callLegId: null,
  role: 'external',
  attempt: 0,
  initiatedAt: null,
  answeredAt: null,
  bridgedAt: null,
  endedAt: null,
  hangupCause: null,
  quality: quality && { ...quality, packets: null, skipped: null },
});
const ended = (source: string) => storyEvent(180, 'leg.ended', { ...legOf('external'), source });

it('the times of a call: wait, talk, and how long each had the caller', () => {
  const events = [
    storyEvent(18, 'ai.started'),
    storyEvent(90, 'call.claimed', { attempt: 1, memberId: 'ana' }),
    storyEvent(96, 'leg.bridged', legOf('agent', 1)),
    storyEvent(100, 'hold.began', { hold: 1, party: null }),
    storyEvent(110, 'hold.ended', { hold: 1 }),
    storyEvent(120, 'call.parked', { park: 1 }),
    storyEvent(125, 'leg.bridged', legOf('agent', 1)),
  ];
  expect(factsOf({ events })).toMatchObject({
    Wait: '0:10',
    Talk: '2:50',
    'With the AI': '1:18',
    'With Ana': '1:09',
    'On hold': '0:15',
    Recording: 'None',
  });
});

it.each<[string, Story, string | undefined]>([
  ['the caller', { events: [ended('caller')] }, 'Maria Lopez'],
  ['us', { events: [ended('callee')] }, 'Us'],
  [
    'who pressed End call',
    { events: [storyEvent(179, 'call.hangup_requested', { memberId: 'ben' }), ended('callee')] },
    'Ben',
  ],
  [
    'the caller, though we asked once more',
    { events: [ended('caller'), ended('unknown')] },
    'Maria Lopez',
  ],
  ['nobody knows whom', { events: [ended('unknown')] }, undefined],
  ['not ended', { call: { status: 'active' }, events: [ended('caller')] }, undefined],
])('ended by %s', (_who, story, expected) => {
  expect(factsOf(story)['Ended by']).toBe(expected);
});

it.each([
  [{ mos: 4.35, jitterMs: 12.5 }, 'Good, 4.4 of 5, jitter up to 13 ms'],
  [{ mos: 3.7, jitterMs: 0 }, 'Fair, 3.7 of 5'],
  [{ mos: 2.1, jitterMs: null }, 'Poor, 2.1 of 5'],
  [{ mos: null, jitterMs: 4 }, undefined],
  [null, undefined],
])('the sound in words: %j', (quality, expected) => {
  expect(factsOf({ legs: [leg(quality)] })['Sound']).toBe(expected);
});
