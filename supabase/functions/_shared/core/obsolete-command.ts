import type { CommandBody } from './call-plan.ts';
import type { CallState } from './call-state.ts';
import { aliveAi } from './fold-ai.ts';
import { hearsMusic } from './fold-legs.ts';
import { isForwarding } from './fold-line-outcome.ts';
import { partyOf } from './fold-room.ts';

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
      // It would take both out of the room.
      return state.status !== 'active' || state.room.isNeeded;
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
    case 'open_room':
      return state.status === 'ended' || state.room.conferenceId !== null;
    case 'join_room':
      return state.status === 'ended' || body.conferenceId !== state.room.conferenceId;
    case 'leave_room':
    case 'switch_supervisor':
    case 'send_digits':
      return state.status === 'ended';
    case 'hold_leg':
    case 'unhold_leg':
      return state.status === 'ended' || isStandingMusic(body, state);
    case 'dial_party': {
      const party = partyOf(state.room.parties, body.party);
      return state.status === 'ended' || party?.status === 'gone';
    }
    case 'hangup':
      return state.legs.some(
        (leg) => leg.callControlId === body.callControlId && leg.endedAt !== null,
      );
  }
}

/** The leg hears what the command wants, or heard of something newer. */
function isStandingMusic(
  body: CommandBody & { kind: 'hold_leg' | 'unhold_leg' },
  { legs }: CallState,
): boolean {
  const leg = legs.find(({ callControlId }) => callControlId === body.callControlId);
  return leg !== undefined && hearsMusic(leg) === (body.kind === 'hold_leg');
}

function hasFailed(state: CallState, attempt: number): boolean {
  return state.attempts.some(({ number, failedAt }) => number === attempt && failedAt !== null);
}
