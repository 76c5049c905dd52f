import type { AudioSource, Heard, MediaEngine } from '../../../local/telnyx/media/media-engine.ts';

type PlayResult = 'completed' | 'cancelled';

interface Playing {
  source: AudioSource;
  loop: boolean;
  end: (result: PlayResult) => void;
}

/** A media engine without sound: it knows who is joined with whom and what plays where. */
export interface FakeMedia extends MediaEngine {
  partnerOf(legId: string): string | null;
  /** What plays to the leg now; null: nothing. */
  playingTo(legId: string): AudioSource | null;
  isLooping(legId: string): boolean;
  /** The source that plays to the leg comes to its end. */
  finishPlaying(legId: string): void;
  spokenBy(legId: string): AudioSource[];
  isOpen(legId: string): boolean;
  /** Ids of the recordings that were started. */
  recordings(): string[];
  isPaused(recordingId: string): boolean;
  /** Digits that a leg was made to hear. */
  digitsTo(legId: string): string;
  /** Frames of the booth's microphone that reached the leg. */
  microphoneFrames(legId: string): number;
  /** One frame that the leg hears. */
  speakIntoEar(legId: string, pcmu: Uint8Array): void;
}

/** A short 16-bit 8 kHz WAV: the left channel 1000, the right 2000. */
export function stereoWav(frames = 4): Uint8Array {
  const wav = Buffer.alloc(44 + frames * 4);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + frames * 4, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(2, 22);
  wav.writeUInt32LE(8000, 24);
  wav.writeUInt32LE(32_000, 28);
  wav.writeUInt16LE(4, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(frames * 4, 40);
  for (let frame = 0; frame < frames; frame += 1) {
    wav.writeInt16LE(1000, 44 + frame * 4);
    wav.writeInt16LE(2000, 46 + frame * 4);
  }
  return wav;
}

export function createFakeMedia(): FakeMedia {
  const open = new Set<string>();
  const partners = new Map<string, string>();
  const playing = new Map<string, Playing>();
  const spoken = new Map<string, AudioSource[]>();
  const digits = new Map<string, string>();
  const heardDigits = new Map<string, string>();
  const paused = new Map<string, boolean>();
  const frames = new Map<string, number>();
  const ears = new Map<string, (pcmu: Uint8Array) => void>();
  const unbridge = (legId: string): void => {
    const partner = partners.get(legId);
    partners.delete(legId);
    if (partner !== undefined) partners.delete(partner);
  };
  const stopPlaying = (legId: string, result: PlayResult): void => {
    const current = playing.get(legId);
    playing.delete(legId);
    current?.end(result);
  };
  const append = (map: Map<string, string>, legId: string, text: string): void => {
    map.set(legId, (map.get(legId) ?? '') + text);
  };
  return {
    createPeerOffer: () => Promise.resolve('v=0'),
    acceptPeerAnswer: () => Promise.resolve(),
    acceptPeerOffer: () => Promise.resolve('v=0'),
    addPeerCandidate: () => Promise.resolve(),
    createPerson(legId) {
      open.add(legId);
      return Promise.resolve();
    },
    close(legId) {
      open.delete(legId);
      unbridge(legId);
      stopPlaying(legId, 'cancelled');
      return Promise.resolve();
    },
    markAnswered: () => undefined,
    bridge(legA, legB) {
      unbridge(legA);
      unbridge(legB);
      partners.set(legA, legB);
      partners.set(legB, legA);
    },
    unbridge,
    setHeld: () => undefined,
    peerRtpAgeMs: () => Promise.resolve(0),
    playTo(legId, source, options) {
      if (source.kind === 'file' && source.wav.length < 44) {
        return Promise.reject(new Error('The WAV file has no header.'));
      }
      return new Promise((end) => {
        playing.set(legId, { source, loop: options?.loop === true, end });
      });
    },
    stopPlayingTo: (legId) => stopPlaying(legId, 'cancelled'),
    speakAs(legId, source) {
      spoken.set(legId, [...(spoken.get(legId) ?? []), source]);
      return Promise.resolve('completed');
    },
    stopSpeakingAs: () => undefined,
    dtmfAs(legId, keys) {
      const partner = partners.get(legId);
      if (partner !== undefined) append(heardDigits, partner, keys);
      return Promise.resolve();
    },
    dtmfTo(legId, keys) {
      append(digits, legId, keys);
      append(heardDigits, legId, keys);
      return Promise.resolve();
    },
    pushMicrophone(legId) {
      frames.set(legId, (frames.get(legId) ?? 0) + 1);
    },
    onEar(legId, listener) {
      if (listener === null) ears.delete(legId);
      else ears.set(legId, listener);
    },
    heard(legId): Promise<Heard> {
      const dtmf = heardDigits.get(legId) ?? '';
      return Promise.resolve({ packets: 50, rms: 0, tonesHz: [], dtmf, longestSilenceMs: 0 });
    },
    startRecording(recordingId) {
      paused.set(recordingId, false);
    },
    pauseRecording(recordingId, isPaused) {
      paused.set(recordingId, isPaused);
    },
    stopRecording: () => Promise.resolve(stereoWav()),
    wavOf: (legId) => Promise.resolve(open.has(legId) ? stereoWav() : null),
    onPeerDtmf: () => undefined,
    onPeerLost: () => undefined,
    shutdown: () => Promise.resolve(),
    partnerOf: (legId) => partners.get(legId) ?? null,
    playingTo: (legId) => playing.get(legId)?.source ?? null,
    isLooping: (legId) => playing.get(legId)?.loop ?? false,
    finishPlaying: (legId) => stopPlaying(legId, 'completed'),
    spokenBy: (legId) => spoken.get(legId) ?? [],
    isOpen: (legId) => open.has(legId),
    recordings: () => [...paused.keys()],
    isPaused: (recordingId) => paused.get(recordingId) ?? false,
    digitsTo: (legId) => digits.get(legId) ?? '',
    microphoneFrames: (legId) => frames.get(legId) ?? 0,
    speakIntoEar: (legId, pcmu) => ears.get(legId)?.(pcmu),
  };
}
