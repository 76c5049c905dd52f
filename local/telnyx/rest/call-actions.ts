import { startAssistant } from '../ai/start-assistant.ts';
import { inBackground } from '../background.ts';
import {
  alreadyAnswered,
  answerOnOutbound,
  callEnded,
  callNotAnswered,
  invalidCallControlId,
  invalidDigits,
  missingParameter,
  notInList,
  unprocessable,
} from '../telnyx-error.ts';
import { markAnswered } from '../world/answering.ts';
import { bridgeLegs, isTaken } from '../world/bridging.ts';
import { appHangup, endLeg } from '../world/ending.ts';
import type { Leg } from '../world/leg.ts';
import { ringUntilBridged } from '../world/ringtone.ts';
import { sendDigits } from '../world/send-digits.ts';
import { switchSupervisorRole as switchRole } from '../world/supervision.ts';
import { legAction } from './leg-action.ts';
import type { LegCommand } from './leg-action.ts';
import { readAssistant } from './read-assistant.ts';
import { readRecordOnAnswer } from './record-actions.ts';
import { done, refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';
import { readWebhookRoute } from './webhook-options.ts';

/** A leg that the app may answer: a caller's, or a browser's that was parked. */
function isAnswerable(leg: Leg): boolean {
  return leg.origin !== 'app';
}

export const answer = legAction('alive', ({ world, leg, body, reader }) => {
  if (!isAnswerable(leg)) return refuse(answerOnOutbound);
  if (leg.state === 'answered') return refuse(alreadyAnswered);
  const route = readWebhookRoute(body, reader, leg.route);
  const record = readRecordOnAnswer(reader);
  const assistant = reader.has('assistant') ? readAssistant(world, body, reader) : null;
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  leg.route = route;
  if (assistant !== null) leg.whenAnswered.push(() => startAssistant(world, leg, assistant));
  const recordingId = record === null ? null : record(world, leg);
  if (leg.party.kind === 'person') markAnswered(world, leg);
  else {
    const answered = world.gateway().answered(leg.id);
    inBackground(
      answered.then(() => markAnswered(world, leg)),
      'answering a browser',
    );
  }
  return done(recordingId === null ? {} : { recording_id: recordingId });
});

const REJECT_CAUSES = ['CALL_REJECTED', 'USER_BUSY'];

export const reject = legAction('alive', ({ world, leg, reader }) => {
  const cause = reader.requiredText('cause');
  if (cause !== '' && !REJECT_CAUSES.includes(cause)) {
    reader.refuse(notInList('/cause', REJECT_CAUSES));
  }
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  if (!isAnswerable(leg)) return refuse(unprocessable('Only an inbound call can be rejected.'));
  if (leg.state === 'answered') return refuse(alreadyAnswered);
  endLeg(
    world,
    leg,
    cause === 'USER_BUSY'
      ? { cause: 'user_busy', source: 'callee', sipCause: '486' }
      : { cause: 'call_rejected', source: 'callee', sipCause: '603' },
  );
  return done();
});

export const hangup = legAction('alive', ({ world, leg }) => {
  endLeg(world, leg, appHangup(leg));
  return done();
});

/** The other leg of a bridge, or the reason why it cannot be one. */
function readOther({ world, leg, reader }: LegCommand): Leg | Reply {
  const otherId = reader.text('call_control_id');
  if (otherId === null) return refuse(missingParameter('/call_control_id'));
  const other = world.legs.byCallControlId(otherId);
  if (other === undefined || other === leg) {
    return refuse(invalidCallControlId('/call_control_id'));
  }
  return other.state === 'ended' ? refuse(callEnded()) : other;
}

export const bridge = legAction('alive', (command) => {
  const { world, leg, reader } = command;
  const park = reader.choice('park_after_unbridge', ['self', ''] as const, '');
  const preventDoubleBridge = reader.flag('prevent_double_bridge', false);
  const hasRingtone = reader.flag('play_ringtone', false);
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  const other = readOther(command);
  if ('status' in other) return other;
  const unanswered = [leg, other].filter((end) => end.state !== 'answered');
  const [waiting] = unanswered;
  const canWait = hasRingtone && unanswered.length === 1 && waiting?.origin === 'app';
  if (waiting !== undefined && !canWait) return refuse(callNotAnswered());
  if (preventDoubleBridge && (isTaken(leg) || isTaken(other))) {
    return refuse(unprocessable('The call is already bridged.'));
  }
  if (park === 'self') leg.parkAfterUnbridge = true;
  if (waiting === undefined) bridgeLegs(world, leg, other);
  else ringUntilBridged(world, waiting, waiting === leg ? other : leg);
  return done();
});

export const sendDtmf = legAction('answered', ({ world, leg, reader }) => {
  const digits = reader.requiredText('digits');
  reader.whole('duration_millis', 250, 100, 500);
  if (digits !== '' && !/^[0-9A-D*#wW]+$/.test(digits)) reader.refuse(invalidDigits('/digits'));
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  inBackground(sendDigits(world, leg, digits), 'sending digits');
  return done();
});

const NOT_SUPERVISING = unprocessable('The call supervises no other.');

const switchRoleTo = legAction('answered', ({ world, leg, reader }) => {
  const role = reader.choice('role', ['barge', 'whisper', 'monitor', ''] as const, '');
  reader.requiredText('role');
  if (role === '' || reader.refusals.length > 0) return refuse(...reader.refusals);
  return switchRole(world, leg, role) ? done() : refuse(NOT_SUPERVISING);
});

/** Has no `client_state`, unlike the others. */
export function switchSupervisorRole(request: RestRequest): Reply {
  return switchRoleTo({ ...request, body: { role: request.body['role'] } });
}

export const clientStateUpdate = legAction('alive', ({ reader }) => {
  reader.requiredText('client_state');
  return reader.refusals.length > 0 ? refuse(...reader.refusals) : done();
});
