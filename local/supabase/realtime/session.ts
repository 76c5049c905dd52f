import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { Channel, type ChannelConfig } from './channel.ts';
import { privateOnlyMessage, type RealtimeContext } from './context.ts';
import { decodeFrame, encodeFrame, type Frame, type ProtocolVersion } from './frames.ts';
import { claimsOfToken } from './tokens.ts';

/** Phoenix's: a client that sends not even a heartbeat for this long is gone. */
const idleTimeoutMs = 60_000;

/** One WebSocket of a client, with the channels that it has joined. */
export class RealtimeSession {
  readonly #context: RealtimeContext;
  readonly #socket: WebSocket;
  readonly #version: ProtocolVersion;
  readonly #connectionToken: string;
  readonly #channels = new Map<string, Channel>();
  /** Frames are handled one after the other, as they came. */
  #queue: Promise<void> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  /** @param connectionToken API key or JWT that the socket was opened with */
  constructor(
    context: RealtimeContext,
    socket: WebSocket,
    version: ProtocolVersion,
    connectionToken: string,
  ) {
    this.#context = context;
    this.#socket = socket;
    this.#version = version;
    this.#connectionToken = connectionToken;
    socket.on('message', (data, isBinary) => this.#receive(data as Buffer, isBinary));
    socket.on('close', () => this.#end());
    socket.on('error', () => socket.terminate());
    this.#restartIdleTimer();
  }

  #receive(data: Buffer, isBinary: boolean): void {
    this.#restartIdleTimer();
    const frame = decodeFrame(data, isBinary, this.#version);
    if (!frame) return;
    this.#queue = this.#queue
      .then(() => this.#handle(frame))
      .catch((error: unknown) => {
        this.#context.note(`realtime: ${(error as Error).message}`);
        this.#reply(frame, 'error', { reason: 'UnknownErrorOnController: see the server log' });
      });
  }

  async #handle(frame: Frame): Promise<void> {
    if (frame.topic === 'phoenix') {
      if (frame.event === 'heartbeat') this.#reply(frame, 'ok', {});
      return;
    }
    if (frame.event === 'phx_join') return this.#join(frame);
    const channel = this.#channels.get(frame.topic);
    if (!channel) {
      return this.#reply(frame, 'error', { reason: 'unmatched topic' });
    }
    switch (frame.event) {
      case 'phx_leave':
        return this.#leave(frame, channel);
      case 'access_token':
        return channel.changeToken(frame.payload['access_token']);
      case 'broadcast': {
        const isSent = channel.broadcast(frame.payload);
        if (!channel.wantsAck) return;
        return isSent
          ? this.#reply(frame, 'ok', {})
          : this.#reply(frame, 'error', { reason: noWriteMessage(channel.name) });
      }
      case 'presence':
        return channel.changePresence(frame.payload)
          ? this.#reply(frame, 'ok', {})
          : this.#reply(frame, 'error', { reason: noWriteMessage(channel.name) });
      default:
        return this.#reply(frame, 'error', { reason: `unknown event ${frame.event}` });
    }
  }

  async #join(frame: Frame): Promise<void> {
    const refusal = await this.#tryJoin(frame);
    if (refusal !== null) this.#reply(frame, 'error', { reason: refusal });
  }

  /** Joins and answers, or returns why not. */
  async #tryJoin(frame: Frame): Promise<string | null> {
    const config = readConfig(frame.payload['config']);
    if (this.#context.faults.refuseJoins)
      return 'UnableToConnectToProject: joins are refused (a fault)';
    if (typeof config === 'string') return config;
    if (!/^realtime:./.test(frame.topic)) return 'TopicNameRequired: You must provide a topic name';
    if (!config.isPrivate && this.#context.privateOnly) return privateOnlyMessage;
    const handedIn = frame.payload['access_token'];
    const token = typeof handedIn === 'string' ? handedIn : this.#connectionToken;
    const claims = await claimsOfToken(this.#context.keys, token);
    if (typeof claims === 'string') return claims;

    const channel = this.#createChannel(frame, config, { claims, token });
    const refusal = await channel.authorise();
    if (refusal !== null) return refusal;
    if (this.#socket.readyState !== this.#socket.OPEN) return null;
    // A second join of a topic replaces the first, as in Phoenix.
    this.#channels.get(frame.topic)?.close();
    this.#channels.set(frame.topic, channel);
    this.#reply(frame, 'ok', { postgres_changes: [] });
    channel.open();
    return null;
  }

  #createChannel(
    frame: Frame,
    config: ChannelConfig,
    credentials: ConstructorParameters<typeof Channel>[4],
  ): Channel {
    const outlet = {
      version: this.#version,
      send: (data: string | Buffer) => this.#send(data),
      sendFrame: (out: Frame) => this.#send(encodeFrame(out, this.#version)),
      onClosed: (closed: Channel) => {
        if (this.#channels.get(closed.topic) === closed) this.#channels.delete(closed.topic);
      },
    };
    return new Channel(this.#context, outlet, frame, config, credentials);
  }

  #leave(frame: Frame, channel: Channel): void {
    channel.close();
    this.#channels.delete(frame.topic);
    this.#reply(frame, 'ok', {});
    const { topic } = frame;
    const close = {
      joinRef: channel.joinRef,
      ref: channel.joinRef,
      topic,
      event: 'phx_close',
      payload: {},
    };
    this.#send(encodeFrame(close, this.#version));
  }

  #reply(frame: Frame, status: 'ok' | 'error', response: Record<string, unknown>): void {
    const { joinRef, ref, topic } = frame;
    const payload = { status, response };
    this.#send(encodeFrame({ joinRef, ref, topic, event: 'phx_reply', payload }, this.#version));
  }

  #send(data: string | Buffer): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(data);
  }

  #end(): void {
    clearTimeout(this.#idle);
    for (const channel of this.#channels.values()) channel.close();
    this.#channels.clear();
  }

  #restartIdleTimer(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#socket.terminate(), idleTimeoutMs);
    this.#idle.unref();
  }
}

function noWriteMessage(name: string): string {
  return `Unauthorized: You do not have permissions to write to this Channel topic: ${name}`;
}

/** Reads a join's config; a text says what cannot be had here. */
function readConfig(value: unknown): ChannelConfig | string {
  const config = asObject(value);
  const broadcast = asObject(config['broadcast']);
  const presence = asObject(config['presence']);
  const changes = config['postgres_changes'];
  if (Array.isArray(changes) && changes.length > 0) {
    return 'The local stack has no postgres_changes: broadcast from the database instead (realtime.send)';
  }
  const key = presence['key'];
  return {
    isPrivate: config['private'] === true,
    ack: broadcast['ack'] === true,
    self: broadcast['self'] === true,
    presenceKey: typeof key === 'string' && key !== '' ? key : randomUUID(),
    presenceEnabled: presence['enabled'] === true,
  };
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
