import type { Leg } from './leg.ts';
import { encodePcmu } from './pcmu.ts';
import { StereoTape } from './stereo-tape.ts';

/** Telnyx's longest recording: four hours. */
const MAX_RECORDING_MS = 4 * 60 * 60_000;

interface Recording {
  leg: Leg;
  tape: StereoTape;
  paused: boolean;
}

/** Recordings that were asked for: the leg on the left, what it hears on the right. */
export class Recorder {
  private readonly recordings = new Map<string, Recording>();

  start(recordingId: string, leg: Leg): void {
    if (this.recordings.has(recordingId)) return;
    const tape = new StereoTape(MAX_RECORDING_MS);
    this.recordings.set(recordingId, { leg, tape, paused: false });
  }

  pause(recordingId: string, paused: boolean): void {
    const recording = this.recordings.get(recordingId);
    if (recording) recording.paused = paused;
  }

  /** @throws Error when there is no such recording */
  stop(recordingId: string): Uint8Array {
    const recording = this.recordings.get(recordingId);
    if (!recording) throw new Error('There is no such recording.');
    this.recordings.delete(recordingId);
    return recording.tape.toWav();
  }

  /** Takes down what living legs said and heard in this tick. */
  tick(isLiving: (leg: Leg) => boolean): void {
    for (const { leg, tape, paused } of this.recordings.values()) {
      if (paused || !isLiving(leg)) continue;
      tape.append(encodePcmu(leg.mouth), encodePcmu(leg.ear));
    }
  }
}
