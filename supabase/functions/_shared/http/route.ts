import type { ErrorCode } from '../core/contracts/functions.ts';
import type { Directory, Member } from '../ports/directory.ts';
import type { Logger } from '../ports/runtime.ts';
import { parseJson, readBody } from './body.ts';
import { problem } from './problem.ts';

export type Handler = (request: Request) => Promise<Response>;

/** Few functions of the browser's need more than this. */
const MAX_BODY_BYTES = 16_384;

/** Structural, so that any zod schema fits and this file needs no zod. */
export interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

export interface MemberRouteDeps {
  directory: Pick<Directory, 'memberOf'>;
  log: Logger;
  /** The app's addresses, separated by commas; `*` allows any, which is safe since no cookie is used. */
  allowedOrigin: string;
  /** Left out: enough for anything but long texts. */
  maxBodyBytes?: number;
}

/**
 * A POST route for signed-in members: CORS, method, size, form and membership are checked before
 * `work` sees the request. What `work` throws is a fault of ours: logged, and answered with 500.
 */
export function memberRoute<T>(
  deps: MemberRouteDeps,
  schema: Schema<T>,
  work: (member: Member, body: T) => Promise<Response>,
): Handler {
  return async (request) => {
    if (request.method === 'OPTIONS')
      return withCors(deps, request, new Response(null, { status: 204 }));
    return withCors(deps, request, await answer(deps, schema, work, request));
  };
}

async function answer<T>(
  deps: MemberRouteDeps,
  schema: Schema<T>,
  work: (member: Member, body: T) => Promise<Response>,
  request: Request,
): Promise<Response> {
  if (request.method !== 'POST') return problem('method_not_allowed');
  const token = bearerToken(request);
  if (!token) return problem('unauthorized');
  const read = await readBody(request, deps.maxBodyBytes ?? MAX_BODY_BYTES);
  if (!read.ok) return problem('payload_too_large');
  const body = schema.safeParse(parseJson(read.bytes));
  try {
    const member = await deps.directory.memberOf(token);
    if (!member) return problem('unauthorized');
    if (!body.success) return problem('invalid_request');
    return await work(member, body.data);
  } catch (error) {
    const code: ErrorCode = isUnavailable(error) ? 'unavailable' : 'internal';
    deps.log.error('request failed', {
      code,
      message: error instanceof Error ? error.message : '',
    });
    return problem(code);
  }
}

/** The database or its gateway could not be reached; an adapter throws errors of this name. */
function isUnavailable(error: unknown): boolean {
  return error instanceof Error && error.name === 'UnavailableError';
}

export function bearerToken(request: Request): string | null {
  const match = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '');
  return match?.[1] ?? null;
}

function withCors(deps: MemberRouteDeps, request: Request, response: Response): Response {
  response.headers.set('access-control-allow-origin', answeredOrigin(deps.allowedOrigin, request));
  response.headers.set('access-control-allow-methods', 'POST, OPTIONS');
  response.headers.set(
    'access-control-allow-headers',
    'authorization, apikey, content-type, x-client-info, x-supabase-api-version',
  );
  response.headers.set('access-control-max-age', '3600');
  response.headers.set('vary', 'origin');
  return response;
}

/** A browser wants its own origin back; one that is not allowed gets the first, which it refuses. */
function answeredOrigin(allowed: string, request: Request): string {
  if (allowed === '*') return '*';
  const origins = allowed.split(',').map((origin) => origin.trim());
  const asking = request.headers.get('origin') ?? '';
  return origins.includes(asking) ? asking : (origins[0] ?? '*');
}
