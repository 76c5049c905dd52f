import type { LegRegistry } from './leg-registry.ts';
import type { Leg } from './leg.ts';
import type { MediaEvent } from './media-protocol.ts';
import { Peer } from './peer.ts';

/** A browser sends 50 packets a second, muted or not: this long without one and it is gone. */
const PEER_LOST_MS = 5000;

/** Offers, answers and candidates of the browsers' legs. */
export class PeerDesk {
  private readonly legs: LegRegistry;
  private readonly emit: (event: MediaEvent) => void;
  /** Peers whose loss was told, so that it is told once. */
  private readonly lost = new WeakSet<Peer>();

  constructor(legs: LegRegistry, emit: (event: MediaEvent) => void) {
    this.legs = legs;
    this.emit = emit;
  }

  async createOffer(legId: string): Promise<string> {
    const leg = this.ensurePeerLeg(legId);
    await leg.offeredPeer?.close();
    const peer = this.createPeer(legId);
    leg.offeredPeer = peer;
    const sdp = await peer.createOffer();
    if (leg.offeredPeer !== peer) throw new Error('The leg was closed.');
    return sdp;
  }

  /** The offered peer takes over, and an earlier one (of a page that was reloaded) is closed. */
  async acceptAnswer(legId: string, sdp: string): Promise<void> {
    const leg = this.legs.get(legId);
    const peer = leg?.offeredPeer;
    if (!leg || !peer) throw new Error('No offer is waiting for an answer.');
    await peer.acceptAnswer(sdp);
    // Closed while the answer was applied.
    if (leg.offeredPeer !== peer) return;
    const replaced = leg.peer;
    leg.peer = peer;
    leg.offeredPeer = null;
    await replaced?.close();
  }

  async acceptOffer(legId: string, sdp: string): Promise<string> {
    const leg = this.ensurePeerLeg(legId);
    leg.peer ??= this.createPeer(legId);
    return leg.peer.acceptOffer(sdp);
  }

  async addCandidate(
    legId: string,
    candidate: string,
    sdpMid: string,
    sdpMLineIndex: number,
  ): Promise<void> {
    const leg = this.legs.get(legId);
    await (leg?.peer ?? leg?.offeredPeer)?.addCandidate(candidate, sdpMid, sdpMLineIndex);
  }

  /** How long ago the leg's browser last sent RTP, milliseconds; null when it never did. */
  rtpAgeMs(legId: string): number | null {
    const lastRtpAtMs = this.legs.get(legId)?.peer?.lastRtpAtMs ?? 0;
    return lastRtpAtMs === 0 ? null : performance.now() - lastRtpAtMs;
  }

  /** Looks for browsers that have gone quiet; called each tick. */
  watch(): void {
    for (const { id, peer } of this.legs.all()) {
      if (!peer || peer.lastRtpAtMs === 0) continue;
      if (performance.now() - peer.lastRtpAtMs < PEER_LOST_MS) this.lost.delete(peer);
      else this.tellLost(id, peer);
    }
  }

  private ensurePeerLeg(legId: string): Leg {
    const leg = this.legs.ensure(legId);
    leg.isPeer = true;
    return leg;
  }

  private createPeer(legId: string): Peer {
    const peer: Peer = new Peer({
      onKey: (key) => this.emit({ kind: 'key', legId, key }),
      onFailed: () => {
        if (this.legs.get(legId)?.peer === peer) this.tellLost(legId, peer);
      },
    });
    return peer;
  }

  private tellLost(legId: string, peer: Peer): void {
    if (this.lost.has(peer)) return;
    this.lost.add(peer);
    this.emit({ kind: 'peer-lost', legId });
  }
}
