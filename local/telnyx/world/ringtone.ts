import { inBackground } from '../background.ts';
import type { World } from '../world.ts';
import { bridgeLegs } from './bridging.ts';
import type { Leg } from './leg.ts';

const SAMPLE_RATE = 8000;
const HEADER_BYTES = 44;

/** The North American ringback tone: 440 Hz and 480 Hz, 2 s on, 4 s off, as a 16-bit WAV. */
function ringbackWav(): Uint8Array {
  const samples = SAMPLE_RATE * 6;
  const wav = Buffer.alloc(HEADER_BYTES + samples * 2);
  wav.write('RIFF', 0, 'ascii');
  wav.writeUInt32LE(HEADER_BYTES - 8 + samples * 2, 4);
  wav.write('WAVEfmt ', 8, 'ascii');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(SAMPLE_RATE, 24);
  wav.writeUInt32LE(SAMPLE_RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'ascii');
  wav.writeUInt32LE(samples * 2, 40);
  for (let sample = 0; sample < SAMPLE_RATE * 2; sample += 1) {
    const angle = (2 * Math.PI * sample) / SAMPLE_RATE;
    const level = 3000 * (Math.sin(440 * angle) + Math.sin(480 * angle));
    wav.writeInt16LE(Math.round(level), HEADER_BYTES + sample * 2);
  }
  return wav;
}

/** `bridge` with `play_ringtone`: one end hears ringing until the other answers, then both talk. */
export function ringUntilBridged(world: World, ringing: Leg, listening: Leg): void {
  const tone = { kind: 'file', wav: ringbackWav() } as const;
  inBackground(world.media.playTo(listening.id, tone, { loop: true }), 'the ringing tone');
  const stop = (): void => world.media.stopPlayingTo(listening.id);
  ringing.whenAnswered.push(() => {
    stop();
    if (listening.state === 'answered') bridgeLegs(world, ringing, listening);
  });
  ringing.whenEnded.push(stop);
}
