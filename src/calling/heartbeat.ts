import type { CallStore } from './call-store.ts';
import type { ClockPort, DeviceState, PagePort, PresencePort } from './ports.ts';

/** The server takes a device for gone after 11 s; one lost beat must not matter. */
const HEARTBEAT_MS = 4_000;
const REPORT_RETRY_MS = 2_000;

export interface Heartbeat {
  start(deviceId: string): void;
  /** Ends it and tells the server so. */
  stop(state: 'offline' | 'signed_out'): void;
  /** Ends it without a word: another tab speaks for this device. */
  letGo(): void;
  /** Looks and tells the server at once. Resolves true when calls ring here and the server knows. */
  beat(): Promise<boolean>;
}

/**
 * The sign of life by which the server knows whether this tab can be rung. It is sent by a timer that
 * sleeps when the tab sleeps, and only says `ready` of a telephone that was found to be reachable: what
 * colleagues see is what a call would find.
 */
export function createHeartbeat(deps: {
  store: CallStore;
  presence: PresencePort;
  clock: ClockPort;
  page: PagePort;
  /** The telephone is registered as far as anybody knows. */
  isRegistered: () => boolean;
  /** Whether that is so: asks microphone and network. */
  findReachable: () => Promise<boolean>;
}): Heartbeat {
  const { store, presence, clock, page, isRegistered, findReachable } = deps;
  let generation = 0;
  let deviceId: string | null = null;
  let cancelRetry = () => {};
  let stops: (() => void)[] = [];

  const tell = (state: DeviceState) =>
    deviceId ? presence.report(deviceId, state) : Promise.resolve(null);

  const beat = async (): Promise<boolean> => {
    const mine = generation;
    const isReachable = isRegistered() && (await findReachable());
    if (mine !== generation) return false;
    if (!isReachable) {
      // A fresh sign of life that promises nothing: open, but it would not ring.
      void tell('offline');
      return false;
    }
    const result = await tell(store.getState().own ? 'in_call' : 'ready');
    if (mine !== generation || !isRegistered() || !result) return false;
    store.setState({ phone: { status: result.ok ? 'ready' : 'reconnecting' } });
    cancelRetry();
    if (!result.ok) cancelRetry = clock.after(REPORT_RETRY_MS, () => void beat());
    return result.ok;
  };

  const end = () => {
    generation += 1;
    cancelRetry();
    for (const each of stops) each();
    stops = [];
    deviceId = null;
  };

  return {
    beat,
    letGo: end,
    start(id) {
      end();
      deviceId = id;
      stops = [
        clock.every(HEARTBEAT_MS, () => void beat()),
        page.onHide(() => presence.reportGoneNow(id, 'offline')),
        store.subscribe((next, previous) => {
          if ((next.own === null) !== (previous.own === null)) void beat();
        }),
      ];
    },
    stop(state) {
      const id = deviceId;
      end();
      if (id) presence.reportGoneNow(id, state);
    },
  };
}
