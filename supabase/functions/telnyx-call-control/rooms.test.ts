import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandBody } from '../_shared/core/call-plan.ts';
import { AI_ALWAYS, createHarness, type Harness } from '../_shared/testing/harness.ts';
import { idOf, Talking } from '../_shared/testing/talking.ts';
import { createCallControlHandler } from './handler.ts';

let harness: Harness;
let call: Talking;
let other: Talking;

beforeEach(async () => {
  harness = createHarness({ ring: {} });
  const handle = createCallControlHandler(harness);
  call = new Talking(harness, handle, 1);
  other = new Talking(harness, handle, 2);
  await call.ring();
  await call.accept('ana');
  harness.telephony.sent = [];
});

function sent<Kind extends CommandBody['kind']>(kind: Kind): (CommandBody & { kind: Kind })[] {
  return harness.telephony.sent.flatMap(({ body }) =>
    body.kind === kind ? [body as CommandBody & { kind: Kind }] : [],
  );
}

const ben = { target: { member_id: idOf('ben') } };

/** Ana asks Ben, who comes. */
async function benJoins(): Promise<void> {
  expect(await call.act('ana', 'transfer', { mode: 'attended', ...ben })).toMatchObject({
    status: 200,
  });
  expect(await call.act('ben', 'accept')).toMatchObject({ status: 200 });
  await call.tell('leg.answered', call.legOf('party', 1));
}

describe('hold and resume', () => {
  it('[I4] the first hold makes a room: the agent opens it, the caller comes with music', async () => {
    expect(await call.act('ana', 'hold')).toMatchObject({ status: 200 });
    expect(harness.telephony.kinds()).toEqual(['open_room', 'join_room']);
    expect(sent('open_room')[0]?.callControlId).toBe(call.legOf('agent', 1));
    expect(sent('join_room')[0]).toMatchObject({ callControlId: call.caller, held: true });
    expect(call.state.room.hold?.memberId).toBe(idOf('ana'));
    expect(call.state.status).toBe('active');
  });

  it('is pressed twice and done once; resume ends the music, and the next hold begins it again', async () => {
    await call.act('ana', 'hold');
    await call.act('ana', 'hold');
    expect(call.state.room.holds).toHaveLength(1);
    await call.act('ana', 'resume');
    await call.act('ana', 'resume');
    expect(call.state.room.hold).toBeNull();
    await call.act('ana', 'hold');
    expect(harness.telephony.kinds()).toEqual(['open_room', 'join_room', 'unhold_leg', 'hold_leg']);
  });

  it('[I8] is for whoever holds the call', async () => {
    expect(await call.act('ben', 'hold')).toMatchObject({ status: 409 });
    expect(await call.act('dana', 'hold')).toMatchObject({ status: 404 });
  });
});

describe('a second call', () => {
  beforeEach(async () => {
    await other.ring();
    await other.accept('ana');
  });

  it('[I2] puts the first on hold', () => {
    expect(call.state.room.hold).not.toBeNull();
    expect(other.state.room.hold).toBeNull();
  });

  it('swapped ten times, one of the two is always on hold', async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      const [on, off] = turn % 2 === 0 ? [call, other] : [other, call];
      await on.act('ana', 'resume');
      expect([on.state.room.hold, off.state.room.hold?.endedAt]).toEqual([null, null]);
    }
    expect([call.state.status, other.state.status]).toEqual(['active', 'active']);
  });

  it('merged: its caller comes into the first call, and it is over', async () => {
    harness.telephony.sent = [];
    expect(await call.act('ana', 'merge', { other_call_id: other.callId })).toMatchObject({
      status: 200,
    });
    expect(other.state).toMatchObject({
      status: 'ended',
      outcome: 'answered',
      outcomeReason: 'merged',
    });
    expect(sent('hangup').map(({ callControlId }) => callControlId)).not.toContain(other.caller);
    expect(sent('join_room')).toContainEqual(
      expect.objectContaining({
        callControlId: other.caller,
        held: false,
        relabel: { role: 'party', attempt: 1 },
      }),
    );
    expect(call.state.room).toMatchObject({ hold: null, parties: [{ status: 'joined' }] });
    await call.tell('leg.ended', other.caller);
    expect(call.state.room.parties[0]).toMatchObject({ status: 'gone', endReason: 'left' });
    expect(call.state.status).toBe('active');
  });
});

describe('an attended transfer', () => {
  it('rings at the colleague while the caller hears music; both talk when they accept', async () => {
    await call.act('ana', 'transfer', { mode: 'attended', ...ben });
    expect(call.state.room).toMatchObject({ parties: [{ role: 'consult', status: 'ringing' }] });
    expect(call.state.room.hold).not.toBeNull();
    expect(sent('dial_party')).toEqual([]);
    await call.act('ben', 'accept');
    expect(sent('dial_party')[0]).toMatchObject({ sipUsername: 'gencredben' });
    await call.tell('leg.answered', call.legOf('party', 1));
    expect(call.state.room.parties[0]?.status).toBe('joined');
  });

  it('completed: the colleague holds the call, the caller hears them, the agent is gone', async () => {
    await benJoins();
    const anas = call.legOf('agent', 1);
    harness.telephony.sent = [];
    expect(await call.act('ana', 'complete_transfer')).toMatchObject({ status: 200 });
    expect(call.state.current?.memberId).toBe(idOf('ben'));
    expect(call.state.status).toBe('active');
    expect(sent('unhold_leg')).toMatchObject([{ callControlId: call.caller }]);
    expect(sent('hangup')).toMatchObject([{ callControlId: anas }]);
    // Ben can do all that Ana could.
    expect(await call.act('ben', 'hold')).toMatchObject({ status: 200 });
  });

  it('cancelled: the colleague goes, the caller is back', async () => {
    await benJoins();
    const bens = call.legOf('party', 1);
    harness.telephony.sent = [];
    await call.act('ana', 'cancel_transfer');
    expect(sent('hangup')).toMatchObject([{ callControlId: bens }]);
    expect(sent('unhold_leg')).toHaveLength(1);
    expect(call.state.current?.memberId).toBe(idOf('ana'));
  });

  it('joined by all: three hear each other, and whoever asked can leave', async () => {
    await benJoins();
    await call.act('ana', 'resume');
    expect(call.state.room.hold).toBeNull();
    expect(call.state.room.parties[0]?.status).toBe('joined');
    await call.act('ana', 'leave');
    expect(call.state.current?.memberId).toBe(idOf('ben'));
  });

  it('joined by all: nobody is asked in confidence any more, and whoever is asked next may be let go alone', async () => {
    await benJoins();
    await call.act('ana', 'resume');
    expect(call.state.room.parties).toMatchObject([{ role: 'guest', status: 'joined' }]);
    await harness.clock.advance(1_000);
    const nora = { target: { member_id: idOf('nora') } };
    expect(await call.act('ana', 'transfer', { mode: 'attended', ...nora })).toMatchObject({
      status: 200,
    });
    expect(call.state.room.parties).toMatchObject([{ role: 'guest' }, { role: 'consult' }]);
    await call.act('ana', 'cancel_transfer');
    expect(call.state.room.parties).toMatchObject([{ status: 'joined' }, { status: 'gone' }]);
  });

  it('declined: the agent is told, and the caller still hears music', async () => {
    await call.act('ana', 'transfer', { mode: 'attended', ...ben });
    expect(await call.act('ben', 'decline')).toMatchObject({ status: 200 });
    expect(call.state.room.parties[0]).toMatchObject({ status: 'gone', endReason: 'declined' });
    expect(call.state.room.hold).not.toBeNull();
  });

  it('[I3] nobody answers: the party is given up', async () => {
    await call.act('ana', 'transfer', { mode: 'attended', ...ben });
    await harness.clock.advance(31_000);
    expect(call.state.room.parties[0]).toMatchObject({ status: 'gone', endReason: 'no_answer' });
  });

  it('to whom no popup would reach is refused', async () => {
    harness.directory.unreachable.add(idOf('ben'));
    const answer = await call.act('ana', 'transfer', { mode: 'attended', ...ben });
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'party_unreachable' } } });
    const dana = { target: { member_id: idOf('dana') } };
    expect(await call.act('ana', 'transfer', { mode: 'attended', ...dana })).toMatchObject({
      status: 404,
    });
  });

  it('[I11] to a number is reserved first, and refused where a limit stands against it', async () => {
    harness.dialGuard.answer = { ok: false, code: 'spend_limit', country: 'CA' };
    const plumber = { target: { number: '416 555-0177' } };
    expect(await call.act('ana', 'transfer', { mode: 'attended', ...plumber })).toMatchObject({
      status: 403,
    });
    harness.dialGuard.answer = { ok: true, timeLimitSecs: 600 };
    await call.act('ana', 'transfer', { mode: 'attended', ...plumber });
    expect(harness.dialGuard.asked.at(-1)).toMatchObject({
      kind: 'party',
      to: '+14165550177',
      party: 1,
    });
    expect(sent('dial_party')[0]).toMatchObject({ to: '+14165550177', timeLimitSecs: 600 });
  });

  it('[I11] refused, it gives back what it reserved, and nothing of the others', async () => {
    const to = (number: string) => ({ mode: 'attended', target: { number } }) as const;
    await call.act('ana', 'transfer', to('+14165550177'));
    expect(await call.act('ana', 'transfer', to('+14165550178'))).toMatchObject({ status: 409 });
    expect(harness.dialGuard.released).toMatchObject([{ kind: 'party', party: 2 }]);
  });

  it('to a number, completed: the two outside parties talk on, and the call ends with the second', async () => {
    await call.act('ana', 'transfer', { mode: 'attended', target: { number: '+14165550177' } });
    const plumber = call.legOf('party', 1);
    await call.tell('leg.answered', plumber);
    await call.act('ana', 'complete_transfer');
    expect(call.state).toMatchObject({ status: 'active', current: null });
    await call.tell('leg.ended', plumber);
    expect(call.state).toMatchObject({
      status: 'ended',
      outcome: 'answered',
      outcomeReason: 'transferred',
      callBack: null,
    });
    expect(sent('hangup').map(({ callControlId }) => callControlId)).toContain(call.caller);
  });
});

describe('a blind transfer', () => {
  it('frees the agent at once, and rings at the colleague alone', async () => {
    await call.act('ana', 'transfer', { mode: 'blind', ...ben });
    expect(call.state).toMatchObject({
      status: 'ringing',
      offeredTo: [idOf('ben')],
      current: null,
    });
    expect(call.state.room.handoff).toMatchObject({ kind: 'transfer', memberId: idOf('ana') });
    expect(sent('open_room')).toMatchObject([{ callControlId: call.caller }]);
    expect(sent('hold_leg')).toHaveLength(1);
    await call.accept('ben');
    expect(call.state.current?.memberId).toBe(idOf('ben'));
    expect(sent('unhold_leg')).toHaveLength(1);
    expect(call.state.room.handoff).toBeNull();
  });

  it('[I12] declined, it comes back; not taken by anybody, it is a call to be called back', async () => {
    await call.act('ana', 'transfer', { mode: 'blind', ...ben });
    await call.act('ben', 'decline');
    expect(call.state).toMatchObject({ status: 'ringing', offeredTo: [idOf('ana')] });
    expect(call.state.room.handoff?.kind).toBe('returned');
    await harness.clock.advance(21_000);
    expect(call.state).toMatchObject({ status: 'ringing', offeredTo: null });
    await harness.clock.advance(26_000);
    expect(call.state).toMatchObject({
      status: 'ended',
      outcome: 'answered',
      outcomeReason: 'not_picked_up',
      callBack: { reason: 'not_picked_up' },
    });
  });

  it('to a number that is busy comes back, too', async () => {
    await call.act('ana', 'transfer', { mode: 'blind', target: { number: '+14165550177' } });
    expect(call.state).toMatchObject({ status: 'active', current: null });
    await call.tell('leg.ended', call.legOf('party', 1), 'user_busy');
    expect(call.state).toMatchObject({ status: 'ringing', offeredTo: [idOf('ana')] });
  });

  it('to a number that answers: the two talk, nobody of ours holds the call', async () => {
    await call.act('ana', 'transfer', { mode: 'blind', target: { number: '+14165550177' } });
    await call.tell('leg.answered', call.legOf('party', 1));
    expect(call.state).toMatchObject({ status: 'active', current: null });
    expect(call.state.room.handoff).toBeNull();
    expect(sent('unhold_leg')).toHaveLength(1);
  });
});

describe('parking', () => {
  it('leaves the caller with music, and whoever accepts has the call', async () => {
    await call.act('ana', 'park');
    expect(call.state).toMatchObject({ status: 'active', current: null });
    expect(call.state.room.parked).toMatchObject({ slot: 1, memberId: idOf('ana') });
    await call.accept('ben');
    expect(call.state.current?.memberId).toBe(idOf('ben'));
    expect(call.state.room.parked).toBeNull();
  });

  it('[I3] not picked up, it rings at whoever parked it', async () => {
    await call.act('ana', 'park');
    await harness.clock.advance(181_000);
    const { sweepCall } = await import('../_shared/application/sweep-call.ts');
    await sweepCall(harness, call.callId);
    expect(call.state).toMatchObject({ status: 'ringing', offeredTo: [idOf('ana')] });
    expect(call.state.room.handoff?.kind).toBe('parked');
  });
});

describe('an agent whose browser is gone', () => {
  it('[I4] is rung again while the caller hears music', async () => {
    await call.tell('leg.ended', call.legOf('agent', 1), 'unspecified');
    expect(call.state).toMatchObject({ status: 'ringing', offeredTo: [idOf('ana')] });
    expect(call.state.room.handoff?.kind).toBe('lost');
    expect(sent('hold_leg')).toHaveLength(1);
    await call.accept('ana');
    expect(call.state).toMatchObject({ status: 'active' });
  });

  it('who hung up is not rung again', async () => {
    await call.tell('leg.ended', call.legOf('agent', 1), 'normal_clearing');
    expect(call.state).toMatchObject({ status: 'ended', outcomeReason: 'agent_hung_up' });
  });

  it('moves the call to another browser of theirs', async () => {
    const before = call.legOf('agent', 1);
    expect(await call.act('ana', 'move_here')).toMatchObject({ status: 200 });
    expect(sent('hangup')).toMatchObject([{ callControlId: before }]);
    expect(call.state).toMatchObject({ status: 'connecting', current: { number: 2 } });
    await call.tell('leg.answered', call.legOf('agent', 2));
    expect(call.state.status).toBe('active');
  });
});

describe('supervision', () => {
  it('[I14] is for owners and admins: listens at the agent, and changes its part', async () => {
    const refused = await call.act('ben', 'supervise', { supervision: 'monitor' });
    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'not_allowed' } } });
    await call.act('nora', 'supervise', { supervision: 'monitor' });
    expect(sent('dial_party')[0]).toMatchObject({
      sipUsername: 'gencrednora',
      supervises: { callControlId: call.legOf('agent', 1), mode: 'monitor' },
    });
    await call.tell('leg.answered', call.legOf('party', 1));
    await call.act('nora', 'supervise', { supervision: 'whisper' });
    expect(sent('switch_supervisor')).toMatchObject([{ mode: 'whisper' }]);
    expect(sent('open_room')).toEqual([]);
    await call.act('nora', 'stop_supervising');
    expect(sent('hangup')).toHaveLength(1);
    expect(call.state.status).toBe('active');
  });
});

describe('keys', () => {
  it('[I6] reach the far end once each, in order', async () => {
    const device = '00000000-0000-4000-8000-0000000000d1';
    for (const [press, digits] of [
      [1, '4'],
      [2, '2'],
      [2, '2'],
      [3, '#'],
    ] as const) {
      await call.act('ana', 'dtmf', { digits, press, device_id: device });
    }
    expect(sent('send_digits').map(({ digits }) => digits)).toEqual(['4', '2', '#']);
  });
});

describe('three in a call', () => {
  it('the caller leaves: the others talk on until they leave, too', async () => {
    await call.act('ana', 'add_person', ben);
    await call.act('ben', 'accept');
    await call.tell('leg.answered', call.legOf('party', 1));
    await call.tell('leg.ended');
    expect(call.state.status).toBe('active');
    await call.act('ben', 'hangup');
    expect(call.state).toMatchObject({ status: 'ended', outcome: 'answered' });
  });

  it('the agent ends it for everybody', async () => {
    await benJoins();
    await call.act('ana', 'hangup');
    expect(call.state.status).toBe('ended');
    expect(sent('hangup')).toHaveLength(3);
  });
});

describe('a line with an AI', () => {
  beforeEach(async () => {
    harness = createHarness({ ring: {}, ai: { ...AI_ALWAYS, mode: 'overflow' } });
    call = new Talking(harness, createCallControlHandler(harness), 1);
    await call.ring();
    await call.accept('ana');
  });

  it('[I3] a call that was sent on and then given to the AI is with the AI, however long that takes', async () => {
    await call.act('ana', 'transfer', { mode: 'blind', ...ben });
    expect(await call.act('nora', 'send_to_ai')).toMatchObject({ status: 200 });
    expect(call.state.room.handoff).toBeNull();
    await harness.clock.advance(120_000);
    expect(call.state).toMatchObject({ status: 'active', ai: { status: 'talking' } });
  });

  it('whoever was asked and has not come is let go when the caller is handed to the AI', async () => {
    await call.act('ana', 'add_person', ben);
    expect(await call.act('ana', 'hand_back')).toMatchObject({ status: 200 });
    expect(call.state.room.parties[0]).toMatchObject({ status: 'gone', endReason: 'removed' });
    expect(await call.act('ben', 'accept')).not.toMatchObject({ body: { status: 'connecting' } });
  });
});
