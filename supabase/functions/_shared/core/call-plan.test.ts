import { describe, expect, it } from 'vitest';
import type { CallEvent, HangupCause, LegRef } from './call-events.ts';
import { foldCall } from './call-fold.ts';
import { type CommandBody, planCall } from './call-plan.ts';
import { type CallDirection, DEFAULT_POLICY } from './call-state.ts';
import { isObsolete } from './obsolete-command.ts';

const START_MS = Date.parse('2026-11-22T15:00:00.000Z');
const at = (ms: number) => new Date(START_MS + ms).toISOString();
const CALLER: LegRef = { callControlId: 'v3:caller', role: 'external', attempt: 0 };
const FAR: LegRef = { callControlId: 'v3:far', role: 'external', attempt: 0 };
const agent = (attempt: number): LegRef => ({
  callControlId: `v3:agent${attempt}`,
  role: 'agent',
  attempt,
});

const leg = (
  type: 'initiated' | 'dialled' | 'answered' | 'bridged',
  ref: LegRef,
  ms: number,
): CallEvent => ({
  id: `${type}:${ref.callControlId}`,
  type: `leg.${type}`,
  leg: ref,
  occurredAt: at(ms),
  legStartedAt: null,
});
const ended = (ref: LegRef, ms: number, cause: HangupCause = 'normal_clearing'): CallEvent => ({
  id: `ended:${ref.callControlId}`,
  type: 'leg.ended',
  leg: ref,
  occurredAt: at(ms),
  legStartedAt: null,
  cause,
  source: 'unknown',
});
const who = { memberId: 'ana', deviceId: 'laptop', sipUsername: 'gencredana' };
const claimed = (attempt: number, ms: number): CallEvent => ({
  id: `claimed:${attempt}`,
  type: 'call.claimed',
  attempt,
  ...who,
  occurredAt: at(ms),
});
const placed: CallEvent = {
  id: 'placed',
  type: 'call.placed',
  ...who,
  from: '+14375249932',
  to: '+14165550123',
  occurredAt: at(0),
};

function stateOf(direction: CallDirection, events: CallEvent[]) {
  return foldCall(direction, DEFAULT_POLICY, events);
}

function plan(
  direction: CallDirection,
  events: CallEvent[],
  nowMs: number,
  issued: string[] = [],
  joinPatienceMs: number | null = 0,
  awaited: [string, CommandBody][] = [],
) {
  return planCall({
    callId: 'C',
    lineNumber: '+14375249932',
    toNumber: direction === 'inbound' ? '+14375249932' : '+14165550123',
    policy: DEFAULT_POLICY,
    state: stateOf(direction, events),
    now: at(nowMs),
    issued: new Set([...issued, ...awaited.map(([id]) => id)]),
    awaited: new Map(awaited),
    joinPatienceMs,
  });
}

const RINGING = [leg('initiated', CALLER, 0)];
const CLAIMED = [...RINGING, claimed(1, 3_000)];
const ANSWERED = [...CLAIMED, leg('answered', CALLER, 3_100), leg('dialled', agent(1), 3_100)];
const TALKING = [...ANSWERED, leg('answered', agent(1), 3_500), leg('bridged', CALLER, 3_510)];
const AGAIN = [...ANSWERED, ended(agent(1), 4_000, 'user_busy')];
const OUT_UP = [placed, leg('dialled', agent(1), 50), leg('answered', agent(1), 500)];
const OUT_RINGING = [...OUT_UP, leg('dialled', FAR, 600)];
const OUT_TALKING = [...OUT_RINGING, leg('answered', FAR, 5_000), leg('bridged', FAR, 5_010)];
const APART = [...ANSWERED, leg('answered', agent(1), 3_500)];

const table: [string, CallDirection, CallEvent[], number, string[]][] = [
  ['inbound, ringing: nothing, so that ringing costs nothing', 'inbound', RINGING, 1_000, []],
  ['inbound, claimed', 'inbound', CLAIMED, 3_000, ['C:answer:v3:caller', 'C:dial_agent:1']],
  [
    '[I4] inbound, the agent is late',
    'inbound',
    ANSWERED,
    4_300,
    ['C:answer:v3:caller', 'C:dial_agent:1', 'C:play_ringback:1'],
  ],
  ['both up, joined any moment', 'inbound', APART, 4_900, ['C:answer:v3:caller', 'C:dial_agent:1']],
  [
    '[I4] both up and not joined: we join them',
    'inbound',
    APART,
    5_000,
    ['C:answer:v3:caller', 'C:bridge:v3:agent1', 'C:dial_agent:1'],
  ],
  ['inbound, talking', 'inbound', TALKING, 9_000, ['C:answer:v3:caller', 'C:dial_agent:1']],
  ['[I4] inbound, the agent was busy: rings again', 'inbound', AGAIN, 4_000, ['C:play_ringback:1']],
  [
    'inbound, the caller left while the agent rings',
    'inbound',
    [...ANSWERED, ended(CALLER, 5_000)],
    5_000,
    ['C:hangup:v3:agent1'],
  ],
  [
    'inbound, the agent left',
    'inbound',
    [...TALKING, ended(agent(1), 9_000)],
    9_000,
    ['C:hangup:v3:caller'],
  ],
  [
    'inbound, all over',
    'inbound',
    [...TALKING, ended(agent(1), 9_000), ended(CALLER, 9_000)],
    9_000,
    [],
  ],
  ['outbound, placed', 'outbound', [placed], 0, ['C:dial_agent:1']],
  ['outbound, the agent is up', 'outbound', OUT_UP, 600, ['C:dial_agent:1', 'C:dial_external:1']],
  ['outbound, talking', 'outbound', OUT_TALKING, 9_000, ['C:dial_agent:1', 'C:dial_external:1']],
  [
    'outbound, the agent left while it rang: the far phone must not ring on',
    'outbound',
    [...OUT_RINGING, ended(agent(1), 2_000)],
    2_000,
    ['C:hangup:v3:far'],
  ],
  [
    'outbound, busy',
    'outbound',
    [...OUT_RINGING, ended(FAR, 2_000, 'user_busy')],
    2_000,
    ['C:hangup:v3:agent1'],
  ],
  [
    'outbound, the agent never came',
    'outbound',
    [placed, ended(agent(1), 900, 'call_rejected')],
    900,
    [],
  ],
];

describe('what is asked of Telnyx', () => {
  it.each(table)('%s', (_, direction, events, nowMs, commandIds) => {
    const ids = plan(direction, events, nowMs).map((command) => command.commandId);
    expect(ids.toSorted()).toEqual(commandIds.toSorted());
  });

  it('[I6] late news of an answer does not join legs whose bridge is as late', () => {
    const ids = plan('inbound', APART, 60_000, [], null).map((one) => one.commandId);
    expect(ids).not.toContain('C:bridge:v3:agent1');
  });

  it.each(table)('[I6] never twice: %s', (_, direction, events, nowMs, commandIds) => {
    expect(plan(direction, events, nowMs, commandIds)).toEqual([]);
  });

  it('the dial says whom it joins, as whom it calls, and how long it rings', () => {
    const [, dial] = plan('inbound', CLAIMED, 3_000);
    expect(dial?.body).toEqual({
      kind: 'dial_agent',
      attempt: 1,
      sipUsername: 'gencredana',
      from: '+14375249932',
      linkTo: 'v3:caller',
      timeoutMs: 8_000,
    });
    const far = plan('outbound', OUT_UP, 600).at(-1);
    expect(far?.body).toMatchObject({ to: '+14165550123', linkTo: 'v3:agent1', timeoutMs: 45_000 });
  });

  it('[I4] our ringback stops when the agent is up, and only if it played', () => {
    const ids = (issued: string[]) =>
      plan('inbound', TALKING, 9_000, ['C:answer:v3:caller', 'C:dial_agent:1', ...issued]).map(
        (command) => command.commandId,
      );
    expect(ids(['C:play_ringback:1'])).toEqual(['C:stop_ringback:1']);
    expect(ids([])).toEqual([]);
  });

  it('a second try dials again, and does not answer again', () => {
    const issued = ['C:answer:v3:caller', 'C:dial_agent:1', 'C:play_ringback:1'];
    const ids = plan('inbound', [...AGAIN, claimed(2, 6_000)], 6_000, issued);
    expect(ids.map((command) => command.commandId)).toEqual(['C:dial_agent:2']);
  });

  it('the leg of a try that was given up is hung up, the caller keeps waiting', () => {
    const given: CallEvent = {
      id: 'late',
      type: 'connect.timed_out',
      attempt: 1,
      occurredAt: at(15_000),
    };
    const bodies = plan('inbound', [...ANSWERED, given], 15_000).map((command) => command.body);
    expect(bodies).toContainEqual({ kind: 'hangup', callControlId: 'v3:agent1' });
    expect(bodies).not.toContainEqual({ kind: 'hangup', callControlId: 'v3:caller' });
  });
});

describe('a deadline', () => {
  it("comes after the agent's leg has rung out, however late it was dialled", () => {
    const late = stateOf('inbound', [...CLAIMED, leg('dialled', agent(1), 11_000)]);
    expect(late.deadlineAt).toBe(at(11_000 + 8_000 + 2_000));
  });

  it('comes after the far leg has rung out', () => {
    expect(stateOf('outbound', [...OUT_UP, leg('dialled', FAR, 4_000)]).deadlineAt).toBe(
      at(4_000 + 45_000 + 5_000),
    );
  });
});

describe('a lost answer shows in the partner’s bridge', () => {
  it('of the caller: the agent is connected', () => {
    const state = stateOf('inbound', [...ANSWERED, leg('bridged', CALLER, 3_510)]);
    expect(state).toMatchObject({ status: 'active', answeredAt: at(3_510) });
  });

  it("of the agent's leg: the far end has answered", () => {
    const state = stateOf('outbound', [...OUT_RINGING, leg('bridged', agent(1), 5_010)]);
    expect(state).toMatchObject({ status: 'active', answeredAt: at(5_010) });
  });

  it('[I12] a caller who left before being answered spoke with nobody', () => {
    const unanswered = [
      ...CLAIMED,
      leg('dialled', agent(1), 3_100),
      leg('answered', agent(1), 3_500),
    ];
    const state = stateOf('inbound', [...unanswered, ended(CALLER, 5_000, 'originator_cancel')]);
    expect(state).toMatchObject({ status: 'ended', outcome: 'missed', answeredAt: null });
  });
});

describe('a command that did not go out yet is obsolete', () => {
  const over = stateOf('inbound', [...ANSWERED, ended(CALLER, 5_000)]);
  const again = stateOf('inbound', AGAIN);
  const talking = stateOf('inbound', TALKING);
  const dial = plan('inbound', CLAIMED, 3_000).at(-1)?.body as CommandBody;
  const on = (
    kind: 'answer' | 'hangup' | 'play_ringback' | 'stop_ringback',
    callControlId = 'v3:caller',
  ) => ({
    kind,
    callControlId,
  });

  it.each([
    ['a dial, when its try has failed', dial, again, true],
    ['a dial, when the call is over', dial, over, true],
    ['no dial of a try that goes on', dial, talking, false],
    ['an answer, when the caller left', on('answer'), over, true],
    ['no answer of a caller who waits', on('answer'), again, false],
    ['ringback, when they talk', on('play_ringback'), talking, true],
    ['no ringback of a caller who waits', on('play_ringback'), again, false],
    ['the end of ringback, when the call is over', on('stop_ringback'), over, true],
    ['a hang-up of a leg that is gone', on('hangup'), over, true],
    ['no hang-up of a leg that lives', on('hangup', 'v3:agent1'), over, false],
  ] as const)('%s', (_, body, state, expected) => {
    expect(isObsolete(body, state)).toBe(expected);
  });
});

describe('[I4] music that comes with a join', () => {
  const ROOM = 'conference';
  const joined = (ref: LegRef, ms: number): CallEvent => ({
    id: `joined:${ref.callControlId}`,
    type: 'leg.joined',
    conferenceId: ROOM,
    leg: ref,
    occurredAt: at(ms),
    legStartedAt: null,
  });
  const held: CallEvent = {
    id: 'held',
    type: 'hold.began',
    hold: 1,
    party: null,
    memberId: 'ana',
    occurredAt: at(5_000),
  };
  const opened: CallEvent = {
    id: 'opened',
    type: 'room.opened',
    conferenceId: ROOM,
    occurredAt: at(5_020),
  };
  const IN_ROOM = [...TALKING, held, opened, joined(agent(1), 5_020), joined(CALLER, 5_080)];
  const joinId = `C:join_room:${CALLER.callControlId}:first`;
  const join: CommandBody = {
    kind: 'join_room',
    conferenceId: ROOM,
    callControlId: CALLER.callControlId,
    held: true,
    relabel: null,
  };

  const musicWanted = (issued: string[], awaited: [string, CommandBody][] = []) =>
    plan('inbound', IN_ROOM, 5_100, issued, 0, awaited).filter(
      ({ body }) => body.kind === 'hold_leg',
    ).length;

  it('is not begun anew while the answer to that join is awaited', () => {
    expect(musicWanted([], [[joinId, join]])).toBe(0);
  });

  it('is asked for where the join failed, or came without it', () => {
    expect(musicWanted([joinId])).toBe(1);
    expect(musicWanted([], [[joinId, { ...join, held: false }]])).toBe(1);
  });
});
