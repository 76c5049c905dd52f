import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JOHN, MAIN_NUMBER, MARIA, startHarness, until } from './harness.ts';
import type { Harness } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await startHarness();
});
afterEach(() => h.stop());

const stateOf = async (legId: string) => (await h.sim('GET', `/calls/${legId}`)).body.state;

/** Two answered legs, joined by `bridge`. */
async function bridgedPair(park = false) {
  const caller = await h.answeredCall();
  const dialled = (await h.dial({ link_to: caller.callControlId })).body.data;
  await h.clock.advance(1500);
  await h.event('call.answered', dialled.call_control_id);
  const reply = await h.command(caller.callControlId, 'bridge', {
    call_control_id: dialled.call_control_id,
    ...(park ? { park_after_unbridge: 'self' } : {}),
  });
  expect(reply.status).toBe(200);
  return { caller, callee: { id: dialled.call_leg_id, callControlId: dialled.call_control_id } };
}

describe('an inbound call', () => {
  test('is announced as incoming and parked, with the caller, and rings until answered', async () => {
    const { id, callControlId } = await h.inboundCall({ caller_name: 'Maria Lopez' });
    const { payload } = await h.event('call.initiated');
    expect(payload).toMatchObject({
      call_control_id: callControlId,
      call_leg_id: id,
      direction: 'incoming',
      state: 'parked',
      from: MARIA,
      to: MAIN_NUMBER,
      caller_id_name: 'Maria Lopez',
      client_state: null,
    });
    expect(await stateOf(id)).toBe('ringing');
    await h.command(callControlId, 'answer');
    expect((await h.event('call.answered')).payload['state']).toBe('answered');
    expect(await stateOf(id)).toBe('answered');
  });

  test('given up by the caller ends as originator_cancel, from the caller', async () => {
    const { id } = await h.inboundCall();
    await h.sim('POST', `/calls/${id}/actions`, { type: 'hangup' });
    expect((await h.event('call.hangup')).payload).toMatchObject({
      hangup_cause: 'originator_cancel',
      hangup_source: 'caller',
      sip_hangup_cause: '487',
      call_quality_stats: null,
    });
  });

  test.each([
    ['USER_BUSY', 'user_busy', '486'],
    ['CALL_REJECTED', 'call_rejected', '603'],
  ])('rejected with %s ends as %s', async (cause, hangupCause, sipCause) => {
    const { callControlId } = await h.inboundCall();
    await h.command(callControlId, 'reject', { cause });
    expect((await h.event('call.hangup')).payload).toMatchObject({
      hangup_cause: hangupCause,
      sip_hangup_cause: sipCause,
    });
  });

  test('has quality figures as strings when it was talked on', async () => {
    const { callControlId } = await h.answeredCall();
    await h.clock.advance(2000);
    await h.command(callControlId, 'hangup');
    const { payload } = await h.event('call.hangup');
    expect(payload['call_quality_stats']).toMatchObject({ inbound: { packet_count: '100' } });
  });

  test('to a number that is not ours is an error, not a call', async () => {
    const { status, body } = await h.sim('POST', '/calls', { from: MARIA, to: '+12125550100' });
    expect([status, body.error.code]).toEqual([404, 'number_not_ours']);
    expect((await h.sim('GET', '/calls')).body).toEqual([]);
  });
});

describe('a dialled number', () => {
  test.each([
    ['busy', 'user_busy', '486'],
    ['reject', 'call_rejected', '603'],
    ['no_answer', 'no_answer', '480'],
  ])('that is set to %s ends as %s', async (behaviour, cause, sip) => {
    await h.sim('PUT', `/callees/${encodeURIComponent(JOHN)}`, { behaviour, after_ms: 400 });
    await h.dial();
    await h.event('call.initiated');
    await h.clock.advance(400);
    expect((await h.event('call.hangup')).payload).toMatchObject({
      hangup_cause: cause,
      hangup_source: 'callee',
      sip_hangup_cause: sip,
    });
  });

  test('that nobody answers rings for timeout_secs, no longer and no shorter', async () => {
    await h.sim('PUT', `/callees/${encodeURIComponent(JOHN)}`, { behaviour: 'no_answer' });
    const { body } = await h.dial({ timeout_secs: 20 });
    await h.event('call.initiated');
    await h.clock.advance(19_999);
    expect(await stateOf(body.data.call_leg_id)).toBe('ringing');
    await h.clock.advance(1);
    expect((await h.event('call.hangup')).payload['hangup_cause']).toBe('timeout');
  });

  test('answers after 1.5 s by default, speaks, and is seen as outbound', async () => {
    const { body } = await h.dial();
    await h.event('call.initiated');
    await h.clock.advance(1500);
    await h.event('call.answered');
    const [call] = (await h.sim('GET', '/calls?active=true')).body;
    expect(call).toMatchObject({ id: body.data.call_leg_id, direction: 'outbound', to: JOHN });
    expect(call.spoken[0]).toMatch(/^Hello/);
  });

  test('is hung up when its time_limit_secs is over', async () => {
    await h.dial({ time_limit_secs: 60 });
    await h.event('call.initiated');
    await h.clock.advance(1500);
    await h.event('call.answered');
    await h.clock.advance(60_000);
    expect((await h.event('call.hangup')).payload['hangup_cause']).toBe('time_limit');
  });

  test('can be rung in the booth: it answers when its person does', async () => {
    await h.sim('PUT', `/callees/${encodeURIComponent(JOHN)}`, { behaviour: 'manual' });
    const { body } = await h.dial();
    await h.event('call.initiated');
    await h.clock.advance(10_000);
    expect(await stateOf(body.data.call_leg_id)).toBe('ringing');
    await h.sim('POST', `/calls/${body.data.call_leg_id}/actions`, { type: 'answer' });
    await h.event('call.answered');
    expect((await h.sim('GET', `/calls/${body.data.call_leg_id}`)).body.spoken).toEqual([]);
  });
});

describe('a browser', () => {
  test('is rung with the caller, the headers and the ids of the leg', async () => {
    const { sipUsername } = await h.browser();
    const { body } = await h.dial({
      to: `sip:${sipUsername}@sip.telnyx.com`,
      custom_headers: [{ name: 'X-Call-Id', value: '42' }],
      client_state: 'eyJ2IjoxfQ==',
    });
    const invite = await until('the invite', () => h.gateway.invites[0]);
    expect(invite).toMatchObject({
      sipUsername,
      callerNumber: MAIN_NUMBER,
      callControlId: body.data.call_control_id,
      legId: body.data.call_leg_id,
      callSessionId: body.data.call_session_id,
      clientState: 'eyJ2IjoxfQ==',
      customHeaders: [{ name: 'X-Call-Id', value: '42' }],
    });
    h.gateway.world.legAnswered(invite.legId);
    expect((await h.event('call.answered')).payload['client_state']).toBe('eyJ2IjoxfQ==');
  });

  test('that is not registered ends the leg with SIP 480', async () => {
    const made = await h.rest('POST', '/telephony_credentials', {
      connection_id: h.simulator.credentialConnectionId,
    });
    await h.dial({ to: `sip:${made.body.data.sip_username}@sip.telnyx.com` });
    expect((await h.event('call.hangup')).payload['sip_hangup_cause']).toBe('480');
  });

  test('that nobody has ends the leg with SIP 480', async () => {
    await h.dial({ to: 'sip:gencredNobody@sip.telnyx.com' });
    expect((await h.event('call.hangup')).payload['sip_hangup_cause']).toBe('480');
  });

  test('whose credential has expired or was deleted ends the leg with SIP 480', async () => {
    const expiring = await h.browser();
    const deleted = await h.browser();
    const path = `/telephony_credentials/${expiring.credentialId}`;
    await h.rest('PATCH', path, { expires_at: new Date(h.clock.now() + 60_000).toISOString() });
    await h.clock.advance(60_000);
    await h.rest('DELETE', `/telephony_credentials/${deleted.credentialId}`);
    for (const { sipUsername } of [expiring, deleted]) {
      const { body } = await h.dial({ to: `sip:${sipUsername}@sip.telnyx.com` });
      const { payload } = await h.event('call.hangup', body.data.call_control_id);
      expect(payload['sip_hangup_cause']).toBe('480');
    }
    expect(h.gateway.invites).toEqual([]);
  });

  test('hears from us when the caller gives up while it rings', async () => {
    const { sipUsername } = await h.browser();
    const { body } = await h.dial({ to: `sip:${sipUsername}@sip.telnyx.com` });
    await until('the invite', () => h.gateway.invites[0]);
    await h.command(body.data.call_control_id, 'hangup');
    expect(h.gateway.byes[0]).toMatchObject({
      legId: body.data.call_leg_id,
      bye: { cause: 'ORIGINATOR_CANCEL' },
    });
  });

  test('places a call itself: the far end rings, and both are joined on answer', async () => {
    const { sipUsername } = await h.browser();
    const { legId } = h.gateway.world.outboundInvite({
      sipUsername,
      destination: JOHN,
      callerNumber: MAIN_NUMBER,
      callerName: 'Ana',
      customHeaders: [],
    });
    await until(
      'both legs',
      () => h.app.events.filter((e) => e.type === 'call.initiated').length === 2,
    );
    await h.clock.advance(1500);
    const partner = await until('the bridge', () => h.media.partnerOf(legId));
    expect((await h.sim('GET', `/calls/${partner}`)).body.bridged_to).toEqual([
      `sip:${sipUsername}@sip.telnyx.com`,
    ]);
    h.gateway.world.legBye(legId, { cause: 'NORMAL_CLEARING', causeCode: 16 });
    await until(
      'both ends',
      () => h.app.events.filter((e) => e.type === 'call.hangup').length === 2,
    );
    const causes = h.app.events
      .filter((e) => e.type === 'call.hangup')
      .map((e) => e.payload['hangup_cause']);
    expect(causes).toEqual(['normal_clearing', 'normal_clearing']);
  });
});

describe('a bridge', () => {
  test('joins the sound of both and tells both legs', async () => {
    const { caller, callee } = await bridgedPair();
    await h.event('call.bridged', caller.callControlId);
    await h.event('call.bridged', callee.callControlId);
    expect(h.media.partnerOf(caller.id)).toBe(callee.id);
    expect((await h.sim('GET', `/calls/${caller.id}`)).body.bridged_to).toEqual([JOHN]);
  });

  test('[I6] ends with both legs when one leaves', async () => {
    const { caller, callee } = await bridgedPair();
    await h.sim('POST', `/calls/${callee.id}/actions`, { type: 'hangup' });
    await h.event('call.hangup', callee.callControlId);
    await h.event('call.hangup', caller.callControlId);
    await until('the media to be freed', () => !h.media.isOpen(caller.id));
  });

  test('leaves a leg alone that asked to be parked', async () => {
    const { caller, callee } = await bridgedPair(true);
    await h.command(callee.callControlId, 'hangup');
    await h.event('call.hangup', callee.callControlId);
    expect(await stateOf(caller.id)).toBe('answered');
    expect(h.media.partnerOf(caller.id)).toBe(null);
  });

  test('[I2] bridge_on_answer with prevent_double_bridge lets one win and hangs up the other', async () => {
    const caller = await h.answeredCall();
    const options = {
      link_to: caller.callControlId,
      bridge_on_answer: true,
      prevent_double_bridge: true,
    };
    const first = (await h.dial(options)).body.data;
    const second = (await h.dial({ ...options, to: '+14165550199' })).body.data;
    await until(
      'both to ring',
      () => h.app.events.filter((e) => e.type === 'call.initiated').length === 3,
    );
    await h.clock.advance(1500);
    await h.event('call.hangup', second.call_control_id);
    expect(h.media.partnerOf(caller.id)).toBe(first.call_leg_id);
  });

  test('shares the session of the leg it is linked to, and its caller id with bridge_intent', async () => {
    const caller = await h.answeredCall();
    const { body } = await h.dial({ link_to: caller.callControlId, bridge_intent: true });
    const { payload } = await h.event('call.initiated', body.data.call_control_id);
    expect(payload['from']).toBe(MARIA);
    const session = (await h.event('call.initiated', caller.callControlId)).payload[
      'call_session_id'
    ];
    expect(body.data.call_session_id).toBe(session);
  });

  test('[I2] with a leg that is taken ends the old pair: its partner is hung up', async () => {
    const { caller, callee } = await bridgedPair();
    const third = await h.answeredCall({ from: '+14165550188' });
    await h.command(third.callControlId, 'bridge', { call_control_id: caller.callControlId });
    await h.event('call.hangup', callee.callControlId);
    expect(h.media.partnerOf(third.id)).toBe(caller.id);
    expect((await h.sim('GET', `/calls/${caller.id}`)).body.bridged_to).toEqual(['+14165550188']);
  });

  test('moves by transfer: the old partner leaves when the new one answers', async () => {
    const { caller, callee } = await bridgedPair();
    await h.command(caller.callControlId, 'transfer', { to: '+14165550188' });
    const initiated = await until('the new leg', () =>
      h.app.events.find((e) => e.type === 'call.initiated' && e.payload['to'] === '+14165550188'),
    );
    expect(initiated.payload['from']).toBe(MAIN_NUMBER);
    expect(h.media.partnerOf(caller.id)).toBe(callee.id);
    await h.clock.advance(1500);
    await h.event('call.hangup', callee.callControlId);
    expect(h.media.partnerOf(caller.id)).toBe(initiated.payload['call_leg_id']);
  });

  test('stays up when a transfer fails', async () => {
    const { caller, callee } = await bridgedPair();
    await h.sim('PUT', '/callees/%2B14165550188', { behaviour: 'busy', after_ms: 100 });
    await h.command(caller.callControlId, 'transfer', { to: '+14165550188' });
    await until('the new leg', () => h.app.events.find((e) => e.payload['to'] === '+14165550188'));
    await h.clock.advance(100);
    await until('its end', () =>
      h.app.events.find((e) => e.type === 'call.hangup' && e.payload['to'] === '+14165550188'),
    );
    expect(h.media.partnerOf(caller.id)).toBe(callee.id);
  });
});

describe('what persons say and hear as text', () => {
  test('a script runs from the answer on: speech, keys, hang-up', async () => {
    const { id } = await h.answeredCall({
      script: [{ say: 'My sink leaks' }, { wait_ms: 1000 }, { dtmf: '42' }, { hangup: true }],
    });
    expect((await h.sim('GET', `/calls/${id}`)).body.spoken).toEqual(['My sink leaks']);
    await h.clock.advance(1000);
    await h.event('call.hangup');
    const digits = h.app.events.filter((e) => e.type === 'call.dtmf.received');
    expect(digits.map((e) => e.payload['digit']).sort()).toEqual(['2', '4']);
  });

  test('a saying is in the transcript of the person it is bridged to', async () => {
    const { caller, callee } = await bridgedPair();
    await h.sim('POST', `/calls/${caller.id}/actions`, { type: 'say', text: 'Is John there?' });
    expect((await h.sim('GET', `/calls/${callee.id}`)).body.transcript).toEqual(['Is John there?']);
  });
});
