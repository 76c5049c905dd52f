import type { PhoneState } from './call-state.ts';
import type { CallStore } from './call-store.ts';
import { createHeartbeat } from './heartbeat.ts';
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

export interface PhoneLine {
  start(member: Member): Promise<void>;
  /** Ends it; the server takes the member for signed out. */
  stop(): Promise<void>;
  /** Another tab has this device now: the server is told nothing, and calls go on. */
  letGo(): Promise<void>;
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

  const goOffline = (phone: PhoneState) => {
    const { deviceId } = store.getState();
    const wasRegistered = isRegistered;
    isRegistered = false;
    store.setState({ phone });
    if (deviceId && wasRegistered) void presence.report(deviceId, 'offline');
  };

  const block = (problem: SoftphoneProblem) => {
    goOffline({ status: 'blocked', problem });
  };

  /** The microphone can be taken away, and the socket be dead, without a word. */
  const findReachable = async (): Promise<boolean> => {
    const problem = PROBLEMS[await microphone.state()];
    if (problem && isRegistered && !store.getState().own) {
      block(problem);
      await softphone.disconnect();
      return false;
    }
    if (await softphone.check()) return true;
    if (isRegistered) goOffline({ status: 'reconnecting' });
    return false;
  };

  const heartbeat = createHeartbeat({
    store,
    presence,
    clock,
    page,
    isRegistered: () => isRegistered,
    findReachable,
  });
  const report = () => heartbeat.beat();

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
    const { phone, own } = store.getState();
    const problem = PROBLEMS[state];
    const isTrouble = problem === 'mic_denied' || problem === 'mic_missing';
    // Also once the call is over: the next one is not to be told of it.
    store.setState({ microphoneTrouble: own && isTrouble ? problem : null });
    if (own) {
      // The call goes on: she can still be heard, and the person told. It works again by itself.
      if (!isTrouble) softphone.refreshMicrophone();
    } else if (problem && phone.status !== 'blocked') {
      block(problem);
      void softphone.disconnect();
    }
    const waits =
      phone.status === 'asking' || (phone.status === 'blocked' && phone.problem.startsWith('mic_'));
    if (state === 'granted' && waits) void enable();
  };

  return {
    enable,
    report,
    async start(member) {
      await this.stop();
      const mine = generation;
      store.setState({ phone: { status: 'starting' } });
      const deviceId = devices.idOf(member.id);
      store.setState({ deviceId });
      stops = [
        microphone.onChange(onMicrophone),
        page.onWake(() => {
          softphone.wake();
          void report();
        }),
      ];
      heartbeat.start(deviceId);
      // The browser's own question comes only after a click on "Enable calls", so that it is understood.
      if ((await microphone.state()) === 'prompt') {
        if (mine === generation) store.setState({ phone: { status: 'asking' } });
        return;
      }
      await enable();
    },
    async stop() {
      generation += 1;
      isRegistered = false;
      heartbeat.stop('signed_out');
      for (const stop of stops) stop();
      stops = [];
      await softphone.disconnect();
      store.setState({ phone: { status: 'off' }, deviceId: null });
    },
    async letGo() {
      generation += 1;
      isRegistered = false;
      heartbeat.letGo();
      for (const stop of stops) stop();
      stops = [];
      await softphone.abandon();
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
