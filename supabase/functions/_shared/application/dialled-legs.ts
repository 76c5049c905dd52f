import type { CallEvent, LegRef } from '../core/call-events.ts';
import type { CommandBody } from '../core/call-plan.ts';
import type { StoredCall, StoredCommand } from '../ports/call-repository.ts';

const DIALS: ReadonlySet<CommandBody['kind']> = new Set([
  'dial_agent',
  'dial_external',
  'dial_forward',
  'dial_party',
]);

/** Whether a command makes a leg. */
export function isDial(body: CommandBody): boolean {
  return DIALS.has(body.kind);
}

/** The leg that a dial made. */
export function dialled(command: StoredCommand, callControlId: string, now: string): CallEvent {
  const { body } = command;
  const leg: LegRef =
    body.kind === 'dial_agent'
      ? { callControlId, role: 'agent', attempt: body.attempt }
      : body.kind === 'dial_party'
        ? { callControlId, role: 'party', attempt: body.party }
        : { callControlId, role: outsideRole(body), attempt: 0 };
  const id = `${command.commandId}:dialled`;
  return { id, type: 'leg.dialled', occurredAt: now, leg, legStartedAt: null };
}

/** The event that gives up a dial: refused, or never answered. */
export function failure(command: StoredCommand, code: string, now: string): CallEvent {
  const { body, commandId } = command;
  const attempt =
    body.kind === 'dial_agent'
      ? body.attempt
      : body.kind === 'start_ai'
        ? body.session
        : body.kind === 'dial_party'
          ? body.party
          : 0;
  const id = `${commandId}:failed`;
  return { id, type: 'command.failed', occurredAt: now, commandId, kind: body.kind, attempt, code };
}

/** A dial whose answer was lost has worked when its leg was heard of since. */
export function hasLeg({ body }: StoredCommand, stored: StoredCall): boolean {
  return stored.events.some((event) => {
    if (!('leg' in event)) return false;
    if (body.kind === 'dial_agent') {
      return event.leg.role === 'agent' && event.leg.attempt === body.attempt;
    }
    if (body.kind === 'dial_party') {
      return event.leg.role === 'party' && event.leg.attempt === body.party;
    }
    return isDial(body) && event.leg.role === outsideRole(body);
  });
}

/** The far end of a call out, or the owner's mobile. */
function outsideRole(body: CommandBody): 'external' | 'forward' {
  return body.kind === 'dial_forward' ? 'forward' : 'external';
}
