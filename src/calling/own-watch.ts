import type { CallingState, Notice } from './call-state.ts';
import { addNotice, removeNotice, type CallStore } from './call-store.ts';
import type { ClockPort, TabMemoryPort } from './ports.ts';
import { ownCard, partyName, ringingForMe } from './selectors.ts';
import { secondsSince } from './server-clock.ts';

const NOTICE_MS = 3_000;

/**
 * What became of the calls that rang for me a moment ago: taken by a colleague, by me in another
 * tab, or given up.
 */
function noticesOf(next: CallingState, previous: CallingState, nowMs: number): Notice[] {
  if (next.cards === previous.cards) return [];
  return ringingForMe(previous).flatMap((before): Notice[] => {
    const card = next.cards[before.id];
    if (!card || card.status === 'ringing' || next.own?.callId === card.id) return [];
    const callId = card.id;
    const caller = partyName(card);
    const afterSeconds = secondsSince(card.startedAt, nowMs, next.clockOffsetMs);
    if (card.agent && card.agent.id === next.me?.id) {
      return [{ kind: 'taken_here', callId, caller }];
    }
    if (card.agent) {
      return [{ kind: 'taken', callId, by: card.agent.name, caller, afterSeconds }];
    }
    if (card.outcome === 'missed' || card.outcome === null) {
      return [{ kind: 'gave_up', callId, caller, number: card.fromNumber, afterSeconds }];
    }
    return [];
  });
}

/** Follows the cards: notices where the popup was, and the own call's end as the server tells it. */
export function watchCards(deps: {
  store: CallStore;
  clock: ClockPort;
  memory: TabMemoryPort;
  finish: () => void;
}): () => void {
  const { store, clock, memory, finish } = deps;
  const timed = new Set<Notice>();

  const letGo = (callId: string) => {
    store.setState((state) => ({
      own: null,
      dialog: { ...state.dialog, isOpen: false },
      popupErrors: {
        ...state.popupErrors,
        [callId]: { code: 'unavailable', message: 'The connection to this browser failed' },
      },
    }));
    memory.write(null);
  };

  const followOwn = (next: CallingState, previous: CallingState) => {
    const card = ownCard(next);
    const before = ownCard(previous);
    if (!card || card === before) return;
    if (card.status === 'ended') finish();
    // The claim came to nothing and the caller rings on, for me too.
    else if (
      card.direction === 'inbound' &&
      card.status === 'ringing' &&
      before?.status === 'connecting'
    )
      letGo(card.id);
  };

  return store.subscribe((next, previous) => {
    for (const notice of noticesOf(next, previous, clock.now())) addNotice(store, notice);
    if (next.own) followOwn(next, previous);
    for (const notice of next.notices) {
      if (timed.has(notice)) continue;
      timed.add(notice);
      clock.after(NOTICE_MS, () => {
        timed.delete(notice);
        removeNotice(store, notice);
      });
    }
  });
}
