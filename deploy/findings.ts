/** What one check found, in words for the person who deploys. */
export interface Finding {
  /** `note`: works, but somebody should know. `would`: what a real run does here. */
  status: 'ok' | 'note' | 'would' | 'failed';
  /** What was looked at and what was seen, in one line. */
  text: string;
  /** What to do; always given where the status is `failed`. */
  remedy?: string;
}

export const ok = (text: string): Finding => ({ status: 'ok', text });
export const note = (text: string, remedy?: string): Finding => ({
  status: 'note',
  text,
  ...(remedy ? { remedy } : {}),
});
export const would = (text: string): Finding => ({ status: 'would', text });
export const failed = (text: string, remedy: string): Finding => ({
  status: 'failed',
  text,
  remedy,
});

const MARKS = { ok: 'ok    ', note: 'note  ', would: 'would ', failed: 'FAILED' } as const;

/** Prints findings as they come, and remembers whether one failed. */
export interface Report {
  phase(title: string): void;
  add(findings: readonly Finding[]): void;
  readonly failures: number;
  readonly notes: number;
}

/** @param print writes one line */
export function createReport(print: (line: string) => void): Report {
  let failures = 0;
  let notes = 0;
  return {
    phase: (title) => print(`\n${title}`),
    add(findings) {
      for (const { status, text, remedy } of findings) {
        print(`  ${MARKS[status]}  ${text}`);
        if (remedy) print(`          -> ${remedy}`);
        if (status === 'failed') failures += 1;
        if (status === 'note') notes += 1;
      }
    },
    get failures() {
      return failures;
    },
    get notes() {
      return notes;
    },
  };
}

/** The message of whatever was thrown, in one line; nothing of it may hold a secret. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
  return [message || 'unknown error', cause].filter(Boolean).join(': ').split('\n')[0] ?? '';
}
