import { createKeySource, type FrameSource } from './frame-source.ts';
import { Hearing, isSilent } from './hearing.ts';
import { JitterBuffer } from './jitter-buffer.ts';
import type { SupervisorRole } from './media-engine.ts';
import { clampSample, decodePcmu, encodePcmu, FRAME_SAMPLES } from './pcmu.ts';
import type { Peer } from './peer.ts';
import { type PlayEnd, SourceQueue } from './source-queue.ts';
import { StereoTape } from './stereo-tape.ts';
import { voicesOf } from './voices.ts';

const TAPE_MS = 10 * 60_000;

/**
 * One party: a mouth (what it says) and an ear (what it hears). The ear is the mix of what is played to
 * the leg and of the mouths of those whom it hears (voices.ts).
 */
export class Leg {
  readonly id: string;
  /** Whom it is joined with. A bridge is two legs that hear each other, a conference any number. */
  readonly hears = new Set<Leg>();
  /** Whom it listens in on. */
  supervises: Leg | null = null;
  /** Who listens in on it. */
  readonly supervisors = new Map<Leg, SupervisorRole>();
  readonly hearing = new Hearing();
  readonly tape = new StereoTape(TAPE_MS);
  /** What is played into the ear. */
  readonly played = new SourceQueue();
  /** What it hears on hold. */
  readonly holdMusic = new SourceQueue();
  /** What an AI assistant says into the ear. */
  readonly assistant = new SourceQueue();
  roomTone: FrameSource | null = null;
  /** What a person says. */
  readonly said = new SourceQueue();
  readonly microphone = new JitterBuffer();
  /** Set for a browser, once it has a connection; else the leg is a synthetic person. */
  peer: Peer | null = null;
  /** Offered, not yet answered; takes the place of `peer` with the answer. */
  offeredPeer: Peer | null = null;
  isPeer = false;
  held = false;
  earListener: ((pcmu: Uint8Array) => void) | null = null;

  readonly mouth = new Int16Array(FRAME_SAMPLES);
  readonly ear = new Int16Array(FRAME_SAMPLES);
  /** The part of the ear that is played, not spoken: a supervisor hears it too. */
  private readonly playedMix = new Int32Array(FRAME_SAMPLES);
  private isPlayedTo = false;
  private mouthOpen = false;
  private isTalking = false;
  private pressedKeys = '';
  private readonly keysPressed = new SourceQueue();
  private readonly keysPlayed = new SourceQueue();
  private readonly mix = new Int32Array(FRAME_SAMPLES);

  constructor(id: string) {
    this.id = id;
  }

  /** The person presses keys: audible to its listeners, and reported to them. */
  pressKeys(digits: string): Promise<PlayEnd> {
    return this.keysPressed.play(createKeySource(digits, (key) => (this.pressedKeys += key)));
  }

  /** Keys sounded into the ear, and reported to it. */
  playKeys(digits: string): Promise<PlayEnd> {
    return this.keysPlayed.play(createKeySource(digits, (key) => this.hearing.hearKey(key)));
  }

  /** First half of a tick: what the leg says in these 20 ms, and what is played to it. */
  speak(): void {
    this.pressedKeys = '';
    this.mix.fill(0);
    const isSpeech = this.said.isSpeech;
    const saying = this.said.mixInto(this.mix);
    const pressing = this.keysPressed.mixInto(this.mix);
    const live = (this.peer?.inbound ?? this.microphone).nextFrame();
    if (live) addTo(this.mix, decodePcmu(live));
    // A browser goes on sending its microphone while it is held.
    if (this.held) this.mix.fill(0);
    this.mouthOpen = !this.held && (saying || pressing || live !== null);
    settle(this.mix, this.mouth);
    // A tone is no talking; a live microphone is, as long as it is not silent.
    this.isTalking = this.mouthOpen && (isSpeech || (live !== null && !isSilent(this.mouth)));
    this.mixPlayed();
  }

  /** Second half, once all have spoken: what it hears. */
  listen(): void {
    this.mix.set(this.playedMix);
    let fromSource = this.isPlayedTo;
    if (this.supervises?.isPlayedTo) {
      addMix(this.mix, this.supervises.playedMix);
      fromSource = true;
    }
    for (const speaker of voicesOf(this)) {
      if (!speaker.mouthOpen) continue;
      addTo(this.mix, speaker.mouth);
      fromSource = true;
      for (const key of speaker.pressedKeys) this.hearing.hearKey(key);
    }
    settle(this.mix, this.ear);
    this.hearing.hear(this.ear, fromSource, this.isTalking);
    this.deliver();
  }

  /** Ends all that plays and parts the leg from everybody. */
  async close(): Promise<void> {
    const { played, holdMusic, assistant, said, keysPlayed, keysPressed } = this;
    const queues = [played, holdMusic, assistant, said, keysPlayed, keysPressed];
    for (const queue of queues) queue.stop();
    this.roomTone = null;
    this.hears.clear();
    this.earListener = null;
    const peers = [this.peer, this.offeredPeer];
    this.peer = null;
    this.offeredPeer = null;
    await Promise.all(peers.map((peer) => peer?.close()));
  }

  private mixPlayed(): void {
    this.playedMix.fill(0);
    this.isPlayedTo = false;
    const { played, holdMusic, assistant, roomTone, keysPlayed } = this;
    for (const source of [played, holdMusic, assistant, roomTone, keysPlayed]) {
      if (source?.mixInto(this.playedMix)) this.isPlayedTo = true;
    }
  }

  private deliver(): void {
    const heard = encodePcmu(this.ear);
    const said = encodePcmu(this.mouth);
    // The outside party is on the left: a person itself, or whoever a browser talks with.
    if (this.isPeer) this.tape.append(heard, said);
    else this.tape.append(said, heard);
    this.peer?.send(heard);
    this.earListener?.(heard);
  }
}

// Not one function for both kinds of array: that one would be several times slower.
function addMix(mix: Int32Array, other: Int32Array): void {
  for (let i = 0; i < FRAME_SAMPLES; i++) mix[i] = (mix[i] ?? 0) + (other[i] ?? 0);
}

function addTo(mix: Int32Array, frame: Int16Array): void {
  for (let i = 0; i < FRAME_SAMPLES; i++) mix[i] = (mix[i] ?? 0) + (frame[i] ?? 0);
}

function settle(mix: Int32Array, frame: Int16Array): void {
  for (let i = 0; i < FRAME_SAMPLES; i++) frame[i] = clampSample(mix[i] ?? 0);
}
