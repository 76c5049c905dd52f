import type { HealthCheckResult } from './contracts/health.ts';
import { broken, fine, finding, type Reading } from './health-reading.ts';
import { epochMs } from './instant.ts';

/** Judges our own part: database, functions, sweeper, what lies about. */

/** The timer calls every 5 s; two that are lost are no fault yet. */
const SWEEPER_STOPPED_AFTER_MS = 18_000;

export interface Migrations {
  newest: string;
  count: number;
}

/** @param applied null: nobody keeps a list of what was applied */
export function judgeDatabase(
  tookMs: number,
  applied: Migrations | null,
  expected: Migrations,
): HealthCheckResult {
  const extra = { measure: { unit: 'ms', value: tookMs } as const };
  if (!applied) return fine('database', extra);
  const isBehind = applied.newest < expected.newest || applied.count < expected.count;
  if (!isBehind) return fine('database', extra);
  const count = Math.max(expected.count - applied.count, 1);
  return broken('database', 'migrations_missing', [], { ...extra, detail: { count } });
}

/** What a function says to somebody who may not ask it anything. */
export interface Ping {
  name: string;
  /** HTTP status; null: no answer in time. */
  status: number | null;
}

/** A function that works refuses a stranger with 4xx; one that crashes answers 5xx or not at all. */
export function judgeFunctions(pings: readonly Ping[]): HealthCheckResult {
  const of = (isWanted: (status: number | null) => boolean) =>
    pings.filter(({ status }) => isWanted(status)).map(({ name }) => name);
  const crashing = of((status) => status === null || status >= 500);
  const missing = of((status) => status === 404);
  const limit = pings.length;
  if (crashing.length > 0) {
    const detail = { functions: crashing, count: crashing.length, limit };
    return broken('functions', 'crashing', [], { detail });
  }
  if (missing.length > 0) {
    const detail = { functions: missing, count: missing.length, limit };
    return broken('functions', 'missing', [], { detail });
  }
  return fine('functions', { detail: { count: limit, limit } });
}

/** @param sweptAt null: never */
export function judgeSweeper(sweptAt: string | null, now: string): HealthCheckResult {
  if (!sweptAt) return broken('sweeper', 'never_ran', ['run_sweeper']);
  const age = Math.max(0, epochMs(now) - epochMs(sweptAt));
  const extra = {
    detail: { at: sweptAt },
    measure: { unit: 'seconds', value: Math.round(age / 1000) } as const,
  };
  return age > SWEEPER_STOPPED_AFTER_MS
    ? broken('sweeper', 'stopped', ['run_sweeper'], extra)
    : fine('sweeper', extra);
}

export function judgeCommands(overdue: number): HealthCheckResult {
  return overdue === 0
    ? fine('commands')
    : finding('commands', 'warn', 'overdue', {
        detail: { count: overdue },
        fixes: ['run_sweeper'],
      });
}

export function judgeDeadLetters(count: number): HealthCheckResult {
  return count === 0
    ? fine('dead_letters')
    : finding('dead_letters', 'warn', 'set_aside', {
        detail: { count },
        measure: { unit: 'count', value: count },
      });
}

export interface AiFacts {
  /** On how many numbers the AI answers. */
  lines: number;
  sync: string | null;
}

/** @param inStep what Telnyx has against what was published; null: there is nothing to compare */
export function judgeAi(ai: AiFacts, inStep: Reading<boolean> | null): HealthCheckResult {
  const fixes = ['resync_ai' as const];
  if (ai.lines === 0) return finding('ai', 'off', 'unused');
  if (ai.sync === 'failed') return broken('ai', 'failed', fixes);
  if (ai.sync === null || ai.sync === 'never') return broken('ai', 'out_of_step', fixes);
  if (inStep && !inStep.ok) {
    return inStep.why === 'missing'
      ? broken('ai', 'out_of_step', fixes)
      : inStep.why === 'refused'
        ? finding('ai', 'off', 'not_checked')
        : finding('ai', 'warn', 'no_answer');
  }
  if (inStep?.ok && !inStep.value) return broken('ai', 'out_of_step', fixes);
  return fine('ai', { detail: { count: ai.lines } });
}
