import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JOHN, MARIA, startHarness, until } from './harness.ts';
import type { Harness } from './harness.ts';

const BOSS = '+14165550155';

let h: Harness;
beforeEach(async () => {
  h = await startHarness();
});
afterEach(() => h.stop());

/** A caller bridged with John, and a boss who is being dialled to listen in on John. */
async function supervised(role?: string) {
  const caller = await h.answeredCall({ from: MARIA });
  const john = (await h.dial({ to: JOHN, link_to: caller.callControlId, bridge_on_answer: true }))
    .body.data;
  await h.clock.advance(1500);
  await until('the bridge', () => h.media.partnerOf(caller.id));
  await h.sim('PUT', `/callees/${encodeURIComponent(BOSS)}`, { behaviour: 'manual' });
  const boss = (
    await h.dial({
      to: BOSS,
      supervise_call_control_id: john.call_control_id,
      ...(role === undefined ? {} : { supervisor_role: role }),
    })
  ).body.data;
  await h.event('call.initiated', boss.call_control_id);
  return { caller, john, boss };
}

async function answered(role?: string) {
  const call = await supervised(role);
  await h.sim('POST', `/calls/${call.boss.call_leg_id}/actions`, { type: 'answer' });
  await h.event('call.answered', call.boss.call_control_id);
  return call;
}

const view = async (id: string) => (await h.sim('GET', `/calls/${id}`)).body;

describe('supervision', () => {
  test('begins with the answer, as barge unless told otherwise', async () => {
    const { john, boss } = await answered();
    expect(h.media.supervisionOf(boss.call_leg_id)).toEqual({
      legId: john.call_leg_id,
      role: 'barge',
    });
    expect(await view(boss.call_leg_id)).toMatchObject({
      bridged_to: [],
      supervises: { id: john.call_leg_id, role: 'barge' },
    });
  });

  test('leaves the pair alone: the bridge stays', async () => {
    const { caller, john } = await answered('monitor');
    expect(h.media.partnerOf(caller.id)).toBe(john.call_leg_id);
  });

  test('changes by switch_supervisor_role, which has no command_id', async () => {
    const { john, boss } = await answered('monitor');
    for (const role of ['whisper', 'barge']) {
      const answer = await h.command(boss.call_control_id, 'switch_supervisor_role', {
        role,
        command_id: 'same',
      });
      expect(answer.status).toBe(200);
      expect(h.media.supervisionOf(boss.call_leg_id)?.role).toBe(role);
    }
    const other = await h.command(john.call_control_id, 'switch_supervisor_role', {
      role: 'barge',
    });
    expect(other.status).toBe(422);
    const wrong = await h.command(boss.call_control_id, 'switch_supervisor_role', { role: 'god' });
    expect(wrong.body.errors[0].code).toBe('10032');
  });

  test('a whisper is heard by the supervised leg alone, and the supervisor hears both', async () => {
    const { caller, john, boss } = await answered('whisper');
    const say = (id: string, text: string) =>
      h.sim('POST', `/calls/${id}/actions`, { type: 'say', text });
    await say(boss.call_leg_id, 'Offer a discount');
    await say(caller.id, 'Too dear');
    expect((await view(john.call_leg_id)).transcript).toEqual(
      expect.arrayContaining(['Offer a discount', 'Too dear']),
    );
    expect((await view(caller.id)).transcript).not.toContain('Offer a discount');
    expect((await view(boss.call_leg_id)).transcript).toContain('Too dear');
  });

  test('goes on in a conference', async () => {
    const { john, boss } = await answered('monitor');
    await h.rest('POST', '/conferences', { call_control_id: john.call_control_id, name: 'room' });
    expect(h.media.supervisionOf(boss.call_leg_id)?.legId).toBe(john.call_leg_id);
  });

  test('[I6] ends with the supervised leg, answered or ringing', async () => {
    const first = await answered();
    await h.command(first.john.call_control_id, 'hangup');
    await h.event('call.hangup', first.boss.call_control_id);
    const second = await supervised();
    await h.command(second.john.call_control_id, 'hangup');
    await h.event('call.hangup', second.boss.call_control_id);
  });

  test('refuses a leg that is not there or has ended', async () => {
    const unknown = await h.dial({ supervise_call_control_id: 'v3:nobody' });
    expect(unknown.body.errors[0].code).toBe('90015');
    const { id, callControlId } = await h.answeredCall();
    await h.sim('POST', `/calls/${id}/actions`, { type: 'hangup' });
    const ended = await h.dial({ supervise_call_control_id: callControlId });
    expect(ended.body.errors[0].code).toBe('90018');
  });
});

describe('park_after_unbridge of a dial', () => {
  test('an outside leg stays, parked, when its partner leaves', async () => {
    const caller = await h.answeredCall();
    const { data } = (
      await h.dial({
        link_to: caller.callControlId,
        bridge_on_answer: true,
        park_after_unbridge: 'self',
      })
    ).body;
    await h.clock.advance(1500);
    await until('the bridge', () => h.media.partnerOf(caller.id));
    await h.command(caller.callControlId, 'hangup');
    await h.event('call.hangup', caller.callControlId);
    expect(await view(data.call_leg_id)).toMatchObject({ state: 'answered', bridged_to: [] });
  });

  test('a browser’s leg stays, parked, when its partner leaves', async () => {
    const { sipUsername } = await h.browser();
    const caller = await h.answeredCall();
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
    expect(h.media.partnerOf(caller.id)).toBe(data.call_leg_id);
    await h.sim('POST', `/calls/${caller.id}/actions`, { type: 'hangup' });
    await h.event('call.hangup', caller.callControlId);
    const legs = (await h.sim('GET', '/legs?active=true')).body;
    expect(legs).toHaveLength(1);
    expect(legs[0]).toMatchObject({ id: data.call_leg_id, state: 'answered', bridged_to: null });
    expect(h.gateway.byes).toEqual([]);
  });
});
