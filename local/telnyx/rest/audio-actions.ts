import { missingParameter, speakPayloadLength, wrongType } from '../telnyx-error.ts';
import { enqueueAudio, stopAudio } from '../world/audio-queue.ts';
import type { AudioItem } from '../world/audio-queue.ts';
import type { BodyReader } from './body-reader.ts';
import { legAction } from './leg-action.ts';
import { fetchAudio, NO_MEDIA, wavSource } from './load-audio.ts';
import { done, refuse } from './reply.ts';

const TARGETS = ['self', 'opposite', 'both'] as const;
const MAX_SPEAK_CHARS = 3000;
const MAX_LOOPS = 100;

export function readLoops(body: Record<string, unknown>, reader: BodyReader): number | 'infinity' {
  if (body['loop'] === 'infinity') return 'infinity';
  return reader.whole('loop', 1, 1, MAX_LOOPS);
}

/** The words of an SSML payload, without its marks. */
function plainText(payload: string, type: 'text' | 'ssml'): string {
  return type === 'text' ? payload : payload.replaceAll(/<[^>]*>/g, ' ').trim();
}

export interface Spoken {
  text: string;
  voice: string;
}

/** `payload` and `voice`, as `speak` and `gather_using_speak` take them. */
export function readSpoken(reader: BodyReader): Spoken {
  const payload = reader.text('payload') ?? '';
  if (!reader.has('payload')) reader.refuse(missingParameter('/payload'));
  else if (payload === '' || payload.length > MAX_SPEAK_CHARS) reader.refuse(speakPayloadLength);
  const type = reader.choice('payload_type', ['text', 'ssml'] as const, 'text');
  return { text: plainText(payload, type), voice: reader.requiredText('voice') };
}

export function speechItem({ text, voice }: Spoken): AudioItem {
  return {
    kind: 'speak',
    fields: {},
    text,
    targets: 'self',
    loops: 1,
    load: () => Promise.resolve({ ok: true, source: { kind: 'speech', text, voice } }),
  };
}

export const speak = legAction('answered', ({ world, leg, body, reader }) => {
  const spoken = readSpoken(reader);
  const targets = reader.choice('target_legs', TARGETS, 'self');
  const loops = readLoops(body, reader);
  const stop = reader.choice('stop', ['current', 'all', ''] as const, '');
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  if (stop !== '') stopAudio(world, leg, stop);
  enqueueAudio(world, leg, { ...speechItem(spoken), targets, loops });
  return done();
});

export function readPlayback(
  reader: BodyReader,
): { load: AudioItem['load']; fields: Record<string, unknown> } | null {
  const url = reader.text('audio_url');
  const name = reader.text('media_name');
  const content = reader.text('playback_content');
  const fields = { media_url: url, media_name: name };
  if (url !== null) return { load: () => fetchAudio(url), fields };
  if (name !== null) return { load: () => Promise.resolve(NO_MEDIA), fields };
  if (content === null) {
    reader.refuse(missingParameter('/audio_url'));
    return null;
  }
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length === 0) reader.refuse(wrongType('/playback_content', 'base64 audio'));
  return { load: () => Promise.resolve(wavSource(bytes)), fields };
}

export const playbackStart = legAction('answered', ({ world, leg, body, reader }) => {
  const playback = readPlayback(reader);
  const targets = reader.choice('target_legs', TARGETS, 'self');
  const overlay = reader.flag('overlay', false);
  const loops = readLoops(body, reader);
  const stop = reader.choice('stop', ['current', 'all', ''] as const, '');
  if (playback === null || reader.refusals.length > 0) return refuse(...reader.refusals);
  if (stop !== '') stopAudio(world, leg, stop);
  const fields = { ...playback.fields, overlay };
  enqueueAudio(world, leg, {
    kind: 'playback',
    fields,
    text: null,
    targets,
    loops,
    load: playback.load,
  });
  return done();
});

export const playbackStop = legAction('answered', ({ world, leg, reader }) => {
  const scope = reader.choice('stop', ['current', 'all'] as const, 'all');
  reader.flag('overlay', false);
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  stopAudio(world, leg, scope);
  return done();
});
