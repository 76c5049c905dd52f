import { inBackground } from '../background.ts';
import { alreadyRecording, notRecording } from '../telnyx-error.ts';
import type { World } from '../world.ts';
import type { Leg } from '../world/leg.ts';
import { pauseRecording, startRecording, stopRecording } from '../world/record-leg.ts';
import type { Recording } from '../world/recording-store.ts';
import type { BodyReader } from './body-reader.ts';
import { legAction } from './leg-action.ts';
import type { LegCommand } from './leg-action.ts';
import { done, refuse } from './reply.ts';
import type { Reply } from './reply.ts';

const CHANNELS = ['single', 'dual'] as const;
const FORMATS = ['wav', 'mp3'] as const;
const MAX_LENGTH_SECS = 14_400;

/** `record: record-from-answer` of an answer command: starts it, and gives the recording's id. */
export function readRecordOnAnswer(
  reader: BodyReader,
): ((world: World, leg: Leg) => string) | null {
  const record = reader.choice('record', ['record-from-answer', ''] as const, '');
  const channels = reader.choice('record_channels', CHANNELS, 'dual');
  const format = reader.choice('record_format', FORMATS, 'mp3');
  const maxLengthMs = reader.whole('record_max_length', 0, 0, 43_200) * 1000;
  if (record === '') return null;
  return (world, leg) => {
    const options = { channels, format, maxLengthMs, playBeep: false } as const;
    return startRecording(world, leg, { ...options, initiatedBy: 'DialVerb' }).id;
  };
}

export const recordStart = legAction('answered', ({ world, leg, reader }) => {
  reader.requiredText('channels');
  reader.requiredText('format');
  const options = {
    channels: reader.choice('channels', CHANNELS, 'dual'),
    format: reader.choice('format', FORMATS, 'mp3'),
    playBeep: reader.flag('play_beep', false),
    maxLengthMs: reader.whole('max_length', 0, 0, MAX_LENGTH_SECS) * 1000,
    initiatedBy: 'StartCallRecordingAPI',
  } as const;
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  if (world.recordings.running(leg) !== undefined) return refuse(alreadyRecording);
  startRecording(world, leg, options);
  return done();
});

function onRunning(
  act: (world: World, recording: Recording) => void,
): (command: LegCommand) => Reply {
  return ({ world, leg, reader }) => {
    const recording = world.recordings.running(leg);
    const wanted = reader.text('recording_id');
    if (recording === undefined) return refuse(notRecording);
    if (wanted !== null && wanted !== recording.id) return refuse(notRecording);
    act(world, recording);
    return done();
  };
}

export const recordStop = legAction(
  'answered',
  onRunning((world, recording) => {
    inBackground(stopRecording(world, recording), 'saving a recording');
  }),
);

export const recordPause = legAction(
  'answered',
  onRunning((world, recording) => pauseRecording(world, recording, true)),
);

export const recordResume = legAction(
  'answered',
  onRunning((world, recording) => pauseRecording(world, recording, false)),
);
