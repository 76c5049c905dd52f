import { aliveAi, isWaitingForPerson } from '../core/fold-ai.ts';
import { changeCall, type EngineDeps, ownRecord } from './call-engine.ts';
import { followUp } from './follow-up.ts';

/**
 * Rings people for a caller whom the AI has: its own wish, or a rule of the owner's. The AI goes on
 * talking until somebody is on the line; if nobody comes in time, it is told so.
 *
 * @returns `already` when people ring for this call anyway; `not_possible` when the AI does not have it
 */
export async function requestPerson(
  deps: EngineDeps,
  callId: string,
  request: { reason: string; urgent: boolean; source: 'tool' | 'rule' },
): Promise<'asked' | 'already' | 'not_possible'> {
  const applied = await changeCall<'already' | 'not_possible'>(
    deps,
    () => deps.calls.load(callId),
    (state, { identity }, now) => {
      if (!state || state.status === 'ended' || !aliveAi(state.aiSessions)?.startedAt) {
        return { refuse: 'not_possible' };
      }
      const { personRequest, attempts } = state;
      if (isWaitingForPerson(personRequest, attempts)) return { refuse: 'already' };
      const number = (personRequest?.number ?? 0) + 1;
      return {
        events: [
          ownRecord({
            id: `${identity.id}:person_requested:${number}`,
            type: 'person.requested',
            occurredAt: now,
            request: number,
            reason: request.reason.slice(0, 140),
            urgent: request.urgent,
            source: request.source,
          }),
        ],
        audit: [
          {
            action: 'ai.person_requested',
            memberId: null,
            detail: { source: request.source, urgent: request.urgent },
          },
        ],
      };
    },
  );
  if (!applied.ok) return applied.code === 'already' ? 'already' : 'not_possible';
  followUp(deps, applied.identity, applied.state, applied.newCommands);
  return 'asked';
}
