import type { CallEvent } from './call-events.ts';
import type { Attempt, CallPolicy, RingOffer } from './call-state.ts';
import { addMs, compareInstants, latest } from './instant.ts';
import { hasOverflow } from './ring-policy.ts';

/** At whom it rings, as decided last. */
export interface RingState {
  /** How many decisions there were: names the next one. */
  offerCount: number;
  /** The running one; null: nothing was decided, so it rings for everybody. */
  offer: RingOffer | null;
  /** It has rung at somebody who could hear it. */
  wasOffered: boolean;
}

/**
 * The decision that counts: the last of this turn (how often the AI has had the caller), and of this
 * request where the AI asks for a person. Decisions are numbered, so their order does not matter.
 */
export function foldRing(
  events: readonly CallEvent[],
  now: { turn: number; request: number | null },
): RingState {
  let offerCount = 0;
  let offer: RingOffer | null = null;
  let wasOffered = false;
  for (const event of events) {
    if (event.type !== 'ring.step_began') continue;
    offerCount = Math.max(offerCount, event.offer);
    wasOffered ||= event.memberIds !== null;
    if (event.turn !== now.turn || event.request !== now.request) continue;
    if (offer && offer.number > event.offer) continue;
    const { offer: number, step, memberIds, endsAt, occurredAt: beganAt } = event;
    offer = { number, step, memberIds, endsAt, beganAt };
  }
  return { offerCount, offer, wasOffered };
}

/**
 * By when somebody must have accepted. A try that failed gives the others their time; where the AI
 * follows, it need not.
 */
export function offerEnd(
  offer: RingOffer,
  attempts: readonly Attempt[],
  policy: CallPolicy,
  turn: number,
): string {
  const failedAt = latest(
    ...attempts.map(({ failedAt: at }) =>
      at !== null && compareInstants(at, offer.beganAt) > 0 ? at : null,
    ),
  );
  if (!failedAt) return offer.endsAt;
  const againMs = turn === 0 && hasOverflow(policy) ? 0 : policy.reofferMs;
  return latest(offer.endsAt, addMs(failedAt, againMs)) ?? offer.endsAt;
}

/** Members in whose browsers it rings; null: in everybody's. */
export function offeredMembers(
  offer: RingOffer | null,
  declinedBy: readonly string[],
): string[] | null {
  return offer?.memberIds?.filter((memberId) => !declinedBy.includes(memberId)) ?? null;
}
