import type { OwnEvent } from './call-events.ts';
import type { CallState } from './call-state.ts';
import { compareInstants } from './instant.ts';

/**
 * The event that a passed deadline makes, or null while there is time. Written under compare-and-set,
 * like every decision of ours: whoever comes first (the timer after a response, or the sweeper) writes it.
 */
export function deadlineEvent(callId: string, state: CallState, now: string): OwnEvent | null {
  if (state.deadlineAt === null || compareInstants(now, state.deadlineAt) < 0) return null;
  if (state.status === 'connecting' && state.current) {
    const attempt = state.current.number;
    return {
      id: `${callId}:connect_timed_out:${attempt}`,
      type: 'connect.timed_out',
      attempt,
      occurredAt: now,
    };
  }
  if (state.status === 'ringing') {
    return { id: `${callId}:ring_timed_out`, type: 'ring.timed_out', occurredAt: now };
  }
  return null;
}
