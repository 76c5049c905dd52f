import type { Refusal } from '../telnyx-error.ts';
import { legAction } from './leg-action.ts';
import { done, refuse } from './reply.ts';

const ENGINES = [
  'Google',
  'Telnyx',
  'Deepgram',
  'Azure',
  'xAI',
  'AssemblyAI',
  'Speechmatics',
  'Soniox',
  'Parakeet',
  'Humain',
  'Reson8',
  'Cohere',
  'A',
  'B',
] as const;
const TRACKS = ['inbound', 'outbound', 'both'] as const;

/** telnyx.md 1: 90053 to 90055 are for transcriptions and recordings that run already or not. */
const ALREADY_RUNNING: Refusal = {
  status: 422,
  code: '90053',
  title: 'Transcription already in progress',
  detail: 'This call is already being transcribed.',
};
const NOT_RUNNING: Refusal = {
  status: 422,
  code: '90054',
  title: 'Transcription not in progress',
  detail: 'This call is not being transcribed.',
};

export const transcriptionStart = legAction('answered', ({ leg, reader }) => {
  const engine = reader.choice('transcription_engine', ENGINES, 'Google');
  const tracks = reader.choice('transcription_tracks', TRACKS, 'inbound');
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  if (leg.transcription !== null) return refuse(ALREADY_RUNNING);
  leg.transcription = { tracks, namesTrack: engine === 'B' || engine === 'Telnyx' };
  return done();
});

export const transcriptionStop = legAction('answered', ({ leg }) => {
  if (leg.transcription === null) return refuse(NOT_RUNNING);
  leg.transcription = null;
  return done();
});
