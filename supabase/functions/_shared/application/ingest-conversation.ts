import { matchEscalation } from '../core/match-escalation.ts';
import type { AiNews } from '../ports/call-repository.ts';
import type { TelnyxEvent } from '../ports/webhook.ts';
import type { EngineDeps } from './call-engine.ts';
import { requestPerson } from './request-person.ts';

/**
 * Takes in what was said or found out in a call: stores and shows it, and fetches a person when the
 * caller used words for which the owner wants one, whatever the model thinks of it.
 */
export async function ingestNews(
  deps: EngineDeps,
  event: TelnyxEvent & { callControlId: string },
  news: AiNews,
): Promise<'applied' | 'ignored'> {
  const { id: eventId, eventType, occurredAt, callControlId } = event;
  const stored = await deps.calls.storeAiEvent({
    eventId,
    eventType,
    occurredAt,
    callControlId,
    ...news,
  });
  if (!stored.callId) return 'ignored';
  const rule = matchEscalation(stored.said, stored.rules);
  if (rule) {
    const { situation: reason, urgent } = rule;
    await requestPerson(deps, stored.callId, { reason, urgent, source: 'rule' });
  }
  return 'applied';
}
