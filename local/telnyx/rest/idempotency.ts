import type { Clock } from '../clock.ts';
import { badRequest, unprocessable } from '../telnyx-error.ts';
import { refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';

/** Successful answers are given again for so long (telnyx.md, section 1). */
const MEMORY_MS = 86_400_000;
const MAX_KEYS = 1000;
const KEY = /^[A-Za-z0-9_-]{1,255}$/;
/** The AI endpoints that take an `Idempotency-Key`; Call Control does not. */
const ACTIONS = new Set([
  'create_assistant',
  'clone_assistant',
  'create_conversation',
  'add_message',
  'create_insight',
  'create_insight_group',
]);

interface Known {
  body: string;
  atMs: number;
  /** Null while the first request is on its way. */
  reply: Reply | null;
}

/** Remembers requests by their `Idempotency-Key`. */
export interface Idempotency {
  /** Runs a request, or gives the answer of an earlier one with the same key. */
  once(
    action: string,
    request: RestRequest,
    key: string | string[] | undefined,
    run: () => Promise<Reply>,
  ): Promise<Reply>;
  clear(): void;
}

function inFlight(): Reply {
  const refusal = unprocessable('A request with this Idempotency-Key is in progress.');
  return refuse({ ...refusal, status: 409 });
}

export function createIdempotency(clock: Clock): Idempotency {
  const known = new Map<string, Known>();
  return {
    async once(action, { params, body }, key, run) {
      if (key === undefined || !ACTIONS.has(action)) return run();
      if (typeof key !== 'string' || !KEY.test(key)) {
        return refuse({ ...badRequest('The Idempotency-Key is malformed.'), status: 400 });
      }
      const scope = [action, ...params, key].join('\n');
      const sent = JSON.stringify(body);
      const earlier = known.get(scope);
      if (earlier !== undefined && clock.now() - earlier.atMs < MEMORY_MS) {
        if (earlier.body !== sent) {
          return refuse(unprocessable('The Idempotency-Key was used with another body.'));
        }
        return earlier.reply ?? inFlight();
      }
      const mine: Known = { body: sent, atMs: clock.now(), reply: null };
      known.set(scope, mine);
      const oldest = known.keys().next();
      if (known.size > MAX_KEYS && !oldest.done) known.delete(oldest.value);
      const reply = await run();
      if (reply.status < 300) mine.reply = reply;
      else known.delete(scope);
      return reply;
    },
    clear: () => known.clear(),
  };
}
