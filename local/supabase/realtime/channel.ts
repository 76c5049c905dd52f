import type { JwtClaims } from '../jwt.ts';
import { allRights, probeRights, type TopicRights } from './authorisation.ts';
import type { RealtimeContext } from './context.ts';
import { encodeBroadcast, type Broadcast, type Frame, type ProtocolVersion } from './frames.ts';
import type { PresenceDiff } from './presence.ts';
import { claimsOfToken } from './tokens.ts';
import { Topics, type Subscriber } from './topics.ts';

/** What a client asks for when it joins. */
export interface ChannelConfig {
  isPrivate: boolean;
  /** Broadcasts are acknowledged. */
  ack: boolean;
  /** The sender gets its own broadcasts. */
  self: boolean;
  presenceKey: string;
  presenceEnabled: boolean;
}

/** The session's side of a channel. */
export interface ChannelOutlet {
  version: ProtocolVersion;
  send(data: string | Buffer): void;
  sendFrame(frame: Frame): void;
  /** The server closes the channel. */
  onClosed(channel: Channel): void;
}

/** setTimeout's longest delay; a longer-lived token is looked at again then. */
const longestTimerMs = 2 ** 31 - 1;

/** One client's membership in one topic, with its rights, until it leaves or its token expires. */
export class Channel implements Subscriber {
  readonly topic: string;
  readonly joinRef: string | null;
  readonly #context: RealtimeContext;
  readonly #outlet: ChannelOutlet;
  readonly #config: ChannelConfig;
  readonly #key: string;
  #claims: JwtClaims;
  #token: string;
  #rights: TopicRights = allRights;
  #presenceEnabled: boolean;
  #expiry: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(
    context: RealtimeContext,
    outlet: ChannelOutlet,
    join: Frame,
    config: ChannelConfig,
    credentials: { claims: JwtClaims; token: string },
  ) {
    this.#context = context;
    this.#outlet = outlet;
    this.#config = config;
    this.#presenceEnabled = config.presenceEnabled;
    this.topic = join.topic;
    this.joinRef = join.joinRef ?? join.ref;
    this.#claims = credentials.claims;
    this.#token = credentials.token;
    this.#key = Topics.key(this.name, config.isPrivate);
  }

  /** The topic without the "realtime:" prefix. */
  get name(): string {
    return this.topic.slice('realtime:'.length);
  }

  /** Looks up the rights; the text says why the join is refused. */
  async authorise(): Promise<string | null> {
    if (!this.#config.isPrivate) return null;
    this.#rights = await probeRights(this.#context.sql, this.#claims, this.name);
    const { broadcast, presence } = this.#rights;
    if (broadcast.read || presence.read) return null;
    return `Unauthorized: You do not have permissions to read from this Channel topic: ${this.name}`;
  }

  open(): void {
    this.#context.topics.join(this.#key, this);
    this.#watchExpiry();
    if (this.#presenceEnabled) this.#sendPresenceState();
  }

  /** The client left or its socket is gone: nothing is sent any more. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#expiry);
    this.#context.topics.leave(this.#key, this);
  }

  /** Takes a new token: rights are looked up again, and lost if it does not have them. */
  async changeToken(token: unknown): Promise<void> {
    if (typeof token !== 'string' || token === this.#token) return;
    const claims = await claimsOfToken(this.#context.keys, token);
    if (typeof claims === 'string') return this.#closeWith(claims);
    this.#token = token;
    this.#claims = claims;
    const refusal = await this.authorise();
    if (refusal !== null) return this.#closeWith(refusal);
    this.#watchExpiry();
  }

  /** Returns whether the client may broadcast here; if so, it has been done. */
  broadcast(payload: Record<string, unknown>): boolean {
    const { event } = payload;
    if (!this.#rights.broadcast.write || typeof event !== 'string') return false;
    const message = { event, payload: payload['payload'] ?? {} };
    this.#context.topics.broadcast(this.#key, message, this.#config.self ? undefined : this);
    return true;
  }

  get wantsAck(): boolean {
    return this.#config.ack;
  }

  /** Tracks or untracks; false when the client may not. */
  changePresence(payload: Record<string, unknown>): boolean {
    if (!this.#rights.presence.write) return false;
    const { event, payload: meta } = payload;
    if (event === 'untrack') {
      this.#context.topics.untrack(this.#key, this);
      return true;
    }
    if (event !== 'track') return false;
    if (!this.#presenceEnabled) {
      this.#presenceEnabled = true;
      this.#sendPresenceState();
    }
    const known = typeof meta === 'object' && meta !== null ? meta : {};
    const { presenceKey } = this.#config;
    this.#context.topics.track(this.#key, this, presenceKey, known as Record<string, unknown>);
    return true;
  }

  deliver(broadcast: Broadcast): void {
    if (this.#isClosed || !this.#rights.broadcast.read) return;
    if (Math.random() < this.#context.faults.dropMessages) return;
    const data = encodeBroadcast(this.topic, broadcast, this.#outlet.version);
    if (data !== null) this.#outlet.send(data);
  }

  deliverPresence(event: 'presence_diff', diff: PresenceDiff): void {
    if (this.#isClosed || !this.#presenceEnabled || !this.#rights.presence.read) return;
    this.#sendEvent(event, { ...diff });
  }

  #sendPresenceState(): void {
    if (!this.#rights.presence.read) return;
    this.#sendEvent('presence_state', this.#context.topics.presenceState(this.#key));
  }

  #watchExpiry(): void {
    clearTimeout(this.#expiry);
    const { exp } = this.#claims;
    if (exp === undefined) return;
    const leftMs = exp * 1000 - Date.now();
    if (leftMs <= 0) return this.#closeWith('Token has expired');
    this.#expiry = setTimeout(() => this.#watchExpiry(), Math.min(leftMs, longestTimerMs));
    this.#expiry.unref();
  }

  #closeWith(message: string): void {
    if (this.#isClosed) return;
    this.close();
    const payload = { extension: 'system', status: 'error', message, channel: this.name };
    this.#sendEvent('system', payload);
    this.#sendEvent('phx_close', {});
    this.#outlet.onClosed(this);
  }

  #sendEvent(event: string, payload: Record<string, unknown>): void {
    const ref = event === 'phx_close' ? this.joinRef : null;
    this.#outlet.sendFrame({ joinRef: this.joinRef, ref, topic: this.topic, event, payload });
  }
}
