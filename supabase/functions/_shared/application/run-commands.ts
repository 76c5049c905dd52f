import type { CallEvent } from '../core/call-events.ts';
import type { CommandBody } from '../core/call-plan.ts';
import type { CallState } from '../core/call-state.ts';
import type {
  CallIdentity,
  CommandUpdate,
  StoredCall,
  StoredCommand,
} from '../ports/call-repository.ts';
import type { CommandResult } from '../ports/telephony.ts';
import { aiStartFor } from './ai-start.ts';
import { changeCall, type EngineDeps, ownRecord } from './call-engine.ts';
import { dialled, failure, hasLeg, isDial } from './dialled-legs.ts';
import { movedInRoom } from './moved-in-room.ts';

/** Tries at once, before the sweeper takes over; Telnyx advises to repeat after 500 ms. */
const INLINE_TRIES = 3;
const RETRY_PAUSE_MS = 400;
/** After this many tries a command that Telnyx keeps refusing as premature is given up. */
const MAX_TRIES = 12;

interface Executed {
  command: StoredCommand;
  result: CommandResult;
}

/**
 * Sends commands to Telnyx and writes down what came of them, which may bring new commands; goes on
 * until there are none. A command that got no answer stays pending for the sweeper.
 *
 * @param giveUpOnSilence for calls that a person is waiting on: no answer counts as a refusal.
 */
export async function runCommands(
  deps: EngineDeps,
  identity: CallIdentity,
  commands: readonly StoredCommand[],
  options: { giveUpOnSilence?: boolean } = {},
): Promise<CallState | null> {
  let pending = commands;
  let state: CallState | null = null;
  while (pending.length > 0) {
    const executed = await Promise.all(
      pending.map(async (command) => ({
        command,
        result: await execute(deps, identity, command),
      })),
    );
    logFailures(deps, identity, executed);
    const applied = await changeCall<never>(
      deps,
      () => deps.calls.load(identity.id),
      (_state, stored, now) => {
        const notes = executed.map((one) => noteOf(one, stored, now, options));
        return {
          events: distinctNew(
            stored,
            notes.flatMap((note) => note.events),
          ).map(ownRecord),
          commandUpdates: notes.map((note) => note.update),
        };
      },
    );
    if (!applied.ok) {
      deps.log.error('command results not stored', { call: identity.id, code: applied.code });
      return state;
    }
    state = applied.state;
    pending = applied.newCommands;
  }
  return state;
}

async function execute(
  deps: EngineDeps,
  identity: CallIdentity,
  command: StoredCommand,
): Promise<CommandResult> {
  let result: CommandResult = { ok: false, code: 'unavailable', retryAfterMs: null };
  // A database that is away for this one must not hold up the others.
  const ai = await aiStartFor(deps.calls, identity.id, command.body).catch(
    () => 'unknown' as const,
  );
  if (ai === 'unknown') return result;
  for (let tries = 1; tries <= INLINE_TRIES; tries += 1) {
    result = await deps.telephony.execute({
      ...command,
      ai,
      connectionId: identity.connectionId ?? null,
    });
    if (result.ok || !mayPass(result.code)) return result;
    if (tries < INLINE_TRIES) {
      await deps.clock.sleep(Math.min(result.retryAfterMs ?? RETRY_PAUSE_MS * tries, 1_500));
    }
  }
  return result;
}

function mayPass(code: string): boolean {
  return code === 'unavailable' || code === 'rate_limited' || code === 'wrong_state';
}

interface Note {
  events: CallEvent[];
  update: CommandUpdate;
}

/** What the outcome of one command means for the call. */
function noteOf(
  { command, result }: Executed,
  stored: StoredCall,
  now: string,
  options: { giveUpOnSilence?: boolean },
): Note {
  const { commandId, body } = command;
  if (result.ok) {
    const events = result.leg
      ? [dialled(command, result.leg.callControlId, now)]
      : takenEffect(command, result, stored, now);
    return { events, update: { commandId, status: 'done', errorCode: null } };
  }
  if (isDial(body) && hasLeg(command, stored)) {
    return { events: [], update: { commandId, status: 'done', errorCode: null } };
  }
  if (body.kind === 'stop_ai' && !mayPass(result.code)) {
    // There is none to stop: the caller is free.
    const events = takenEffect(command, {}, stored, now);
    return { events, update: { commandId, status: 'done', errorCode: null } };
  }
  const exhausted = command.tries + INLINE_TRIES >= MAX_TRIES || options.giveUpOnSilence === true;
  // A leg that nobody hangs up lives on for hours, so that is tried until Telnyx can be reached.
  if (mayPass(result.code) && (body.kind === 'hangup' || !exhausted)) {
    return { events: [], update: { commandId, status: 'pending', errorCode: result.code } };
  }
  const lost = result.code === 'leg_ended' ? legLost(targetOf(body), stored, now) : [];
  const isHangUp = body.kind === 'hangup' && result.code === 'leg_ended';
  const isCounted = isDial(body) || body.kind === 'start_ai' || body.kind === 'say';
  const failed = isCounted ? [failure(command, result.code, now)] : [];
  return {
    events: [...lost, ...failed],
    update: {
      commandId,
      status: isHangUp ? 'done' : 'failed',
      errorCode: isHangUp ? null : result.code,
    },
  };
}

/**
 * What an accepted command makes true before Telnyx's webhook tells it, or without one: a caller must
 * not wait in silence for news that may be late [I4].
 */
function takenEffect(
  { commandId, body }: StoredCommand,
  {
    conversationId,
    conferenceId,
  }: { conversationId?: string | null; conferenceId?: string | null },
  stored: StoredCall,
  now: string,
): CallEvent[] {
  const id = `${commandId}:done`;
  switch (body.kind) {
    case 'answer': {
      const leg = { callControlId: body.callControlId, role: 'external', attempt: 0 } as const;
      // Whoever is joined or talks next must not wait for the webhook, which may get lost.
      return [{ id, type: 'leg.answered', occurredAt: now, leg, legStartedAt: null }];
    }
    case 'start_ai': {
      const { session } = body;
      return [
        {
          id,
          type: 'ai.started',
          occurredAt: now,
          session,
          conversationId: conversationId ?? commandId,
        },
      ];
    }
    case 'stop_ai':
      return [{ id, type: 'ai.stopped', occurredAt: now, session: body.session }];
    case 'hangup':
      return body.releases ? legLost(body.callControlId, stored, now) : [];
    case 'bridge':
    case 'open_room':
    case 'join_room':
    case 'leave_room':
    case 'hold_leg':
    case 'unhold_leg':
      return movedInRoom({ commandId, body }, conferenceId ?? null, stored, now);
    default:
      return [];
  }
}

/** The leg that an error speaks of; a bridge's may speak of either, so the sweeper finds out. */
function targetOf(body: CommandBody): string | null {
  // A conference that is gone answers like a leg that is gone: the sweeper finds out which.
  if (body.kind === 'bridge' || 'conferenceId' in body) return null;
  // Of the caller's leg and the agent's, at which a supervisor listens: either may be meant.
  if (body.kind === 'dial_party' && body.supervises) return null;
  return 'callControlId' in body ? body.callControlId : 'linkTo' in body ? body.linkTo : null;
}

/** Telnyx says that a leg is over which the log still holds for alive. */
export function legLost(
  callControlId: string | null,
  stored: StoredCall,
  now: string,
): CallEvent[] {
  if (!callControlId) return [];
  const known = stored.events.find(
    (event) => 'leg' in event && event.leg.callControlId === callControlId,
  );
  if (!known || !('leg' in known)) return [];
  return [
    {
      id: `${callControlId}:lost`,
      type: 'leg.ended',
      occurredAt: now,
      leg: known.leg,
      legStartedAt: null,
      cause: 'lost',
      source: 'unknown',
    },
  ];
}

function distinctNew(stored: StoredCall, events: CallEvent[]): CallEvent[] {
  const seen = new Set(stored.events.map((event) => event.id));
  return events.filter((event) => {
    if (seen.has(event.id)) return false;
    seen.add(event.id);
    return true;
  });
}

function logFailures(
  deps: EngineDeps,
  identity: CallIdentity,
  executed: readonly Executed[],
): void {
  for (const { command, result } of executed) {
    if (result.ok || (command.body.kind === 'hangup' && result.code === 'leg_ended')) continue;
    deps.log.warn('command failed', {
      call: identity.id,
      kind: command.body.kind,
      code: result.code,
    });
  }
}
