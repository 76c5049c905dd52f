import { expect, test } from 'vitest';
import { HOLD_MUSIC_HZ } from '../../../local/telnyx/media/hold-music.ts';
import { JOHN, MARIA, until } from './harness.ts';
import { startSoundHarness } from './sound-harness.ts';
import type { SoundHarness, SoundParty } from './sound-harness.ts';

const LEA = '+14165550188';
const [LOW, MIDDLE, HIGH] = HOLD_MUSIC_HZ;

/** A conference of Maria (440 Hz) and John (700 Hz). */
async function room(it: SoundHarness) {
  const maria = await it.caller(MARIA, 440);
  const john = await it.dial(JOHN, 700);
  const { data } = await it.send<{ data: { id: string } }>('POST', '/v2/conferences', {
    call_control_id: john.callControlId,
    name: 'room',
  });
  const act = (action: string, body: object) =>
    it.send('POST', `/v2/conferences/${data.id}/actions/${action}`, body);
  const join = ({ callControlId }: SoundParty, fields: object = {}) =>
    act('join', { call_control_id: callControlId, ...fields });
  await join(maria);
  return { id: data.id, maria, john, act, join };
}

test('three in a conference hear each other; the one on hold hears music, and nobody hears it', async () => {
  await using it = await startSoundHarness();
  const { id, maria, john, act } = await room(it);
  const lea = await it.dial(LEA, 1000, { conference_config: { id } });
  await it.hears(maria, 700, 1000);
  await it.hears(john, 440, 1000);
  await it.hears(lea, 440, 700);
  await act('hold', { call_control_ids: [maria.callControlId] });
  await it.hears(maria, LOW, MIDDLE, HIGH);
  await it.hears(john, 1000);
  await it.hears(lea, 700);
  await act('unhold', { call_control_ids: [maria.callControlId] });
  await act('mute', { call_control_ids: [lea.callControlId] });
  await it.hears(maria, 700);
  await it.hears(lea, 440, 700);
  await act('leave', { call_control_id: john.callControlId });
  await it.hears(john);
  await it.hears(maria);
});

test('two conferences at a time keep to themselves, and a leg moves from one to the other', async () => {
  await using it = await startSoundHarness();
  const { maria, john } = await room(it);
  const lea = await it.caller(LEA, 1000);
  const second = { call_control_id: lea.callControlId, name: 'second' };
  const { data } = await it.send<{ data: { id: string } }>('POST', '/v2/conferences', second);
  await it.hears(lea);
  const move = { call_control_id: john.callControlId };
  await it.send('POST', `/v2/conferences/${data.id}/actions/join`, move);
  await it.hears(lea, 700);
  await it.hears(john, 1000);
  await it.hears(maria);
});

test('keys that one presses, and keys sent to one, are heard once and in order', async () => {
  await using it = await startSoundHarness();
  const { maria, john } = await room(it);
  const dtmfOf = async (party: SoundParty) => (await it.person(party.id)).heard.dtmf;
  await it.command(john.callControlId, 'send_dtmf', { digits: '1590' });
  await until('John to hear them', async () => (await dtmfOf(john)) === '1590');
  expect(await dtmfOf(maria)).toBe('');
  const press = { type: 'dtmf', digits: '42#' };
  await it.send('POST', `/sim/calls/${john.id}/actions`, press);
  await until('Maria to hear them', async () => (await dtmfOf(maria)) === '42#');
  expect(await dtmfOf(john)).toBe('1590');
});

test('a supervisor hears both; a whisper reaches the supervised one alone, bridged or in a conference', async () => {
  await using it = await startSoundHarness();
  const maria = await it.caller(MARIA, 440);
  const link = {
    link_to: maria.callControlId,
    bridge_on_answer: true,
    park_after_unbridge: 'self',
  };
  const john = await it.dial(JOHN, 700, link);
  const boss = await it.dial(LEA, 1000, {
    supervise_call_control_id: john.callControlId,
    supervisor_role: 'monitor',
  });
  await it.hears(boss, 440, 700);
  await it.hears(john, 440);
  await it.command(boss.callControlId, 'switch_supervisor_role', { role: 'whisper' });
  await it.hears(john, 440, 1000);
  await it.hears(maria, 700);
  await it.command(boss.callControlId, 'switch_supervisor_role', { role: 'barge' });
  await it.hears(maria, 700, 1000);
  await it.hears(boss, 440, 700);
  await it.command(boss.callControlId, 'switch_supervisor_role', { role: 'whisper' });
  await it.command(maria.callControlId, 'bridge', {
    call_control_id: john.callControlId,
    park_after_unbridge: 'self',
  });
  const { data } = await it.send<{ data: { id: string } }>('POST', '/v2/conferences', {
    call_control_id: john.callControlId,
    name: 'room',
  });
  const joining = { call_control_id: maria.callControlId, hold: true };
  await it.send('POST', `/v2/conferences/${data.id}/actions/join`, joining);
  await it.hears(maria, LOW, MIDDLE, HIGH);
  await it.hears(john, 1000);
  const both = { call_control_ids: [maria.callControlId] };
  await it.send('POST', `/v2/conferences/${data.id}/actions/unhold`, both);
  await it.hears(john, 440, 1000);
  await it.hears(maria, 700);
  await it.hears(boss, 440, 700);
});
