import type { ScriptItem } from '../world/leg.ts';

export type Field<Value> = { ok: true; value: Value } | { ok: false; message: string };

const MAX_TEXT = 3000;
const MAX_SCRIPT = 200;
const MAX_WAIT_MS = 600_000;
/** Telephone audio ends at 4 kHz. */
const MAX_TONE_HZ = 3900;
const DTMF = /^[0-9A-Da-d*#]+$/;

function wrong(message: string): { ok: false; message: string } {
  return { ok: false, message };
}

export function textField(value: unknown, name: string): Field<string> {
  if (typeof value === 'string' && value !== '' && value.length <= MAX_TEXT) {
    return { ok: true, value };
  }
  return wrong(`'${name}' must be a text of 1 to ${MAX_TEXT} characters.`);
}

export function digitsField(value: unknown, name: string): Field<string> {
  if (typeof value === 'string' && DTMF.test(value) && value.length <= 64) {
    return { ok: true, value: value.toUpperCase() };
  }
  return wrong(`'${name}' must be up to 64 of 0-9, A-D, * and #.`);
}

export function numberField(value: unknown, name: string, min: number, max: number): Field<number> {
  if (typeof value === 'number' && value >= min && value <= max) return { ok: true, value };
  return wrong(`'${name}' must be a number from ${min} to ${max}.`);
}

/** A tone in Hz, or null when there is none. */
export function toneField(value: unknown): Field<number | null> {
  if (value === undefined || value === null) return { ok: true, value: null };
  return numberField(value, 'tone_hz', 20, MAX_TONE_HZ);
}

function scriptItem(value: unknown): Field<ScriptItem> {
  if (typeof value !== 'object' || value === null) return wrong('A script item must be an object.');
  const item = value as Record<string, unknown>;
  if ('say' in item) {
    const text = textField(item['say'], 'say');
    if (!text.ok) return text;
    const voice = typeof item['voice'] === 'string' ? { voice: item['voice'] } : {};
    return { ok: true, value: { say: text.value, ...voice } };
  }
  if ('wait_ms' in item) {
    const waitMs = numberField(item['wait_ms'], 'wait_ms', 0, MAX_WAIT_MS);
    return waitMs.ok ? { ok: true, value: { wait_ms: waitMs.value } } : waitMs;
  }
  if ('dtmf' in item) {
    const digits = digitsField(item['dtmf'], 'dtmf');
    return digits.ok ? { ok: true, value: { dtmf: digits.value } } : digits;
  }
  if ('tone_hz' in item) {
    const hz = numberField(item['tone_hz'], 'tone_hz', 20, MAX_TONE_HZ);
    if (!hz.ok) return hz;
    const duration = numberField(item['duration_ms'] ?? 1000, 'duration_ms', 20, MAX_WAIT_MS);
    if (!duration.ok) return duration;
    return { ok: true, value: { tone_hz: hz.value, duration_ms: duration.value } };
  }
  if (item['await_ai'] === true) {
    if (item['timeout_ms'] === undefined) return { ok: true, value: { await_ai: true } };
    const timeout = numberField(item['timeout_ms'], 'timeout_ms', 0, MAX_WAIT_MS);
    if (!timeout.ok) return timeout;
    return { ok: true, value: { await_ai: true, timeout_ms: timeout.value } };
  }
  if (item['hangup'] === true) return { ok: true, value: { hangup: true } };
  return wrong(
    'A script item is one of {say}, {wait_ms}, {dtmf}, {tone_hz}, {await_ai:true}, {hangup:true}.',
  );
}

/** What a person does once connected; null when nothing was asked for. */
export function scriptField(value: unknown): Field<ScriptItem[] | null> {
  if (value === undefined || value === null) return { ok: true, value: null };
  if (!Array.isArray(value) || value.length > MAX_SCRIPT) {
    return wrong(`'script' must be a list of at most ${MAX_SCRIPT} items.`);
  }
  const items: ScriptItem[] = [];
  for (const entry of value as unknown[]) {
    const item = scriptItem(entry);
    if (!item.ok) return item;
    items.push(item.value);
  }
  return { ok: true, value: items };
}
