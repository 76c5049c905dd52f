import type { CallCard } from '@core/contracts/call-card.ts';
import type { CallingState, OwnCall } from './call-state.ts';
import type { CallStore } from './call-store.ts';
import { ownCalls, patchCall } from './own-calls.ts';
import { partyOf, roleIn, saidHeldSince } from './room-selectors.ts';
import { cardOfCall, isOnItsWay, isWithAi } from './selectors.ts';

/** Follows my own calls as the server tells them: their end, and that they are somebody else's now. */
export function watchOwnCalls(deps: {
  store: CallStore;
  finish: (key: string) => void;
  letGo: (key: string) => void;
  showFinished: (call: OwnCall) => void;
}): () => void {
  const { store, finish, letGo, showFinished } = deps;

  /** The claim came to nothing; whoever waits rings on, also for me. */
  const failClaim = (key: string, callId: string) => {
    letGo(key);
    const error = {
      code: 'unavailable' as const,
      message: 'The connection to this browser failed',
    };
    store.setState(({ popupErrors }) => ({ popupErrors: { ...popupErrors, [callId]: error } }));
  };

  /** The AI goes on with the caller. The card stays; this browser's leg has done its part. */
  const handOver = (callId: string, call: OwnCall) => {
    letGo(call.key);
    store.setState({ handed: { callId, own: { ...call, isHandingBack: false } } });
  };

  const follow = (call: OwnCall, next: CallingState, previous: CallingState) => {
    const card = cardOfCall(next, call);
    const before = cardOfCall(previous, call);
    if (!card || card === before) return;
    if (call.holdWish?.isHeld && saidHeldSince(next, card)) {
      patchCall(store, call.key, { holdWish: null });
    }
    if (card.status === 'ended') finish(call.key);
    else if (before && roleIn(next, before) && !roleIn(next, card)) leave(call, card, before);
    else if (before && isRefused(next, card, before)) failClaim(call.key, card.id);
  };

  /** It was mine, or on its way to me, and is no more. */
  const leave = (call: OwnCall, card: CallCard, before: CallCard) => {
    // The leg may be gone before the card says that I gave the call on.
    const wasUp = call.leg !== 'none';
    if (isWithAi(card)) {
      if (isOnItsWay(before)) failClaim(call.key, card.id);
      else handOver(card.id, call);
    } else if (roleIn(store.getState(), before) !== 'holder') letGo(call.key);
    else if (!wasUp || isOnItsWay(before)) failClaim(call.key, card.id);
    // This browser was lost and the caller comes back to whoever is there: no end to write up.
    else if (card.room?.handoff?.kind === 'lost') letGo(call.key);
    else finish(call.key);
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
    if (next.own || next.aside.length > 0) {
      for (const call of ownCalls(next)) follow(call, next, previous);
    }
    if (next.cards === previous.cards) return;
    followHanded(next);
    followFinished(store.getState());
  });
}

/** I was asked in, or listened, and my browser could not be reached. */
function isRefused(state: CallingState, card: CallCard, before: CallCard): boolean {
  const was = partyOf(before, state.me?.id);
  const is = partyOf(card, state.me?.id);
  return was?.number === is?.number && was?.status !== 'gone' && is?.status === 'gone';
}
