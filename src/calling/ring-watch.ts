import type { CallCard } from '@core/contracts/call-card.ts';
import type { CallingState, Notice } from './call-state.ts';
import { addNotice, removeNotice, without, type CallStore } from './call-store.ts';
import { findCall } from './own-calls.ts';
import type { ClockPort } from './ports.ts';
import { asksMe, roleIn } from './room-selectors.ts';
import {
  callsForPerson,
  isOfferedToMe,
  isWithAi,
  partyName,
  ringingForMe,
  waitingSince,
  wantsPerson,
} from './selectors.ts';
import { secondsSince } from './server-clock.ts';

const NOTICE_MS = 3_000;
/** One that offers something to press stays long enough to be pressed. */
const OFFER_MS = 8_000;

/**
 * What became of the calls that rang for me a moment ago: taken by a colleague, by the AI, by me in
 * another tab, or given up.
 */
function noticesOf(next: CallingState, previous: CallingState, nowMs: number): Notice[] {
  if (next.cards === previous.cards) return [];
  return ringingForMe(previous).flatMap((before): Notice[] => {
    const card = next.cards[before.id];
    // Still ringing, or asked by a health check: nothing became of it that a person must know.
    if (!card || card.isTest || findCall(next, card.id)) return [];
    const callId = card.id;
    const caller = partyName(card);
    const asked = callsForPerson(before) ? null : asksMe(previous, before);
    if (asked) {
      if (asksMe(next, card)) return [];
      if (roleIn(next, card)) return [{ kind: 'taken_here', callId, caller }];
      return [{ kind: 'withdrawn', callId, by: asked.invitedBy?.name ?? '', caller }];
    }
    if (callsForPerson(card)) return [];
    const afterSeconds = secondsSince(waitingSince(before), nowMs, next.clockOffsetMs);
    if (card.agent && card.agent.id === next.me?.id) {
      return [{ kind: 'taken_here', callId, caller }];
    }
    if (card.agent) {
      return [{ kind: 'taken', callId, by: card.agent.name, caller, afterSeconds }];
    }
    // It had the call all along where it only stopped asking.
    if (isWithAi(card)) return wantsPerson(before) ? [] : [{ kind: 'ai_took', callId, caller }];
    // A message is said, or a mobile rings: the caller is still there.
    if (card.status !== 'ended') return [];
    if (wantsPerson(before) || card.outcome === 'missed' || card.outcome === null) {
      return [{ kind: 'gave_up', callId, caller, number: card.fromNumber, afterSeconds }];
    }
    return [];
  });
}

/** Calls for which the AI has just begun to ask for a person: a new ring, whoever silenced the last. */
function newlyWanted(next: CallingState, previous: CallingState): CallCard[] {
  if (next.cards === previous.cards) return [];
  return Object.values(next.cards).filter((card) => {
    const before = previous.cards[card.id];
    return wantsPerson(card) && before?.ai?.wants?.since !== card.ai?.wants?.since;
  });
}

/** Calls that came to me again with another step: what I silenced before was that ring. */
function newlyOffered(next: CallingState, previous: CallingState): CallCard[] {
  if (next.cards === previous.cards) return [];
  return Object.values(next.cards).filter((card) => {
    const before = previous.cards[card.id];
    return before && before.ringStep !== card.ringStep && isOfferedToMe(next, card);
  });
}

/** Calls that a colleague asks me into, or that come to me by another hand: new, whatever I silenced. */
function newlyAsked(next: CallingState, previous: CallingState): CallCard[] {
  if (next.cards === previous.cards) return [];
  return Object.values(next.cards).filter((card) => {
    const before = previous.cards[card.id];
    if (!before || before === card) return false;
    const isAsked = asksMe(next, card)?.number !== asksMe(previous, before)?.number;
    return isAsked || before.room?.handoff?.since !== card.room?.handoff?.since;
  });
}

/** Follows the cards: what became of the calls that rang, and rings that are new again. */
export function watchRings(store: CallStore, clock: ClockPort): () => void {
  const timed = new Set<Notice>();
  return store.subscribe((next, previous) => {
    for (const notice of noticesOf(next, previous, clock.now())) addNotice(store, notice);
    for (const { id } of newlyOffered(next, previous)) {
      store.setState(({ silenced }) => ({ silenced: without(silenced, id) }));
    }
    for (const { id } of [...newlyWanted(next, previous), ...newlyAsked(next, previous)]) {
      store.setState(({ lost, silenced }) => ({
        lost: without(lost, id),
        silenced: without(silenced, id),
      }));
    }
    for (const notice of next.notices) {
      if (timed.has(notice)) continue;
      timed.add(notice);
      clock.after(notice.kind === 'ai_took' ? OFFER_MS : NOTICE_MS, () => {
        timed.delete(notice);
        removeNotice(store, notice);
      });
    }
  });
}
