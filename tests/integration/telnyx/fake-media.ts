import type {
  AudioSource,
  Heard,
  MediaEngine,
  SupervisorRole,
} from '../../../local/telnyx/media/media-engine.ts';

type PlayResult = 'completed' | 'cancelled';

interface Playing {
  source: AudioSource;
  loop: boolean;
  end: (result: PlayResult) => void;
}

/** A media engine without sound: it knows who is joined with whom and what plays where. */
export interface FakeMedia extends MediaEngine {
  partnerOf(legId: string): string | null;
  /** Whom a leg was told to hear, other than by a bridge. */
  hearsOf(legId: string): string[];
  /** What a leg on hold hears; null: it is not on hold. */
  holdMusicOf(legId: string): AudioSource | null;
  supervisionOf(legId: string): { legId: string; role: SupervisorRole } | null;
  /** What plays to the leg now; null: nothing. */
  playingTo(legId: string): AudioSource | null;
  isLooping(legId: string): boolean;
  /** The source that plays to the leg comes to its end. */
  finishPlaying(legId: string): void;
  spokenBy(legId: string): AudioSource[];
  /** From now on speech, of persons and of assistants, lasts until the test ends it. */
  holdSpeech(): void;
  /** The sentence that an assistant says to the leg now. */
  saidTo(legId: string): string | null;
  /** Ends the first sentence, and waits for what that sets off. */
  finishSaying(legId: string): Promise<void>;
  finishSpeaking(legId: string): Promise<void>;
  /** The volume of the room under a conversation. */
  roomOf(legId: string): number | null;
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

interface Line {
  source: AudioSource;
  end: (result: PlayResult) => void;
}

/** Sentences that wait for their end, per leg. */
function createLines() {
  const lines = new Map<string, Line[]>();
  return {
    push: (legId: string, line: Line) => lines.set(legId, [...(lines.get(legId) ?? []), line]),
    first(legId: string): string | null {
      const source = lines.get(legId)?.[0]?.source;
      return source?.kind === 'speech' ? source.text : null;
    },
    endFirst(legId: string): Promise<void> {
      lines.get(legId)?.shift()?.end('completed');
      return new Promise((resolve) => {
        setImmediate(resolve);
      });
    },
    endAll(legId: string, result: PlayResult) {
      for (const line of lines.get(legId)?.splice(0) ?? []) line.end(result);
    },
  };
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
  const rooms = new Map<string, number>();
  const mouths = createLines();
  const assistants = createLines();
  let speaksAtOnce = true;
  const ears = new Map<string, (pcmu: Uint8Array) => void>();
  const hears = new Map<string, readonly string[]>();
  const music = new Map<string, AudioSource>();
  const supervision = new Map<string, { legId: string; role: SupervisorRole }>();
  const unbridge = (legId: string): void => {
    hears.delete(legId);
    for (const [other, ids] of hears)
      hears.set(
        other,
        ids.filter((id) => id !== legId),
      );
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
      mouths.endAll(legId, 'cancelled');
      assistants.endAll(legId, 'cancelled');
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
    setHears: (legId, others) => void hears.set(legId, others),
    supervise(legId, supervisedId, role) {
      if (supervisedId === null) supervision.delete(legId);
      else supervision.set(legId, { legId: supervisedId, role });
    },
    setHoldMusic(legId, source) {
      if (source === null) music.delete(legId);
      else music.set(legId, source);
    },
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
      if (speaksAtOnce) return Promise.resolve('completed');
      return new Promise((end) => mouths.push(legId, { source, end }));
    },
    stopSpeakingAs: (legId) => mouths.endAll(legId, 'cancelled'),
    sayTo(legId, source) {
      if (speaksAtOnce) return Promise.resolve('completed');
      return new Promise((end) => assistants.push(legId, { source, end }));
    },
    stopSayingTo: (legId) => assistants.endAll(legId, 'cancelled'),
    setRoomTone(legId, volume) {
      if (volume === null) rooms.delete(legId);
      else rooms.set(legId, volume);
    },
    dtmfAs(legId, keys) {
      const partner = partners.get(legId);
      if (partner !== undefined) append(heardDigits, partner, keys);
      for (const [other, ids] of hears) if (ids.includes(legId)) append(heardDigits, other, keys);
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
      return Promise.resolve({
        packets: 50,
        rms: 0,
        tonesHz: [],
        dtmf,
        longestSilenceMs: 0,
        silenceNowMs: 0,
      });
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
    hearsOf: (legId) => [...(hears.get(legId) ?? [])],
    holdMusicOf: (legId) => music.get(legId) ?? null,
    supervisionOf: (legId) => supervision.get(legId) ?? null,
    playingTo: (legId) => playing.get(legId)?.source ?? null,
    isLooping: (legId) => playing.get(legId)?.loop ?? false,
    finishPlaying: (legId) => stopPlaying(legId, 'completed'),
    holdSpeech() {
      speaksAtOnce = false;
    },
    saidTo: (legId) => assistants.first(legId),
    finishSaying: (legId) => assistants.endFirst(legId),
    finishSpeaking: (legId) => mouths.endFirst(legId),
    roomOf: (legId) => rooms.get(legId) ?? null,
    spokenBy: (legId) => spoken.get(legId) ?? [],
    isOpen: (legId) => open.has(legId),
    recordings: () => [...paused.keys()],
    isPaused: (recordingId) => paused.get(recordingId) ?? false,
    digitsTo: (legId) => digits.get(legId) ?? '',
    microphoneFrames: (legId) => frames.get(legId) ?? 0,
    speakIntoEar: (legId, pcmu) => ears.get(legId)?.(pcmu),
  };
}
