import type { Call, INotification, TelnyxRTC } from '@telnyx/webrtc';
import type { ClockPort, SoftphoneEvent, SoftphonePort } from '../ports.ts';
import { createLegVoices } from './leg-voice.ts';
import { isUsable, readLoginToken, renewInMs, type LoginToken } from './login-token.ts';
import { measureNetwork } from './network-measurement.ts';
import { createRegistrationProbe } from './registration-probe.ts';
import { createRemoteSound } from './remote-sound.ts';
import type { SdkSessions } from './sdk-session.ts';
import { createClient } from './telnyx-client.ts';
import { listenToTelnyx, type TelnyxHandlers } from './telnyx-events.ts';
import { createTelnyxLegs } from './telnyx-legs.ts';
import { problemOf } from './telnyx-problems.ts';

/** From `connect()` to `telnyx.ready`; a registration that takes longer is started afresh. */
const READY_TIMEOUT_MS = 15_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;
const RENEWAL_RETRY_MS = 10_000;
/** After so many failures in a row the light turns red, though the attempts go on. */
const RED_AFTER_FAILURES = 3;
/** A registration takes three to six frames. More before it is the SDK's login loop (telnyx.md, 6.1). */
const MOST_FRAMES_BEFORE_READY = 25;

export interface TelnyxSoftphoneOptions {
  /** Signalling address of the simulator; null for Telnyx. */
  rtcHost: string | null;
  /** On loopback no STUN or TURN server is asked. */
  isLoopback: boolean;
  clock: ClockPort;
  sessions: SdkSessions;
  /** A fresh login token for this device, or null when there is none to be had. */
  fetchToken(deviceId: string): Promise<{ token: string; expiresAt: string } | null>;
}

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

  const obtainToken = async (): Promise<LoginToken | null> => {
    if (isUsable(token, clock.now())) return token;
    if (!deviceId) return null;
    const fresh = await options.fetchToken(deviceId);
    return fresh ? readLoginToken(fresh.token, fresh.expiresAt, clock.now()) : null;
  };

  const retry = (problem: 'login_failed' | 'network', firstDelayMs = FIRST_RETRY_MS) => {
    generation += 1;
    const mine = generation;
    failures += 1;
    token = null;
    const isRed = failures >= RED_AFTER_FAILURES;
    emit(isRed ? { type: 'blocked', problem } : { type: 'reconnecting' });
    void dropClient();
    const delayMs = Math.min(LAST_RETRY_MS, firstDelayMs * 2 ** (failures - 1));
    cancelRetry();
    cancelRetry = clock.after(delayMs, () => {
      if (mine === generation) void open();
    });
  };

  const stopFor = (problem: Extract<SoftphoneEvent, { type: 'blocked' }>['problem']) => {
    generation += 1;
    cancelRetry();
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
      scheduleRenewal(RENEWAL_RETRY_MS);
      return;
    }
    token = readLoginToken(fresh.token, fresh.expiresAt, clock.now());
    // A second login on the same socket: calls go on, no second `telnyx.ready`.
    scheduleRenewal();
    await current.login({ creds: { login_token: token.token } });
  };

  const scheduleRenewal = (delayMs = token ? renewInMs(token, clock.now()) : RENEWAL_RETRY_MS) => {
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
    cancelWatchdog = clock.after(READY_TIMEOUT_MS, () => {
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
    const problem = problemOf(code);
    if (!problem) return;
    if (problem !== 'login_failed' && problem !== 'network') emit({ type: 'blocked', problem });
    else if (legs.hasAny() && isReady) scheduleRenewal(RENEWAL_RETRY_MS);
    else retry(problem);
  };

  const onSocketMessage = (frame: { method?: string }) => {
    if (frame.method === 'telnyx_rtc.punt') stopFor('signed_in_elsewhere');
  };

  const onSocketActivity = () => {
    probe.onHeard();
    framesBeforeReady += 1;
    if (!isReady && framesBeforeReady > MOST_FRAMES_BEFORE_READY) retry('login_failed');
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
      generation += 1;
      cancelRetry();
      if (deviceId !== id) token = null;
      deviceId = id;
      failures = 0;
      await dropClient();
      await open();
    },
    async disconnect() {
      generation += 1;
      cancelRetry();
      token = null;
      deviceId = null;
      await dropClient();
      legs.endAll();
    },
    async abandon() {
      generation += 1;
      cancelRetry();
      token = null;
      deviceId = null;
      legs.forgetAll();
      voices.forgetAll();
      const old = client;
      client = null;
      // What the server's own end of a session does: no BYE is sent for the calls.
      await old?.serverDisconnect().catch(() => undefined);
      await dropClient();
    },
    wake() {
      // After sleep the token may have run out.
      if (!client || isUsable(token, clock.now())) return;
      if (isReady) void renewToken();
      else retry('login_failed');
    },
    check,
    answer(legId) {
      void legs.get(legId)?.answer({ remoteElement: sound.elementOf(legId) });
    },
    hangUp(legId) {
      void legs.get(legId)?.hangup();
    },
    setMuted: voices.setMuted,
    setSilent: voices.setSilent,
    sendDigit(legId, digit) {
      legs.get(legId)?.dtmf(digit);
    },
    async measureNetwork() {
      const rtc = client;
      if (!rtc || !isReady || legs.hasAny() || isMeasuring) {
        return { verdict: 'unknown', jitterMs: null };
      }
      isMeasuring = true;
      const quality = await measureNetwork(rtc, options.isLoopback);
      isMeasuring = false;
      return quality;
    },
    enableSound: () => sound.play(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
