import {
  createPcmSource,
  createSilenceSource,
  createToneSource,
  type FrameSource,
} from './frame-source.ts';
import { Hearing } from './hearing.ts';
import { createHoldMusic } from './hold-music.ts';
import { LegRegistry } from './leg-registry.ts';
import type { AudioSource, Heard, SupervisorRole } from './media-engine.ts';
import type { MediaEvent, MediaWorkerApi } from './media-protocol.ts';
import { PeerDesk } from './peer-desk.ts';
import { Recorder } from './recorder.ts';
import { Renderer } from './renderer.ts';
import { createRoomTone } from './room-tone.ts';
import type { PlayEnd } from './source-queue.ts';

const DEFAULT_VOICE = 'female en';

/**
 * Everything that the media worker can do, by the name of the request. A leg that is not there (it may
 * have been closed a moment ago) is no error: nothing happens, and what should play is `cancelled`.
 */
export class MediaRoom implements MediaWorkerApi {
  private readonly emit: (event: MediaEvent) => void;
  private readonly renderer = new Renderer();
  private readonly recorder = new Recorder();
  private readonly legs: LegRegistry;
  private readonly peers: PeerDesk;

  constructor(emit: (event: MediaEvent) => void) {
    this.emit = emit;
    this.legs = new LegRegistry(
      () => this.afterTick(),
      (legId, error) => this.fault(legId, error),
    );
    this.peers = new PeerDesk(this.legs, emit);
  }

  createPeerOffer(legId: string): Promise<string> {
    return this.peers.createOffer(legId);
  }

  acceptPeerAnswer(legId: string, sdp: string): Promise<void> {
    return this.peers.acceptAnswer(legId, sdp);
  }

  acceptPeerOffer(legId: string, sdp: string): Promise<string> {
    return this.peers.acceptOffer(legId, sdp);
  }

  addPeerCandidate(
    legId: string,
    candidate: string,
    sdpMid: string,
    sdpMLineIndex: number,
  ): Promise<void> {
    return this.peers.addCandidate(legId, candidate, sdpMid, sdpMLineIndex);
  }

  async peerRtpAgeMs(legId: string): Promise<number | null> {
    return this.peers.rtpAgeMs(legId);
  }

  async createPerson(legId: string): Promise<void> {
    this.legs.ensure(legId);
    this.renderer.warmUp();
  }

  close(legId: string): Promise<void> {
    return this.legs.close(legId);
  }

  async markAnswered(legId: string): Promise<void> {
    this.legs.get(legId)?.hearing.markAnswered();
  }

  async bridge(legA: string, legB: string): Promise<void> {
    const [a, b] = [this.legs.get(legA), this.legs.get(legB)];
    if (a && b) this.legs.bridge(a, b);
  }

  async unbridge(legId: string): Promise<void> {
    const leg = this.legs.get(legId);
    if (leg) this.legs.unbridge(leg);
  }

  async setHears(legId: string, others: readonly string[]): Promise<void> {
    const leg = this.legs.get(legId);
    if (!leg) return;
    this.legs.setHears(
      leg,
      others.map((other) => this.legs.get(other)).filter((other) => other !== undefined),
    );
  }

  async supervise(legId: string, supervisedId: string | null, role: SupervisorRole): Promise<void> {
    const leg = this.legs.get(legId);
    const supervised = supervisedId === null ? undefined : this.legs.get(supervisedId);
    if (leg) this.legs.supervise(leg, supervised ?? null, role);
  }

  async setHoldMusic(legId: string, source: AudioSource | null): Promise<void> {
    const leg = this.legs.get(legId);
    if (!leg) return;
    leg.holdMusic.stop();
    if (source === null) return;
    // Not awaited: it plays without end. A file that cannot be played gives way to the music.
    void leg.holdMusic
      .play(this.prepare(source, true))
      .catch(() => leg.holdMusic.play(createHoldMusic()));
  }

  async setHeld(legId: string, held: boolean): Promise<void> {
    const leg = this.legs.get(legId);
    if (leg) leg.held = held;
  }

  async playTo(legId: string, source: AudioSource, loop: boolean): Promise<PlayEnd> {
    const leg = this.legs.get(legId);
    return leg ? leg.played.play(this.prepare(source, loop)) : 'cancelled';
  }

  async stopPlayingTo(legId: string): Promise<void> {
    this.legs.get(legId)?.played.stop();
  }

  async sayTo(legId: string, source: AudioSource): Promise<PlayEnd> {
    const leg = this.legs.get(legId);
    return leg ? leg.assistant.play(this.prepare(source, false)) : 'cancelled';
  }

  async stopSayingTo(legId: string): Promise<void> {
    this.legs.get(legId)?.assistant.stop();
  }

  async setRoomTone(legId: string, volume: number | null): Promise<void> {
    const leg = this.legs.get(legId);
    if (leg) leg.roomTone = volume === null ? null : createRoomTone(volume);
  }

  async speakAs(legId: string, source: AudioSource): Promise<PlayEnd> {
    const leg = this.legs.get(legId);
    return leg ? leg.said.play(this.prepare(source, false)) : 'cancelled';
  }

  async stopSpeakingAs(legId: string): Promise<void> {
    this.legs.get(legId)?.said.stop();
  }

  async dtmfAs(legId: string, digits: string): Promise<void> {
    await this.legs.get(legId)?.pressKeys(digits);
  }

  async dtmfTo(legId: string, digits: string): Promise<void> {
    await this.legs.get(legId)?.playKeys(digits);
  }

  async pushMicrophone(legId: string, pcmu: Uint8Array): Promise<void> {
    this.legs.get(legId)?.microphone.push(pcmu);
  }

  async sendEar(legId: string, wanted: boolean): Promise<void> {
    const leg = this.legs.get(legId);
    if (!leg) return;
    leg.earListener = wanted ? (pcmu) => this.emit({ kind: 'ear', legId, pcmu }) : null;
  }

  async heard(legId: string): Promise<Heard> {
    return (this.legs.find(legId)?.hearing ?? new Hearing()).report();
  }

  async startRecording(recordingId: string, legId: string): Promise<void> {
    const leg = this.legs.get(legId);
    if (leg) this.recorder.start(recordingId, leg);
  }

  async pauseRecording(recordingId: string, paused: boolean): Promise<void> {
    this.recorder.pause(recordingId, paused);
  }

  async stopRecording(recordingId: string): Promise<Uint8Array> {
    return this.recorder.stop(recordingId);
  }

  async wavOf(legId: string): Promise<Uint8Array | null> {
    return this.legs.find(legId)?.tape.toWav() ?? null;
  }

  async shutdown(): Promise<void> {
    await this.legs.closeAll();
    await this.renderer.shutdown();
  }

  private prepare(source: AudioSource, loop: boolean): FrameSource | Promise<FrameSource> {
    switch (source.kind) {
      case 'tone':
        return createToneSource(source.hz, source.durationMs);
      case 'silence':
        return createSilenceSource(source.durationMs);
      case 'music':
        return createHoldMusic();
      case 'speech':
        return this.renderer
          .renderSpeech(source.text, source.voice ?? DEFAULT_VOICE)
          .then((pcm) => ({ ...createPcmSource(pcm, loop), isSpeech: true }));
      case 'file':
        return this.renderer.renderFile(source.wav).then((pcm) => createPcmSource(pcm, loop));
    }
  }

  private afterTick(): void {
    this.recorder.tick((leg) => this.legs.get(leg.id) === leg);
    this.peers.watch();
  }

  private fault(legId: string | null, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.emit({ kind: 'fault', legId, message });
  }
}
