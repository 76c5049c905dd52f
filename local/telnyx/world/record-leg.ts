import { inBackground } from '../background.ts';
import { isoTime } from '../clock.ts';
import { newUuid } from '../ids.ts';
import { toMono } from '../wav-files.ts';
import type { World } from '../world.ts';
import { emitLegEvent } from './leg-webhooks.ts';
import { setLegTimer } from './leg.ts';
import type { Leg } from './leg.ts';
import type { Recording } from './recording-store.ts';

/** A file is ready a moment after the end (seconds, at real Telnyx). */
const SAVING_MS = 500;
const BEEP = { kind: 'tone', hz: 1000, durationMs: 400 } as const;

export interface RecordOptions {
  channels: 'single' | 'dual';
  format: 'wav' | 'mp3';
  playBeep: boolean;
  /** 0: no limit. */
  maxLengthMs: number;
  initiatedBy: Recording['initiatedBy'];
}

/** Starts recording an answered leg. The caller has checked that none is running. */
export function startRecording(world: World, leg: Leg, options: RecordOptions): Recording {
  const recording: Recording = {
    id: newUuid(),
    leg,
    channels: options.channels,
    format: options.format,
    initiatedBy: options.initiatedBy,
    startedAtMs: world.clock.now(),
    endedAtMs: null,
    isPaused: false,
    status: 'running',
  };
  world.recordings.add(recording);
  if (options.playBeep) inBackground(world.media.playTo(leg.id, BEEP), 'the beep');
  world.media.startRecording(recording.id, leg.id);
  if (options.maxLengthMs > 0) {
    setLegTimer(world.clock, leg, options.maxLengthMs, () => {
      inBackground(stopRecording(world, recording), 'saving a recording');
    });
  }
  return recording;
}

/** Ends a recording, stores it and announces it with links that work for 10 minutes. */
export async function stopRecording(world: World, recording: Recording): Promise<void> {
  if (recording.status !== 'running') return;
  recording.status = 'completed';
  recording.endedAtMs = world.clock.now();
  const stereo = await world.media.stopRecording(recording.id);
  const wav = recording.channels === 'single' ? toMono(stereo) : stereo;
  await world.wavFiles.write(recording.id, wav);
  world.clock.setTimeout(() => announce(world, recording), SAVING_MS);
}

function announce(world: World, recording: Recording): void {
  const startedAt = isoTime(recording.startedAtMs);
  const endedAt = isoTime(recording.endedAtMs ?? recording.startedAtMs);
  emitLegEvent(world, recording.leg, 'call.recording.saved', {
    recording_id: recording.id,
    channels: recording.channels,
    // The simulator has no MP3 encoder: the file is WAV whatever was asked for.
    format: 'wav',
    recording_started_at: startedAt,
    recording_ended_at: endedAt,
    start_time: startedAt,
    end_time: endedAt,
    recording_urls: { mp3: null, wav: world.account.signedRecordingUrl(recording.id) },
    public_recording_urls: { mp3: null, wav: null },
  });
}

export function pauseRecording(world: World, recording: Recording, isPaused: boolean): void {
  recording.isPaused = isPaused;
  world.media.pauseRecording(recording.id, isPaused);
}
