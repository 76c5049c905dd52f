import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stereoWav } from './fake-media.ts';
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

/** Serves one WAV on this machine; anything but /ok.wav is missing. */
async function serveWav() {
  const server = createServer((request, response) => {
    if (request.url === '/ok.wav') response.end(stereoWav());
    else if (request.url === '/not-wav') response.end('ID3 something else');
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}

describe('speak', () => {
  test('is heard, is in the transcript, and tells its start and its end', async () => {
    await command('speak', {
      payload: '<speak>Please <b>hold</b></speak>',
      payload_type: 'ssml',
      voice: 'female',
    });
    expect(await playing()).toMatchObject({ kind: 'speech', voice: 'female' });
    await h.event('call.speak.started');
    h.media.finishPlaying(call.id);
    expect((await h.event('call.speak.ended')).payload['status']).toBe('completed');
    const [heard] = (await h.sim('GET', `/calls/${call.id}`)).body.transcript;
    expect(heard.replaceAll(/\s+/g, ' ')).toBe('Please hold');
  });

  test('one after the other: the second starts when the first has ended', async () => {
    await command('speak', { payload: 'One', voice: 'female' });
    await command('speak', { payload: 'Two', voice: 'female' });
    await h.event('call.speak.started');
    expect(events('call.speak.started')).toHaveLength(1);
    await playing();
    h.media.finishPlaying(call.id);
    await until('the second', () => events('call.speak.started').length === 2);
    expect(await playing()).toMatchObject({ text: 'Two' });
  });

  test.each([
    ['', '90010'],
    ['x'.repeat(3001), '90010'],
    [undefined, '10004'],
  ])('a payload of the wrong length is refused (%#)', async (payload, code) => {
    const { status, body } = await command('speak', { payload, voice: 'female' });
    expect([status, body.errors[0].code]).toEqual([422, code]);
  });

  test('ends with call_hangup before the hang-up is told', async () => {
    await command('speak', { payload: 'Hello', voice: 'female' });
    await playing();
    await person({ type: 'hangup' });
    const hangup = await h.event('call.hangup');
    const ended = await h.event('call.speak.ended');
    expect(ended.payload['status']).toBe('call_hangup');
    expect(ended.occurredAt < hangup.occurredAt).toBe(true);
    await until('the media to be freed', () => !h.media.isOpen(call.id));
    const rows: { event_type: string }[] = (await h.sim('GET', '/webhooks')).body;
    expect(rows.filter((row) => row.event_type === 'call.speak.ended')).toHaveLength(1);
  });
});

describe('playback', () => {
  test('of a WAV on this machine loops until it is stopped', async () => {
    const files = await serveWav();
    await command('playback_start', { audio_url: `${files.url}/ok.wav`, loop: 'infinity' });
    expect(await playing()).toMatchObject({ kind: 'file' });
    expect(h.media.isLooping(call.id)).toBe(true);
    const started = await h.event('call.playback.started');
    expect(started.payload['media_url']).toBe(`${files.url}/ok.wav`);
    await command('playback_stop');
    expect((await h.event('call.playback.ended')).payload['status']).toBe('cancelled');
    await files.stop();
  });

  test('of given content is played as often as asked', async () => {
    await command('playback_start', {
      playback_content: Buffer.from(stereoWav()).toString('base64'),
      loop: 2,
    });
    await playing();
    h.media.finishPlaying(call.id);
    await playing();
    expect(events('call.playback.ended')).toEqual([]);
    h.media.finishPlaying(call.id);
    expect((await h.event('call.playback.ended')).payload['status']).toBe('completed');
  });

  test.each([
    ['/missing.wav', 'file_not_found'],
    ['/not-wav', 'failed'],
  ])('of %s ends as %s', async (path, status) => {
    const files = await serveWav();
    await command('playback_start', { audio_url: files.url + path });
    expect((await h.event('call.playback.ended')).payload['status']).toBe(status);
    await files.stop();
  });

  test('of another host or of unknown media fails honestly', async () => {
    await command('playback_start', { audio_url: 'https://example.com/music.wav' });
    const failed = await h.event('call.playback.ended');
    expect(failed.payload['status_detail']).toMatch(/this machine only/);
    await command('playback_start', { media_name: 'greeting' });
    await until('the second', () => events('call.playback.ended').length === 2);
    expect(events('call.playback.ended')[1]?.payload['status']).toBe('file_not_found');
  });

  test('of a broken file fails with the reason, and what waits behind it is played', async () => {
    const broken = Buffer.from('RIFF\0\0\0\0WAVE').toString('base64');
    await command('playback_start', { playback_content: broken });
    await command('speak', { payload: 'Two', voice: 'female' });
    const { payload } = await h.event('call.playback.ended');
    expect(payload).toMatchObject({
      status: 'failed',
      status_detail: 'The WAV file has no header.',
    });
    expect(await playing()).toMatchObject({ text: 'Two' });
  });

  test('stop: all lets nothing that waited begin', async () => {
    await command('speak', { payload: 'One', voice: 'female' });
    await command('speak', { payload: 'Two', voice: 'female' });
    await playing();
    await command('playback_stop', { stop: 'all' });
    await h.event('call.speak.ended');
    expect(events('call.speak.started')).toHaveLength(1);
    expect(h.media.playingTo(call.id)).toBe(null);
  });
});

describe('audio of a new leg and of a hold', () => {
  test('a transfer’s audio_url is played to the new party alone', async () => {
    const files = await serveWav();
    await command('transfer', { to: '+14165550188', audio_url: `${files.url}/ok.wav` });
    const initiated = await until('the new leg', () =>
      h.app.events.find((e) => e.type === 'call.initiated' && e.payload['to'] === '+14165550188'),
    );
    const newLeg = String(initiated.payload['call_leg_id']);
    await h.clock.advance(1500);
    await until('its sound', () => h.media.playingTo(newLeg));
    expect(h.media.playingTo(call.id)).toBe(null);
    expect(h.media.partnerOf(call.id)).toBe(newLeg);
    await files.stop();
  });

  test('[I4] a hold plays its audio_url, and music when that cannot be played', async () => {
    const files = await serveWav();
    const made = await h.rest('POST', '/conferences', {
      call_control_id: call.callControlId,
      name: 'room',
    });
    const act = (action: string, body: object) =>
      h.rest('POST', `/conferences/${made.body.data.id}/actions/${action}`, {
        call_control_ids: [call.callControlId],
        ...body,
      });
    const kind = () => h.media.holdMusicOf(call.id)?.kind;
    await act('hold', { audio_url: `${files.url}/ok.wav` });
    await until('the file', () => kind() === 'file');
    await act('unhold', {});
    expect(h.media.holdMusicOf(call.id)).toBe(null);
    await act('hold', { audio_url: `${files.url}/missing.wav` });
    await until('the music', () => kind() === 'music');
    await files.stop();
  });
});
