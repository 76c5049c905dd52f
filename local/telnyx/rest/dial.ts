import { startAssistant } from '../ai/start-assistant.ts';
import {
  badRequest,
  callEnded,
  invalidCallControlId,
  invalidPhoneNumber,
  notE164,
  unprocessable,
  wrongType,
} from '../telnyx-error.ts';
import type { World } from '../world.ts';
import { bridgeOnAnswer } from '../world/bridging.ts';
import { placeCall, sipUserOf } from '../world/dialling.ts';
import { DEFAULT_TIME_LIMIT_MS } from '../world/leg.ts';
import type { Leg } from '../world/leg.ts';
import { judgeOutbound } from '../world/outbound-rules.ts';
import { readBody } from './body-reader.ts';
import type { BodyReader } from './body-reader.ts';
import { callResource } from './call-resource.ts';
import { readConferenceConfig, readSupervision } from './dial-joining.ts';
import { readOnAnswer } from './on-answer.ts';
import { readAssistant } from './read-assistant.ts';
import { ok, refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';
import { isE164, readTimeLimitMs } from './validation.ts';
import { readWebhookRoute } from './webhook-options.ts';

interface Destination {
  to: string;
  digitsOnAnswer: string;
}

/** `+1…,200` dials the number and sends the digits once it answers. */
function readDestination(body: Record<string, unknown>, reader: BodyReader): Destination {
  if (Array.isArray(body['to'])) {
    reader.refuse(wrongType('/to', 'one number or SIP address; the simulator dials one leg'));
    return { to: '', digitsOnAnswer: '' };
  }
  const value = reader.requiredText('to');
  const digits = reader.text('send_digits_on_answer') ?? '';
  if (sipUserOf(value) !== null) return { to: value, digitsOnAnswer: digits };
  const [number = '', appended = ''] = value.split(',', 2);
  if (value !== '' && !isE164(number)) {
    reader.refuse(
      /^\+?[\d\s().-]+$/.test(number) && !number.startsWith('+')
        ? notE164('/to')
        : invalidPhoneNumber('/to', 'The destination is not a number that can be dialled.'),
    );
  }
  return { to: number, digitsOnAnswer: appended === '' ? digits : appended };
}

/** Our own number, or (`diversion`) the number of a caller whom we have on the line. */
function checkCallerId(world: World, reader: BodyReader, from: string): void {
  if (from === '') return;
  if (!isE164(from)) {
    reader.refuse(notE164('/from'));
    return;
  }
  if (world.account.numberByE164(from) !== null) return;
  const diversion = reader.text('diversion');
  const isDiverted = world.legs
    .live()
    .some((leg) => leg.origin === 'outside' && leg.from === from && leg.to === diversion);
  if (!isDiverted) {
    reader.refuse(
      unprocessable(
        "The 'from' number is not owned by or verified for this account (D36).",
        '/from',
      ),
    );
  }
}

function readLink(world: World, body: Record<string, unknown>, reader: BodyReader): Leg | null {
  const linkTo = reader.text('link_to');
  if (linkTo === null) {
    for (const name of ['bridge_intent', 'bridge_on_answer', 'park_after_unbridge']) {
      const isAsked = body[name] === true || body[name] === 'self';
      if (isAsked) reader.refuse(badRequest(`'${name}' needs 'link_to'.`, `/${name}`));
    }
    return null;
  }
  const linked = world.legs.byCallControlId(linkTo);
  if (linked === undefined) reader.refuse(invalidCallControlId('/link_to'));
  else if (linked.state === 'ended') reader.refuse(callEnded('/link_to'));
  return linked ?? null;
}

/** `POST /calls`. */
export function dial({ world, body }: RestRequest): Reply {
  const reader = readBody(body);
  const connectionId = reader.requiredText('connection_id');
  const application = world.account.applications.get(connectionId);
  const route = world.account.routeOf(connectionId);
  if (connectionId !== '' && (application === undefined || route === null)) {
    reader.refuse(
      badRequest('Invalid value for connection_id (Call Control App ID).', '/connection_id'),
    );
  }
  const destination = readDestination(body, reader);
  const from = reader.requiredText('from');
  checkCallerId(world, reader, from);
  const linked = readLink(world, body, reader);
  const preventDoubleBridge = reader.flag('prevent_double_bridge', false);
  const isIntended = reader.flag('bridge_intent', false);
  const isBridgedOnAnswer = reader.flag('bridge_on_answer', false);
  const park = reader.choice('park_after_unbridge', ['self', ''] as const, '');
  const onAnswer = readOnAnswer(reader);
  const assistant = reader.has('assistant') ? readAssistant(world, body, reader) : null;
  const joins = [readSupervision(world, reader), readConferenceConfig(world, reader)];
  const call = {
    connectionId,
    ...destination,
    from: isIntended && linked !== null ? linked.from : from,
    callerIdName:
      reader.text('from_display_name') ?? (isIntended ? (linked?.callerIdName ?? '') : ''),
    timeoutMs: reader.whole('timeout_secs', 30, 5, 600) * 1000,
    timeLimitMs: readTimeLimitMs(reader, DEFAULT_TIME_LIMIT_MS),
    retryOnTimeout: reader.flag('retry_on_timeout', true),
    clientState: reader.clientState(),
    customHeaders: reader.headers(),
    parkAfterUnbridge: park === 'self',
    route: readWebhookRoute(body, reader, route),
  };
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  const verdict = judgeOutbound(world, connectionId, destination.to);
  if (!verdict.ok) return refuse(verdict.refusal);
  const leg = placeCall(world, {
    ...call,
    timeLimitMs: Math.min(call.timeLimitMs, verdict.maxLengthMs ?? Infinity),
    voiceProfileId: verdict.voiceProfileId,
    audio: onAnswer.audio,
    ...(linked === null ? {} : { sessionId: linked.sessionId }),
  });
  onAnswer.apply(world, leg);
  if (assistant !== null) leg.whenAnswered.push(() => startAssistant(world, leg, assistant));
  for (const join of joins) join?.(leg);
  if (linked !== null && isBridgedOnAnswer) {
    leg.whenAnswered.push(() => bridgeOnAnswer(world, leg, linked, preventDoubleBridge));
  }
  return ok(callResource(world, leg, false));
}
