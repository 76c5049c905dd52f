import type { Call, INotification, TelnyxRTC } from '@telnyx/webrtc';
import type { SoftphoneEvent, SoftphonePort } from '../ports.ts';
import { readTraffic } from './leg-traffic.ts';
import { createLegVoices } from './leg-voice.ts';
import { isUsable, readLoginToken, renewInMs, type LoginToken } from './login-token.ts';
import { createMicrophoneChoice } from './microphone-choice.ts';
import { measureNetwork, UNMEASURED } from './network-measurement.ts';
import { createRegistrationProbe } from './registration-probe.ts';
import { createRemoteSound } from './remote-sound.ts';
import { LIMITS } from './softphone-limits.ts';
import type { TelnyxSoftphoneOptions } from './softphone-options.ts';
import { createClient } from './telnyx-client.ts';
import { listenToTelnyx, type TelnyxHandlers } from './telnyx-events.ts';
import { createTelnyxLegs } from './telnyx-legs.ts';
import { problemOf, SESSION_NOT_REATTACHED } from './telnyx-problems.ts';

/**
 * The telephony SDK behind `SoftphonePort`: registers one device, keeps it registered, and turns
 * the SDK's events into ours. The SDK itself is loaded when it is first needed.
 */
export function createTelnyxSoftphone(options: TelnyxSoftphoneOptions): SoftphonePort {
  const { clock } = options;
  const listeners = new Set<(event: SoftphoneEvent) => void>();
  const emit = (event: SoftphoneEvent) => {
    for (const listener of listeners) listener(event);
  };
  const microphone = createMicrophoneChoice(() => legs.all());
  const sound = createRemoteSound(() => emit({ type: 'sound_blocked' }));
  const legs = createTelnyxLegs((event) => {
    emit(event);
    if (event.type === 'leg_ended') voices.onEnded(event.legId);
  });
  const voices = createLegVoices(sound, legs.get);
  const probe = createRegistrationProbe(clock);

  let deviceId: string | null = null;
  let client: TelnyxRTC | null = null;
  let token: LoginToken | null = null;
  let isReady = false;
  let failures = 0;
  let framesBeforeReady = 0;
  /** The SDK places a call of its own then, which is none of ours. */
  let isMeasuring = false;
  // Every connect, disconnect and retry makes what is still under way of the one before void.
  let generation = 0;
  let cancelWatchdog = () => {};
  let cancelRetry = () => {};
  let cancelRenewal = () => {};

  const startOver = () => {
    generation += 1;
    cancelRetry();
  };

  const dropClient = async () => {
    const old = client;
    client = null;
    isReady = false;
    cancelWatchdog();
    cancelRenewal();
    if (!old) return;
    // A session that never came up can refuse to close; there is nothing left to close then.
    await old.disconnect().catch(() => undefined);
  };

  /** As the server's own end of a session does: no BYE is sent, the calls go on. */
  const leaveClient = () => {
    void client?.serverDisconnect().catch(() => undefined);
    client = null;
    isReady = false;
    cancelWatchdog();
    cancelRenewal();
  };

  const obtainToken = async (): Promise<LoginToken | null> => {
    if (isUsable(token, clock.now())) return token;
    if (!deviceId) return null;
    const fresh = await options.fetchToken(deviceId);
    return fresh ? readLoginToken(fresh.token, fresh.expiresAt, clock.now()) : null;
  };

  const retry = (problem: 'login_failed' | 'network', firstDelayMs = LIMITS.firstRetryMs) => {
    generation += 1;
    const mine = generation;
    failures += 1;
    token = null;
    const isRed = failures >= LIMITS.redAfterFailures;
    emit(isRed ? { type: 'blocked', problem } : { type: 'reconnecting' });
    void dropClient();
    const delayMs = Math.min(LIMITS.lastRetryMs, firstDelayMs * 2 ** (failures - 1));
    cancelRetry();
    cancelRetry = clock.after(delayMs, () => {
      if (mine === generation) void open();
    });
  };

  const stopFor = (problem: Extract<SoftphoneEvent, { type: 'blocked' }>['problem']) => {
    startOver();
    emit({ type: 'blocked', problem });
    void dropClient();
    legs.endAll();
  };

  const renewToken = async () => {
    const current = client;
    if (!current || !deviceId) return;
    const fresh = await options.fetchToken(deviceId);
    if (client !== current) return;
    if (!fresh) {
      scheduleRenewal(LIMITS.renewalRetryMs);
      return;
    }
    token = readLoginToken(fresh.token, fresh.expiresAt, clock.now());
    // A second login on the same socket: calls go on, no second `telnyx.ready`.
    scheduleRenewal();
    await current.login({ creds: { login_token: token.token } });
  };

  const scheduleRenewal = (
    delayMs = token ? renewInMs(token, clock.now()) : LIMITS.renewalRetryMs,
  ) => {
    cancelRenewal();
    cancelRenewal = clock.after(delayMs, () => void renewToken());
  };

  const onReady = () => {
    // Comes again after every reconnect.
    cancelWatchdog();
    if (deviceId) options.sessions.lend(deviceId);
    failures = 0;
    isReady = true;
    scheduleRenewal();
    emit({ type: 'ready' });
  };

  const onSocketClose = () => {
    if (!isReady) return;
    isReady = false;
    // The SDK would log in again with the old token.
    if (!isUsable(token, clock.now())) {
      retry('login_failed');
      return;
    }
    emit({ type: 'reconnecting' });
    armWatchdog();
  };

  const armWatchdog = () => {
    framesBeforeReady = 0;
    cancelWatchdog();
    cancelWatchdog = clock.after(LIMITS.readyTimeoutMs, () => {
      // A call outlives its signalling; starting afresh would end it.
      if (legs.hasAny()) armWatchdog();
      else retry('network');
    });
  };

  const onNotification = (notification: INotification) => {
    const call: Call | undefined = notification.call;
    const isOwn = !isMeasuring || String(call?.direction) === 'inbound';
    if (notification.type === 'callUpdate' && call && isOwn) {
      legs.onUpdate(call);
      if (legs.get(call.id) === call) voices.onUpdate(call);
    }
    if (notification.type === 'userMediaError') emit({ type: 'blocked', problem: 'mic_denied' });
  };

  const onError = (code: number) => {
    if (code === SESSION_NOT_REATTACHED) legs.loseAll();
    const problem = problemOf(code);
    if (!problem) return;
    if (problem !== 'login_failed' && problem !== 'network') emit({ type: 'blocked', problem });
    else if (legs.hasAny() && isReady) scheduleRenewal(LIMITS.renewalRetryMs);
    else retry(problem);
  };

  const onSocketMessage = (frame: { method?: string }) => {
    if (frame.method === 'telnyx_rtc.punt') stopFor('signed_in_elsewhere');
  };

  const onSocketActivity = () => {
    probe.onHeard();
    framesBeforeReady += 1;
    if (!isReady && framesBeforeReady > LIMITS.mostFramesBeforeReady) retry('login_failed');
  };

  const check = async (): Promise<boolean> => {
    const rtc = client;
    if (!rtc || !isReady) return false;
    if (deviceId) options.sessions.lend(deviceId);
    const isAlive = await probe.isAlive(rtc);
    // A call outlives its signalling; starting afresh would end it.
    if (isAlive || legs.hasAny()) return true;
    // At once: it is known by now that waiting does not help.
    if (client === rtc) retry('network', 0);
    return false;
  };

  const handlers: TelnyxHandlers = {
    onReady,
    onSocketClose,
    onSocketMessage,
    onSocketActivity,
    onNotification,
    onError,
    onTokenExpiring: () => void renewToken(),
  };

  const open = async (): Promise<void> => {
    const mine = generation;
    emit({ type: 'registering' });
    const [sdk, fresh] = await Promise.all([
      import('@telnyx/webrtc').catch(() => null),
      obtainToken(),
    ]);
    if (mine !== generation) return;
    if (!sdk || !fresh) {
      retry(sdk ? 'login_failed' : 'network');
      return;
    }
    token = fresh;
    if (deviceId) options.sessions.takeUp(deviceId);
    const rtc = createClient(sdk, { ...options, token: fresh.token });
    client = rtc;
    microphone.prepare(rtc);
    listenToTelnyx(rtc, () => client === rtc, handlers);
    armWatchdog();
    await rtc.connect().catch(() => undefined);
  };

  return {
    async connect(id) {
      if (client && deviceId === id && isReady) {
        emit({ type: 'ready' });
        return;
      }
      startOver();
      if (deviceId !== id) token = null;
      deviceId = id;
      failures = 0;
      await dropClient();
      await open();
    },
    async disconnect() {
      startOver();
      token = null;
      deviceId = null;
      await dropClient();
      legs.endAll();
    },
    async abandon() {
      startOver();
      token = null;
      deviceId = null;
      legs.forgetAll();
      voices.forgetAll();
      leaveClient();
    },
    wake() {
      // After sleep the token may have run out.
      if (!client || isUsable(token, clock.now())) return;
      if (isReady) void renewToken();
      else retry('login_failed');
    },
    check,
    answer: (legId) => void legs.get(legId)?.answer({ remoteElement: sound.elementOf(legId) }),
    hangUp: (legId) => void legs.get(legId)?.hangup(),
    setMuted: voices.setMuted,
    setSilent: voices.setSilent,
    sendDigit: (legId, digit) => legs.get(legId)?.dtmf(digit),
    async measureNetwork() {
      const rtc = client;
      if (!rtc || !isReady || legs.hasAny() || isMeasuring) return UNMEASURED;
      isMeasuring = true;
      const quality = await measureNetwork(rtc, options.isLoopback);
      isMeasuring = false;
      return quality;
    },
    enableSound: () => sound.play(),
    traffic: (legId) => readTraffic(legs.get(legId)),
    reconnect() {
      if (!client || !legs.hasAny()) return;
      startOver();
      legs.loseAll();
      // A client of its own: the SDK would first wait 10 s for the dead socket's goodbye.
      leaveClient();
      void open();
    },
    useMicrophone: (id) => microphone.use(id),
    refreshMicrophone: () => microphone.refresh(),
    useSpeaker: (id) => sound.useOutput(id),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
