import type { CallCard } from '@core/contracts/call-card.ts';
import type { CallingState, Notice, OwnCall } from './call-state.ts';
import { addNotice, removeNotice, without, type CallStore } from './call-store.ts';
import type { ClockPort, SoftphonePort, TabMemoryPort } from './ports.ts';
import {
  callsForPerson,
  isOfferedToMe,
  isOnItsWay,
  isWithAi,
  ownCard,
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
    if (!card || card.isTest || callsForPerson(card) || next.own?.callId === card.id) return [];
    const callId = card.id;
    const caller = partyName(card);
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

/** Follows the cards: notices where the popup was, and the own call's end as the server tells it. */
export function watchCards(deps: {
  store: CallStore;
  softphone: SoftphonePort;
  clock: ClockPort;
  memory: TabMemoryPort;
  finish: () => void;
  showFinished: (call: OwnCall) => void;
}): () => void {
  const { store, softphone, clock, memory, finish, showFinished } = deps;
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

  /** The AI goes on with the caller. The card stays; this browser's leg has done its part. */
  const handOver = (callId: string, own: OwnCall) => {
    store.setState({ own: null, handed: { callId, own: { ...own, isHandingBack: false } } });
    memory.write(null);
    if (own.legId && own.leg !== 'ended') softphone.hangUp(own.legId);
  };

  const followOwn = (own: OwnCall, next: CallingState, previous: CallingState) => {
    const card = ownCard(next);
    const before = ownCard(previous);
    if (!card || card === before) return;
    if (card.status === 'ended') finish();
    else if (card.direction === 'inbound' && before) followInbound(own, card, before);
  };

  const followInbound = (own: OwnCall, card: CallCard, before: CallCard) => {
    const wasMine = before.agent !== null && before.agent.id === store.getState().me?.id;
    // The claim came to nothing and the caller rings on, or stays with the AI, for me too.
    if (card.status === 'ringing' && before.status === 'connecting') letGo(card.id);
    else if (!isWithAi(card) || !wasMine) return;
    else if (isOnItsWay(before)) letGo(card.id);
    else handOver(card.id, own);
  };

  const followHanded = (next: CallingState) => {
    const { handed } = next;
    const card = handed ? next.cards[handed.callId] : undefined;
    if (!handed || card?.status !== 'ended') return;
    store.setState({ handed: null });
    if (!next.own) showFinished(handed.own);
  };

  /** A leg can end before the card tells why: the word comes with the card. */
  const followFinished = ({ finished, cards }: CallingState) => {
    const callId = finished?.own.callId;
    const card = callId ? cards[callId] : undefined;
    if (finished && card && card !== finished.card) {
      store.setState({ finished: { ...finished, card } });
    }
  };

  return store.subscribe((next, previous) => {
    for (const notice of noticesOf(next, previous, clock.now())) addNotice(store, notice);
    for (const { id } of newlyOffered(next, previous)) {
      store.setState(({ silenced }) => ({ silenced: without(silenced, id) }));
    }
    for (const { id } of newlyWanted(next, previous)) {
      store.setState(({ lost, silenced }) => ({
        lost: without(lost, id),
        silenced: without(silenced, id),
      }));
    }
    if (next.own) followOwn(next.own, next, previous);
    if (next.cards !== previous.cards) {
      followHanded(next);
      followFinished(store.getState());
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
