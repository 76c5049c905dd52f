import { guarded, showNotice, sim } from './api.js';
import { refreshCalls } from './calls.js';
import { refreshFaults, startFaults } from './faults.js';
import { refreshCallees, startForms } from './forms.js';
import { clearRows, showRow } from './wire.js';

const REFRESH_MS = 700;
const registrations = document.querySelector('#registrations');

async function refreshRegistrations() {
  const { length } = await sim('GET', '/registrations');
  registrations.dataset.on = String(length > 0);
  const noun = length === 1 ? 'browser' : 'browsers';
  registrations.textContent =
    length === 0 ? 'No browser can be rung' : `${length} ${noun} can be rung`;
}

async function fillLog() {
  const [webhooks, commands] = await Promise.all([
    sim('GET', '/webhooks'),
    sim('GET', '/commands'),
  ]);
  const timeOf = ([kind, row]) => (kind === 'webhook' ? row.occurred_at : row.at);
  const rows = [
    ...webhooks.slice(-150).map((row) => ['webhook', row]),
    ...commands.slice(-150).map((row) => ['command', row]),
  ];
  rows.sort((a, b) => Date.parse(timeOf(a)) - Date.parse(timeOf(b)));
  for (const [kind, row] of rows) showRow(kind, row);
}

/** What happens is pushed; the levels of the calls are read over and over. */
function followEvents() {
  const events = new EventSource('/sim/events');
  for (const kind of ['webhook', 'command']) {
    events.addEventListener(kind, ({ data }) => showRow(kind, JSON.parse(data)));
  }
  events.addEventListener('call', guarded(refreshCalls));
  events.addEventListener('registration', guarded(refreshRegistrations));
}

async function keepFresh() {
  for (;;) {
    try {
      if (!document.hidden) await refreshCalls();
    } catch {
      showNotice('The simulator does not answer. Is it still running?');
    }
    await new Promise((resolve) => {
      setTimeout(resolve, REFRESH_MS);
    });
  }
}

document.querySelector('#reset').addEventListener(
  'click',
  guarded(async () => {
    await sim('POST', '/reset');
    clearRows();
    await Promise.all([refreshCalls(), refreshCallees(), refreshFaults()]);
  }),
);

await guarded(async () => {
  await Promise.all([startForms(), startFaults(), fillLog(), refreshRegistrations()]);
  followEvents();
})();
void keepFresh();
