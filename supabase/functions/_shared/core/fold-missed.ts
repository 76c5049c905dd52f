import type { CallEvent } from './call-events.ts';
import type { FoldInput } from './call-fold.ts';
import type { OutcomeReason } from './call-state.ts';

/** Why nobody answered a caller: what led to the end, where the end alone would say less. */
export function missedBecause(
  { message, events, attempts }: Pick<FoldInput, 'message' | 'events' | 'attempts'>,
  end: OutcomeReason,
  aiFailed: boolean,
): OutcomeReason {
  // A caller who was hearing the line's message is missed because of what led to it.
  const reason = message?.reason ?? (aiFailed ? 'ai_failed' : end);
  if (reason === 'forward_unanswered' && events.some(refusesForward)) return 'dial_refused';
  // Somebody did accept, and their browser did not take its leg.
  const hasFailed = attempts.some((attempt) => attempt.failedAt !== null);
  if (reason === 'ring_timeout' && hasFailed) return 'agent_unreachable';
  const mayBeBusy = reason === 'ring_timeout' || reason === 'caller_hung_up';
  return mayBeBusy && attempts.length === 0 && rangAtBusyOnly(events) ? 'everybody_busy' : reason;
}

/** A limit, or Telnyx, would not let us call the mobile: it never rang. */
function refusesForward(event: CallEvent): boolean {
  if (event.type === 'command.failed') return event.kind === 'dial_forward';
  return event.type === 'forward.refused';
}

/** Every decision where it rings named people in a call (`secondCalls` in `ring-decision.ts`). */
function rangAtBusyOnly(events: readonly CallEvent[]): boolean {
  if (events.some((event) => event.type === 'call.test_began')) return false;
  const rings = events.filter((event) => event.type === 'ring.step_began');
  const atBusy = rings.filter((ring) => ring.step === 0 && ring.request === null);
  return rings.length === atBusy.length && atBusy.some((ring) => ring.memberIds !== null);
}
