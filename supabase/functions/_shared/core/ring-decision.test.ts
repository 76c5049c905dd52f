import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallEvent, LegRef, OwnEvent } from './call-events.ts';
import { foldCall } from './call-fold.ts';
import { type AiPolicy, type CallPolicy, type CallState, DEFAULT_POLICY } from './call-state.ts';
import type { AiMode } from './contracts/ai-profile.ts';
import { DEFAULT_MESSAGES } from './line-words.ts';
import { nextRingEvent, settleRing } from './ring-decision.ts';
import { type RingPolicy, RINGS_NOBODY_ELSE } from './ring-policy.ts';

const CALL = 'call';
const START = Date.parse('2026-11-22T15:00:00.000Z');
const at = (ms: number) => new Date(START + ms).toISOString();
const MOBILE = '+14165550199';
const caller: LegRef = { callControlId: 'v3:caller', role: 'external', attempt: 0 };
const mobile: LegRef = { callControlId: 'v3:mobile', role: 'forward', attempt: 0 };
const PEOPLE = ['ana', 'ben', 'nora'] as const;

const leg = (type: 'leg.initiated' | 'leg.answered' | 'leg.bridged', ref: LegRef, ms: number) =>
  ({
    id: `${type}:${ref.callControlId}`,
    type,
    leg: ref,
    occurredAt: at(ms),
    legStartedAt: null,
  }) satisfies CallEvent;

const left = (ref: LegRef, ms: number): CallEvent => ({
  id: `ended:${ref.callControlId}`,
  type: 'leg.ended',
  leg: ref,
  occurredAt: at(ms),
  legStartedAt: at(0),
  cause: ref === caller ? 'originator_cancel' : 'user_busy',
  source: 'unknown',
});

const ai = (mode: AiMode, enabled = true): AiPolicy => ({
  enabled,
  mode,
  overflowAfterMs: 9_000,
  language: 'en',
  isOpen: true,
  personRingTimeoutMs: 20_000,
});

function policyOf(ring: Partial<RingPolicy>, dispatcher: AiPolicy | null = null): CallPolicy {
  const steps = [
    { memberIds: ['ana'], ringMs: 8_000 },
    { memberIds: ['ben', 'nora'], ringMs: 10_000 },
  ];
  const base = { ...RINGS_NOBODY_ELSE, steps, reachable: [...PEOPLE], isOpen: true };
  return { ...DEFAULT_POLICY, ai: dispatcher, ring: { ...base, ...ring } };
}

const fold = (policy: CallPolicy) => (log: readonly CallEvent[]) =>
  foldCall('inbound', policy, log);

/** What is decided about a call that has just begun to ring. */
function decided(policy: CallPolicy, ms = 0): { added: OwnEvent[]; state: CallState } {
  return settleRing(CALL, policy, at(ms), [leg('leg.initiated', caller, 0)], fold(policy));
}

describe('what follows when nobody of the line can be reached', () => {
  const nobody = { reachable: [] };
  it.each<[string, Partial<RingPolicy>, AiPolicy | null, Record<string, unknown>]>([
    ['nothing', {}, null, { type: 'ring.step_began', memberIds: null, endsAt: at(18_000) }],
    ['the AI', {}, ai('overflow'), { type: 'ai.requested', reason: 'overflow' }],
    [
      'the AI, before the line’s outcome',
      { unansweredOutcome: 'message' },
      ai('overflow_or_after_hours'),
      { type: 'ai.requested', reason: 'overflow' },
    ],
    [
      'an AI that is switched off: the line’s outcome',
      { unansweredOutcome: 'message', unansweredMessage: 'Call later.' },
      ai('overflow', false),
      { type: 'message.began', text: 'Call later.', reason: 'unanswered_message' },
    ],
    [
      'an AI for other times: the line’s outcome',
      { unansweredOutcome: 'forward', forwardTo: MOBILE },
      ai('after_hours'),
      { type: 'forward.wanted', to: MOBILE, because: 'unanswered' },
    ],
    [
      'the message, in default words of the line’s language',
      { unansweredOutcome: 'message', language: 'fr' },
      null,
      { type: 'message.began', text: DEFAULT_MESSAGES.unanswered.fr, language: 'fr' },
    ],
    [
      'a forward without a number: as if there were nothing',
      { unansweredOutcome: 'forward' },
      null,
      { type: 'ring.step_began', memberIds: null },
    ],
  ])('%s', (_, ring, dispatcher, expected) => {
    const { added } = decided(policyOf({ ...nobody, ...ring }, dispatcher));
    expect(added).toHaveLength(1);
    expect(added[0]).toMatchObject(expected);
  });

  it('begins with the first step in which somebody can be reached', () => {
    const { state } = decided(policyOf({ reachable: ['nora'] }));
    expect(state).toMatchObject({ offeredTo: ['nora'], ringStep: 2, deadlineAt: at(10_000) });
  });

  it('a line of which nothing is left rings for everybody, for the usual time', () => {
    const { state } = decided(policyOf({ steps: [], reachable: [] }));
    expect(state).toMatchObject({ offeredTo: null, ringStep: 0, deadlineAt: at(25_000) });
  });
});

/** One thing that happens, and how long after the one before. */
type Step = { afterMs: number } & (
  | { do: 'look' }
  | { do: 'presence'; reachable: string[] }
  | { do: 'decline'; memberId: string }
  | { do: 'fail'; memberId: string }
  | { do: 'allow' | 'refuse' | 'mobile_answers' | 'mobile_ends' | 'caller_leaves' | 'heard' }
);

const aStep: fc.Arbitrary<Step> = fc
  .tuple(
    fc.integer({ min: 1, max: 9_000 }),
    fc.oneof(
      fc.constantFrom(
        ...(['look', 'allow', 'refuse', 'mobile_answers', 'mobile_ends', 'heard'] as const).map(
          (name) => ({ do: name }),
        ),
      ),
      fc.subarray([...PEOPLE]).map((reachable) => ({ do: 'presence' as const, reachable })),
      fc.constantFrom(...PEOPLE).map((memberId) => ({ do: 'decline' as const, memberId })),
      fc.constantFrom(...PEOPLE).map((memberId) => ({ do: 'fail' as const, memberId })),
      fc.constant({ do: 'caller_leaves' as const }),
    ),
  )
  .map(([afterMs, what]) => ({ afterMs, ...what }));

const aPolicy: fc.Arbitrary<CallPolicy> = fc
  .record({
    steps: fc.array(
      fc.record({
        memberIds: fc.subarray([...PEOPLE], { minLength: 1 }),
        ringMs: fc.integer({ min: 5_000, max: 20_000 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    hasOwnTimes: fc.boolean(),
    unansweredOutcome: fc.constantFrom('none' as const, 'message' as const, 'forward' as const),
    unansweredMessage: fc.constantFrom(null, 'Call later.'),
    reachable: fc.subarray([...PEOPLE]),
  })
  .map((ring) => policyOf({ ...ring, forwardTo: MOBILE }));

interface Life {
  log: CallEvent[];
  policy: CallPolicy;
  /** What was decided, and whom a call would have reached at that time. */
  decisions: { event: OwnEvent; reachable: readonly string[] }[];
  state: CallState;
  nowMs: number;
}

/** Lives a call: every step is written together with what is decided on it. */
function live(start: CallPolicy, steps: readonly Step[]): Life {
  const life: Life = {
    log: [],
    policy: start,
    decisions: [],
    state: fold(start)([leg('leg.initiated', caller, 0)]),
    nowMs: 0,
  };
  write(life, [leg('leg.initiated', caller, 0)]);
  for (const step of steps) {
    life.nowMs += step.afterMs;
    if (step.do === 'presence' && life.policy.ring) {
      life.policy = { ...life.policy, ring: { ...life.policy.ring, reachable: step.reachable } };
    }
    write(life, eventsOf(step, life));
  }
  return life;
}

function write(life: Life, events: readonly CallEvent[]): void {
  const known = new Set(life.log.map(({ id }) => id));
  life.log.push(...events.filter(({ id }) => !known.has(id)));
  const now = at(life.nowMs);
  const { added, state } = settleRing(CALL, life.policy, now, life.log, fold(life.policy));
  const reachable = life.policy.ring?.reachable ?? [];
  life.decisions.push(...added.map((event) => ({ event, reachable })));
  life.log.push(...added);
  life.state = state;
}

function eventsOf(step: Step, { state, nowMs }: Life): CallEvent[] {
  const occurredAt = at(nowMs);
  const isForwarding = state.forward !== null && state.status !== 'ended';
  switch (step.do) {
    case 'decline':
      return [
        {
          id: `declined:${step.memberId}`,
          type: 'call.declined',
          memberId: step.memberId,
          occurredAt,
        },
      ];
    case 'fail':
      return state.status === 'ringing'
        ? failedTry(state.attempts.length + 1, step.memberId, nowMs)
        : [];
    case 'allow':
      return isForwarding
        ? [{ id: 'allowed', type: 'forward.allowed', timeLimitSecs: 60, occurredAt }]
        : [];
    case 'refuse':
      return isForwarding && !state.forward?.allowedAt
        ? [{ id: 'refused', type: 'forward.refused', code: 'spend_limit', occurredAt }]
        : [];
    case 'mobile_answers':
      return state.forward?.allowedAt ? [leg('leg.answered', mobile, nowMs)] : [];
    case 'mobile_ends':
      return state.forward?.allowedAt ? [left(mobile, nowMs)] : [];
    case 'heard':
      return state.message
        ? [
            {
              id: 'heard',
              type: 'leg.speech_ended',
              leg: caller,
              occurredAt,
              legStartedAt: null,
            },
          ]
        : [];
    case 'caller_leaves':
      return [left(caller, nowMs)];
    default:
      return [];
  }
}

function failedTry(attempt: number, memberId: string, ms: number): CallEvent[] {
  const occurredAt = at(ms);
  return [
    {
      id: `claimed:${attempt}`,
      type: 'call.claimed',
      attempt,
      memberId,
      deviceId: 'device',
      sipUsername: 'sip',
      occurredAt,
    },
    { id: `timed_out:${attempt}`, type: 'connect.timed_out', attempt, occurredAt },
  ];
}

const aLife = fc.tuple(aPolicy, fc.array(aStep, { maxLength: 14 }));

describe('the ringing of any call', () => {
  it('[I5] of two decisions at one instant the one made later counts', () => {
    const began = (offer: number, memberIds: string[]): OwnEvent => ({
      id: `${CALL}:ring_step:${offer}`,
      type: 'ring.step_began',
      occurredAt: at(4_000),
      offer,
      turn: 0,
      request: null,
      step: 1,
      memberIds,
      endsAt: at(20_000),
    });
    const log = [leg('leg.initiated', caller, 0), began(9, ['ana']), began(10, ['ben'])];
    expect(fold(policyOf({}))(log)).toMatchObject({ offeredTo: ['ben'], offerCount: 10 });
  });

  it('[I1] [I5] its log gives the same state in any order, with any duplicates', () => {
    fc.assert(
      fc.property(aLife, fc.infiniteStream(fc.nat()), ([policy, steps], random) => {
        const { log, state, policy: last } = live(policy, steps);
        const drawn = () => random.next().value ?? 0;
        const disordered = [...log, ...log.filter(() => drawn() % 2 === 0)]
          .map((event) => ({ event, place: drawn() }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ event }) => event);
        expect(fold(last)(disordered)).toEqual(state);
      }),
      { numRuns: 600 },
    );
  });

  it('rings only where it would be heard, or for everybody when nothing else is left', () => {
    fc.assert(
      fc.property(aLife, ([policy, steps]) => {
        for (const { event, reachable } of live(policy, steps).decisions) {
          if (event.type !== 'ring.step_began' || event.memberIds === null) continue;
          expect(event.memberIds.length).toBeGreaterThan(0);
          expect(reachable).toEqual(expect.arrayContaining(event.memberIds));
        }
      }),
      { numRuns: 600 },
    );
  });

  it('[I3] has a deadline while it waits, and nothing is left to decide before it', () => {
    fc.assert(
      fc.property(aLife, ([policy, steps]) => {
        const { state, policy: last, nowMs } = live(policy, steps);
        expect(nextRingEvent(CALL, state, last, at(nowMs))).toBeNull();
        if (state.status === 'ringing' || state.status === 'connecting') {
          expect(state.deadlineAt).not.toBeNull();
        }
      }),
      { numRuns: 600 },
    );
  });

  it('[I3] looked at often enough, it ends or goes to somebody, whoever comes and goes', () => {
    fc.assert(
      fc.property(aLife, ([policy, steps]) => {
        const looks = Array.from({ length: 40 }, (): Step => ({ do: 'look', afterMs: 4_000 }));
        const { state } = live(policy, [...steps, ...looks]);
        expect(state.status).not.toBe('ringing');
      }),
      { numRuns: 300 },
    );
  });

  it('[I5] nothing that comes late changes an ended call', () => {
    fc.assert(
      fc.property(aLife, ([policy, steps]) => {
        const life = live(policy, [...steps, { do: 'caller_leaves', afterMs: 5 }]);
        const late = [leg('leg.bridged', mobile, life.nowMs + 50), left(mobile, life.nowMs + 900)];
        const before = life.state;
        write(life, late);
        expect(life.state).toMatchObject({ status: 'ended', endedAt: before.endedAt });
      }),
      { numRuns: 300 },
    );
  });
});
