import { CLOSED_DIALOG, EMPTY_FORM, type OwnCall } from './call-state.ts';
import type { CallStore } from './call-store.ts';
import type { LiveFeed } from './live-feed.ts';
import { callWithKey, findCall, patchCall, withoutCall } from './own-calls.ts';
import type { CallApiPort, ClockPort, SoftphonePort } from './ports.ts';
import { roleIn } from './room-selectors.ts';
import { cardOfCall } from './selectors.ts';

/** The server ends both legs; when it does not answer in time, this tab ends its own. */
const HANGUP_GRACE_MS = 2_000;
/** After a hang-up that the server took, the longest that the screen waits for its last word. */
const LEG_GONE_GRACE_MS = 4_000;
const OUTCOME_SHOWN_MS = 8_000;
/** After a talk there is something to write down. */
const WRAP_UP_MS = 30_000;

export interface CallEndings {
  /** Ends a call; left out: the one in the foreground. */
  hangUp(callId?: string): Promise<void>;
  /** Puts away what is shown of the call that is over. */
  dismissFinished(): void;
  /** It stays until it is put away: somebody writes in it. */
  keepFinished(): void;
  /** It goes by itself after this long. */
  dismissLater(delayMs: number): void;
  /** Ends a call on screen and shows what became of it. */
  finish(key: string): void;
  /** Takes a call off the screen and its leg down, without a word. */
  letGo(key: string): void;
  /** Shows for a moment what became of a call. */
  showFinished(call: OwnCall): void;
}

/** How a call goes from the screen: ended by me, by the server's word, or with its leg. */
export function createCallEndings(deps: {
  store: CallStore;
  softphone: SoftphonePort;
  callApi: CallApiPort;
  feed: LiveFeed;
  clock: ClockPort;
}): CallEndings {
  const { store, softphone, callApi, feed, clock } = deps;
  let cancelDismiss = () => {};

  const letGo = (key: string) => {
    const call = callWithKey(store.getState(), key);
    if (!call) return;
    store.setState((state) => {
      const calls = withoutCall(state, key);
      const isOpen = state.dialog.isOpen && calls.own !== null;
      return { ...calls, dialog: { ...state.dialog, isOpen, panel: null, isKeypadOpen: false } };
    });
    if (call.legId && call.leg !== 'ended') softphone.hangUp(call.legId);
  };

  const finish = (key: string) => {
    const call = callWithKey(store.getState(), key);
    if (!call) return;
    letGo(key);
    showFinished(call);
  };

  const showFinished = (call: OwnCall) => {
    const card = call.callId ? store.getState().cards[call.callId] : undefined;
    // A health check says itself how its call went; who only listened has nothing to add.
    if (card?.isTest || call.isSupervising) return;
    store.setState((state) => ({
      finished: { card: card ?? null, own: call, closesAtMs: null },
      dialog: { ...state.dialog, isOpen: true, isMinimised: false },
    }));
    dismissLater(card?.answeredAt ? WRAP_UP_MS : OUTCOME_SHOWN_MS);
  };

  const closesAt = (closesAtMs: number | null) =>
    store.setState(({ finished }) => (finished ? { finished: { ...finished, closesAtMs } } : {}));

  const dismissLater = (delayMs: number) => {
    cancelDismiss();
    closesAt(clock.now() + delayMs);
    cancelDismiss = clock.after(delayMs, dismissFinished);
  };

  const dismissFinished = () => {
    cancelDismiss();
    store.setState((state) => {
      if (!state.finished) return {};
      if (state.own) return { finished: null };
      return { finished: null, form: EMPTY_FORM, dialog: CLOSED_DIALOG };
    });
  };

  /** Whoever is not the holder leaves; the call goes on. */
  const leave = (call: OwnCall & { callId: string }, deviceId: string) => {
    letGo(call.key);
    const action = call.isSupervising ? 'stop_supervising' : 'hangup';
    void callApi.control({ callId: call.callId, action, deviceId }).then(() => feed.refresh());
  };

  const hangUp = async (callId?: string): Promise<void> => {
    const state = store.getState();
    const call = callId ? findCall(state, callId) : state.own;
    if (!call || call.isEnding) return;
    const { deviceId } = state;
    if (!call.callId || !deviceId) {
      finish(call.key);
      return;
    }
    const card = cardOfCall(state, call);
    const isNotMine = card !== null && roleIn(state, card) === 'party';
    if (call.isSupervising || isNotMine) leave({ ...call, callId: call.callId }, deviceId);
    else await end(call.key, call.callId, deviceId);
  };

  const end = async (key: string, callId: string, deviceId: string): Promise<void> => {
    patchCall(store, key, { isEnding: true });
    const cancel = clock.after(HANGUP_GRACE_MS, () => finish(key));
    const result = await callApi.control({ callId, action: 'hangup', deviceId });
    cancel();
    const legId = callWithKey(store.getState(), key)?.legId;
    if (legId) softphone.hangUp(legId);
    if (!callWithKey(store.getState(), key)) return;
    await feed.refresh();
    if (!result.ok || store.getState().cards[callId]?.status === 'ended') finish(key);
    else clock.after(LEG_GONE_GRACE_MS, () => finish(key));
  };

  return {
    hangUp,
    finish,
    letGo,
    showFinished,
    dismissFinished,
    keepFinished() {
      cancelDismiss();
      if (store.getState().finished?.closesAtMs !== null) closesAt(null);
    },
    dismissLater,
  };
}
