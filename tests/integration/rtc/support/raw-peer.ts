import { PCMU_SILENCE } from '../../../../local/telnyx/media/pcmu.ts';
import { Peer } from '../../../../local/telnyx/media/peer.ts';

/** The media side of a page made by hand: answers or offers, and sends RTP until it is stopped. */
export class RawPeer {
  readonly peer = new Peer({ onKey() {}, onFailed() {} });
  private readonly timer: NodeJS.Timeout;

  constructor() {
    const silence = new Uint8Array(160).fill(PCMU_SILENCE);
    this.timer = setInterval(() => this.peer.send(silence), 20);
  }

  /** Stops sending without a word, as a page does that is gone. */
  vanish(): void {
    clearInterval(this.timer);
  }

  async close(): Promise<void> {
    this.vanish();
    await this.peer.close();
  }
}
