import { inBackground } from '../background.ts';
import type { World } from '../world.ts';
import { markAnswered } from '../world/answering.ts';
import { endLeg } from '../world/ending.ts';
import { receiveCall } from '../world/inbound-call.ts';
import { partyAddress } from '../world/leg.ts';
import type { Leg } from '../world/leg.ts';
import { hangUpAsPerson, pressKeys, say, sendTone } from '../world/people.ts';
import { answerWith, controlError } from './control-reply.ts';
import type { ControlReply, ControlRequest } from './control-reply.ts';
import { digitsField, numberField, scriptField, textField, toneField } from './fields.ts';
import { conferenceOf, personView, supervisesOf } from './person-view.ts';

const MAX_FROM_LENGTH = 128;
const ATTESTATIONS = ['A', 'B', 'C'];

/** `POST /sim/calls`: an outside person dials one of our numbers. */
export async function placeInboundCall({ world, body }: ControlRequest): Promise<ControlReply> {
  const { from, to, caller_name: callerName = '' } = body;
  const attestation = body['shaken_stir_attestation'] ?? null;
  if (typeof from !== 'string' || from === '' || from.length > MAX_FROM_LENGTH) {
    return controlError('invalid_field', "'from' must be a text, for example a +E.164 number.");
  }
  if (typeof to !== 'string')
    return controlError('invalid_field', "'to' must be one of our numbers.");
  if (typeof callerName !== 'string') {
    return controlError('invalid_field', "'caller_name' must be a text.");
  }
  if (attestation !== null && !ATTESTATIONS.includes(String(attestation))) {
    return controlError('invalid_field', "'shaken_stir_attestation' must be A, B or C.");
  }
  const script = scriptField(body['script']);
  if (!script.ok) return controlError('invalid_field', script.message);
  const tone = toneField(body['tone_hz']);
  if (!tone.ok) return controlError('invalid_field', tone.message);
  const number = world.account.numberByE164(to);
  if (number === null) return controlError('number_not_ours', `${to} is not one of our numbers.`);
  const connectionId = String(number['connection_id'] ?? '');
  const leg = await receiveCall(
    world,
    {
      from,
      to,
      callerName,
      attestation: attestation === null ? null : String(attestation),
      script: script.value,
      toneHz: tone.value,
    },
    connectionId,
  );
  return answerWith({ id: leg.id }, 201);
}

function personById(world: World, legId: string): Leg | null {
  const leg = world.legs.byId(legId);
  return leg?.party.kind === 'person' ? leg : null;
}

const noSuchCall = (): ControlReply => controlError('not_found', 'There is no such call.');

/** `GET /sim/calls/:id`. */
export async function getCall({ world, params }: ControlRequest): Promise<ControlReply> {
  const leg = personById(world, params[0] ?? '');
  return leg === null ? noSuchCall() : answerWith(await personView(world, leg));
}

/** `GET /sim/calls?active=true`: the calls of outside persons, oldest first. */
export async function listCalls({ world, query }: ControlRequest): Promise<ControlReply> {
  const isActiveOnly = query.get('active') === 'true';
  const legs = (isActiveOnly ? world.legs.live() : world.legs.all()).filter(
    (leg) => leg.party.kind === 'person',
  );
  return answerWith(await Promise.all(legs.map((leg) => personView(world, leg))));
}

/** `GET /sim/legs?active=true`: all legs, browsers' too, as the world holds them. */
export function listLegs({ world, query }: ControlRequest): ControlReply {
  const legs = query.get('active') === 'true' ? world.legs.live() : world.legs.all();
  return answerWith(
    legs.map((leg) => ({
      id: leg.id,
      call_control_id: leg.callControlId,
      call_session_id: leg.sessionId,
      connection_id: leg.connectionId,
      origin: leg.origin,
      party: leg.party.kind,
      address: partyAddress(leg),
      state: leg.state,
      from: leg.from,
      to: leg.to,
      bridged_to: leg.partner?.id ?? null,
      conference: conferenceOf(leg),
      supervises: supervisesOf(leg),
      ai_conversation_id: leg.ai?.conversation.id ?? null,
      hangup_cause: leg.ending?.cause ?? null,
      is_recording: world.recordings.running(leg) !== undefined,
    })),
  );
}

type PersonAction = (world: World, leg: Leg, body: Record<string, unknown>) => ControlReply;

const done = (): ControlReply => answerWith({ ok: true });

function whenAnswered(act: PersonAction): PersonAction {
  return (world, leg, body) =>
    leg.state === 'answered'
      ? act(world, leg, body)
      : controlError('not_in_this_state', `The call is ${leg.state}, not answered.`);
}

function whenRungByUs(act: (world: World, leg: Leg) => void): PersonAction {
  return (world, leg) => {
    if (leg.state !== 'ringing' || leg.origin === 'outside') {
      return controlError('not_in_this_state', 'This person is not being rung.');
    }
    act(world, leg);
    return done();
  };
}

const PERSON_ACTIONS: Record<string, PersonAction> = {
  say: whenAnswered((world, leg, body) => {
    const text = textField(body['text'] ?? body['say'], 'text');
    if (!text.ok) return controlError('invalid_field', text.message);
    const voice = typeof body['voice'] === 'string' ? body['voice'] : undefined;
    inBackground(say(world, leg, text.value, voice), 'saying something');
    return done();
  }),
  dtmf: whenAnswered((world, leg, body) => {
    const digits = digitsField(body['digits'] ?? body['dtmf'], 'digits');
    if (!digits.ok) return controlError('invalid_field', digits.message);
    inBackground(pressKeys(world, leg, digits.value), 'pressing keys');
    return done();
  }),
  tone: whenAnswered((world, leg, body) => {
    const hz = numberField(body['tone_hz'] ?? body['hz'], 'tone_hz', 0, 3900);
    if (!hz.ok) return controlError('invalid_field', hz.message);
    const durationMs = body['duration_ms'];
    const duration =
      durationMs === undefined ? null : numberField(durationMs, 'duration_ms', 20, 600_000);
    if (duration?.ok === false) return controlError('invalid_field', duration.message);
    inBackground(sendTone(world, leg, hz.value, duration?.value), 'a tone');
    return done();
  }),
  hangup: (world, leg) => {
    hangUpAsPerson(world, leg);
    return done();
  },
  answer: whenRungByUs(markAnswered),
  reject: whenRungByUs((world, leg) => {
    endLeg(world, leg, { cause: 'call_rejected', source: 'callee', sipCause: '603' }, true);
  }),
};

/** `POST /sim/calls/:id/actions {type, ...}`: acts as that person. */
export function actAsPerson({ world, params, body }: ControlRequest): ControlReply {
  const leg = personById(world, params[0] ?? '');
  if (leg === null) return noSuchCall();
  const action = PERSON_ACTIONS[String(body['type'])];
  if (action === undefined) {
    const types = Object.keys(PERSON_ACTIONS).join(', ');
    return controlError('invalid_field', `'type' must be one of: ${types}.`);
  }
  if (leg.state === 'ended') return controlError('not_in_this_state', 'The call has ended.');
  return action(world, leg, body);
}
