/**
 * What the rest of the simulator asks of its media side. The engine runs in a worker thread, so that
 * HTTP and signalling work never delay the 20 ms audio clock. All audio is PCMU, 8 kHz, 160 bytes a frame.
 *
 * A leg is either a `peer` (a browser, over WebRTC) or a `person` (a synthetic outside party: it has a
 * mouth that can say, tone or pass on a live microphone, and an ear that measures what it hears).
 */
export type AudioSource =
  | { kind: 'tone'; hz: number; durationMs?: number }
  | { kind: 'speech'; text: string; voice?: string }
  | { kind: 'file'; wav: Uint8Array }
  | { kind: 'silence'; durationMs: number }
  /** The simulator's own music on hold (hold-music.ts). */
  | { kind: 'music' };

/** Whom a supervisor speaks to: everybody, the supervised leg alone, nobody. */
export type SupervisorRole = 'barge' | 'whisper' | 'monitor';

/** What a leg hears. Cumulative but for `tonesHz` and `rms`, which are of the last second. */
export interface Heard {
  packets: number;
  /** Root mean square of the last second, 0..32767. */
  rms: number;
  /** Steady tones in the last second, Hz, rounded to the nearest 5 Hz, strongest first. */
  tonesHz: number[];
  /** DTMF digits heard, in order, each once. */
  dtmf: string;
  /**
   * Longest stretch of silence heard since the leg was answered, milliseconds. While the leg's own
   * party speaks, nothing is counted, and the count begins anew after it: who talks does not wait.
   */
  longestSilenceMs: number;
  /** How long it has been silent at this moment, counted in the same way. */
  silenceNowMs: number;
}

export interface MediaEngine {
  /** Makes a WebRTC peer and answers with a complete SDP offer (server to browser). */
  createPeerOffer(legId: string): Promise<string>;
  /** Takes the browser's SDP answer to our offer. */
  acceptPeerAnswer(legId: string, sdp: string): Promise<void>;
  /** Answers a browser's offer; for a leg that has a peer already, it is an ICE restart on that peer. */
  acceptPeerOffer(legId: string, sdp: string): Promise<string>;
  /** Adds one trickled candidate. */
  addPeerCandidate(
    legId: string,
    candidate: string,
    sdpMid: string,
    sdpMLineIndex: number,
  ): Promise<void>;
  /** How long ago the browser last sent RTP, milliseconds; null when it never did, or for other legs. */
  peerRtpAgeMs(legId: string): Promise<number | null>;
  /** Makes a synthetic person. */
  createPerson(legId: string): Promise<void>;
  /** Closes a leg and frees what it holds. Unknown legs are ignored. */
  close(legId: string): Promise<void>;

  /** From now on the leg counts silence (it was answered). */
  markAnswered(legId: string): void;
  /** Joins two legs in both directions; each leaves an earlier bridge first. */
  bridge(legA: string, legB: string): void;
  /** Parts a leg from everybody: nobody hears it, and it hears nobody. */
  unbridge(legId: string): void;
  /** Whom a leg hears from now on, in place of those before: one way, as a conference needs it. */
  setHears(legId: string, others: readonly string[]): void;
  /**
   * The leg listens in: it hears all that the supervised one says and hears, whatever that one is
   * joined with at the time. Null: no more. Ends by itself with either leg.
   */
  supervise(legId: string, supervisedId: string | null, role: SupervisorRole): void;
  /** What a leg hears on hold, looped, beside what is played to it. Null: no more. */
  setHoldMusic(legId: string, source: AudioSource | null): void;
  /** A held peer's microphone is dropped and it hears silence (or what is played to it). */
  setHeld(legId: string, held: boolean): void;

  /**
   * Plays into what the leg HEARS (a Call Control `speak` or `playback_start` on that leg).
   * Sources queue; a tone without a duration gives way to the next one, and is `cancelled` then.
   * Resolves when the source has been heard to its end or was stopped. Rejects, saying why, when a file
   * cannot be played; what is queued behind it is played.
   */
  playTo(
    legId: string,
    source: AudioSource,
    options?: { loop?: boolean },
  ): Promise<'completed' | 'cancelled'>;
  stopPlayingTo(legId: string): void;

  /** What an AI assistant says into the leg's ear: queued, beside whatever `playTo` plays. */
  sayTo(legId: string, source: AudioSource): Promise<'completed' | 'cancelled'>;
  stopSayingTo(legId: string): void;
  /** A quiet room under all that the leg hears. @param volume 0.1 to 1; null: no more */
  setRoomTone(legId: string, volume: number | null): void;

  /** What a person SAYS (its mouth): queued, resolves at its end. A tone without a duration goes on until replaced. */
  speakAs(legId: string, source: AudioSource): Promise<'completed' | 'cancelled'>;
  stopSpeakingAs(legId: string): void;
  /** A person presses keys (`w`/`W` pause 0.5/1 s): RFC 4733-like, reported to the partner's ear as DTMF and audible. */
  dtmfAs(legId: string, digits: string): Promise<void>;
  /** This leg hears these digits (a Call Control `send_dtmf` to it, or its partner browser's keys). */
  dtmfTo(legId: string, digits: string): Promise<void>;
  /** Live microphone of the phone booth, 160-byte PCMU frames; and the way back. */
  pushMicrophone(legId: string, pcmu: Uint8Array): void;
  onEar(legId: string, listener: ((pcmu: Uint8Array) => void) | null): void;

  /** Also of a leg that was closed of late. */
  heard(legId: string): Promise<Heard>;

  /** Records what the leg says (left) and hears (right) until stopped; a pause leaves no gap. */
  startRecording(recordingId: string, legId: string): void;
  pauseRecording(recordingId: string, paused: boolean): void;
  /** Answers with a stereo 16-bit 8 kHz WAV, also after the leg's end. Rejects for an unknown id. */
  stopRecording(recordingId: string): Promise<Uint8Array>;
  /**
   * The last ten minutes of a leg, always kept, also for a while after its end: outside party left, our
   * side right. Null when unknown.
   */
  wavOf(legId: string): Promise<Uint8Array | null>;

  /** DTMF that a peer sent over RFC 4733. */
  onPeerDtmf(listener: (legId: string, digit: string) => void): void;
  /** No RTP from a peer for a while, or its ICE failed. */
  onPeerLost(listener: (legId: string) => void): void;
  shutdown(): Promise<void>;
}
