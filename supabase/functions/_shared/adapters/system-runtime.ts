import type { Background, Clock, Ids, Logger } from '../ports/runtime.ts';

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** Namespace of our named ids (RFC 9562 version 5). */
const NAMESPACE = 'switchboard:';

export const systemIds: Ids = {
  next: () => crypto.randomUUID(),
  async named(name) {
    const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(NAMESPACE + name));
    const bytes = new Uint8Array(digest).slice(0, 16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      hex.slice(12, 16),
      hex.slice(16, 20),
      hex.slice(20),
    ].join('-');
  },
};

/** One JSON line an entry, on standard output or error. */
export function createJsonLogger(functionName: string): Logger {
  const line = (level: string, message: string, fields: object = {}) =>
    JSON.stringify({ level, function: functionName, message, ...fields });
  return {
    info: (message, fields) => console.log(line('info', message, fields)),
    warn: (message, fields) => console.warn(line('warn', message, fields)),
    error: (message, fields) => console.error(line('error', message, fields)),
  };
}

/** Supabase keeps a worker alive for `EdgeRuntime.waitUntil`; plain Deno lives on anyway. */
export const background: Background = (work) => {
  const runtime = (globalThis as { EdgeRuntime?: { waitUntil(work: Promise<unknown>): void } })
    .EdgeRuntime;
  if (runtime) runtime.waitUntil(work);
  else void work;
};
