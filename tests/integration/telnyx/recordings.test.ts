import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stereoWav } from './fake-media.ts';
import { JOHN, startHarness, until } from './harness.ts';
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

describe('[I13] recording', () => {
  /** The payload of the n-th saved recording; time goes on while it is being written. */
  const saved = (count = 1) =>
    until('the recording to be saved', async () => {
      await h.clock.advance(100);
      return events('call.recording.saved')[count - 1]?.payload;
    });

  test('is saved with a link that works for 10 minutes and no longer', async () => {
    await command('record_start', { channels: 'dual', format: 'wav' });
    await h.clock.advance(3000);
    await command('record_stop');
    const payload = await saved();
    expect(payload).toMatchObject({ call_leg_id: call.id, channels: 'dual', format: 'wav' });
    const { wav } = payload['recording_urls'] as { wav: string };
    const file = await fetch(wav);
    expect([file.status, Buffer.from(await file.arrayBuffer())]).toEqual([200, stereoWav()]);
    const { body } = await h.rest('GET', `/recordings/${String(payload['recording_id'])}`);
    expect(body.data.duration_millis).toBe(3000);
    await h.clock.advance(600_000);
    expect((await fetch(wav)).status).toBe(403);
    const fresh = await h.rest('GET', `/recordings?filter%5Bcall_leg_id%5D=${call.id}`);
    expect((await fetch(fresh.body.data[0].download_urls.wav)).status).toBe(200);
    expect((await fetch(wav.replace(/Signature=\w/, 'Signature=0'))).status).toBe(403);
  });

  test('of one channel is a mix of both sides', async () => {
    await command('record_start', { channels: 'single', format: 'mp3' });
    await command('record_stop');
    const { recording_urls: urls } = await saved();
    const { wav, mp3 } = urls as { wav: string; mp3: null };
    const bytes = Buffer.from(await (await fetch(wav)).arrayBuffer());
    expect([mp3, bytes.readUInt16LE(22), bytes.readInt16LE(44)]).toEqual([null, 1, 3000]);
  });

  test('can be paused and goes on', async () => {
    await command('record_start', { channels: 'dual', format: 'wav' });
    const [id] = h.media.recordings();
    await command('record_pause');
    expect(h.media.isPaused(id ?? '')).toBe(true);
    await command('record_resume');
    expect(h.media.isPaused(id ?? '')).toBe(false);
    await command('record_stop');
    await saved();
  });

  test('is never twice at once, and not stopped when there is none', async () => {
    expect((await command('record_stop')).body.errors[0].code).toBe('90055');
    await command('record_start', { channels: 'dual', format: 'wav' });
    const second = await command('record_start', { channels: 'dual', format: 'wav' });
    expect(second.body.errors[0].code).toBe('90053');
  });

  test('ends at its greatest length, and with the call', async () => {
    await command('record_start', { channels: 'dual', format: 'wav', max_length: 10 });
    await h.clock.advance(10_000);
    await saved();
    await command('record_start', { channels: 'dual', format: 'wav' });
    await person({ type: 'hangup' });
    await saved(2);
  });

  test('from the answer on, when the dial asks for it', async () => {
    await h.dial({ to: JOHN, record: 'record-from-answer' });
    await until('the leg', () => events('call.initiated').length === 2);
    await h.clock.advance(1500);
    const legs = (await h.sim('GET', '/legs?active=true')).body;
    const dialled = legs.find((leg: { origin: string }) => leg.origin === 'app');
    expect(dialled.is_recording).toBe(true);
  });

  test('the sound of every call is kept for the control API', async () => {
    const path = `${h.simulator.url}/sim/recordings/${call.id}.wav`;
    expect((await fetch(path)).headers.get('content-type')).toBe('audio/wav');
    await person({ type: 'hangup' });
    await until('the media to be freed', () => !h.media.isOpen(call.id));
    const after = await fetch(path);
    expect(Buffer.from(await after.arrayBuffer())).toEqual(stereoWav());
  });
});
