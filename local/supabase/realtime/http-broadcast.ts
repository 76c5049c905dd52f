import type { ServerResponse } from 'node:http';
import {
  HttpProblem,
  readBody,
  readJsonObject,
  sendEmpty,
  type ApiRequest,
} from '../gateway/http.ts';
import { probeRights } from './authorisation.ts';
import { privateOnlyMessage, type RealtimeContext } from './context.ts';
import type { Broadcast } from './frames.ts';
import { Topics } from './topics.ts';

const limitBytes = 3 * 1024 * 1024;

interface HttpMessage extends Broadcast {
  topic: string;
  isPrivate: boolean;
}

/** POST `/api/broadcast {messages: [...]}`: all or none, under the caller's write rights. */
export async function handleBatchBroadcast(
  context: RealtimeContext,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const { messages } = await readJsonObject(request.raw);
  if (!Array.isArray(messages))
    throw new HttpProblem(422, { message: 'messages must be an array' });
  await send(context, request, messages.map(readMessage));
  sendEmpty(response, 202);
}

/** POST `/api/broadcast/<topic>/events/<event>?private=true`, the body is the payload. */
export async function handleSingleBroadcast(
  context: RealtimeContext,
  request: ApiRequest,
  response: ServerResponse,
  address: { topic: string; event: string },
): Promise<void> {
  const isPrivate = request.query.get('private') === 'true';
  const isBinary = request.headers['content-type'] === 'application/octet-stream';
  const payload = isBinary
    ? await readBody(request.raw, limitBytes)
    : parsePayload(await readBody(request.raw, limitBytes));
  await send(context, request, [{ ...address, isPrivate, payload }]);
  sendEmpty(response, 202);
}

async function send(context: RealtimeContext, request: ApiRequest, messages: HttpMessage[]) {
  const { claims, tokenProblem } = request.caller;
  if (tokenProblem) throw new HttpProblem(401, { message: tokenProblem });
  const privateTopics = new Set(messages.filter((one) => one.isPrivate).map(({ topic }) => topic));
  if (context.privateOnly && messages.some((one) => !one.isPrivate)) {
    throw new HttpProblem(403, { message: privateOnlyMessage });
  }
  for (const topic of privateTopics) {
    const rights = await probeRights(context.sql, claims, topic);
    if (!rights.broadcast.write) {
      const message = `Unauthorized: You do not have permissions to write to this Channel topic: ${topic}`;
      throw new HttpProblem(403, { message });
    }
  }
  for (const { topic, isPrivate, event, payload } of messages) {
    context.topics.broadcast(Topics.key(topic, isPrivate), { event, payload });
  }
}

function readMessage(value: unknown): HttpMessage {
  const { topic, event, payload, private: isPrivate } = (value ?? {}) as Record<string, unknown>;
  if (typeof topic !== 'string' || typeof event !== 'string') {
    throw new HttpProblem(422, { message: 'each message needs a topic and an event' });
  }
  return { topic, event, payload: payload ?? {}, isPrivate: isPrivate === true };
}

function parsePayload(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new HttpProblem(422, { message: 'The payload is not JSON' });
  }
}
