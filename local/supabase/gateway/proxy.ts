import {
  request as httpRequest,
  type Agent,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream';
import { sendJson } from './http.ts';

export interface ProxyTarget {
  port: number;
  agent: Agent;
  /** Path with query at the target. */
  path: string;
  /** Headers to set, or to drop with null; the others are passed on. */
  headers: Record<string, string | null>;
  /** Prefix of answer headers that are the gateway's business. */
  dropAnswerHeaders?: (name: string) => boolean;
  /** JSON body for the case that the target cannot be reached. */
  unreachable: { status: number; body: unknown };
}

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
]);

/** Passes a request on to a local HTTP server and its answer back, both as streams. */
export function proxyRequest(
  raw: IncomingMessage,
  response: ServerResponse,
  target: ProxyTarget,
): Promise<void> {
  return new Promise((resolve) => {
    const outgoing = httpRequest({
      host: '127.0.0.1',
      port: target.port,
      agent: target.agent,
      method: raw.method,
      path: target.path,
      headers: passedHeaders(raw, target.headers),
    });
    outgoing.once('response', (answer) => {
      copyHeaders(answer, response, target.dropAnswerHeaders ?? (() => false));
      response.writeHead(answer.statusCode ?? 502);
      pipeline(answer, response, () => resolve());
    });
    outgoing.once('error', () => {
      if (response.headersSent) response.destroy();
      else {
        sendJson(response, target.unreachable.status, target.unreachable.body, {
          'access-control-allow-origin': '*',
        });
      }
      resolve();
    });
    // The client went away: what it asked for need not be finished for it.
    response.once('close', () => {
      if (!response.writableFinished) outgoing.destroy();
      resolve();
    });
    raw.pipe(outgoing);
  });
}

function passedHeaders(raw: IncomingMessage, changes: ProxyTarget['headers']) {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(raw.headers)) {
    if (value !== undefined && !hopByHop.has(name) && !(name in changes)) headers[name] = value;
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value !== null) headers[name] = value;
  }
  return headers;
}

function copyHeaders(
  answer: IncomingMessage,
  response: ServerResponse,
  drop: (name: string) => boolean,
): void {
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined && !hopByHop.has(name) && !drop(name)) response.setHeader(name, value);
  }
}
