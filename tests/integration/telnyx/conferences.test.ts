import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JOHN, MARIA, startHarness, until } from './harness.ts';
import type { Answer, Harness } from './harness.ts';

interface Party {
  id: string;
  callControlId: string;
}

const STATE_A = Buffer.from('a').toString('base64');
const STATE_B = Buffer.from('b').toString('base64');

let h: Harness;
beforeEach(async () => {
  h = await startHarness();
});
afterEach(() => h.stop());

const act = (id: string, action: string, body: object = {}): Promise<Answer> =>
  h.rest('POST', `/conferences/${id}/actions/${action}`, body);
const create = (party: Party, fields: object = {}): Promise<Answer> =>
  h.rest('POST', '/conferences', {
    call_control_id: party.callControlId,
    name: 'room-1',
    ...fields,
  });
const join = (id: string, party: Party, fields: object = {}): Promise<Answer> =>
  act(id, 'join', { call_control_id: party.callControlId, ...fields });
const view = async (party: Party) => (await h.sim('GET', `/calls/${party.id}`)).body;
const codeOf = (answer: Answer): string => `${answer.status}/${answer.body.errors[0].code}`;
const count = (type: string): number => h.app.events.filter((e) => e.type === type).length;

/** Three answered callers; the first two in a conference. */
async function room(): Promise<{ id: string; a: Party; b: Party; c: Party }> {
  const [a, b, c] = await Promise.all([
    h.answeredCall(),
    h.answeredCall({ from: '+14165550188' }),
    h.answeredCall({ from: '+14165550199' }),
  ]);
  const { body } = await create(a);
  await join(body.data.id, b);
  return { id: body.data.id, a, b, c };
}

describe('a conference', () => {
  test('is made of an answered leg, and told of by webhooks with its state', async () => {
    const a = await h.answeredCall();
    const made = await create(a, { client_state: STATE_A });
    expect(made.body.data).toMatchObject({
      record_type: 'conference',
      name: 'room-1',
      status: 'in_progress',
      end_reason: null,
    });
    const created = await h.event('conference.created', a.callControlId);
    const joined = await h.event('conference.participant.joined', a.callControlId);
    for (const { payload } of [created, joined]) {
      expect(payload).toMatchObject({
        call_leg_id: a.id,
        client_state: STATE_A,
        conference_id: made.body.data.id,
        occurred_at: expect.stringMatching(/^2026-/),
        call_session_id: expect.any(String),
        connection_id: expect.any(String),
      });
    }
    expect((await h.rest('GET', `/conferences/${made.body.data.id}`)).body.data.id).toBe(
      made.body.data.id,
    );
    const found = await h.rest('GET', '/conferences?filter%5Bname%5D=room-1');
    expect(found.body.meta.total_results).toBe(1);
  });

  test('lets three hear each other, and lists them', async () => {
    const { id, a, b, c } = await room();
    await join(id, c, { mute: true });
    expect(h.media.hearsOf(a.id)).toEqual([b.id]);
    expect(h.media.hearsOf(b.id)).toEqual([a.id]);
    expect(h.media.hearsOf(c.id)).toEqual([a.id, b.id]);
    await act(id, 'unmute', { call_control_ids: [c.callControlId] });
    expect(h.media.hearsOf(a.id)).toEqual([b.id, c.id]);
    const { body } = await h.rest('GET', `/conferences/${id}/participants`);
    expect(body.data.map((row: { call_leg_id: string }) => row.call_leg_id)).toEqual([
      a.id,
      b.id,
      c.id,
    ]);
    expect(body.data[0]).toMatchObject({ status: 'joined', muted: false, on_hold: false });
    expect(await view(a)).toMatchObject({
      bridged_to: ['+14165550188', '+14165550199'],
      conference: { id, held: false, muted: false },
    });
    expect((await h.sim('GET', '/conferences')).body[0].members).toHaveLength(3);
  });

  test('holds one with music, whom nobody hears, and takes it off hold', async () => {
    const { id, a, b } = await room();
    await act(id, 'hold', { call_control_ids: [b.callControlId] });
    expect(h.media.holdMusicOf(b.id)).toEqual({ kind: 'music' });
    expect([h.media.hearsOf(a.id), h.media.hearsOf(b.id)]).toEqual([[], []]);
    expect((await view(b)).conference).toEqual({ id, held: true, muted: false });
    await act(id, 'unhold', { call_control_ids: [b.callControlId] });
    expect(h.media.holdMusicOf(b.id)).toBe(null);
    expect(h.media.hearsOf(a.id)).toEqual([b.id]);
    expect(codeOf(await act(id, 'unhold', {}))).toBe('422/10004');
  });

  test('holds everybody without ids, and from the join on', async () => {
    const { id, a, b, c } = await room();
    await act(id, 'hold');
    expect(h.media.hearsOf(a.id)).toEqual([]);
    await join(id, c, { hold: true });
    expect(h.media.holdMusicOf(c.id)).toEqual({ kind: 'music' });
    await act(id, 'unhold', { call_control_ids: [a.callControlId, b.callControlId] });
    expect(h.media.hearsOf(a.id)).toEqual([b.id]);
  });

  test('that is not started holds all until somebody starts it', async () => {
    const [a, b] = [await h.answeredCall(), await h.answeredCall({ from: '+14165550188' })];
    const { id } = (await create(a, { start_conference_on_create: false })).body.data;
    expect(h.media.holdMusicOf(a.id)).toEqual({ kind: 'music' });
    await join(id, b, { start_conference_on_enter: true });
    expect(h.media.holdMusicOf(a.id)).toBe(null);
    expect(h.media.hearsOf(a.id)).toEqual([b.id]);
  });

  test('parks who leaves, and ends with the last', async () => {
    const { id, a, b } = await room();
    await act(id, 'leave', { call_control_id: b.callControlId });
    await h.event('conference.participant.left', b.callControlId);
    expect(await view(b)).toMatchObject({ state: 'answered', bridged_to: [], conference: null });
    expect(codeOf(await act(id, 'leave', { call_control_id: b.callControlId }))).toBe('422/10027');
    await h.sim('POST', `/calls/${a.id}/actions`, { type: 'hangup' });
    await h.event('conference.participant.left', a.callControlId);
    const { payload } = await h.event('conference.ended');
    expect(payload).toMatchObject({ conference_id: id, reason: 'all_left' });
    expect((await h.rest('GET', `/conferences/${id}`)).body.data.status).toBe('completed');
    expect(codeOf(await join(id, b))).toBe('422/90019');
  });

  test('end hangs up all who are in it', async () => {
    const { id, a, b } = await room();
    await act(id, 'end');
    await h.event('call.hangup', a.callControlId);
    await h.event('call.hangup', b.callControlId);
    expect((await h.event('conference.ended')).payload['reason']).toBe('ended_via_api');
    expect(count('conference.participant.left')).toBe(2);
  });

  test('end_conference_on_exit hangs up the others, the soft one parks them', async () => {
    const { id, a, c } = await room();
    await join(id, c, { end_conference_on_exit: true });
    await h.command(c.callControlId, 'hangup');
    await h.event('call.hangup', a.callControlId);
    expect((await h.event('conference.ended')).payload['reason']).toBe('host_left');
    const [d, e] = [await h.answeredCall(), await h.answeredCall({ from: '+14165550188' })];
    const second = (await create(d, { name: 'room-2' })).body.data.id;
    await join(second, e, { soft_end_conference_on_exit: true });
    await act(second, 'leave', { call_control_id: e.callControlId });
    await until('the end', () => count('conference.ended') === 2);
    expect(await view(d)).toMatchObject({ state: 'answered', conference: null });
  });

  test('is over after four hours', async () => {
    const { a } = await room();
    // The legs' own limit is the same; the conference was made after them.
    await h.clock.advance(14_400_000);
    await h.event('call.hangup', a.callControlId);
    await h.event('conference.ended');
  });
});

describe('joining and leaving a conference', () => {
  test('[I2] a bridged leg leaves its bridge: a partner that may stay is parked, another hung up', async () => {
    const [a, b] = [await h.answeredCall(), await h.answeredCall({ from: '+14165550188' })];
    await h.command(a.callControlId, 'bridge', {
      call_control_id: b.callControlId,
      park_after_unbridge: 'self',
    });
    const { id } = (await create(b)).body.data;
    expect(await view(a)).toMatchObject({ state: 'answered', bridged_to: [] });
    await join(id, a);
    expect(h.media.hearsOf(a.id)).toEqual([b.id]);
    const c = await h.answeredCall({ from: '+14165550199' });
    const d = await h.answeredCall({ from: '+14165550111' });
    await h.command(c.callControlId, 'bridge', { call_control_id: d.callControlId });
    await join(id, c);
    await h.event('call.hangup', d.callControlId);
  });

  test('a leg is in one conference at a time, and leaves it when it is bridged', async () => {
    const { id, a, b, c } = await room();
    const second = (await create(c, { name: 'room-2' })).body.data.id;
    await join(second, b);
    await h.event('conference.participant.left', b.callControlId);
    expect((await view(b)).conference.id).toBe(second);
    expect(h.media.hearsOf(a.id)).toEqual([]);
    await h.command(a.callControlId, 'bridge', { call_control_id: b.callControlId });
    expect(h.media.partnerOf(a.id)).toBe(b.id);
    expect((await view(a)).conference).toBe(null);
    await until('the first to end', () =>
      h.app.events.find((e) => e.type === 'conference.ended' && e.payload['conference_id'] === id),
    );
  });

  test('the state of a join replaces the leg’s, on all that follows', async () => {
    const { id, c } = await room();
    await join(id, c, { client_state: STATE_B });
    const joined = await h.event('conference.participant.joined', c.callControlId);
    expect(joined.payload['client_state']).toBe(STATE_B);
    await h.command(c.callControlId, 'hangup');
    expect((await h.event('call.hangup', c.callControlId)).payload['client_state']).toBe(STATE_B);
  });

  test('[I6] a repeated command_id does nothing', async () => {
    const a = await h.answeredCall();
    const first = await create(a, { command_id: 'make' });
    const again = await create(a, { command_id: 'make' });
    expect(again.body).toEqual(first.body);
    const { id } = first.body.data;
    const b = await h.answeredCall({ from: '+14165550188' });
    const c = await h.answeredCall({ from: '+14165550199' });
    for (const party of [b, b, c]) {
      expect((await join(id, party, { command_id: 'join' })).status).toBe(200);
    }
    await until('all to have joined', () => count('conference.participant.joined') >= 3);
    expect(count('conference.participant.joined')).toBe(3);
    expect(count('conference.created')).toBe(1);
  });

  test('refuses what Telnyx refuses', async () => {
    const { id, a, b } = await room();
    const ringing = await h.inboundCall({ from: '+14165550177' });
    expect(codeOf(await join(id, ringing))).toBe('422/90034');
    expect(codeOf(await create(ringing, { name: 'other' }))).toBe('422/90034');
    await h.command(b.callControlId, 'hangup');
    expect(codeOf(await join(id, b))).toBe('422/90018');
    expect(codeOf(await join(id, { id: '', callControlId: 'v3:nobody' }))).toBe('422/90015');
    expect(codeOf(await join(id, a))).toBe('422/10027');
    expect(codeOf(await join('nowhere', a))).toBe('404/10005');
    expect(codeOf(await act(id, 'join'))).toBe('422/10004');
    expect(codeOf(await join(id, ringing, { client_state: '***' }))).toBe('422/90034');
    expect(codeOf(await create(ringing))).toBe('422/90034');
    expect((await h.rest('GET', '/conferences/nowhere/participants')).status).toBe(404);
  });

  test('a name that is taken is refused, and free again when the conference has ended', async () => {
    const { id, c } = await room();
    expect(codeOf(await create(c))).toBe('422/10027');
    await act(id, 'end');
    expect((await create(c)).status).toBe(200);
  });

  test('max_participants is a limit', async () => {
    const a = await h.answeredCall();
    const b = await h.answeredCall({ from: '+14165550188' });
    const c = await h.answeredCall({ from: '+14165550199' });
    const { id } = (await create(a, { max_participants: 2 })).body.data;
    expect((await join(id, b)).status).toBe(200);
    expect(codeOf(await join(id, c))).toBe('422/10027');
  });
});

describe('a dial into a conference', () => {
  test('joins on its answer, on hold if asked', async () => {
    const { id, a } = await room();
    const { data } = (await h.dial({ to: JOHN, conference_config: { id, hold: true } })).body;
    await h.clock.advance(1500);
    await h.event('conference.participant.joined', data.call_control_id);
    expect(h.media.holdMusicOf(data.call_leg_id)).toEqual({ kind: 'music' });
    expect((await view(a)).bridged_to).toContain(JOHN);
  });

  test('makes a conference of a name that nobody has', async () => {
    const { data } = (await h.dial({ conference_config: { conference_name: 'new' } })).body;
    await h.clock.advance(1500);
    await h.event('conference.created', data.call_control_id);
    expect(codeOf(await h.dial({ conference_config: { id: 'nowhere' } }))).toBe('404/10005');
    expect(codeOf(await h.dial({ conference_config: {} }))).toBe('422/10004');
  });
});

describe('sound and keys in a conference', () => {
  test('speak and play reach all, or some, with their events', async () => {
    const { id, a, b } = await room();
    await act(id, 'speak', { payload: 'Welcome', voice: 'female' });
    await h.event('conference.speak.started');
    h.media.finishPlaying(a.id);
    h.media.finishPlaying(b.id);
    await h.event('conference.speak.ended');
    expect((await view(a)).transcript).toEqual(['Welcome']);
    await act(id, 'speak', {
      payload: 'Only you',
      voice: 'female',
      call_control_ids: [b.callControlId],
    });
    await h.event('conference.participant.speak.started', b.callControlId);
    expect(h.media.playingTo(a.id)).toBe(null);
    await act(id, 'stop', { call_control_ids: [b.callControlId] });
    await h.event('conference.participant.speak.ended', b.callControlId);
  });

  test('digits reach each member, or one leg alone, once', async () => {
    const { id, a, b } = await room();
    await act(id, 'send_dtmf', { digits: '12' });
    await h.command(a.callControlId, 'send_dtmf', { digits: '3' });
    await until('the digits', () => h.media.digitsTo(a.id) === '123');
    expect(h.media.digitsTo(b.id)).toBe('12');
  });

  test('a person’s keys and words are heard by the others who are not on hold', async () => {
    const { id, a, b, c } = await room();
    await join(id, c, { hold: true });
    await h.sim('POST', `/calls/${a.id}/actions`, { type: 'dtmf', digits: '42' });
    await h.sim('POST', `/calls/${a.id}/actions`, { type: 'say', text: 'Hello all' });
    expect(await view(b)).toMatchObject({ heard: { dtmf: '42' }, transcript: ['Hello all'] });
    expect(await view(c)).toMatchObject({ heard: { dtmf: '' }, transcript: [] });
    const digits = await until('both keys', () => {
      const keys = h.app.events.filter((e) => e.type === 'call.dtmf.received');
      return keys.length === 2 ? keys : null;
    });
    const inOrder = digits.toSorted((x, y) => x.occurredAt.localeCompare(y.occurredAt));
    expect(inOrder.map((e) => e.payload['digit'])).toEqual(['4', '2']);
  });

  test('a browser’s keys reach its bridge, but not a conference', async () => {
    const { sipUsername } = await h.browser();
    const caller = await h.answeredCall({ from: MARIA });
    const { data } = (
      await h.dial({
        to: `sip:${sipUsername}@sip.telnyx.com`,
        link_to: caller.callControlId,
        bridge_on_answer: true,
        park_after_unbridge: 'self',
      })
    ).body;
    await until('the invite', () => h.gateway.invites[0]);
    h.gateway.world.legAnswered(data.call_leg_id);
    h.gateway.world.legDtmf(data.call_leg_id, '7');
    expect(h.media.digitsTo(caller.id)).toBe('7');
    const agent = { id: data.call_leg_id, callControlId: data.call_control_id };
    await h.command(caller.callControlId, 'bridge', {
      call_control_id: agent.callControlId,
      park_after_unbridge: 'self',
    });
    const { id } = (await create(agent)).body.data;
    expect((await h.rest('GET', `/conferences/${id}`)).body.data.status).toBe('in_progress');
    h.gateway.world.legDtmf(agent.id, '8');
    expect(h.media.digitsTo(caller.id)).toBe('7');
  });
});
