import { invalidClientState, invalidPhoneNumber, notE164, unprocessable } from '../telnyx-error.ts';
import type { World } from '../world.ts';
import { bridgeLegs } from '../world/bridging.ts';
import { placeCall, sipUserOf } from '../world/dialling.ts';
import { DEFAULT_TIME_LIMIT_MS } from '../world/leg.ts';
import type { Leg } from '../world/leg.ts';
import { judgeOutbound } from '../world/outbound-rules.ts';
import { isBase64 } from './base64.ts';
import type { BodyReader } from './body-reader.ts';
import { legAction } from './leg-action.ts';
import { readOnAnswer } from './on-answer.ts';
import { done, refuse } from './reply.ts';
import { isE164, readTimeLimitMs } from './validation.ts';
import { readWebhookRoute } from './webhook-options.ts';

/** The caller id of the new leg. By default the number that was called (telnyx.md 2.4). */
function readFrom(world: World, leg: Leg, reader: BodyReader): string {
  const ours = leg.origin === 'outside' ? leg.to : leg.from;
  const from = reader.text('from');
  if (from === null) return ours;
  const isCallersOwn =
    leg.origin === 'outside' && from === leg.from && reader.text('diversion') === leg.to;
  if (!isE164(from)) reader.refuse(notE164('/from'));
  else if (world.account.numberByE164(from) === null && !isCallersOwn) {
    reader.refuse(
      unprocessable(
        "The 'from' number is not owned by or verified for this account (D36).",
        '/from',
      ),
    );
  }
  return from;
}

/**
 * Dials a new leg and joins it with this one when it answers; the old partner is left then. When
 * the new leg fails, this one stays up.
 */
export const transfer = legAction('answered', ({ world, leg, body, reader }) => {
  const to = reader.requiredText('to');
  if (to !== '' && sipUserOf(to) === null && !isE164(to)) {
    reader.refuse(
      invalidPhoneNumber('/to', 'The destination is not a number that can be dialled.'),
    );
  }
  const targetState = reader.text('target_leg_client_state');
  if (targetState !== null && !isBase64(targetState)) reader.refuse(invalidClientState);
  const park = reader.choice('park_after_unbridge', ['self', ''] as const, '');
  const onAnswer = readOnAnswer(reader);
  const call = {
    connectionId: leg.connectionId,
    to,
    from: readFrom(world, leg, reader),
    callerIdName: reader.text('from_display_name') ?? '',
    timeoutMs: reader.whole('timeout_secs', 30, 5, 600) * 1000,
    timeLimitMs: readTimeLimitMs(reader, DEFAULT_TIME_LIMIT_MS),
    retryOnTimeout: true,
    sessionId: leg.sessionId,
    clientState: targetState,
    customHeaders: reader.headers(),
    parkAfterUnbridge: false,
    route: readWebhookRoute(body, reader, leg.route),
    digitsOnAnswer: reader.text('send_digits_on_answer') ?? '',
  };
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  const verdict = judgeOutbound(world, leg.connectionId, to);
  if (!verdict.ok) return refuse(verdict.refusal);
  if (park === 'self') leg.parkAfterUnbridge = true;
  const target = placeCall(world, {
    ...call,
    timeLimitMs: Math.min(call.timeLimitMs, verdict.maxLengthMs ?? Infinity),
    voiceProfileId: verdict.voiceProfileId,
    audio: onAnswer.audio,
  });
  onAnswer.apply(world, target);
  target.whenAnswered.push(() => {
    if (leg.state === 'answered') bridgeLegs(world, leg, target);
  });
  return done();
});
