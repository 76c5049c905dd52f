import { setTimeout as pause } from 'node:timers/promises';
import { RawClient } from '../rtc/support/raw-client.ts';
import { RawPeer } from '../rtc/support/raw-peer.ts';

/**
 * A browser's phone that picks up whatever rings, as the app does with the legs that it expects, and
 * as somebody would who has stolen a session.
 */
export class AnsweringPhone {
  /** Calls that it could not pick up any more: they were over. */
  missed = 0;
  readonly #client: RawClient;
  readonly #peers: RawPeer[] = [];
  #isOpen = true;
  #answering: Promise<void>;

  private constructor(client: RawClient, sessid: string) {
    this.#client = client;
    this.#answering = this.#answerAll(sessid);
  }

  static async register(port: number, loginToken: string): Promise<AnsweringPhone> {
    const client = await RawClient.connect(port);
    return new AnsweringPhone(client, await client.register(loginToken));
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    await this.#answering;
    await this.#client.leave();
    await Promise.all(this.#peers.map((peer) => peer.close()));
  }

  async #answerAll(sessid: string): Promise<void> {
    let seen = 0;
    while (this.#isOpen) {
      const invites = this.#client.all('invite');
      for (const { callID, sdp } of invites.slice(seen)) {
        const peer = new RawPeer();
        this.#peers.push(peer);
        const answer = await peer.peer.acceptOffer(String(sdp)).catch(() => null);
        if (answer === null) this.missed += 1;
        else {
          const params = { sessid, sdp: answer, dialogParams: { callID } };
          await this.#client.request('telnyx_rtc.answer', params).catch(() => (this.missed += 1));
        }
      }
      seen = invites.length;
      await pause(20);
    }
  }
}
