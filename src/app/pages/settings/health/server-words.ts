import type { HealthFix } from '@core/contracts/health.ts';
import type { ServerCheckId } from '@core/health-check-names.ts';
import type { CheckWords, FindingWords } from './health-rows.ts';

/** English words for what the server finds: what is so, what it means, how to mend it. */

export const commonWords: CheckWords & { not_checked: FindingWords; no_answer: FindingWords } = {
  fine: { finding: 'Works' },
  not_checked: { finding: 'Not looked at: what is broken above comes first' },
  no_answer: {
    finding: 'Gave no answer in time',
    remedy: 'Check again in a minute. If it stays so, status.telnyx.com tells about disturbances.',
  },
  missing: {
    finding: 'Telnyx does not have it any more',
    remedy: 'It was deleted at Telnyx. “Numbers and set-up” makes a new one.',
  },
  failed: { finding: 'Telnyx refused to answer' },
};

export const serverWords: Record<ServerCheckId, CheckWords> = {
  api_key: {
    fine: { finding: ({ ending }) => `Accepted, ends in ${ending}` },
    key_refused: {
      finding: ({ ending }) => `Telnyx refuses the key that ends in ${ending}`,
      remedy:
        'No call can be made or answered. Make a new key in Telnyx’s portal under “API keys”, store it as the secret TELNYX_API_KEY of the functions, and check again. Only whoever runs the server can store it.',
    },
  },
  webhook: {
    fine: { finding: 'Telnyx sends events here' },
    points_elsewhere: {
      finding: ({ host }) => `Telnyx sends events to another address: ${host || 'none'}`,
      remedy:
        'New calls do not ring here, and the ends of calls do not arrive. The address can be set back from here.',
    },
    failover_elsewhere: {
      finding: ({ host }) => `The second address for events is not ours: ${host}`,
      remedy: 'It is used only when the first one fails. Events sent there are lost for this app.',
    },
    old_version: {
      finding: 'Telnyx sends events in an old form',
      remedy: 'Only form 2 is understood here. It can be set from here.',
    },
    missing: {
      finding: 'The Call Control application is gone',
      remedy: 'It was deleted at Telnyx. “Numbers and set-up” makes a new one.',
    },
  },
  application: {
    fine: { finding: 'Switched on' },
    inactive: {
      finding: 'Switched off at Telnyx',
      remedy: 'Callers hear that the number is out of service, and no call can be made.',
    },
    missing: { finding: 'Gone', remedy: '“Numbers and set-up” makes a new one.' },
  },
  last_event: {
    fine: { finding: ({ ago }) => `Telnyx reported last: ${ago}` },
    no_event_yet: { finding: 'No event yet: there was no call' },
    late: {
      finding: ({ ago }) => `The last event came late (${ago})`,
      remedy:
        'Rings appear late. Telnyx repeats an event that was not taken at once: look at “Functions”.',
    },
    not_arriving: {
      finding: ({ count }) =>
        count === 1
          ? 'Telnyx has a call that we were not told of'
          : `Telnyx has ${count} calls that we were not told of`,
      remedy:
        'Events do not arrive: calls ring nowhere. Look at “Webhook address”, “Event signature” and “Functions”.',
    },
  },
  signature: {
    fine: { finding: 'Telnyx’s key is known; none was refused in the last hour' },
    key_unknown: {
      finding: 'Telnyx signs with a key that is not known here',
      remedy:
        'The key was changed at Telnyx. Every event is refused until the new one is fetched, so no call rings.',
    },
    refused_lately: {
      finding: ({ count }) =>
        count === 1
          ? 'One request without a valid signature in the last hour'
          : `${count} requests without a valid signature in the last hour`,
      remedy:
        'They were refused and left nothing behind. Somebody tries the address, or the key was just changed.',
    },
  },
  numbers: {
    fine: { finding: ({ numbers }) => `${numbers} ring through this app` },
    none: {
      finding: 'No number belongs to this business',
      remedy: 'Nobody can call in or out. Get a number or attach one under “Numbers and set-up”.',
    },
    other_connection: {
      finding: ({ numbers }) => `${numbers}: connected to something else at Telnyx`,
      remedy: 'Calls to it do not come here. It can be connected to this app again.',
    },
    not_in_account: {
      finding: ({ numbers }) => `${numbers}: not in this Telnyx account`,
      remedy: 'It was released, or the API key is of another account.',
    },
    inactive: {
      finding: ({ numbers }) => `${numbers}: not active yet`,
      remedy: 'Telnyx is still setting it up. That takes minutes, sometimes a day.',
    },
  },
  voice_profile: {
    fine: { finding: 'Attached and switched on' },
    missing: {
      finding: 'The application has none',
      remedy: 'Without it Telnyx lets no call out.',
    },
    disabled: {
      finding: 'Switched off',
      remedy:
        'No call can go out. It is off when calling was stopped under “Limits”, or it was switched off at Telnyx.',
    },
  },
  credential_connection: {
    fine: { finding: 'Browsers can register' },
    inactive: {
      finding: 'Switched off at Telnyx',
      remedy: 'No browser can register, so calls ring nowhere.',
    },
  },
  sip_calling: {
    fine: { finding: 'Allowed' },
    disabled: {
      finding: 'Calls to browsers are switched off at Telnyx',
      remedy: 'Accepting a call fails: Telnyx refuses to ring the browser.',
    },
  },
  lines: {
    fine: {
      finding: ({ count, limit }) =>
        limit > 0 ? `${count} of ${limit} in use` : `${count} in use`,
    },
    few_left: {
      finding: ({ count, limit }) => `${count} of ${limit} in use`,
      remedy: 'Each call needs two. More can be allowed under “Limits”.',
    },
    all_used: {
      finding: ({ limit }) => `All ${limit} are in use`,
      remedy: 'No further call can be accepted or made. More can be allowed under “Limits”.',
    },
  },
  balance: {
    fine: { finding: 'Enough' },
    low: {
      finding: 'Nearly used up',
      remedy: 'At zero Telnyx lets no call out. Top it up in the portal.',
    },
    empty: { finding: 'Used up', remedy: 'Telnyx lets no call out. Top it up in the portal.' },
  },
  database: {
    fine: { finding: 'Reached, migrations up to date' },
    migrations_missing: {
      finding: ({ count }) =>
        count === 1 ? 'One migration was not applied' : `${count} migrations were not applied`,
      remedy: 'Parts of the app fail until they are: run “npm run deploy” (docs/deploy.md).',
    },
  },
  functions: {
    fine: { finding: ({ count }) => `All ${count} answer` },
    crashing: {
      finding: ({ functions }) => `${functions}: does not work`,
      remedy:
        'It crashes or gives no answer. Its log says why, usually a missing secret. After that is set, or the functions are deployed again, check again.',
    },
    missing: {
      finding: ({ functions }) => `${functions}: not deployed`,
      remedy: 'Run “npm run deploy” (docs/deploy.md), then check again.',
    },
  },
  sweeper: {
    fine: { finding: ({ ago }) => `Repairs stuck calls; ran ${ago}` },
    never_ran: {
      finding: 'Never ran',
      remedy:
        'Calls that get stuck stay stuck. Its timer is missing: “npm run deploy” makes it (docs/operate.md). The button lets it run once.',
    },
    stopped: {
      finding: ({ ago }) => `Stands still; ran last ${ago}`,
      remedy:
        'Calls that get stuck stay stuck. The button lets it run once. Should it stand still again, its timer is gone: “npm run deploy” makes a new one (docs/operate.md).',
    },
  },
  commands: {
    fine: { finding: 'None is overdue' },
    overdue: {
      finding: ({ count }) =>
        count === 1 ? 'One order to Telnyx is overdue' : `${count} orders to Telnyx are overdue`,
      remedy: 'Telnyx did not take them yet. The sweeper repeats them.',
    },
  },
  dead_letters: {
    fine: { finding: 'None set aside' },
    set_aside: {
      finding: ({ count }) =>
        count === 1
          ? 'One event could not be understood and was set aside'
          : `${count} events could not be understood and were set aside`,
      remedy: 'Nothing is lost. Look at them, try again, or dismiss them.',
    },
  },
  ai: {
    fine: {
      finding: ({ count }) => (count === 1 ? 'In step, on one line' : `In step, on ${count} lines`),
    },
    unused: { finding: 'Off on every line' },
    out_of_step: {
      finding: 'Telnyx has not what was published',
      remedy: 'Callers may get no answer, or an old one.',
    },
    failed: {
      finding: 'The last synchronisation failed',
      remedy: 'Callers are answered by what was published before.',
    },
  },
};

export const fixWords: Record<HealthFix, string> = {
  set_webhook_url: 'Set the address for me',
  activate_application: 'Switch it on',
  attach_number: 'Connect it to this app',
  enable_sip_calling: 'Allow calls to browsers',
  activate_credential_connection: 'Switch it on',
  attach_voice_profile: 'Attach the voice profile',
  fetch_public_key: 'Fetch the new key',
  run_sweeper: 'Let it run now',
  resync_ai: 'Synchronise again',
};
