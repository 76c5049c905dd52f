import type { HealthCheckResult, HealthCode, HealthFix, HealthState } from './contracts/health.ts';
import type { ServerCheckId } from './health-check-names.ts';

/** What became of asking one part of the way that a call takes. */
export type Reading<T> =
  | { ok: true; value: T; tookMs: number }
  | {
      ok: false;
      /** `refused`: our key; `late`: no answer within its time. */
      why: 'refused' | 'missing' | 'late' | 'failed';
    };

type Extra = Partial<Pick<HealthCheckResult, 'measure' | 'detail' | 'fixes'>>;

/** One finding. Left out: no measure, no detail, nothing that a button could mend. */
export function finding(
  id: ServerCheckId,
  state: HealthState,
  code: HealthCode,
  extra: Extra = {},
): HealthCheckResult {
  return { id, state, code, measure: null, detail: {}, fixes: [], ...extra };
}

export const fine = (id: ServerCheckId, extra: Extra = {}): HealthCheckResult =>
  finding(id, 'ok', 'fine', extra);

export function broken(
  id: ServerCheckId,
  code: HealthCode,
  fixes: HealthFix[] = [],
  extra: Extra = {},
): HealthCheckResult {
  return finding(id, 'bad', code, { fixes, ...extra });
}

/**
 * What cannot be known of a part that could not be asked. A refused key is the finding of `api_key`
 * and nobody else's, so that one fault is told once.
 */
export function unread(
  id: ServerCheckId,
  reading: { ok: false; why: 'refused' | 'missing' | 'late' | 'failed' },
): HealthCheckResult {
  if (reading.why === 'refused') return finding(id, 'off', 'not_checked');
  if (reading.why === 'missing') return broken(id, 'missing');
  return finding(id, 'warn', 'no_answer');
}

const WEIGHT: Record<HealthState, number> = { off: 0, ok: 0, warn: 1, bad: 2 };

/** The state of the whole, and what is not right as `check:code`. */
export function summaryOf(checks: readonly HealthCheckResult[]): {
  state: 'ok' | 'warn' | 'bad';
  codes: string[];
} {
  const faults = checks.filter(({ state }) => WEIGHT[state] > 0);
  const worst = Math.max(0, ...faults.map(({ state }) => WEIGHT[state]));
  return {
    state: worst === 2 ? 'bad' : worst === 1 ? 'warn' : 'ok',
    codes: faults.map(({ id, code }) => `${id}:${code}`).toSorted(),
  };
}
