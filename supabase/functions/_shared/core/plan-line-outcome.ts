import type { PlanInput, PlannedCommand } from './call-plan.ts';
import type { LegState } from './call-state.ts';
import { command } from './command-id.ts';
import type { AiLanguage } from './contracts/ai-profile.ts';
import { FORWARD_RING_MS, isForwarding } from './fold-line-outcome.ts';

/** What we ask of Telnyx for a caller whom nobody here answers. */
export type LineCommandBody =
  /** Speaks a text to the caller. */
  | { kind: 'say'; callControlId: string; text: string; language: AiLanguage }
  | {
      kind: 'dial_forward';
      to: string;
      /** The caller's number, or the line's where it is withheld. */
      from: string;
      /** The line: lets us show the caller's number, which is not ours (telnyx.md section 2.2). */
      diversion: string | null;
      linkTo: string;
      timeoutMs: number;
      /** By when Telnyx ends the leg, so that it costs no more than was reserved. */
      timeLimitSecs: number;
    };

/** The line's message, or the way to the owner's mobile. */
export function planLineOutcome(input: PlanInput): PlannedCommand[] {
  const { state } = input;
  const caller = state.legs.find((leg) => leg.role === 'external');
  if (state.direction !== 'inbound' || state.status === 'ended') return [];
  if (!caller || caller.endedAt !== null) return [];
  return state.message ? sayMessage(input, caller) : planForward(input, caller);
}

function answer(input: PlanInput, { callControlId }: LegState): PlannedCommand {
  return command(input, callControlId, { kind: 'answer', callControlId });
}

function sayMessage(input: PlanInput, caller: LegState): PlannedCommand[] {
  const { message } = input.state;
  if (!message || caller.answeredAt === null) return [answer(input, caller)];
  const { callControlId } = caller;
  const { text, language } = message;
  return [
    answer(input, caller),
    command(input, 'message', { kind: 'say', callControlId, text, language }),
  ];
}

/**
 * The mobile is dialled while the caller still hears it ring; when it answers, the caller is answered
 * and the two are joined by us, so that nobody pays for a wait and nobody hears silence [I4].
 */
function planForward(input: PlanInput, caller: LegState): PlannedCommand[] {
  const { forward, legs } = input.state;
  if (!isForwarding(forward) || forward.timeLimitSecs === null) return [];
  const dial = dialForward(input, caller, forward.to, forward.timeLimitSecs);
  const mobile = legs.find((leg) => leg.role === 'forward' && leg.endedAt === null);
  if (!mobile || forward.answeredAt === null) return [dial];
  if (caller.answeredAt === null) return [dial, answer(input, caller)];
  const { callControlId } = caller;
  const agentCallControlId = mobile.callControlId;
  return [
    dial,
    answer(input, caller),
    command(input, agentCallControlId, { kind: 'bridge', callControlId, agentCallControlId }),
  ];
}

function dialForward(
  input: PlanInput,
  caller: LegState,
  to: string,
  timeLimitSecs: number,
): PlannedCommand {
  const { lineNumber } = input;
  const callerNumber = input.callerNumber ?? null;
  return command(input, 1, {
    kind: 'dial_forward',
    to,
    from: callerNumber ?? lineNumber,
    diversion: callerNumber === null ? null : lineNumber,
    linkTo: caller.callControlId,
    timeoutMs: FORWARD_RING_MS,
    timeLimitSecs,
  });
}
