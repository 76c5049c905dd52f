import type { CommandBody } from './call-plan.ts';
import type { CallState } from './call-state.ts';
import { aliveAi } from './fold-ai.ts';
import { isForwarding } from './fold-line-outcome.ts';

/**
 * Whether a command that has not gone out yet must not go out any more, since the call has moved on:
 * nobody's phone may ring for a call that is over, and no ringback may start in a conversation.
 */
export function isObsolete(body: CommandBody, state: CallState): boolean {
  switch (body.kind) {
    case 'dial_agent':
      return state.status === 'ended' || hasFailed(state, body.attempt);
    case 'dial_external':
    case 'answer':
    case 'say':
    case 'stop_ringback':
      return state.status === 'ended';
    case 'dial_forward':
      return state.status === 'ended' || !isForwarding(state.forward);
    case 'play_ringback':
      return state.status === 'ended' || state.status === 'active';
    case 'bridge':
    case 'start_transcription':
      return state.status !== 'active';
    case 'start_ai':
      return aliveAi(state.aiSessions)?.number !== body.session;
    case 'tell_ai':
      return !aliveAi(state.aiSessions);
    case 'stop_ai':
      return state.status === 'ended';
    case 'apologise':
      return body.words === 'connecting_you' && state.status !== 'ringing';
    case 'hangup':
      return state.legs.some(
        (leg) => leg.callControlId === body.callControlId && leg.endedAt !== null,
      );
  }
}

function hasFailed(state: CallState, attempt: number): boolean {
  return state.attempts.some(({ number, failedAt }) => number === attempt && failedAt !== null);
}
