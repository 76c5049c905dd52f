import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMediaEngine } from '../../../local/telnyx/media/create-media-engine.ts';
import { HOLD_MUSIC_HZ } from '../../../local/telnyx/media/hold-music.ts';
import type { Heard, MediaEngine } from '../../../local/telnyx/media/media-engine.ts';
import { encodePcmu } from '../../../local/telnyx/media/pcmu.ts';
import { detectTonesHz } from '../../../local/telnyx/media/tone-detector.ts';
import { encodeMonoWav } from '../../../local/telnyx/media/wav.ts';
import { until } from './support/until.ts';

let media: MediaEngine;
let faults: string[];
const CALLER = 'caller';
const CALLEE = 'callee';

const sine = (hz: number, ms: number, rateHz = 8000) =>
  Int16Array.from({ length: (rateHz * ms) / 1000 }, (_, i) =>
    Math.round(8000 * Math.sin((2 * Math.PI * hz * i) / rateHz)),
  );
const hears = (legId: string, isWanted: (heard: Heard) => boolean) =>
  until(() => media.heard(legId), isWanted);
const hearsTone = (legId: string, ...hz: number[]) =>
  hears(legId, (heard) => heard.tonesHz.toSorted().join() === hz.toSorted().join());

/** Both tracks of a stereo 16-bit WAV. */
function tracksOf(wav: Uint8Array): { left: Int16Array; right: Int16Array } {
  const samples = new Int16Array(wav.slice(44).buffer);
  return {
    left: samples.filter((_, index) => index % 2 === 0),
    right: samples.filter((_, index) => index % 2 === 1),
  };
}

/** All tones that are in any second of a track. */
function tonesIn(track: Int16Array): number[] {
  const found = new Set<number>();
  for (let at = 0; at + 4000 <= track.length; at += 1000) {
    for (const hz of detectTonesHz(track.subarray(at, at + 4000))) found.add(hz);
  }
  return [...found];
}

beforeAll(async () => {
  faults = [];
  media = await createMediaEngine({ onFault: (message) => faults.push(message) });
});
afterAll(() => media.shutdown());

async function bridgeTwo(): Promise<void> {
  await media.createPerson(CALLER);
  await media.createPerson(CALLEE);
  media.bridge(CALLER, CALLEE);
}

afterEach(async () => {
  await media.close(CALLER);
  await media.close(CALLEE);
  expect(faults).toEqual([]);
});

describe('bridge', () => {
  it('carries each one’s sound to the other, and to nobody once it is parted', async () => {
    await bridgeTwo();
    void media.speakAs(CALLER, { kind: 'tone', hz: 700 });
    void media.speakAs(CALLEE, { kind: 'tone', hz: 1000 });
    await hearsTone(CALLEE, 700);
    await hearsTone(CALLER, 1000);
    media.unbridge(CALLER);
    await hears(CALLEE, (heard) => heard.rms === 0);
    await hears(CALLER, (heard) => heard.rms === 0);
  });

  it('leaves an earlier bridge for the next', async () => {
    await bridgeTwo();
    await media.createPerson('third');
    void media.speakAs(CALLER, { kind: 'tone', hz: 700 });
    media.bridge(CALLER, 'third');
    await hearsTone('third', 700);
    expect((await media.heard(CALLEE)).rms).toBe(0);
    await media.close('third');
  });

  it('lets a held one neither speak nor hear, but what is played to it', async () => {
    await bridgeTwo();
    void media.speakAs(CALLER, { kind: 'tone', hz: 700 });
    void media.speakAs(CALLEE, { kind: 'tone', hz: 1000 });
    await hearsTone(CALLEE, 700);
    media.setHeld(CALLER, true);
    void media.playTo(CALLER, { kind: 'tone', hz: 1500 });
    await hearsTone(CALLER, 1500);
    await hears(CALLEE, (heard) => heard.rms === 0);
    media.setHeld(CALLER, false);
    await hearsTone(CALLEE, 700);
  });
});

describe('sources', () => {
  it('sound one after the other and tell how each ended', async () => {
    await bridgeTwo();
    const first = media.speakAs(CALLER, { kind: 'tone', hz: 500, durationMs: 100 });
    const pause = media.speakAs(CALLER, { kind: 'silence', durationMs: 60 });
    const last = media.speakAs(CALLER, { kind: 'tone', hz: 900, durationMs: 60_000 });
    expect(await first).toBe('completed');
    expect(await pause).toBe('completed');
    await hearsTone(CALLEE, 900);
    media.stopSpeakingAs(CALLER);
    expect(await last).toBe('cancelled');
  });

  it('an endless tone gives way to what follows, and is cancelled with its leg', async () => {
    await bridgeTwo();
    const endless = media.speakAs(CALLER, { kind: 'tone', hz: 500 });
    await hearsTone(CALLEE, 500);
    const next = media.speakAs(CALLER, { kind: 'tone', hz: 800 });
    expect(await endless).toBe('cancelled');
    await hearsTone(CALLEE, 800);
    await media.close(CALLER);
    expect(await next).toBe('cancelled');
  });

  it('a file is played at its own rate, again and again when asked', async () => {
    await bridgeTwo();
    const wav = encodeMonoWav(sine(640, 400, 22_050), 22_050);
    expect(await media.playTo(CALLER, { kind: 'file', wav })).toBe('completed');
    const looped = media.playTo(CALLER, { kind: 'file', wav }, { loop: true });
    await hearsTone(CALLER, 640);
    media.stopPlayingTo(CALLER);
    expect(await looped).toBe('cancelled');
  });

  it('a file that is none is refused with the reason, and what follows is played', async () => {
    await bridgeTwo();
    const wav = new TextEncoder().encode('<html>404</html>');
    const refused = media.playTo(CALLER, { kind: 'file', wav });
    const next = media.playTo(CALLER, { kind: 'tone', hz: 640, durationMs: 40 });
    await expect(refused).rejects.toThrow('This is not a WAV file.');
    expect(await next).toBe('completed');
  });

  it('[I4] a hold loops its file, and has music where the file is none, until it is over', async () => {
    await bridgeTwo();
    media.setHears(CALLER, []);
    const wav = encodeMonoWav(sine(640, 300, 22_050), 22_050);
    // The second time it is remembered.
    for (let round = 0; round < 2; round += 1) {
      media.setHoldMusic(CALLER, { kind: 'file', wav });
      await hearsTone(CALLER, 640);
      media.setHoldMusic(CALLER, null);
      await hears(CALLER, (heard) => heard.rms < 5);
    }
    media.setHoldMusic(CALLER, { kind: 'file', wav: new TextEncoder().encode('<html></html>') });
    await hearsTone(CALLER, ...HOLD_MUSIC_HZ);
    media.setHoldMusic(CALLER, null);
    await hears(CALLER, (heard) => heard.rms < 5);
  });

  it('speech is heard, and is no tone', async () => {
    await bridgeTwo();
    const tones: number[] = [];
    const spoken = media.speakAs(CALLER, { kind: 'speech', text: 'Is this Maple Plumbing?' });
    await hears(CALLEE, (heard) => {
      tones.push(...heard.tonesHz);
      return heard.rms > 1000;
    });
    expect(await spoken).toBe('completed');
    expect(tones).toEqual([]);
  });

  it('a live microphone is heard, and the ear is passed on', async () => {
    await bridgeTwo();
    const frame = encodePcmu(sine(1000, 20));
    let earBytes = 0;
    // The far ear's frames are the clock: one in, one out.
    media.onEar(CALLEE, (pcmu) => {
      earBytes += pcmu.length;
      media.pushMicrophone(CALLER, frame);
    });
    await hearsTone(CALLEE, 1000);
    media.onEar(CALLEE, null);
    expect(earBytes % 160).toBe(0);
    expect(earBytes).toBeGreaterThan(160);
  });
});

describe('keys', () => {
  it('pressed by one are heard by the other, each once and in order, and sound', async () => {
    await bridgeTwo();
    await media.dtmfAs(CALLER, '1100*#9D');
    const heard = await hears(CALLEE, ({ dtmf }) => dtmf.length >= 8);
    expect(heard.dtmf).toBe('1100*#9D');
    expect(heard.rms).toBeGreaterThan(1000);
    expect((await media.heard(CALLER)).dtmf).toBe('');
  });

  it('sent to a leg are heard by that leg only', async () => {
    await bridgeTwo();
    await media.dtmfTo(CALLEE, '42');
    expect((await media.heard(CALLEE)).dtmf).toBe('42');
    expect((await media.heard(CALLER)).dtmf).toBe('');
  });
});

describe('silence', () => {
  it('[I4] counts from the answer, and keeps the longest stretch', async () => {
    await bridgeTwo();
    void media.speakAs(CALLEE, { kind: 'silence', durationMs: 300 });
    await hears(CALLER, (heard) => heard.packets >= 10);
    expect((await media.heard(CALLER)).longestSilenceMs).toBe(0);
    media.markAnswered(CALLER);
    const quiet = await hears(CALLER, (heard) => heard.longestSilenceMs >= 400);
    void media.speakAs(CALLEE, { kind: 'tone', hz: 700 });
    const loud = await hearsTone(CALLER, 700);
    const later = await hears(CALLER, (heard) => heard.packets >= loud.packets + 10);
    expect(later.longestSilenceMs).toBeGreaterThanOrEqual(quiet.longestSilenceMs);
    expect(later.longestSilenceMs).toBe(loud.longestSilenceMs);
  });
});

describe('recordings', () => {
  it('[I13] hold the leg left and what it hears right, and nothing of a pause', async () => {
    await bridgeTwo();
    void media.speakAs(CALLER, { kind: 'tone', hz: 700 });
    void media.speakAs(CALLEE, { kind: 'tone', hz: 1000 });
    await hearsTone(CALLEE, 700);
    media.startRecording('rec', CALLER);
    const { packets } = await media.heard(CALLEE);
    await hears(CALLEE, (heard) => heard.packets > packets + 60);
    media.pauseRecording('rec', true);
    void media.speakAs(CALLER, { kind: 'tone', hz: 2000 });
    await hearsTone(CALLEE, 2000);
    const { left, right } = tracksOf(await media.stopRecording('rec'));
    expect(tonesIn(left)).toEqual([700]);
    expect(tonesIn(right)).toEqual([1000]);
    await expect(media.stopRecording('rec')).rejects.toThrow('no such recording');
  });

  it('outlive their leg', async () => {
    await bridgeTwo();
    media.startRecording('rec', CALLER);
    void media.speakAs(CALLER, { kind: 'tone', hz: 700 });
    await hears(CALLEE, (heard) => heard.packets > 60);
    await media.close(CALLER);
    expect(tonesIn(tracksOf(await media.stopRecording('rec')).left)).toEqual([700]);
  });

  it('are kept of every leg, with what it heard, after its end too', async () => {
    await bridgeTwo();
    void media.speakAs(CALLER, { kind: 'tone', hz: 700 });
    void media.speakAs(CALLEE, { kind: 'tone', hz: 1000 });
    await hears(CALLER, (heard) => heard.packets > 60);
    await media.close(CALLER);
    expect((await media.heard(CALLER)).packets).toBeGreaterThan(0);
    const wav = await media.wavOf(CALLER);
    const { left, right } = tracksOf(wav ?? new Uint8Array());
    expect(tonesIn(left)).toEqual([700]);
    expect(tonesIn(right)).toEqual([1000]);
    expect(await media.wavOf('never was')).toBeNull();
  });
});

describe('faults', () => {
  it('of one leg leave the others alone', async () => {
    await bridgeTwo();
    await expect(media.acceptPeerOffer('browser', 'nonsense')).rejects.toThrow('offers no audio');
    await expect(media.acceptPeerAnswer('nobody', 'v=0')).rejects.toThrow('No offer is waiting');
    void media.speakAs(CALLER, { kind: 'tone', hz: 700 });
    await hearsTone(CALLEE, 700);
    await media.close('browser');
  });
});
