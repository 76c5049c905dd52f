import type { IncomingMessage, ServerResponse } from 'node:http';
import { isoTime, wait } from '../clock.ts';
import { matchPath, pathParts, readJson, sendJson, sendText } from '../http.ts';
import type { RingLog } from '../ring-log.ts';
import {
  authenticationFailed,
  badJson,
  dialRateExceeded,
  payloadTooLarge,
  resourceNotFound,
} from '../telnyx-error.ts';
import type { World } from '../world.ts';
import { createCommandLog, withoutSecrets } from './command-log.ts';
import type { CommandLogRow } from './command-log.ts';
import { createCommandMemory } from './command-memory.ts';
import { createDialRate } from './dial-rate.ts';
import { createIdempotency } from './idempotency.ts';
import { refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';
import { ROUTES } from './routes.ts';
import type { Route } from './routes.ts';

export interface RestApi {
  /** Answers a request below `/v2`. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
  readonly commands: RingLog<CommandLogRow>;
  /** Forgets command ids and dials. */
  reset(): void;
}

function findRoute(method: string, parts: string[]): { route: Route; params: string[] } | null {
  for (const route of ROUTES) {
    if (route.method !== method) continue;
    const params = matchPath(route.pattern, parts);
    if (params !== null) return { route, params };
  }
  return null;
}

/** Commands that are done once per `command_id`. */
function hasCommandId({ action, pattern }: Route): boolean {
  if (action === 'switch_supervisor_role') return false;
  return (
    action === 'dial' ||
    action === 'create_conference' ||
    pattern.startsWith('/calls/:id/actions/') ||
    pattern.startsWith('/conferences/:id/actions/')
  );
}

/** The leg that a command is about: in its path, or in the body of a conference's. */
function legIdOf({ pattern }: Route, { params, body }: RestRequest): string | null {
  if (pattern.startsWith('/calls/:id')) return params[0] ?? null;
  const id = pattern.startsWith('/conferences') ? body['call_control_id'] : null;
  return typeof id === 'string' ? id : null;
}

/** A `command_id` counts per leg; for a conference's commands, also per conference. */
function commandScope(route: Route, request: RestRequest): string {
  if (!route.pattern.startsWith('/conferences')) return request.params[0] ?? 'dial';
  return ['conference', request.params[0] ?? '', legIdOf(route, request) ?? ''].join(' ');
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply.status === 204) response.writeHead(204, reply.headers).end();
  else if (reply.isText === true) sendText(response, reply.status, String(reply.body));
  else sendJson(response, reply.status, reply.body, reply.headers);
}

export function createRestApi(world: World): RestApi {
  const commands = createCommandLog();
  const memory = createCommandMemory(world.clock);
  const dialRate = createDialRate(world.clock);
  const idempotency = createIdempotency(world.clock);

  const execute = async (
    route: Route,
    request: RestRequest,
    idempotencyKey: string | string[] | undefined,
  ): Promise<{ reply: Reply; isRepeat: boolean }> => {
    const commandId = request.body['command_id'];
    const isRemembered = hasCommandId(route) && typeof commandId === 'string' && commandId !== '';
    const scope = commandScope(route, request);
    const repeated = isRemembered ? memory.recall(scope, commandId) : null;
    if (repeated !== null) return { reply: repeated, isRepeat: true };
    if (route.action === 'dial' && !dialRate.take()) {
      const reply = { ...refuse(dialRateExceeded), headers: dialRate.headers() };
      return { reply, isRepeat: false };
    }
    const reply = await idempotency.once(route.action, request, idempotencyKey, async () =>
      route.handle(request),
    );
    if (route.action === 'dial') reply.headers = dialRate.headers();
    if (isRemembered && reply.status < 300) memory.remember(scope, commandId, reply);
    return { reply, isRepeat: false };
  };

  const record = (
    route: Route,
    request: RestRequest,
    path: string,
    outcome: { status: number | null; isRepeat: boolean },
  ): void => {
    if (route.method === 'GET') return;
    const commandId = request.body['command_id'];
    const row = commands.append({
      at: isoTime(world.clock.now()),
      method: route.method,
      path,
      action: route.action,
      call_control_id: legIdOf(route, request),
      command_id: typeof commandId === 'string' ? commandId : null,
      body: withoutSecrets(request.body),
      status: outcome.status,
      deduplicated: outcome.isRepeat,
    });
    world.live.notify('command', row);
  };

  const run = async (
    response: ServerResponse,
    route: Route,
    request: RestRequest,
    path: string,
    idempotencyKey: string | string[] | undefined,
  ): Promise<void> => {
    const { rest } = world.faults.plan();
    if (rest.latencyMs > 0) await wait(world.clock, rest.latencyMs);
    const failure = world.faults.take(rest.fail, route.action);
    if (failure !== null) {
      const { status, code } = failure;
      const detail = 'The simulator was told to fail here.';
      record(route, request, path, { status, isRepeat: false });
      send(response, refuse({ status, code, title: 'Simulated failure', detail }));
      return;
    }
    const { reply, isRepeat } = await execute(route, request, idempotencyKey);
    const lost = world.faults.take(rest.executeThenFail, route.action);
    record(route, request, path, { status: lost === null ? reply.status : null, isRepeat });
    if (lost === null) send(response, reply);
    else response.destroy();
  };

  return {
    commands,
    reset() {
      memory.clear();
      dialRate.clear();
      idempotency.clear();
      commands.clear();
    },
    async handle(request, response, url) {
      const body = await readJson(request);
      if (request.headers.authorization !== `Bearer ${world.account.settings.apiKey}`) {
        send(response, refuse(authenticationFailed));
        return;
      }
      if (!body.ok) {
        send(response, refuse(body.why === 'too_large' ? payloadTooLarge : badJson));
        return;
      }
      const path = url.pathname.slice('/v2'.length);
      const parts = pathParts(path);
      const found = parts === null ? null : findRoute(request.method ?? 'GET', parts);
      if (found === null) {
        send(response, refuse(resourceNotFound('The simulator has no such address.')));
        return;
      }
      const { route, params } = found;
      const call = { world, params, query: url.searchParams, body: body.body };
      await run(response, route, call, path, request.headers['idempotency-key']);
    },
  };
}
