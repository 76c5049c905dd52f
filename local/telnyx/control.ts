import type { IncomingMessage, ServerResponse } from 'node:http';
import { getAccount, putAccount } from './control/account.ts';
import {
  actOnLeg,
  getAiConversation,
  killConversation,
  killOnCall,
  listAiConversations,
  listToolCalls,
} from './control/ai.ts';
import { deleteCallee, listCallees, putCallee } from './control/callees.ts';
import { actAsPerson, getCall, listCalls, listLegs, placeInboundCall } from './control/calls.ts';
import { listConferences } from './control/conferences.ts';
import { controlError } from './control/control-reply.ts';
import type { ControlReply, ControlRequest } from './control/control-reply.ts';
import { streamEvents } from './control/event-stream.ts';
import { deleteFaults, getFaults, putFaults } from './control/faults.ts';
import { listCommands, listWebhooks } from './control/logs.ts';
import { createMessages } from './control/messages.ts';
import { listOurNumbers, listRegistrations, rotateKeys } from './control/overview.ts';
import { getCallWav } from './control/recordings.ts';
import { createReset } from './control/reset.ts';
import { isSameOrigin } from './control/same-origin.ts';
import { matchPath, pathParts, readJson, sendJson } from './http.ts';
import type { RestApi } from './rest/rest-api.ts';
import type { World } from './world.ts';

type Handler = (request: ControlRequest) => ControlReply | Promise<ControlReply>;
type ControlRoute = [method: string, pattern: string, handle: Handler];

export interface ControlApi {
  /** Answers a request below `/sim`. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
}

function controlRoutes(rest: RestApi): ControlRoute[] {
  const messages = createMessages();
  return [
    ['GET', '/health', () => ({ status: 200, body: { ready: true } })],
    ['POST', '/calls', placeInboundCall],
    ['GET', '/calls', listCalls],
    ['GET', '/calls/:id', getCall],
    ['POST', '/calls/:id/actions', actAsPerson],
    ['POST', '/calls/:id/ai/kill', killOnCall],
    ['GET', '/conferences', listConferences],
    ['GET', '/legs', listLegs],
    ['POST', '/legs/:id/actions', actOnLeg],
    ['GET', '/ai/conversations', listAiConversations],
    ['GET', '/ai/conversations/:id', getAiConversation],
    ['POST', '/ai/conversations/:id/kill', killConversation],
    ['GET', '/ai/tool-calls', listToolCalls],
    ['GET', '/callees', listCallees],
    ['PUT', '/callees/:number', putCallee],
    ['DELETE', '/callees/:number', deleteCallee],
    ['GET', '/webhooks', listWebhooks],
    ['GET', '/commands', listCommands(rest.commands)],
    ['GET', '/faults', getFaults],
    ['PUT', '/faults', putFaults],
    ['DELETE', '/faults', deleteFaults],
    ['GET', '/recordings/:file', getCallWav],
    ['GET', '/messages', messages.list],
    ['POST', '/messages', messages.post],
    ['GET', '/numbers', listOurNumbers],
    ['GET', '/registrations', listRegistrations],
    ['GET', '/account', getAccount],
    ['PUT', '/account', putAccount],
    ['POST', '/account/rotate_key', rotateKeys],
    ['POST', '/keys/rotate', rotateKeys],
    ['POST', '/reset', createReset(rest, messages)],
  ];
}

function send(response: ServerResponse, reply: ControlReply): void {
  if ('wav' in reply) {
    response.writeHead(reply.status, { 'content-type': 'audio/wav' });
    response.end(reply.wav);
  } else {
    sendJson(response, reply.status, reply.body);
  }
}

/** The control API of docs/simulator.md: outside persons, logs, faults. */
export function createControlApi(world: World, rest: RestApi): ControlApi {
  const routes = controlRoutes(rest);
  return {
    async handle(request, response, url) {
      if (!isSameOrigin(request)) {
        send(response, controlError('foreign_origin', 'Only pages of this address may do that.'));
        return;
      }
      if (request.method === 'GET' && url.pathname === '/sim/events') {
        streamEvents(world, response);
        return;
      }
      const read = await readJson(request);
      if (!read.ok) {
        send(response, controlError('invalid_body', 'The body must be a JSON object up to 1 MiB.'));
        return;
      }
      const parts = pathParts(url.pathname.slice('/sim'.length)) ?? [];
      for (const [method, pattern, handle] of routes) {
        const params = method === request.method ? matchPath(pattern, parts) : null;
        if (params === null) continue;
        send(response, await handle({ world, params, query: url.searchParams, body: read.body }));
        return;
      }
      send(response, controlError('not_found', 'The control API has no such address.'));
    },
  };
}
