import type { AudioSource, Heard, SupervisorRole } from './media-engine.ts';
import type { PlayEnd } from './source-queue.ts';

/**
 * What the media worker does, by name. Arguments and results cross a thread, so they are plain data.
 * Calls are begun in the order in which they were made.
 */
export interface MediaWorkerApi {
  createPeerOffer(legId: string): Promise<string>;
  acceptPeerAnswer(legId: string, sdp: string): Promise<void>;
  acceptPeerOffer(legId: string, sdp: string): Promise<string>;
  addPeerCandidate(
    legId: string,
    candidate: string,
    sdpMid: string,
    sdpMLineIndex: number,
  ): Promise<void>;
  peerRtpAgeMs(legId: string): Promise<number | null>;
  createPerson(legId: string): Promise<void>;
  close(legId: string): Promise<void>;
  markAnswered(legId: string): Promise<void>;
  bridge(legA: string, legB: string): Promise<void>;
  unbridge(legId: string): Promise<void>;
  setHears(legId: string, others: readonly string[]): Promise<void>;
  supervise(legId: string, supervisedId: string | null, role: SupervisorRole): Promise<void>;
  setHoldMusic(legId: string, source: AudioSource | null): Promise<void>;
  setHeld(legId: string, held: boolean): Promise<void>;
  playTo(legId: string, source: AudioSource, loop: boolean): Promise<PlayEnd>;
  stopPlayingTo(legId: string): Promise<void>;
  sayTo(legId: string, source: AudioSource): Promise<PlayEnd>;
  stopSayingTo(legId: string): Promise<void>;
  setRoomTone(legId: string, volume: number | null): Promise<void>;
  speakAs(legId: string, source: AudioSource): Promise<PlayEnd>;
  stopSpeakingAs(legId: string): Promise<void>;
  dtmfAs(legId: string, digits: string): Promise<void>;
  dtmfTo(legId: string, digits: string): Promise<void>;
  pushMicrophone(legId: string, pcmu: Uint8Array): Promise<void>;
  sendEar(legId: string, wanted: boolean): Promise<void>;
  heard(legId: string): Promise<Heard>;
  startRecording(recordingId: string, legId: string): Promise<void>;
  pauseRecording(recordingId: string, paused: boolean): Promise<void>;
  stopRecording(recordingId: string): Promise<Uint8Array>;
  wavOf(legId: string): Promise<Uint8Array | null>;
  shutdown(): Promise<void>;
}

export type MediaMethod = keyof MediaWorkerApi;

/** A request; `id` is unique and comes back in the reply. */
export type MediaRequest = {
  [M in MediaMethod]: { id: number; method: M; args: Parameters<MediaWorkerApi[M]> };
}[MediaMethod];

export type MediaReply =
  | { kind: 'reply'; id: number; ok: true; value: unknown }
  | { kind: 'reply'; id: number; ok: false; message: string };

/** What the worker tells unasked. */
export type MediaEvent =
  | { kind: 'ready' }
  | { kind: 'ear'; legId: string; pcmu: Uint8Array }
  | { kind: 'key'; legId: string; key: string }
  | { kind: 'peer-lost'; legId: string }
  | { kind: 'fault'; legId: string | null; message: string };

export type MediaMessage = MediaReply | MediaEvent;
