import {
  Agent,
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { handleAuth, publicAuthPaths, type AuthOptions } from './auth.ts';
import { handleMail } from './auth/mail-page.ts';
import type { FunctionsHost } from './functions-host.ts';
import { anonymousCaller, identifyCaller } from './gateway/caller.ts';
import {
  allowCrossOrigin,
  HttpProblem,
  sendEmpty,
  sendJson,
  type ApiRequest,
} from './gateway/http.ts';
import { proxyRequest } from './gateway/proxy.ts';
import type { StackKeys } from './keys.ts';
import type { RunningPostgrest } from './postgrest.ts';
import { assertPortFree, describeTakenPort, PortTakenError } from './processes/ports.ts';
import type { RealtimeServer } from './realtime.ts';
import { handleStorage, isPublicStoragePath } from './storage.ts';
import type { StorageOptions } from './storage/context.ts';

export interface GatewayOptions {
  /** 0: any free port. */
  port: number;
  keys: StackKeys;
  auth: AuthOptions;
  storage: StorageOptions;
  realtime: RealtimeServer;
  functions: FunctionsHost;
  postgrest: RunningPostgrest;
  isReady(): boolean;
  note(message: string): void;
}

export interface Gateway {
  readonly port: number;
  stop(): Promise<void>;
}

const services = ['rest', 'auth', 'storage', 'realtime', 'functions'] as const;
type Service = (typeof services)[number];

/** Starts the one HTTP server that clients talk to, on loopback. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  await assertPortFree(options.port, 'the Supabase API', 'SUPABASE_PORT');
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const server = createServer((raw, response) => {
    answer(options, agent, raw, response).catch((error: unknown) => {
      writeProblem(options, response, error);
    });
  });
  const upgraded = new Set<Duplex>();
  server.on('upgrade', (raw, socket, head) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
    upgrade(options, raw, socket, head);
  });
  await listen(server, options.port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      for (const socket of upgraded) socket.destroy();
      await closed;
      agent.destroy();
    },
  };
}

async function answer(
  options: GatewayOptions,
  agent: Agent,
  raw: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = requestUrl(raw);
  if (url.pathname === '/health') {
    allowCrossOrigin(raw, response);
    const ready = options.isReady();
    return sendJson(response, ready ? 200 : 503, { ready });
  }
  if (url.pathname === '/mail') return handleMail(options.auth.mailBox, raw, response);
  const { service, rest } = splitPath(url.pathname);
  if (service === 'functions') return options.functions.handle(raw, response, rest, url);
  allowCrossOrigin(raw, response);
  if (raw.method === 'OPTIONS') return sendEmpty(response, 200);
  if (!service) throw new HttpProblem(404, { message: 'no Route matched with those values' });
  const request = await describeRequest(options, raw, url, service, rest);
  if (service === 'rest')
    return passToPostgrest(options, agent, request, response, rest + url.search);
  if (service === 'auth') return handleAuth(options.auth, request, response);
  if (service === 'storage') return handleStorage(options.storage, request, response);
  return options.realtime.handleHttp(request, response);
}

async function describeRequest(
  options: GatewayOptions,
  raw: IncomingMessage,
  url: URL,
  service: Service,
  rest: string,
): Promise<ApiRequest> {
  const path = decodePath(rest);
  const isPublic =
    (service === 'auth' && publicAuthPaths.includes(path)) ||
    (service === 'storage' && isPublicStoragePath(raw.method ?? 'GET', path));
  const caller = isPublic
    ? await anonymousCaller(options.keys, raw)
    : await identifyCaller(options.keys, raw, url.searchParams);
  return {
    method: raw.method ?? 'GET',
    path,
    query: url.searchParams,
    headers: raw.headers,
    raw,
    caller,
  };
}

function passToPostgrest(
  options: GatewayOptions,
  agent: Agent,
  request: ApiRequest,
  response: ServerResponse,
  path: string,
): Promise<void> {
  return proxyRequest(request.raw, response, {
    port: options.postgrest.port(),
    agent,
    path: `/${path}`,
    // PostgREST itself judges the token, with the answers that clients know.
    headers: { authorization: `Bearer ${request.caller.token}`, apikey: null, host: null },
    dropAnswerHeaders: (name) => name.startsWith('access-control-'),
    unreachable: {
      status: 503,
      body: {
        code: 'PGRST000',
        message: 'PostgREST is being restarted',
        details: null,
        hint: null,
      },
    },
  });
}

function upgrade(
  options: GatewayOptions,
  raw: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  socket.on('error', () => socket.destroy());
  const url = requestUrl(raw);
  if (url.pathname !== '/realtime/v1/websocket') {
    socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
    return;
  }
  identifyCaller(options.keys, raw, url.searchParams).then(
    (caller) => options.realtime.handleUpgrade(raw, socket, head, url, caller),
    () => socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n'),
  );
}

function requestUrl(raw: IncomingMessage): URL {
  const [path = '/', search = ''] = (raw.url ?? '/').split(/\?(.*)/s);
  const url = new URL('http://local.invalid');
  url.pathname = path;
  url.search = search;
  return url;
}

function splitPath(pathname: string): { service: Service | null; rest: string } {
  const match = /^\/([a-z]+)\/v1(?:\/(.*))?$/s.exec(pathname);
  const service = services.find((name) => name === match?.[1]) ?? null;
  return { service, rest: match?.[2] ?? '' };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new HttpProblem(400, { message: 'The address is not valid percent-encoding' });
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      describeTakenPort(port, 'the Supabase API', 'SUPABASE_PORT').then(
        (message) => reject(new PortTakenError(message)),
        reject,
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

function writeProblem(options: GatewayOptions, response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error instanceof HttpProblem) return sendJson(response, error.status, error.body);
  options.note(`gateway: ${(error as Error).stack ?? String(error)}`);
  const msg = 'Unexpected failure, please check the server log for more information';
  sendJson(response, 500, { code: 500, error_code: 'unexpected_failure', msg, message: msg });
}
