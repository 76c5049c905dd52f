import { CALLEE_BEHAVIOURS } from '../world/callee-book.ts';
import type { CalleeBehaviour } from '../world/callee-book.ts';
import { answerWith, controlError } from './control-reply.ts';
import type { ControlReply, ControlRequest } from './control-reply.ts';
import { numberField, scriptField, toneField } from './fields.ts';

const DEFAULT_AFTER_MS: Record<CalleeBehaviour['behaviour'], number> = {
  answer: 1500,
  busy: 500,
  reject: 1500,
  no_answer: 0,
  voicemail: 3000,
  manual: 0,
};
const MAX_AFTER_MS = 600_000;

function view(number: string, callee: CalleeBehaviour): object {
  return {
    number,
    behaviour: callee.behaviour,
    after_ms: callee.afterMs,
    script: callee.script,
    tone_hz: callee.toneHz,
  };
}

/** `PUT /sim/callees/:number`: how a number that we dial behaves from now on. */
export function putCallee({ world, params, body }: ControlRequest): ControlReply {
  const number = params[0] ?? '';
  if (!/^\+\d{3,15}$/.test(number)) {
    return controlError('invalid_field', 'The number must be +E.164, percent-encoded in the path.');
  }
  const behaviour = CALLEE_BEHAVIOURS.find((name) => name === (body['behaviour'] ?? 'answer'));
  if (behaviour === undefined) {
    const allowed = CALLEE_BEHAVIOURS.join(', ');
    return controlError('invalid_field', `'behaviour' must be one of: ${allowed}.`);
  }
  const afterMs = body['after_ms'] ?? DEFAULT_AFTER_MS[behaviour];
  const after = numberField(afterMs, 'after_ms', 0, MAX_AFTER_MS);
  if (!after.ok) return controlError('invalid_field', after.message);
  const script = scriptField(body['script']);
  if (!script.ok) return controlError('invalid_field', script.message);
  const tone = toneField(body['tone_hz']);
  if (!tone.ok) return controlError('invalid_field', tone.message);
  const callee = { behaviour, afterMs: after.value, script: script.value, toneHz: tone.value };
  world.callees.set(number, callee);
  return answerWith(view(number, callee));
}

/** `GET /sim/callees`: the numbers with a behaviour of their own. */
export function listCallees({ world }: ControlRequest): ControlReply {
  return answerWith(world.callees.list().map(([number, callee]) => view(number, callee)));
}

/** `DELETE /sim/callees/:number`: back to the default. */
export function deleteCallee({ world, params }: ControlRequest): ControlReply {
  world.callees.remove(params[0] ?? '');
  return answerWith({ ok: true });
}
