import type { World } from '../world.ts';
import { enqueueAudio } from '../world/audio-queue.ts';
import type { AudioItem } from '../world/audio-queue.ts';
import type { Leg } from '../world/leg.ts';
import { startRecording } from '../world/record-leg.ts';
import type { BodyReader } from './body-reader.ts';
import { fetchAudio } from './load-audio.ts';

/** What a new leg is given when it is answered: a sound for its party alone, and a recording. */
export interface OnAnswer {
  audio: AudioItem['load'] | null;
  apply(world: World, leg: Leg): void;
}

/** `audio_url` and `record` of a dial or a transfer. */
export function readOnAnswer(reader: BodyReader): OnAnswer {
  const url = reader.text('audio_url');
  const record = reader.choice('record', ['record-from-answer', ''] as const, '');
  const channels = reader.choice('record_channels', ['single', 'dual'] as const, 'dual');
  const audio = url === null ? null : () => fetchAudio(url);
  const recording = {
    channels,
    format: 'wav',
    playBeep: false,
    maxLengthMs: 0,
    initiatedBy: 'DialVerb',
  } as const;
  return {
    audio,
    apply(world, leg) {
      if (audio !== null) {
        const fields = { media_url: url, media_name: null, overlay: false };
        const item = { kind: 'playback', fields, text: null, targets: 'self', loops: 1 } as const;
        leg.whenAnswered.push(() => enqueueAudio(world, leg, { ...item, load: audio }));
      }
      if (record !== '') {
        leg.whenAnswered.push(() => {
          startRecording(world, leg, recording);
        });
      }
    },
  };
}
