import type { NetworkQuality } from '@/calling/ports.ts';
import type { Readiness } from '@/calling/selectors.ts';
import type { Probe } from '@/data/health.ts';
import type { Echo } from '@/data/realtime-echo.ts';
import type { HealthCopy } from './health-copy.ts';
import type { HealthRow } from './health-rows.ts';
import type { MicrophonePermission } from './microphone-permission.ts';

/** What this browser found about itself and its way to the server. */
export interface BrowserFindings {
  session: Probe<null>;
  realtime: Echo;
}

/** What the telephone of this tab says now. */
export interface PhoneFindings {
  microphone: MicrophonePermission;
  readiness: Readiness;
  isSoundBlocked: boolean;
  notifications: 'granted' | 'denied' | 'default' | 'unsupported';
  wasTested: boolean;
  network: NetworkQuality | 'running' | null;
}

export function serverRowOf({ session }: BrowserFindings, copy: HealthCopy): HealthRow {
  const words = copy.browserRows;
  const id = 'server';
  return session.ok
    ? {
        id,
        state: 'ok',
        finding: words.serverOk,
        measure: copy.units.ms(String(session.tookMs)),
        actions: [],
      }
    : { id, state: 'bad', finding: words.serverBad, remedy: words.serverRemedy, actions: [] };
}

export function realtimeRow({ realtime }: BrowserFindings, copy: HealthCopy): HealthRow {
  const words = copy.browserRows;
  const id = 'realtime';
  if (realtime.ok) {
    const measure = copy.units.ms(String(realtime.tookMs));
    return { id, state: 'ok', finding: words.realtimeOk, measure, actions: [] };
  }
  const finding = realtime.why === 'not_joined' ? words.realtimeNotJoined : words.realtimeNoEcho;
  return { id, state: 'bad', finding, remedy: words.realtimeRemedy, actions: [] };
}

export function microphoneRow({ microphone }: PhoneFindings, copy: HealthCopy): HealthRow {
  const words = copy.browserRows;
  const id = 'microphone';
  switch (microphone) {
    case 'granted':
      return {
        id,
        state: 'ok',
        finding: words.microphoneOk,
        actions: [{ kind: 'microphone_test' }],
      };
    case 'prompt':
      return {
        id,
        state: 'warn',
        finding: words.microphonePrompt,
        remedy: words.microphonePromptRemedy,
        actions: [{ kind: 'enable_calls' }],
      };
    case 'denied':
      return {
        id,
        state: 'bad',
        finding: words.microphoneDenied,
        remedy: words.microphoneDeniedRemedy,
        actions: [],
      };
    case 'missing':
      return {
        id,
        state: 'bad',
        finding: words.microphoneMissing,
        remedy: words.microphoneMissingRemedy,
        actions: [],
      };
    case 'unknown':
      return { id, state: 'off', finding: words.microphoneUnknown, actions: [] };
  }
}

export function soundRow({ isSoundBlocked }: PhoneFindings, copy: HealthCopy): HealthRow {
  const words = copy.browserRows;
  const row = { id: 'sound', actions: [{ kind: 'play' }] } as const;
  return isSoundBlocked
    ? {
        ...row,
        state: 'warn',
        finding: words.soundWarn,
        remedy: words.soundRemedy,
        actions: [...row.actions],
      }
    : { ...row, state: 'ok', finding: words.soundOk, actions: [...row.actions] };
}

export function registrationRow(phone: PhoneFindings, copy: HealthCopy): HealthRow {
  const words = copy.browserRows;
  const id = 'registration';
  switch (phone.readiness) {
    case 'busy':
      return { id, state: 'ok', finding: words.registrationBusy, actions: [] };
    case 'wait':
    case 'reconnecting':
      return { id, state: 'warn', finding: words.registrationWait, actions: [] };
    case 'off':
    case 'asking':
    case 'blocked':
      return {
        id,
        state: 'bad',
        finding: words.registrationBad,
        remedy: words.registrationRemedy,
        actions: [{ kind: 'enable_calls' }],
      };
    default: {
      const finding = phone.wasTested ? words.registrationTested : words.registrationOk;
      return { id, state: 'ok', finding, actions: [] };
    }
  }
}

export function networkRow({ network }: PhoneFindings, copy: HealthCopy): HealthRow {
  const words = copy.browserRows;
  const id = 'network';
  const actions = [{ kind: 'measure' } as const];
  if (network === null) return { id, state: 'off', finding: words.networkOff, actions };
  if (network === 'running')
    return { id, state: 'off', finding: words.networkRunning, actions: [] };
  const measure =
    network.jitterMs === null ? undefined : words.jitter(String(Math.round(network.jitterMs)));
  switch (network.verdict) {
    case 'good':
      return { id, state: 'ok', finding: words.networkOk, measure, actions };
    case 'poor':
      return {
        id,
        state: 'warn',
        finding: words.networkWarn,
        remedy: words.networkWarnRemedy,
        measure,
        actions,
      };
    case 'blocked':
      return {
        id,
        state: 'bad',
        finding: words.networkBad,
        remedy: words.networkBadRemedy,
        measure,
        actions,
      };
    case 'unknown':
      return {
        id,
        state: 'warn',
        finding: words.networkUnknown,
        remedy: words.networkUnknownRemedy,
        actions,
      };
  }
}

export function notificationsRow({ notifications }: PhoneFindings, copy: HealthCopy): HealthRow {
  const words = copy.browserRows;
  const id = 'notifications';
  if (notifications === 'granted') {
    return { id, state: 'ok', finding: words.notificationsOk, actions: [] };
  }
  if (notifications === 'denied') {
    return {
      id,
      state: 'warn',
      finding: words.notificationsDenied,
      remedy: words.notificationsDeniedRemedy,
      actions: [],
    };
  }
  return {
    id,
    state: 'off',
    finding: words.notificationsOff,
    actions: notifications === 'default' ? [{ kind: 'notify' }] : [],
  };
}
