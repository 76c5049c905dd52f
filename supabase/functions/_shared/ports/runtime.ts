/** What the outside world gives that a test wants to hold in its hand. */

export interface Clock {
  /** ISO 8601 UTC. */
  now(): string;
  sleep(ms: number): Promise<void>;
}

export interface Ids {
  /** A random UUID. */
  next(): string;
  /** The UUID that belongs to a name: the same for the same name, whoever asks. */
  named(name: string): Promise<string>;
}

export type LogFields = Record<string, string | number | boolean | null | undefined>;

/** One JSON line an entry. Never numbers in full, names, tokens or transcripts. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Work that goes on after the response (`EdgeRuntime.waitUntil` on Supabase). */
export type Background = (work: Promise<unknown>) => void;
