import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startHarness, until } from './harness.ts';
import type { Harness } from './harness.ts';

let h: Harness;
let call: { id: string; callControlId: string };
beforeEach(async () => {
  h = await startHarness();
  call = await h.answeredCall();
});
afterEach(() => h.stop());

const command = (action: string, body: object = {}) => h.command(call.callControlId, action, body);
const person = (action: object) => h.sim('POST', `/calls/${call.id}/actions`, action);
const events = (type: string) => h.app.events.filter((event) => event.type === type);
const playing = () => until('something to play', () => h.media.playingTo(call.id));

describe('gather', () => {
  const ended = async () => (await h.event('call.gather.ended')).payload;

  test('ends at the terminating digit, with a webhook per key', async () => {
    await command('gather', { maximum_digits: 6, client_state: 'QQ==' });
    await person({ type: 'dtmf', digits: '12#' });
    expect(await ended()).toMatchObject({ digits: '12', status: 'valid', client_state: 'QQ==' });
    await until('all keys', () => events('call.dtmf.received').length === 3);
  });

  test('ends at the greatest number of digits', async () => {
    await command('gather', { maximum_digits: 2 });
    await person({ type: 'dtmf', digits: '7' });
    await person({ type: 'dtmf', digits: '8' });
    expect(await ended()).toMatchObject({ digits: '78', status: 'valid' });
  });

  test.each([
    [{ minimum_digits: 3 }, '12', 'invalid'],
    [{ valid_digits: '12' }, '19', 'invalid'],
    [{}, '12', 'valid'],
  ])('after the last key waits for the next, then judges (%#)', async (options, digits, status) => {
    await command('gather', { inter_digit_timeout_millis: 2000, ...options });
    await person({ type: 'dtmf', digits });
    await h.clock.advance(1999);
    expect(events('call.gather.ended')).toEqual([]);
    await h.clock.advance(1);
    expect(await ended()).toMatchObject({ digits, status });
  });

  test('without a key ends as timeout', async () => {
    await command('gather', { initial_timeout_millis: 4000 });
    await h.clock.advance(4000);
    expect(await ended()).toMatchObject({ digits: '', status: 'timeout' });
  });

  test('is cancelled by gather_stop, and ended by a hang-up', async () => {
    await command('gather');
    await command('gather_stop');
    expect((await ended())['status']).toBe('cancelled');
    await command('gather');
    await person({ type: 'hangup' });
    await until('the second', () => events('call.gather.ended').length === 2);
    expect(events('call.gather.ended')[1]?.payload['status']).toBe('call_hangup');
  });

  test('gather_using_speak asks again after a wrong entry, and stops talking at a key', async () => {
    await command('gather_using_speak', {
      payload: 'Press one',
      invalid_payload: 'Wrong, press one',
      voice: 'female',
      valid_digits: '1',
      maximum_digits: 1,
    });
    expect(await playing()).toMatchObject({ text: 'Press one' });
    await person({ type: 'dtmf', digits: '5' });
    await until('the second prompt', () => {
      const source = h.media.playingTo(call.id);
      return source?.kind === 'speech' && source.text === 'Wrong, press one';
    });
    await person({ type: 'dtmf', digits: '1' });
    expect(await ended()).toMatchObject({ digits: '1', status: 'valid' });
  });

  test.each([[{ minimum_digits: 5, maximum_digits: 2 }], [{ valid_digits: 'xyz' }]])(
    'refuses %j',
    async (options) => {
      const { status, body } = await command('gather', options);
      expect([status, body.errors[0].code]).toEqual([422, '90022']);
    },
  );

  test('takes the keys of a browser, and passes them on to its partner', async () => {
    const { sipUsername } = await h.browser();
    const { body } = await h.dial({
      to: `sip:${sipUsername}@sip.telnyx.com`,
      link_to: call.callControlId,
      bridge_on_answer: true,
    });
    const invite = await until('the invite', () => h.gateway.invites[0]);
    h.gateway.world.legAnswered(invite.legId);
    await h.event('call.bridged');
    await h.command(body.data.call_control_id, 'gather', { maximum_digits: 1 });
    h.gateway.world.legDtmf(invite.legId, '9');
    expect(await ended()).toMatchObject({ digits: '9', call_leg_id: invite.legId });
    expect(h.media.digitsTo(call.id)).toBe('9');
  });
});

describe('send_dtmf', () => {
  test('is heard by the party, with its pauses', async () => {
    await command('send_dtmf', { digits: '1W2' });
    await h.clock.advance(999);
    expect(h.media.digitsTo(call.id)).toBe('1');
    await h.clock.advance(1);
    expect((await h.sim('GET', `/calls/${call.id}`)).body.heard.dtmf).toBe('12');
  });

  test('refuses what is no key', async () => {
    expect((await command('send_dtmf', { digits: '1x' })).body.errors[0].code).toBe('90014');
  });
});
