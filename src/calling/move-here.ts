import { outsideNumber } from '@core/contracts/call-card.ts';
import { without, type CallStore } from './call-store.ts';
import type { PhoneLine } from './phone-line.ts';
import type { CallApiPort, CallFailure, TabMemoryPort } from './ports.ts';
import { partyName } from './selectors.ts';

const READY_TIMEOUT_MS = 10_000;

export interface MoveHere {
  /** Brings a call of mine, which another device of mine carries, to this one. */
  moveHere(callId: string): Promise<void>;
}

/** The server dials this browser, which answers by itself; then it drops the other device's leg. */
export function createMoveHere(deps: {
  store: CallStore;
  line: PhoneLine;
  callApi: CallApiPort;
  memory: TabMemoryPort;
  trackRequest: <Answer>(request: Promise<Answer>) => Promise<Answer>;
}): MoveHere {
  const { store, line, callApi, memory, trackRequest } = deps;
  return {
    async moveHere(callId) {
      const { own, cards } = store.getState();
      const card = cards[callId];
      if (own || !card) return;
      store.setState(({ dialog, popupErrors }) => ({
        own: {
          callId,
          direction: card.direction,
          name: partyName(card),
          number: outsideNumber(card),
          legId: null,
          leg: 'none',
          muted: false,
          digits: '',
          isEnding: false,
          isHandingBack: false,
        },
        finished: null,
        dialError: null,
        popupErrors: without(popupErrors, callId),
        dialog: { ...dialog, isOpen: true, isMinimised: false },
      }));
      const isReady = await line.whenReady(READY_TIMEOUT_MS);
      const { deviceId } = store.getState();
      const result =
        isReady && deviceId
          ? await trackRequest(callApi.control({ callId, action: 'move_here', deviceId }))
          : null;
      if (result?.ok || store.getState().own?.callId !== callId) return;
      memory.write(null);
      const error: CallFailure =
        result && !result.ok
          ? result.error
          : { code: 'agent_not_registered', message: 'The telephone is not ready' };
      store.setState(({ dialog, popupErrors }) => ({
        own: null,
        dialog: { ...dialog, isOpen: false },
        popupErrors: { ...popupErrors, [callId]: error },
      }));
    },
  };
}
