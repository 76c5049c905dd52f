import { without, type CallStore } from './call-store.ts';
import type { LiveFeed } from './live-feed.ts';
import { findCall, patchCall } from './own-calls.ts';
import type { CallApiPort, SoftphonePort } from './ports.ts';

export interface AiHandOver {
  /** Gives a ringing call to the AI. */
  sendToAi(callId: string): Promise<void>;
  /**
   * Gives the own call to the AI, which goes on with the caller; this browser's leg ends.
   *
   * @param note what the AI shall know
   */
  handBack(note?: string): Promise<void>;
  /** Puts the card of a handed call away; the call goes on. */
  foldHanded(): void;
}

/** What a person does to give a caller to the AI. Every press twice is harmless. */
export function createAiHandOver(deps: {
  store: CallStore;
  softphone: SoftphonePort;
  callApi: CallApiPort;
  feed: LiveFeed;
}): AiHandOver {
  const { store, callApi, feed } = deps;
  return {
    async sendToAi(callId) {
      const { deviceId, sentToAi, popupErrors } = store.getState();
      if (!deviceId || sentToAi[callId]) return;
      store.setState({
        sentToAi: { ...sentToAi, [callId]: true },
        popupErrors: without(popupErrors, callId),
      });
      const result = await callApi.control({ callId, action: 'send_to_ai', deviceId });
      // Accepted meanwhile, or over: the card says so.
      const isRefused = !result.ok && result.error.code !== 'not_in_this_state';
      if (result.ok || !isRefused) await feed.refresh();
      store.setState((state) => ({
        sentToAi: without(state.sentToAi, callId),
        ...(isRefused ? { popupErrors: { ...state.popupErrors, [callId]: result.error } } : {}),
      }));
    },
    async handBack(note) {
      const { own, deviceId } = store.getState();
      if (!own?.callId || !deviceId || own.isEnding || own.isHandingBack) return;
      const { callId } = own;
      patchCall(store, own.key, { isHandingBack: true });
      store.setState({ dialError: null });
      const text = note?.trim() ?? '';
      const result = await callApi.control({
        callId,
        action: 'hand_back',
        deviceId,
        ...(text ? { note: text } : {}),
      });
      if (!findCall(store.getState(), callId)) return;
      if (!result.ok) {
        patchCall(store, own.key, { isHandingBack: false });
        store.setState({ dialError: result.error });
      }
      await feed.refresh();
    },
    foldHanded: () => store.setState({ handed: null }),
  };
}
