import type { Calling } from '@/calling/call-session.ts';
import { readiness } from '@/calling/selectors.ts';
import { probeDatabase, probeLastEvent, probeSession } from '@/data/health.ts';
import type { Supabase } from '@/data/supabase-client.ts';
import { dayOf, shortAgo } from '@/lib/dates.ts';
import { healthCopy as copy } from './health-copy.ts';

export type HealthCheckId =
  | 'session'
  | 'database'
  | 'realtime'
  | 'numbers'
  | 'lastEvent'
  | 'registration'
  | 'microphone'
  | 'sound'
  | 'notifications';

export type HealthState = 'ok' | 'warn' | 'bad' | 'off';

export interface HealthResult {
  id: HealthCheckId;
  state: HealthState;
  finding: string;
  measure?: string;
  /** What it means and how to mend it. */
  remedy?: string;
}

/** Asks every part of the way that a call takes, and says what it found. */
export async function runHealthCheck(
  supabase: Supabase,
  calling: Calling,
): Promise<HealthResult[]> {
  const [session, database, lastEvent, microphone] = await Promise.all([
    probeSession(supabase),
    probeDatabase(supabase),
    probeLastEvent(supabase),
    microphonePermission(),
  ]);
  return [
    numbersResult(database),
    lastEventResult(lastEvent),
    session.ok
      ? { id: 'session', state: 'ok', finding: copy.session.ok, measure: copy.ms(session.tookMs) }
      : { id: 'session', state: 'bad', finding: copy.session.bad, remedy: copy.session.badRemedy },
    database.ok
      ? {
          id: 'database',
          state: 'ok',
          finding: copy.database.ok,
          measure: copy.ms(database.tookMs),
        }
      : {
          id: 'database',
          state: 'bad',
          finding: copy.database.bad,
          remedy: copy.database.badRemedy,
        },
    realtimeResult(calling),
    microphoneResult(microphone),
    soundResult(calling),
    registrationResult(calling),
    notificationsResult(calling),
  ];
}

function numbersResult(database: Awaited<ReturnType<typeof probeDatabase>>): HealthResult {
  const count = database.ok ? database.found.numbers : 0;
  if (count > 0) return { id: 'numbers', state: 'ok', finding: copy.numbers.ok(count) };
  const { bad, badRemedy } = database.ok ? copy.numbers : copy.database;
  return { id: 'numbers', state: 'bad', finding: bad, remedy: badRemedy };
}

function lastEventResult(event: Awaited<ReturnType<typeof probeLastEvent>>): HealthResult {
  if (!event.ok) return { id: 'lastEvent', state: 'bad', finding: copy.lastEvent.bad };
  const { receivedAt } = event.found;
  if (!receivedAt) return { id: 'lastEvent', state: 'off', finding: copy.lastEvent.none };
  const now = Date.now();
  const ago = shortAgo(receivedAt, now);
  const words = /^\d+ (min|h)$/.test(ago) ? `${ago} ago` : ago === 'now' ? 'just now' : ago;
  return {
    id: 'lastEvent',
    state: 'ok',
    finding: copy.lastEvent.ok(words),
    measure: dayOf(receivedAt, now),
  };
}

function realtimeResult(calling: Calling): HealthResult {
  return calling.store.getState().isLive
    ? { id: 'realtime', state: 'ok', finding: copy.realtime.ok }
    : {
        id: 'realtime',
        state: 'warn',
        finding: copy.realtime.warn,
        remedy: copy.realtime.warnRemedy,
      };
}

function registrationResult(calling: Calling): HealthResult {
  const id = 'registration';
  switch (readiness(calling.store.getState())) {
    case 'on':
      return { id, state: 'ok', finding: copy.registration.ok };
    case 'busy':
      return { id, state: 'ok', finding: copy.registration.busy };
    case 'wait':
    case 'reconnecting':
      return { id, state: 'warn', finding: copy.registration.warn };
    case 'off':
    case 'asking':
    case 'blocked':
      return {
        id,
        state: 'bad',
        finding: copy.registration.bad,
        remedy: copy.registration.badRemedy,
      };
  }
}

type Permission = PermissionState | 'missing' | 'unknown';

async function microphonePermission(): Promise<Permission> {
  if (!navigator.mediaDevices) return 'missing';
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  if (!devices.some(({ kind }) => kind === 'audioinput')) return 'missing';
  try {
    return (await navigator.permissions.query({ name: 'microphone' })).state;
  } catch {
    // Firefox knows no such permission name.
    return 'unknown';
  }
}

function microphoneResult(permission: Permission): HealthResult {
  const id = 'microphone';
  const words = copy.microphone;
  switch (permission) {
    case 'granted':
      return { id, state: 'ok', finding: words.ok };
    case 'prompt':
      return { id, state: 'warn', finding: words.prompt, remedy: words.promptRemedy };
    case 'denied':
      return { id, state: 'bad', finding: words.denied, remedy: words.deniedRemedy };
    case 'missing':
      return { id, state: 'bad', finding: words.missing, remedy: words.missingRemedy };
    case 'unknown':
      return { id, state: 'off', finding: words.unknown };
  }
}

function soundResult(calling: Calling): HealthResult {
  return calling.store.getState().soundBlocked
    ? { id: 'sound', state: 'warn', finding: copy.sound.warn, remedy: copy.sound.warnRemedy }
    : { id: 'sound', state: 'ok', finding: copy.sound.ok };
}

function notificationsResult(calling: Calling): HealthResult {
  return calling.notifier.permission() === 'granted'
    ? { id: 'notifications', state: 'ok', finding: copy.notifications.ok }
    : { id: 'notifications', state: 'off', finding: copy.notifications.off };
}
