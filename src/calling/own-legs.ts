import { patchOwn, type CallStore } from './call-store.ts';
import type { LiveFeed } from './live-feed.ts';
import type { ClockPort, SoftphoneEvent, SoftphonePort, TabMemoryPort } from './ports.ts';
import { isMineElsewhere, isOnItsWay, ownCard } from './selectors.ts';

/** A leg that is gone ends the call on screen even when the server's word is late. */
const LEG_GONE_GRACE_MS = 3_000;

export interface OwnLegs {
  onSoftphoneEvent(event: SoftphoneEvent): void;
  trackRequest<Answer>(request: Promise<Answer>): Promise<Answer>;
}

/**
 * Joins the softphone's legs to the own call. The server dials this browser; a leg is answered only
 * when it is expected: its `X-Call-Id` is the call that this tab accepted or placed, or, where that
 * is not known (yet, or any more), the server says that I am being connected to it. Anything else
 * is turned away: nobody can open this microphone by dialling it.
 */
export function createOwnLegs(deps: {
  store: CallStore;
  softphone: SoftphonePort;
  feed: LiveFeed;
  memory: TabMemoryPort;
  clock: ClockPort;
  finish: () => void;
}): OwnLegs {
  const { store, softphone, feed, memory, clock, finish } = deps;
  const requests = new Set<Promise<unknown>>();

  const isExpected = (callId: string) => {
    const { own } = store.getState();
    return own?.callId === callId && !own.isEnding && own.leg !== 'active';
  };

  const take = (legId: string) => {
    patchOwn(store, { legId });
    softphone.answer(legId);
  };

  const isBeingConnectedToMe = async (callId: string): Promise<boolean> => {
    const cards = await feed.refresh();
    const { me, own } = store.getState();
    const card = cards?.find((live) => live.id === callId);
    if (!card || own !== null) return false;
    return card.agent?.id === me?.id && isOnItsWay(card);
  };

  const adopt = (callId: string, legId: string | null, muted: boolean) => {
    const card = store.getState().cards[callId];
    store.setState((state) => ({
      own: {
        callId,
        direction: card?.direction ?? 'inbound',
        name: null,
        number: null,
        legId,
        leg: 'none',
        muted,
        digits: '',
        isEnding: false,
        isHandingBack: false,
      },
      finished: null,
      dialog: { ...state.dialog, isOpen: true },
    }));
  };

  const onOffer = async (legId: string, callId: string | null): Promise<void> => {
    if (callId === null) {
      softphone.hangUp(legId);
      return;
    }
    // The answer that names the call can come after the call itself.
    if (!isExpected(callId)) await Promise.allSettled(requests);
    if (isExpected(callId)) {
      take(legId);
    } else if (await isBeingConnectedToMe(callId)) {
      adopt(callId, legId, false);
      take(legId);
    } else {
      softphone.hangUp(legId);
    }
  };

  const onActive = (event: Extract<SoftphoneEvent, { type: 'leg_active' }>) => {
    const remembered = memory.read();
    const { own } = store.getState();
    // An attached leg may come without its headers; the tab remembers whose it is.
    const rememberedId = remembered?.legId === event.legId ? remembered.callId : null;
    const callId = event.callId ?? rememberedId;
    if (own?.legId !== event.legId) {
      if (!event.recovered || !callId || (own?.callId && own.callId !== callId)) {
        softphone.hangUp(event.legId);
        return;
      }
      if (!own) adopt(callId, event.legId, remembered?.muted ?? false);
    }
    patchOwn(store, { legId: event.legId, leg: 'active' });
    const current = store.getState().own;
    if (current?.muted) softphone.setMuted(event.legId, true);
    if (current?.callId) {
      memory.write({ callId: current.callId, legId: event.legId, muted: current.muted });
    }
    void feed.refresh();
  };

  const onEnded = (legId: string) => {
    if (store.getState().own?.legId !== legId) return;
    patchOwn(store, { leg: 'ended' });
    void feed.refresh();
    clock.after(LEG_GONE_GRACE_MS, () => {
      const { own } = store.getState();
      if (own?.legId !== legId || own.leg !== 'ended' || own.isHandingBack) return;
      // My other device has the call now, or can bring it back: it did not end.
      if (isMineElsewhere(store.getState(), ownCard(store.getState()))) {
        memory.write(null);
        store.setState(({ dialog }) => ({ own: null, dialog: { ...dialog, isOpen: false } }));
        return;
      }
      // An inbound call whose leg failed rings on; that is for the card to say.
      if (ownCard(store.getState())?.status !== 'ringing') finish();
    });
  };

  return {
    onSoftphoneEvent(event) {
      if (event.type === 'leg_offered') void onOffer(event.legId, event.callId);
      else if (event.type === 'leg_active') onActive(event);
      else if (event.type === 'leg_ended') onEnded(event.legId);
      else if (event.type === 'leg_reconnecting') {
        if (store.getState().own?.legId === event.legId) patchOwn(store, { leg: 'reconnecting' });
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
