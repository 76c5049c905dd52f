import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallEvent, HangupCause, LegRef, OwnEvent } from './call-events.ts';
import { foldCall } from './call-fold.ts';
import { type CallDirection, DEFAULT_POLICY } from './call-state.ts';

const START = Date.parse('2026-11-22T15:00:00.000Z');
const at = (ms: number) => new Date(START + ms).toISOString();
const caller: LegRef = { callControlId: 'v3:caller', role: 'external', attempt: 0 };
const agent = (attempt: number): LegRef => ({
  callControlId: `v3:agent${attempt}`,
  role: 'agent',
  attempt,
});

type Story = { direction: CallDirection; events: CallEvent[] };

const leg = (
  type: 'leg.initiated' | 'leg.dialled' | 'leg.answered' | 'leg.bridged',
  ref: LegRef,
  ms: number,
): CallEvent => ({
  id: `${type}:${ref.callControlId}`,
  type,
  leg: ref,
  occurredAt: at(ms),
  legStartedAt: null,
});

const ended = (ref: LegRef, ms: number, cause: HangupCause, startedMs: number): CallEvent => ({
  id: `ended:${ref.callControlId}`,
  type: 'leg.ended',
  leg: ref,
  occurredAt: at(ms),
  legStartedAt: at(startedMs),
  cause,
  source: 'caller',
});

const claimed = (attempt: number, ms: number, memberId = 'ana'): OwnEvent => ({
  id: `claimed:${attempt}`,
  type: 'call.claimed',
  attempt,
  memberId,
  deviceId: `${memberId}-device`,
  sipUsername: `gencred${memberId}`,
  occurredAt: at(ms),
});

const placed: OwnEvent = {
  id: 'placed',
  type: 'call.placed',
  memberId: 'ana',
  deviceId: 'ana-device',
  sipUsername: 'gencredana',
  from: '+14375249932',
  to: '+14165550123',
  occurredAt: at(0),
};

/** Whole lives of calls, as Telnyx and we tell them; the last event is the outside party's end. */
const stories: Record<string, Story> = {
  answered: {
    direction: 'inbound',
    events: [
      leg('leg.initiated', caller, 0),
      claimed(1, 4_000),
      leg('leg.dialled', agent(1), 4_050),
      leg('leg.initiated', agent(1), 4_060),
      leg('leg.answered', caller, 4_080),
      leg('leg.answered', agent(1), 4_400),
      leg('leg.bridged', caller, 4_420),
      leg('leg.bridged', agent(1), 4_421),
      ended(agent(1), 64_000, 'normal_clearing', 4_060),
      ended(caller, 64_000, 'normal_clearing', 0),
    ],
  },
  missed: {
    direction: 'inbound',
    events: [leg('leg.initiated', caller, 0), ended(caller, 9_000, 'originator_cancel', 0)],
  },
  claimedTwice: {
    direction: 'inbound',
    events: [
      leg('leg.initiated', caller, 0),
      claimed(1, 3_000),
      leg('leg.dialled', agent(1), 3_050),
      ended(agent(1), 3_900, 'user_busy', 3_050),
      claimed(2, 6_000, 'ben'),
      leg('leg.dialled', agent(2), 6_050),
      leg('leg.answered', agent(2), 6_500),
      leg('leg.bridged', caller, 6_520),
      ended(agent(2), 30_000, 'normal_clearing', 6_050),
      ended(caller, 30_000, 'normal_clearing', 0),
    ],
  },
  reached: {
    direction: 'outbound',
    events: [
      placed,
      leg('leg.dialled', agent(1), 40),
      leg('leg.answered', agent(1), 500),
      leg('leg.dialled', caller, 540),
      leg('leg.initiated', caller, 550),
      leg('leg.answered', caller, 5_000),
      leg('leg.bridged', caller, 5_010),
      ended(agent(1), 50_000, 'normal_clearing', 50),
      ended(caller, 50_000, 'normal_clearing', 550),
    ],
  },
  busy: {
    direction: 'outbound',
    events: [
      placed,
      leg('leg.dialled', agent(1), 40),
      leg('leg.answered', agent(1), 500),
      leg('leg.dialled', caller, 540),
      leg('leg.initiated', caller, 550),
      ended(caller, 2_000, 'user_busy', 550),
    ],
  },
};

const fold = ({ direction, events }: Story) => foldCall(direction, DEFAULT_POLICY, events);

/** A random disorder: any order, any duplicates, any losses of what Telnyx sent but the last. */
function disorder(story: Story, mayLose: boolean): fc.Arbitrary<CallEvent[]> {
  const last = story.events.at(-1) as CallEvent;
  return fc
    .record({
      lost: fc.subarray(
        story.events.filter((event) => mayLose && event !== last && isLossy(event)),
      ),
      twice: fc.subarray(story.events),
    })
    .chain(({ lost, twice }) =>
      fc.shuffledSubarray([...story.events.filter((event) => !lost.includes(event)), ...twice], {
        minLength: story.events.length - lost.length + twice.length,
      }),
    );
}

/** What we write ourselves is in the transaction of its decision and cannot be lost. */
function isLossy(event: CallEvent): boolean {
  return event.type.startsWith('leg.') && event.type !== 'leg.dialled';
}

describe('the fold of a call', () => {
  it.each(Object.entries(stories))(
    '[I1] [I5] %s: any order and duplication gives the same row',
    (_, story) => {
      const expected = fold(story);
      fc.assert(
        fc.property(disorder(story, false), (events) => {
          expect(fold({ ...story, events })).toEqual(expected);
        }),
        { numRuns: 4_000 },
      );
    },
  );

  it.each(Object.entries(stories))(
    '[I3] [I7] %s: any loss that leaves the last event ends the call alike',
    (name, story) => {
      const expected = fold(story);
      fc.assert(
        fc.property(disorder(story, true), (events) => {
          const state = fold({ ...story, events });
          expect(state.status).toBe('ended');
          expect(state.endedAt).toBe(expected.endedAt);
          expect(state.deadlineAt).toBeNull();
          if (canBeTold(name, events)) {
            expect(state.outcome).toBe(expected.outcome);
            expect(state.current?.memberId).toBe(expected.current?.memberId);
          }
        }),
        { numRuns: 4_000 },
      );
    },
  );

  /** An inbound call whose agent's leg left no trace at all cannot be known to have been answered. */
  function canBeTold(name: string, events: readonly CallEvent[]): boolean {
    const winner = { answered: 'v3:agent1', claimedTwice: 'v3:agent2' }[name];
    if (!winner) return true;
    const traced = (ref: string, type: CallEvent['type']) =>
      events.some(
        (event) => 'leg' in event && event.leg.callControlId === ref && event.type === type,
      );
    const tellsAnswer = ['leg.answered', 'leg.bridged', 'leg.ended'] as const;
    const firstFailed = name !== 'claimedTwice' || traced('v3:agent1', 'leg.ended');
    return tellsAnswer.some((type) => traced(winner, type)) && firstFailed;
  }

  it('[I5] nothing leads out of ended, in any order of arrival', () => {
    for (const story of Object.values(stories)) {
      fc.assert(
        fc.property(disorder(story, false), (events) => {
          let wasEnded = false;
          for (let count = 1; count <= events.length; count += 1) {
            const seen = events.slice(0, count);
            const isEnded = fold({ ...story, events: seen }).status === 'ended';
            expect(wasEnded && !isEnded).toBe(false);
            wasEnded = isEnded;
          }
        }),
        { numRuns: 500 },
      );
    }
  });

  it('rings until its deadline, and again after a failed try', () => {
    const story = stories['claimedTwice'] as Story;
    const ringing = foldCall('inbound', DEFAULT_POLICY, story.events.slice(0, 1));
    expect(ringing).toMatchObject({ status: 'ringing', deadlineAt: at(25_000), current: null });
    const connecting = foldCall('inbound', DEFAULT_POLICY, story.events.slice(0, 2));
    expect(connecting).toMatchObject({ status: 'connecting', deadlineAt: at(15_000) });
    const again = foldCall('inbound', DEFAULT_POLICY, story.events.slice(0, 4));
    expect(again).toMatchObject({ status: 'ringing', deadlineAt: at(25_000), current: null });
  });

  it('[I2] a leg that answers after its try was given up does not become the call', () => {
    const given = [
      leg('leg.initiated', caller, 0),
      claimed(1, 1_000),
      leg('leg.dialled', agent(1), 1_050),
      { id: 'late', type: 'connect.timed_out', attempt: 1, occurredAt: at(13_000) },
      leg('leg.answered', agent(1), 12_990),
    ] satisfies CallEvent[];
    expect(foldCall('inbound', DEFAULT_POLICY, given)).toMatchObject({
      status: 'ringing',
      answeredAt: null,
    });
  });

  it.each([
    ['user_busy', 'busy'],
    ['call_rejected', 'rejected'],
    ['timeout', 'no_answer'],
    ['no_answer', 'no_answer'],
    ['not_found', 'failed'],
    ['originator_cancel', 'cancelled'],
  ] as const)('an outbound call that ends with %s is %s', (cause, outcome) => {
    const events = (stories['busy'] as Story).events.slice(0, -1);
    const state = fold({
      direction: 'outbound',
      events: [...events, ended(caller, 2_000, cause, 550)],
    });
    expect(state).toMatchObject({ status: 'ended', outcome, durationSeconds: 0 });
  });

  it('measures talk from the answer to the end, in whole seconds', () => {
    expect(fold(stories['answered'] as Story).durationSeconds).toBe(60);
    expect(fold(stories['reached'] as Story).durationSeconds).toBe(45);
  });
});
