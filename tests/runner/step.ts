/** What one part of the test run came to. A part that crashed or found nothing to do has failed. */
export interface StepResult {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
  durationMs: number;
  /** Why it failed where no single test can say so. */
  problem?: string;
}

export type Counts = Pick<StepResult, 'passed' | 'failed' | 'skipped'>;

/**
 * Adds to the counts of a test tool what they do not say: that it broke off, or ran nothing.
 *
 * @param counts null: the tool left no readable report.
 * @param exitCode null: ended by a signal.
 */
export function judge(
  counts: Counts | null,
  exitCode: number | null,
): Counts & Pick<StepResult, 'problem'> {
  const ended = exitCode === null ? 'was stopped by a signal' : `ended with code ${exitCode}`;
  if (counts === null) return { ...failedOnce, problem: `left no report and ${ended}` };
  if (counts.passed + counts.failed + counts.skipped === 0) {
    return { ...failedOnce, problem: 'ran no test' };
  }
  if (exitCode !== 0 && counts.failed === 0) {
    return { ...counts, failed: 1, problem: `reported no failed test but ${ended}` };
  }
  return counts;
}

const failedOnce: Counts = { passed: 0, failed: 1, skipped: 0 };
