import type { Counts, StepResult } from './step.ts';

export function total(results: StepResult[]): Counts {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of results) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return sum;
}

/** The table of a test run. Its last line, alone, is `N passed, N failed, N skipped`. */
export function report(results: StepResult[]): string {
  const rows = results.map(({ name, passed, failed, skipped, durationMs, problem }) => {
    const counts = [passed, failed, skipped].map((count) => String(count).padStart(9)).join('');
    const duration = `${(durationMs / 1000).toFixed(1)} s`.padStart(11);
    return `${name.padEnd(32)}${counts}${duration}${problem ? `   ${name} ${problem}` : ''}`;
  });
  const head = `${''.padEnd(32)}   passed   failed  skipped       time`;
  const { passed, failed, skipped } = total(results);
  return ['', head, ...rows, '', `${passed} passed, ${failed} failed, ${skipped} skipped`].join(
    '\n',
  );
}
