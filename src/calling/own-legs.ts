import type { CallStore } from './call-store.ts';
import type { LiveFeed } from './live-feed.ts';
import {
  broughtForward,
  callOfLeg,
  callWithKey,
  findCall,
  newCall,
  patchCall,
} from './own-calls.ts';
import type { ClockPort, SoftphoneEvent, SoftphonePort } from './ports.ts';
import { partyOf } from './room-selectors.ts';
import { isMineElsewhere, isOnItsWay } from './selectors.ts';
import { serverNow } from './server-clock.ts';

/** A leg that is gone ends the call on screen even when the server's word is late. */
const LEG_GONE_GRACE_MS = 3_000;

export interface OwnLegs {
  onSoftphoneEvent(event: SoftphoneEvent): void;
  trackRequest<Answer>(request: Promise<Answer>): Promise<Answer>;
}

/**
 * Joins the softphone's legs to my calls, each to its own. The server dials this browser; a leg is
 * answered only when it is expected: its `X-Call-Id` is a call that this tab accepted or placed and
 * that has no leg yet, or, where that is not known (yet, or any more), the server says that I am being
 * connected to it. Anything else is turned away: nobody can open this microphone by dialling it.
 */
export function createOwnLegs(deps: {
  store: CallStore;
  softphone: SoftphonePort;
  feed: LiveFeed;
  clock: ClockPort;
  finish: (key: string) => void;
  letGo: (key: string) => void;
}): OwnLegs {
  const { store, softphone, feed, clock, finish, letGo } = deps;
  const requests = new Set<Promise<unknown>>();

  const expectedFor = (callId: string) => {
    const call = findCall(store.getState(), callId);
    return call && !call.isEnding && call.leg !== 'active' ? call : null;
  };

  const take = (key: string, legId: string) => {
    patchCall(store, key, { legId });
    softphone.answer(legId);
  };

  const isBeingConnectedToMe = async (callId: string): Promise<boolean> => {
    const cards = await feed.refresh();
    const state = store.getState();
    const card = cards?.find((live) => live.id === callId);
    if (!card || findCall(state, callId)) return false;
    if (partyOf(card, state.me?.id)?.status === 'connecting') return true;
    return card.agent !== null && card.agent.id === state.me?.id && isOnItsWay(card);
  };

  const adopt = (callId: string, legId: string) => {
    const state = store.getState();
    const card = state.cards[callId];
    const isSupervising = card ? partyOf(card, state.me?.id)?.role === 'supervisor' : false;
    const direction = card?.direction ?? 'inbound';
    const call = newCall({ key: callId, callId, direction, legId, isSupervising });
    store.setState({
      ...broughtForward(state, call, serverNow(clock.now(), state.clockOffsetMs)),
      finished: null,
      dialog: { ...state.dialog, isOpen: true },
    });
  };

  const onOffer = async (legId: string, callId: string | null): Promise<void> => {
    if (callId === null) {
      softphone.hangUp(legId);
      return;
    }
    // The answer that names the call can come after the call itself.
    if (!expectedFor(callId)) await Promise.allSettled(requests);
    const expected = expectedFor(callId);
    if (expected) {
      take(expected.key, legId);
    } else if (await isBeingConnectedToMe(callId)) {
      adopt(callId, legId);
      take(callId, legId);
    } else {
      softphone.hangUp(legId);
    }
  };

  /** Whose leg this is: of one that I have, or of one that comes back after a reload or a cut. */
  const callOf = (event: Extract<SoftphoneEvent, { type: 'leg_active' }>) => {
    const state = store.getState();
    const known = callOfLeg(state, event.legId);
    if (known) return known;
    if (!event.recovered || !event.callId) return null;
    const call = findCall(state, event.callId);
    if (call) return call.leg === 'active' ? null : call;
    adopt(event.callId, event.legId);
    return findCall(store.getState(), event.callId) ?? null;
  };

  const onActive = (event: Extract<SoftphoneEvent, { type: 'leg_active' }>) => {
    const call = callOf(event);
    if (!call) {
      softphone.hangUp(event.legId);
      return;
    }
    patchCall(store, call.key, { legId: event.legId, leg: 'active' });
    void feed.refresh();
  };

  const onEnded = (legId: string) => {
    const call = callOfLeg(store.getState(), legId);
    if (!call) return;
    const { key, callId } = call;
    patchCall(store, key, { leg: 'ended' });
    void feed.refresh();
    clock.after(LEG_GONE_GRACE_MS, () => {
      const state = store.getState();
      const now = callWithKey(state, key);
      if (now?.legId !== legId || now.leg !== 'ended' || now.isHandingBack) return;
      const card = callId ? (state.cards[callId] ?? null) : null;
      // My other device has the call now, or can bring it back: it did not end.
      if (isMineElsewhere(state, card)) letGo(key);
      // An inbound call whose leg failed rings on; that is for the card to say.
      else if (state.cards[callId ?? '']?.status !== 'ringing') finish(key);
    });
  };

  return {
    onSoftphoneEvent(event) {
      if (event.type === 'leg_offered') void onOffer(event.legId, event.callId);
      else if (event.type === 'leg_active') onActive(event);
      else if (event.type === 'leg_ended') onEnded(event.legId);
      else if (event.type === 'leg_reconnecting') {
        const call = callOfLeg(store.getState(), event.legId);
        if (call) patchCall(store, call.key, { leg: 'reconnecting' });
      }
    },
    async trackRequest(request) {
      requests.add(request);
      try {
        return await request;
      } finally {
        requests.delete(request);
      }
    },
  };
}
