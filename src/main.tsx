import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './app/base.css';
import { App } from './app/App.tsx';
import { BadSetup } from './app/BadSetup.tsx';
import { createCallingProvider } from './app/CallingProvider.tsx';
import { createQueryClient } from './app/query-client.ts';
import { createAudioDevices } from './calling/audio-devices.ts';
import { createBackgroundClock } from './calling/background-clock.ts';
import {
  browserLabel,
  createCallMemory,
  createPage,
  createPreferences,
  createVisibility,
} from './calling/browser-page.ts';
import { createCalling } from './calling/call-session.ts';
import { createDeviceIdentity } from './calling/device-identity.ts';
import { createNotifier } from './calling/notifier.ts';
import { numberWords, setWithheldWord } from './calling/number-words.ts';
import { createTones } from './calling/ring-tone.ts';
import { createMicrophone } from './calling/softphone/microphone.ts';
import { createSdkSessions } from './calling/softphone/sdk-session.ts';
import { createTelnyxSoftphone } from './calling/softphone/telnyx-softphone.ts';
import { createTabCalling } from './calling/tab-calling.ts';
import { createTabChannels } from './calling/tab-channel.ts';
import { createTabLocks } from './calling/tab-lock.ts';
import { createTitleFlash } from './calling/title-flash.ts';
import { callingCopy } from './components/calling/calling-copy.ts';
import { parseEnv, type Env } from './config/env.ts';
import { isLoopbackHost } from './config/telnyx.ts';
import { createQuality } from './data/call-quality.ts';
import { createCallApi } from './data/functions.ts';
import { createLiveCalls, createPresence } from './data/live-calls.ts';
import { createSupabase, type Supabase } from './data/supabase-client.ts';
import { localeOf } from './lib/language.ts';
import { trustOwnFiles } from './lib/trusted-types.ts';

/** The composition root: environment, then adapters, then stores, then the app. */
function start(): void {
  trustOwnFiles();
  document.documentElement.lang = localeOf();
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  const parsed = parseEnv(import.meta.env);
  if (!parsed.ok) {
    createRoot(root).render(<BadSetup problems={parsed.problems} />);
    return;
  }
  const { env } = parsed;
  const supabase = createSupabase({
    url: env.supabaseUrl,
    publishableKey: env.supabasePublishableKey,
  });
  createRoot(root).render(
    <StrictMode>
      <App
        env={env}
        supabase={supabase}
        queryClient={createQueryClient()}
        CallingProvider={createCallingProvider(makeCalling(env, supabase))}
      />
    </StrictMode>,
  );
}

function makeCalling(env: Env, supabase: Supabase) {
  const timers = new Worker(new URL('./calling/background-timers.worker.ts', import.meta.url), {
    type: 'module',
    name: 'timers',
  });
  const clock = createBackgroundClock(timers);
  const callApi = createCallApi(supabase);
  const { notification } = callingCopy;
  setWithheldWord(() => callingCopy.callBacks.withheld);
  const newId = () => crypto.randomUUID();
  const session = createCalling({
    callApi,
    liveCalls: createLiveCalls(supabase),
    presence: createPresence(supabase, {
      url: env.supabaseUrl,
      publishableKey: env.supabasePublishableKey,
      label: browserLabel(navigator.userAgent),
    }),
    quality: createQuality(supabase),
    softphone: createTelnyxSoftphone({
      rtcHost: env.telnyx.rtcHost,
      isLoopback: isLoopbackHost(env.telnyx.rtcHost),
      clock,
      sessions: createSdkSessions(localStorage, sessionStorage, () => clock.now()),
      async fetchToken(deviceId) {
        const result = await callApi.webrtcToken(deviceId);
        if (!result.ok) return null;
        return { token: result.value.token, expiresAt: result.value.expires_at };
      },
    }),
    microphone: createMicrophone(),
    devices: createDeviceIdentity(localStorage, newId),
    audio: createAudioDevices(navigator.mediaDevices, localStorage, window),
    tones: createTones(() => new AudioContext()),
    notifier: createNotifier(),
    title: createTitleFlash(document),
    clock,
    page: createPage(),
    memory: createCallMemory(localStorage),
    preferences: createPreferences(localStorage),
    texts: {
      // Read when a call rings: the language may have changed since the start.
      notificationTitle: (caller, reason) => notification.title(caller, reason),
      notificationBody: (line, number) => notification.body(line, numberWords(number)),
      titleFlash: (caller) => notification.titleFlash(caller),
    },
  });
  return createTabCalling(session, {
    tabId: newId(),
    newId,
    clock,
    locks: createTabLocks(navigator.locks ?? null),
    channels: createTabChannels(),
    visibility: createVisibility(document),
  });
}

start();
