import type { Actor } from '../ports/dispatcher-store.ts';
import type { HealthStore, ReopenedLetter } from '../ports/health.ts';
import type { Ids } from '../ports/runtime.ts';
import type { ReadTelnyxEvent, TelnyxEvent } from '../ports/webhook.ts';
import type { EngineDeps } from './call-engine.ts';
import { ingestEvent } from './ingest-event.ts';

export interface LetterDeps extends EngineDeps {
  ids: Ids;
  health: HealthStore;
  read: ReadTelnyxEvent;
}

/**
 * Takes a set-aside event in again: its number may belong to somebody by now, or its kind be known.
 * A call from before shows as missed, with its call-back task.
 *
 * @returns null when there is no such open one; else whether it could be used this time
 */
export async function retryLetter(
  deps: LetterDeps,
  actor: Actor,
  id: string,
): Promise<boolean | null> {
  const letter = await deps.health.reopenLetter(actor.organizationId, id);
  if (!letter) return null;
  const event = readLetter(deps.read, id, letter);
  if (!event) return false;
  const result = await ingestEvent(deps, event);
  if (result === 'parked') return false;
  return deps.health.settleLetter(actor, id, 'retried');
}

function readLetter(
  read: ReadTelnyxEvent,
  id: string,
  { body, event }: ReopenedLetter,
): TelnyxEvent | null {
  if (!event) return readText(read, body);
  const { type, occurredAt, payload } = event;
  return read({ data: { id, event_type: type, occurred_at: occurredAt, payload } });
}

function readText(read: ReadTelnyxEvent, body: string): TelnyxEvent | null {
  try {
    return read(JSON.parse(body) as unknown);
  } catch {
    return null;
  }
}
