import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveBooth } from './booth/serve-booth.ts';
import type { ControlApi } from './control.ts';
import { sendJson } from './http.ts';
import { sendRecording } from './rest/recording-download.ts';
import type { RestApi } from './rest/rest-api.ts';
import type { World } from './world.ts';

const CALL_REPORT_CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': 'POST, OPTIONS',
};

/** The SDK posts its call report at the root (webrtc-signalling.md, section 8). It is not kept. */
function takeCallReport(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  sendJson(response, 200, {}, CALL_REPORT_CORS);
}

async function route(
  parts: { world: World; rest: RestApi; control: ControlApi },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const { pathname } = url;
  if (pathname.startsWith('/v2/')) await parts.rest.handle(request, response, url);
  else if (pathname.startsWith('/sim/')) await parts.control.handle(request, response, url);
  else if (pathname.startsWith('/recordings/')) await sendRecording(parts.world, response, url);
  else if (pathname === '/call_report') takeCallReport(request, response);
  else await serveBooth(response, pathname);
}

/** Shares the simulator's one HTTP server between its parts. */
export function createRequestListener(
  world: World,
  rest: RestApi,
  control: ControlApi,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    route({ world, rest, control }, request, response).catch((cause: unknown) => {
      // The client went away while sending: there is nobody to tell.
      if (request.destroyed && !request.complete) return;
      console.error('telnyx simulator: a request failed:', cause);
      if (!response.headersSent) sendJson(response, 500, { errors: [] });
    });
  };
}
