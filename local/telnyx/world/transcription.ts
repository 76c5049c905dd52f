import type { World } from '../world.ts';
import { emitLegEvent } from './leg-webhooks.ts';
import type { Leg } from './leg.ts';

type Track = 'inbound' | 'outbound';

/** A running `transcription_start`. */
export interface Transcription {
  tracks: Track | 'both';
  /** The event names the track with Telnyx's own engine only (telnyx.md 3.4). */
  namesTrack: boolean;
}

/** The words are known, so the simulator is sure of them; Telnyx gives 0..1. */
const CONFIDENCE = 1;

/** `call.transcription`: whole sentences, when they have been spoken. */
function transcribe(world: World, leg: Leg, track: Track, transcript: string): void {
  const { transcription } = leg;
  if (transcription === null || leg.state !== 'answered') return;
  if (transcription.tracks !== track && transcription.tracks !== 'both') return;
  emitLegEvent(world, leg, 'call.transcription', {
    transcription_data: {
      transcript,
      is_final: true,
      confidence: CONFIDENCE,
      ...(transcription.namesTrack ? { transcription_track: track } : {}),
    },
  });
}

/** What the leg's own party has said. */
export function transcribeSaid(world: World, leg: Leg, text: string): void {
  transcribe(world, leg, 'inbound', text);
}

/** What legs have heard: the other end, an assistant, a `speak`. */
export function transcribeHeard(world: World, ears: Leg[], text: string): void {
  for (const ear of ears) transcribe(world, ear, 'outbound', text);
}
