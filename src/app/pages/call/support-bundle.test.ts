import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { legOf, storyEvent, storyOf } from '@/testing/call-story.ts';
import { segmentOf, toolSegmentOf } from '@/testing/transcript-segment.ts';
import { supportBundle } from './support-bundle.ts';

const MADE_AT = '2026-11-30T00:00:00Z';
type Story = ReturnType<typeof storyOf>;

function bundleOf(story: Story, segments: Parameters<typeof supportBundle>[1] = []): string {
  return supportBundle(story, segments, MADE_AT);
}
const withEvent = (type: string, fields: Record<string, unknown>) =>
  storyOf({ events: [storyEvent(1, type, fields)] });

/** Where somebody's words or numbers can stand, each with what must not come out. */
const places: [string, () => string, string[]][] = [
  ['the caller’s number', () => bundleOf(storyOf()), ['4165550123', '5550123']],
  ['the line’s number', () => bundleOf(storyOf()), ['4375249932', '5249932']],
  ['the client’s name', () => bundleOf(storyOf()), ['Maria', 'Lopez']],
  ['our people’s names', () => bundleOf(storyOf()), ['"Ana"', '"Ben"']],
  [
    'notes, summaries, tags, outcome and follow-ups',
    () =>
      bundleOf(
        storyOf({
          call: {
            notes: 'secretnotes',
            summary: 'secretsummary',
            summaryLine: 'secretline',
            tags: ['secrettag'],
            disposition: 'secretdisposition',
            followUps: ['secretfollow'],
            forwardedTo: 'secretforward',
            line: { id: 'line-1', phoneNumber: '+14375249932', label: 'secretlabel' },
          },
        }),
      ),
    ['secret'],
  ],
  [
    'a visit and a task',
    () =>
      bundleOf(
        storyOf({
          call: {
            visit: { id: 'visit-1', title: 'secret title', startsAt: MADE_AT },
            tasks: [
              {
                id: 'task-1',
                kind: 'call_back',
                reason: 'secret reason',
                note: 'secret note',
                dueAt: null,
                doneAt: null,
                assignedName: 'Secret Name',
              },
            ],
          },
        }),
      ),
    ['secret', 'Secret'],
  ],
  [
    'what was said',
    () => bundleOf(storyOf(), [segmentOf({ text: 'my secret drain' })]),
    ['secret', 'drain'],
  ],
  [
    'what a tool asked and got',
    () =>
      bundleOf(storyOf(), [
        toolSegmentOf({
          arguments: { caller_name: 'Secret', phone: '+14165550123' },
          result: { label: 'Secret street' },
          reason: 'She said secret',
        }),
      ]),
    ['Secret', 'secret', '4165550123'],
  ],
  [
    'an agent’s note to the AI',
    () => bundleOf(withEvent('ai.requested', { note: 'secret note', reason: 'handed_back' })),
    ['secret'],
  ],
  [
    'why the AI wanted a person, even in one word',
    () => bundleOf(withEvent('person.requested', { reason: 'refund' })),
    ['refund'],
  ],
  ['a message', () => bundleOf(withEvent('message.began', { text: 'secret' })), ['secret']],
  [
    'numbers in events',
    () => bundleOf(withEvent('call.placed', { to: '+14165550199', from: '+14375249932' })),
    ['4165550199', '4375249932'],
  ],
  [
    'numbers deep in events, written in any way',
    () =>
      bundleOf(
        withEvent('party.asked', {
          who: { to: '+14165550199', other: ['(416) 555-0188', 4165550177, '4165550166'] },
        }),
      ),
    ['4165550199', '555-0188', '4165550177', '4165550166'],
  ],
  [
    'events that nobody knows yet',
    () => bundleOf(withEvent('future.event', { reason: 'maria', name: 'maria', code: 'Maria L' })),
    ['maria', 'Maria L'],
  ],
  [
    'codes and causes that are no codes',
    () =>
      bundleOf(
        storyOf({
          call: { hangupCause: 'Maria hung up', aiOutcome: 'Maria was angry' },
          events: [
            storyEvent(1, 'leg.ended', { cause: '+14165550123' }, { ignoredReason: 'Maria' }),
          ],
        }),
      ),
    ['Maria', '4165550123'],
  ],
];

describe('a support bundle', () => {
  it.each(places)('keeps to itself: %s', (_place, make, secrets) => {
    const bundle = make();
    for (const secret of secrets) expect(bundle).not.toContain(secret);
  });

  it('lets out no text that somebody might have written, in any field of any event', () => {
    const words = fc.string({ minLength: 4, maxLength: 30 }).map((text) => `Secret ${text}`);
    const fields = fc.dictionary(
      fc.constantFrom('note', 'reason', 'who', 'text', 'cause', 'kind', 'code', 'role', 'why'),
      fc.oneof(words, fc.array(words), fc.record({ name: words, mode: words })),
    );
    fc.assert(
      fc.property(fields, (given) => {
        expect(bundleOf(withEvent('future.event', given))).not.toContain('Secret');
      }),
    );
  });

  it('says what helps: ids, times, codes, and numbers by country and last four digits', () => {
    const story = storyOf({
      events: [
        storyEvent(1, 'leg.ended', {
          ...legOf('external'),
          cause: 'normal_clearing',
          source: 'caller',
        }),
        storyEvent(2, 'ai.requested', { reason: 'overflow', session: 1 }),
        storyEvent(3, 'call.claimed', {
          attempt: 2,
          memberId: '41111111-2222-4333-8444-555555555555',
        }),
      ],
    });
    const bundle = JSON.parse(bundleOf(story, [segmentOf({ id: 's1', text: 'four' })]));
    expect(bundle.call).toMatchObject({
      id: story.call.id,
      from: '+1416•••0123',
      to: '+1437•••9932',
      client: { id: story.call.client?.id, initials: 'ML' },
      agent: { id: 'ana', initials: 'AN' },
      callSessionId: 'session-1',
      hangupCause: 'normal_clearing',
    });
    expect(bundle.events.map(({ fields }: { fields: unknown }) => fields)).toEqual([
      {
        leg: { callControlId: 'v3:external0', role: 'external', attempt: 0 },
        cause: 'normal_clearing',
        source: 'caller',
      },
      { reason: 'overflow', session: 1 },
      { attempt: 2, memberId: '41111111-2222-4333-8444-555555555555' },
    ]);
    expect(bundle.transcript).toMatchObject([{ id: 's1', characters: 4, speaker: 'caller' }]);
    expect(bundle.eventsAreComplete).toBe(true);
  });
});
