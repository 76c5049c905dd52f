import type { HealthCheckId } from './health-checks.ts';

const names: Record<HealthCheckId, string> = {
  session: 'Server',
  database: 'Database',
  realtime: 'Live updates',
  numbers: 'Numbers',
  lastEvent: 'Last event',
  registration: 'Registration',
  microphone: 'Microphone',
  sound: 'Ringing sound',
  notifications: 'Notifications',
};

/** The texts of the health check. */
export const healthCopy = {
  run: 'Run health check',
  running: 'Checking',
  never: 'Not checked yet.',
  checked: (clock: string) => `Checked by itself every minute. Last full check at ${clock}.`,
  summary: {
    ok: 'Everything works. Calls reach this browser.',
    warn: (count: number) =>
      count === 1 ? 'One thing deserves a look.' : `${count} things deserve a look.`,
    bad: (count: number) => (count === 1 ? 'One thing is broken.' : `${count} things are broken.`),
  },
  groups: { telephone: 'Telephone network', system: 'This system', browser: 'This browser' },
  states: { ok: 'works', warn: 'deserves a look', bad: 'broken', off: 'off' },
  names,
  ms: (value: number) => `${value} ms`,
  session: {
    ok: 'Reached, and it knows your session',
    bad: 'Not reached, or the session ran out',
    badRemedy: 'Check the network, then sign out and in again.',
  },
  database: {
    ok: 'Reached, with your rights',
    bad: 'Does not answer',
    badRemedy:
      'Pages show what was loaded before. Whoever looks after Switchboard should see the database log.',
  },
  realtime: {
    ok: 'Joined: rings appear at once',
    warn: 'Not joined. Calls are asked for every few seconds instead',
    warnRemedy: 'Rings still appear, a little later. A firewall may block WebSockets.',
  },
  numbers: {
    ok: (count: number) =>
      count === 1
        ? '1 number belongs to this business'
        : `${count} numbers belong to this business`,
    bad: 'No number belongs to this business',
    badRemedy: 'Nobody can call in or out. Whoever set up Switchboard has to add a number.',
  },
  lastEvent: {
    ok: (ago: string) => `Telnyx reported last: ${ago}`,
    none: 'No event yet: there was no call',
    bad: 'Could not be read',
  },
  registration: {
    ok: 'Calls ring in this browser',
    busy: 'Registered, in a call',
    warn: 'Connecting to the telephone network',
    bad: 'Calls cannot ring here',
    badRemedy: 'Look at the light at the lower left: it says why, with a button that helps.',
  },
  microphone: {
    ok: 'Allowed',
    prompt: 'The browser will ask at the first call',
    promptRemedy:
      'Better now than while somebody waits: allow it with the light at the lower left.',
    denied: 'Blocked by the browser',
    deniedRemedy: 'Click the sign left of the address, set Microphone to Allow, and check again.',
    missing: 'None was found',
    missingRemedy: 'Plug in a headset, and check again.',
    unknown: 'This browser does not tell; the first call will show',
  },
  sound: {
    ok: 'May play in this tab',
    warn: 'The browser keeps this tab silent until the next click',
    warnRemedy: 'One click anywhere in this page lets it ring.',
  },
  notifications: {
    ok: 'On: a ring shows while another window is in front',
    off: 'Off. You will not see a ring while another window is in front',
  },
} as const;
