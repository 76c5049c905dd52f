const MAX_ROWS = 300;

const log = document.querySelector('#log');
const empty = document.querySelector('#no-log');
const chips = document.querySelectorAll('[data-show]');
const rows = new Map();
let shown = 'all';

function span(className, text) {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}

function badge(text, tone) {
  const element = span('badge', text);
  element.dataset.tone = tone;
  return element;
}

function webhookParts(row) {
  const last = row.attempts.at(-1);
  const tones = { delivered: 'good', failed: 'bad', dropped: 'odd', no_url: 'odd', pending: '' };
  const answer = last === undefined ? row.state : (last.status ?? last.error);
  const tries = row.attempts.length > 1 ? ` ×${row.attempts.length}` : '';
  const payload = row.body?.data?.payload ?? {};
  const note = [payload.hangup_cause, payload.digit, payload.status, ...row.faults].filter(Boolean);
  return {
    way: 'Webhook',
    what: row.event_type,
    badge: badge(`${answer}${tries}`, tones[row.state]),
    note: [payload.from && `${payload.from} → ${payload.to}`, ...note].filter(Boolean).join(' · '),
    detail: { attempts: row.attempts, body: row.body },
  };
}

function commandParts(row) {
  const isGood = row.status !== null && row.status < 400;
  return {
    way: 'Command',
    what: row.action,
    badge: badge(row.status === null ? 'no answer' : String(row.status), isGood ? 'good' : 'bad'),
    note: [row.body?.to, row.deduplicated ? 'repeated, not executed again' : '']
      .filter(Boolean)
      .join(' · '),
    detail: row,
  };
}

function fill(item, kind, row) {
  const parts = kind === 'webhook' ? webhookParts(row) : commandParts(row);
  const summary = item.querySelector('summary');
  const at = new Date(kind === 'webhook' ? row.occurred_at : row.at).toLocaleTimeString();
  summary.replaceChildren(
    span('way', parts.way),
    span('what', parts.what),
    parts.badge,
    span('note', [at, parts.note].filter(Boolean).join(' · ')),
  );
  item.querySelector('pre').textContent = JSON.stringify(parts.detail, null, 2);
}

function createItem(kind) {
  const item = document.createElement('li');
  item.dataset.kind = kind;
  const details = document.createElement('details');
  details.append(document.createElement('summary'), document.createElement('pre'));
  item.append(details);
  item.hidden = shown !== 'all' && shown !== kind;
  log.prepend(item);
  return item;
}

/** Adds a row, or brings it up to date (a webhook's later attempts). */
export function showRow(kind, row) {
  const key = `${kind}-${row.seq}`;
  if (!rows.has(key)) {
    rows.set(key, createItem(kind));
    const [oldest] = rows.keys();
    if (rows.size > MAX_ROWS) {
      rows.get(oldest).remove();
      rows.delete(oldest);
    }
  }
  fill(rows.get(key), kind, row);
  empty.hidden = true;
}

export function clearRows() {
  rows.clear();
  log.replaceChildren();
  empty.hidden = false;
}

for (const chip of chips) {
  chip.addEventListener('click', () => {
    shown = chip.dataset.show;
    for (const other of chips) other.setAttribute('aria-pressed', String(other === chip));
    for (const item of log.children) item.hidden = shown !== 'all' && shown !== item.dataset.kind;
  });
}
