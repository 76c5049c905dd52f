import type { CallStore } from './call-store.ts';
import { callWithKey, patchCall } from './own-calls.ts';
import type { CallApiPort, ClockPort, SoftphonePort } from './ports.ts';
import { cardOfCall } from './selectors.ts';

const RETRY_MS = 1_000;
const MOST_TRIES = 4;
/** So many digits go in one request. */
const MOST_DIGITS = 32;

export interface KeypadActions {
  /** One digit to the far end of the call in the foreground. */
  sendDigit(digit: string): void;
}

/**
 * Digits to the far end. Two who talk are bridged, and the SDK sends them along; in a room the server
 * has to, one request after the other: each is counted, so that a repeated one is one press, and what is
 * pressed meanwhile waits its turn.
 */
export function createKeypad(deps: {
  store: CallStore;
  softphone: SoftphonePort;
  callApi: CallApiPort;
  clock: ClockPort;
}): KeypadActions {
  const { store, softphone, callApi, clock } = deps;
  const waiting = new Map<string, string>();
  const sending = new Set<string>();

  const send = async (callId: string, digits: string, press: number): Promise<void> => {
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const { deviceId } = store.getState();
      if (!deviceId) return;
      const result = await callApi.control({ callId, action: 'dtmf', deviceId, digits, press });
      if (result.ok) return;
      const isPassing = ['offline', 'unavailable', 'internal'].includes(result.error.code);
      if (!isPassing || tries === MOST_TRIES) {
        store.setState({ dialError: result.error });
        return;
      }
      await new Promise<void>((resolve) => clock.after(RETRY_MS, resolve));
    }
  };

  const drain = async (key: string): Promise<void> => {
    if (sending.has(key)) return;
    sending.add(key);
    for (;;) {
      const all = waiting.get(key) ?? '';
      const call = callWithKey(store.getState(), key);
      if (all === '' || !call?.callId) break;
      const digits = all.slice(0, MOST_DIGITS);
      waiting.set(key, all.slice(MOST_DIGITS));
      const press = call.presses + 1;
      patchCall(store, key, { presses: press });
      await send(call.callId, digits, press);
    }
    waiting.delete(key);
    sending.delete(key);
  };

  return {
    sendDigit(digit) {
      const state = store.getState();
      const { own } = state;
      if (!own?.legId || own.leg !== 'active' || own.isEnding) return;
      patchCall(store, own.key, { digits: own.digits + digit });
      // What waits goes first, however the call is carried by now.
      if (cardOfCall(state, own)?.room || sending.has(own.key)) {
        waiting.set(own.key, (waiting.get(own.key) ?? '') + digit);
        void drain(own.key);
      } else {
        softphone.sendDigit(own.legId, digit);
      }
    },
  };
}
