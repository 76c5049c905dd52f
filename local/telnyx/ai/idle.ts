import type { Timer } from '../clock.ts';
import type { AiSession } from './session.ts';

/** Watches a caller who says nothing. */
export interface IdleWatch {
  /** The assistant waits from now on. */
  begin(): void;
  /** The assistant has something to do: it does not ask whether the caller is there. */
  pause(): void;
  /** The caller has spoken. */
  reset(): void;
}

/**
 * After `user_idle_reply_secs` the brain is asked to check on the caller, again and again; after
 * `user_idle_timeout_secs` without a word the assistant is stopped. The call stays up.
 */
export function createIdleWatch(session: AiSession): IdleWatch {
  let reply: Timer | null = null;
  let timeout: Timer | null = null;
  const stop = (timer: Timer | null): null => {
    timer?.cancel();
    return null;
  };
  return {
    begin() {
      const { world, settings } = session;
      reply ??= world.clock.setTimeout(() => {
        reply = null;
        session.request('idle');
      }, settings.idleReplyMs);
      if (settings.idleTimeoutMs === null) return;
      timeout ??= world.clock.setTimeout(() => {
        session.end('user_idle_timeout');
      }, settings.idleTimeoutMs);
    },
    pause() {
      reply = stop(reply);
    },
    reset() {
      reply = stop(reply);
      timeout = stop(timeout);
    },
  };
}
