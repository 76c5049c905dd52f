import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { JwtClaims } from '../jwt.ts';

/** Who calls: the role that the API key gives, and the user's token when there is one. */
export interface Caller {
  /** Role of the API key alone. */
  keyRole: 'anon' | 'service_role';
  /** Claims that apply: the bearer token's, else the key's. */
  claims: JwtClaims;
  /** The JWT that stands for those claims. */
  token: string;
  /** Why the bearer token was refused; the claims are then the key's and must not be used. */
  tokenProblem: string | null;
  /** Whether Authorization carried a JWT of a user or a role. */
  hasBearer: boolean;
}

/** A request below one of the gateway's prefixes. */
export interface ApiRequest {
  method: string;
  /** Decoded path after the prefix, without a leading slash. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  raw: IncomingMessage;
  caller: Caller;
}

/** Ends a request with a status and a JSON body; thrown by handlers, written by the gateway. */
export class HttpProblem extends Error {
  override name = 'HttpProblem';
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`HTTP ${status}`);
    this.status = status;
    this.body = body;
  }
}

const jsonLimitBytes = 1024 * 1024;

/** Reads a whole body, refusing more than `limitBytes` with 413. */
export async function readBody(raw: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of raw as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes) {
      throw new HttpProblem(413, { message: `The body is larger than ${limitBytes} bytes` });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads a JSON object; an empty body is an empty object, anything else is a 400. */
export async function readJsonObject(raw: IncomingMessage): Promise<Record<string, unknown>> {
  const text = (await readBody(raw, jsonLimitBytes)).toString('utf8');
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    throw badJson();
  }
  throw badJson();
}

function badJson(): HttpProblem {
  const msg = 'Could not read the body as a JSON object';
  return new HttpProblem(400, { code: 400, error_code: 'bad_json', msg, message: msg });
}

/** Writes a JSON answer. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

/** Writes an answer without a body. */
export function sendEmpty(response: ServerResponse, status: number): void {
  response.writeHead(status);
  response.end();
}

/** Lets browser pages of any origin read the answers: what protects the data is the token. */
export function allowCrossOrigin(raw: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', exposedHeaders);
  if (raw.method !== 'OPTIONS') return;
  response.setHeader(
    'access-control-allow-methods',
    'GET, HEAD, PUT, PATCH, POST, DELETE, OPTIONS',
  );
  const wanted = raw.headers['access-control-request-headers'];
  if (wanted) response.setHeader('access-control-allow-headers', wanted);
  response.setHeader('access-control-max-age', '3600');
}

const exposedHeaders =
  'content-range, content-location, content-profile, range-unit, location, preference-applied, x-total-count, link, x-supabase-api-version, proxy-status, sb-error-code';
