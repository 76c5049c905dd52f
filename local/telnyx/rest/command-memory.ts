import type { Clock } from '../clock.ts';
import type { Reply } from './reply.ts';

/** A repeated `command_id` is ignored for this long (telnyx.md, section 1). */
const COMMAND_MEMORY_MS = 60_000;

/** Remembers accepted commands: the same id for the same leg gets the same answer, unexecuted. */
export interface CommandMemory {
  recall(scope: string, commandId: string): Reply | null;
  remember(scope: string, commandId: string, reply: Reply): void;
  clear(): void;
}

export function createCommandMemory(clock: Clock): CommandMemory {
  const known = new Map<string, { reply: Reply; atMs: number }>();
  const isOld = (atMs: number): boolean => clock.now() - atMs >= COMMAND_MEMORY_MS;
  const keyOf = (scope: string, commandId: string): string => `${scope}\n${commandId}`;
  return {
    recall(scope, commandId) {
      const found = known.get(keyOf(scope, commandId));
      return found === undefined || isOld(found.atMs) ? null : found.reply;
    },
    remember(scope, commandId, reply) {
      // Insertion order is age: the old ones are in front.
      for (const [key, { atMs }] of known) {
        if (!isOld(atMs)) break;
        known.delete(key);
      }
      known.delete(keyOf(scope, commandId));
      known.set(keyOf(scope, commandId), { reply, atMs: clock.now() });
    },
    clear: () => known.clear(),
  };
}
