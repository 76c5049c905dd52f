import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { connect } from './database/connect.ts';
import { apiKeyOf, bearerOf } from './gateway/caller.ts';
import {
  HttpProblem,
  readJsonObject,
  sendJson,
  type ApiRequest,
  type Caller,
} from './gateway/http.ts';
import type { StackKeys } from './keys.ts';
import type { RealtimeContext } from './realtime/context.ts';
import { startDatabaseFeed } from './realtime/database-feed.ts';
import { noFaults, parseFaults, type RealtimeFaults } from './realtime/faults.ts';
import { handleBatchBroadcast, handleSingleBroadcast } from './realtime/http-broadcast.ts';
import { RealtimeSession } from './realtime/session.ts';
import { Topics } from './realtime/topics.ts';

export interface RealtimeOptions {
  /** Address as supabase_realtime_admin. */
  databaseUrl: string;
  keys: StackKeys;
  /** Refuse public channels, as a hosted project can be set to. */
  privateOnly: boolean;
  note(message: string): void;
}

export interface RealtimeServer {
  handleUpgrade(raw: IncomingMessage, socket: Duplex, head: Buffer, url: URL, caller: Caller): void;
  handleHttp(request: ApiRequest, response: ServerResponse): Promise<void>;
  stop(): Promise<void>;
}

/** Largest frame that a client may send. */
const maxFrameBytes = 3 * 1024 * 1024;
const probeConnections = 4;

/** Starts the stand-in for Supabase Realtime: broadcast, presence, broadcast from the database. */
export async function startRealtime(options: RealtimeOptions): Promise<RealtimeServer> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes });
  const context: RealtimeContext = {
    sql: connect(options.databaseUrl, probeConnections),
    keys: options.keys,
    topics: new Topics(),
    privateOnly: options.privateOnly,
    faults: { ...noFaults },
    note: options.note,
  };
  const feed = await startDatabaseFeed(options.databaseUrl, context.topics, options.note);
  const dropSockets = () => {
    for (const socket of sockets.clients) socket.terminate();
  };
  return {
    handleUpgrade(raw, socket, head, url, caller) {
      const version = url.searchParams.get('vsn') === '1.0.0' ? '1.0.0' : '2.0.0';
      if (context.faults.refuseSockets) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n');
        return;
      }
      const token = bearerOf(raw) ?? apiKeyOf(raw, url.searchParams) ?? caller.token;
      sockets.handleUpgrade(raw, socket, head, (webSocket) => {
        new RealtimeSession(context, webSocket, version, token);
      });
    },
    handleHttp: (request, response) => handleHttp(context, request, response, dropSockets),
    async stop() {
      dropSockets();
      sockets.close();
      await Promise.all([feed.stop(), context.sql.end({ timeout: 2 })]);
    },
  };
}

async function handleHttp(
  context: RealtimeContext,
  request: ApiRequest,
  response: ServerResponse,
  dropSockets: () => void,
): Promise<void> {
  if (request.path === 'admin/faults') return handleFaults(context, request, response, dropSockets);
  if (request.method === 'POST' && request.path === 'api/broadcast') {
    return handleBatchBroadcast(context, request, response);
  }
  const single = /^api\/broadcast\/(.+)\/events\/([^/]+)$/.exec(request.path);
  if (request.method === 'POST' && single?.[1] && single[2]) {
    return handleSingleBroadcast(context, request, response, {
      topic: single[1],
      event: single[2],
    });
  }
  throw new HttpProblem(404, { message: 'not found' });
}

/** Only for this stack's tests; needs the secret key. POST changes the faults, DELETE ends them. */
async function handleFaults(
  context: RealtimeContext,
  request: ApiRequest,
  response: ServerResponse,
  dropSockets: () => void,
): Promise<void> {
  if (request.caller.claims.role !== 'service_role' || request.caller.tokenProblem) {
    throw new HttpProblem(403, { message: 'This needs the secret key' });
  }
  if (request.method === 'DELETE') context.faults = { ...noFaults };
  if (request.method === 'POST') {
    const body = await readJsonObject(request.raw);
    const faults = parseFaults(body, context.faults);
    if (!faults) throw new HttpProblem(400, { message: 'The faults are not valid' });
    context.faults = faults;
    if (body['drop_sockets'] === true) dropSockets();
  }
  sendJson(response, 200, present(context.faults));
}

function present(faults: RealtimeFaults) {
  return {
    refuse_joins: faults.refuseJoins,
    refuse_sockets: faults.refuseSockets,
    drop_messages: faults.dropMessages,
  };
}
