import type { PhoneState } from './call-state.ts';
import type { CallStore } from './call-store.ts';
import type {
  ClockPort,
  DevicePort,
  Member,
  MicrophonePort,
  MicrophoneState,
  PagePort,
  PresencePort,
  SoftphoneEvent,
  SoftphonePort,
  SoftphoneProblem,
} from './ports.ts';

/** The server takes a device for gone after 25 s; one lost beat must not matter. */
const HEARTBEAT_MS = 10_000;
const REPORT_RETRY_MS = 2_000;

export interface PhoneLine {
  start(member: Member): Promise<void>;
  stop(): Promise<void>;
  /** Asks for the microphone and registers; the way out of every red light. */
  enable(): Promise<void>;
  onSoftphoneEvent(event: SoftphoneEvent): void;
  /** Resolves true as soon as calls can be made, false when they cannot or not in time. */
  whenReady(timeoutMs: number): Promise<boolean>;
  /** Tells the server at once; used before a request that it would otherwise refuse. */
  report(): Promise<boolean>;
}

const PROBLEMS: Partial<Record<MicrophoneState, SoftphoneProblem>> = {
  denied: 'mic_denied',
  missing: 'mic_missing',
  unsupported: 'unsupported',
};

/**
 * Brings this tab's telephone from sign-in to "Calls ring here" and keeps that sentence true:
 * microphone, device identity, registration, and the heartbeat by which the server knows.
 */
export function createPhoneLine(deps: {
  store: CallStore;
  softphone: SoftphonePort;
  microphone: MicrophonePort;
  devices: DevicePort;
  presence: PresencePort;
  clock: ClockPort;
  page: PagePort;
}): PhoneLine {
  const { store, softphone, microphone, devices, presence, clock, page } = deps;
  let generation = 0;
  let stops: (() => void)[] = [];
  let isRegistered = false;
  let cancelRetry = () => {};

  const report = async (): Promise<boolean> => {
    const { deviceId, own } = store.getState();
    if (!deviceId || !isRegistered) return false;
    const mine = generation;
    const result = await presence.report(deviceId, own ? 'in_call' : 'ready');
    if (mine !== generation || !isRegistered) return false;
    store.setState({ phone: { status: result.ok ? 'ready' : 'reconnecting' } });
    cancelRetry();
    if (!result.ok) cancelRetry = clock.after(REPORT_RETRY_MS, () => void report());
    return result.ok;
  };

  const goOffline = (phone: PhoneState) => {
    const { deviceId } = store.getState();
    const wasRegistered = isRegistered;
    isRegistered = false;
    cancelRetry();
    store.setState({ phone });
    if (deviceId && wasRegistered) void presence.report(deviceId, 'offline');
  };

  const block = (problem: SoftphoneProblem) => {
    goOffline({ status: 'blocked', problem });
  };

  const enable = async (): Promise<void> => {
    const { deviceId } = store.getState();
    if (!deviceId) return;
    const mine = generation;
    store.setState({ phone: { status: 'starting' } });
    // Where it is already allowed the registration need not wait for the device to open: a reload
    // during a call is a silence for the caller.
    const isAllowed = (await microphone.state()) === 'granted';
    if (mine !== generation) return;
    const registering = isAllowed ? softphone.connect(deviceId) : null;
    const granted = await microphone.request();
    if (mine !== generation) return;
    const problem = PROBLEMS[granted];
    if (problem) {
      block(problem);
      await softphone.disconnect();
    } else if (granted === 'granted') {
      await (registering ?? softphone.connect(deviceId));
    } else {
      store.setState({ phone: { status: 'asking' } });
    }
  };

  const onMicrophone = (state: MicrophoneState) => {
    const { phone } = store.getState();
    if (state === 'denied' && phone.status !== 'blocked') {
      block('mic_denied');
      void softphone.disconnect();
    }
    const waits =
      phone.status === 'asking' || (phone.status === 'blocked' && phone.problem === 'mic_denied');
    if (state === 'granted' && waits) void enable();
  };

  return {
    enable,
    report,
    async start(member) {
      await this.stop();
      const mine = generation;
      store.setState({ phone: { status: 'starting' } });
      const device = await devices.take(member.id);
      if (mine !== generation) {
        device.release();
        return;
      }
      store.setState({ deviceId: device.deviceId });
      stops = [
        device.release,
        clock.every(HEARTBEAT_MS, () => void report()),
        microphone.onChange(onMicrophone),
        page.onWake(() => {
          softphone.wake();
          void report();
        }),
        page.onHide(() => presence.reportOfflineNow(device.deviceId)),
        store.subscribe((next, previous) => {
          if ((next.own === null) !== (previous.own === null)) void report();
        }),
      ];
      // The browser's own question comes only after a click on "Enable calls", so that it is understood.
      if ((await microphone.state()) === 'prompt') {
        if (mine === generation) store.setState({ phone: { status: 'asking' } });
        return;
      }
      await enable();
    },
    async stop() {
      generation += 1;
      const { deviceId } = store.getState();
      if (deviceId && isRegistered) presence.reportOfflineNow(deviceId);
      isRegistered = false;
      cancelRetry();
      for (const stop of stops) stop();
      stops = [];
      await softphone.disconnect();
      store.setState({ phone: { status: 'off' }, deviceId: null });
    },
    onSoftphoneEvent(event) {
      if (event.type === 'ready') {
        isRegistered = true;
        void report();
      } else if (event.type === 'registering') {
        if (!isRegistered) store.setState({ phone: { status: 'registering' } });
      } else if (event.type === 'reconnecting') {
        goOffline({ status: 'reconnecting' });
      } else if (event.type === 'blocked') {
        block(event.problem);
      } else if (event.type === 'sound_blocked') {
        store.setState({ soundBlocked: true });
      }
    },
    whenReady(timeoutMs) {
      return new Promise((resolve) => {
        let done = (_ready: boolean) => {};
        const check = () => {
          const { status } = store.getState().phone;
          if (status === 'ready') done(true);
          else if (status === 'blocked' || status === 'off') done(false);
        };
        const unsubscribe = store.subscribe(check);
        const cancel = clock.after(timeoutMs, () => done(false));
        done = (ready) => {
          unsubscribe();
          cancel();
          resolve(ready);
        };
        check();
      });
    },
  };
}
