import { describe, expect, it } from 'vitest';
import { countPlaywright } from './playwright-step.ts';
import { report, total } from './report.ts';
import { judge } from './step.ts';
import { countVitest } from './vitest-step.ts';

const step = (name: string, passed: number, failed: number, skipped: number) => ({
  name,
  passed,
  failed,
  skipped,
  durationMs: 1500,
});

describe('the verdict on a test tool', () => {
  it('takes its counts when it ended well', () => {
    expect(judge({ passed: 3, failed: 0, skipped: 1 }, 0)).toEqual({
      passed: 3,
      failed: 0,
      skipped: 1,
    });
  });

  it('is a failure when it left no report', () => {
    expect(judge(null, 0)).toMatchObject({ failed: 1 });
    expect(judge(null, null)).toMatchObject({ failed: 1 });
  });

  it('is a failure when it ran no test, whatever its exit code', () => {
    expect(judge({ passed: 0, failed: 0, skipped: 0 }, 0)).toMatchObject({ failed: 1 });
  });

  it('is a failure when it ended badly with no failed test', () => {
    expect(judge({ passed: 3, failed: 0, skipped: 0 }, 1)).toMatchObject({ passed: 3, failed: 1 });
    expect(judge({ passed: 3, failed: 0, skipped: 0 }, null)).toMatchObject({ failed: 1 });
  });

  it('does not count a failure twice', () => {
    expect(judge({ passed: 3, failed: 2, skipped: 0 }, 1)).toMatchObject({ failed: 2 });
  });
});

describe('reading the reports', () => {
  it('counts a test file that could not be loaded', () => {
    const counts = countVitest({
      numPassedTests: 4,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{ status: 'failed' }] },
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
      ],
    });
    expect(counts).toEqual({ passed: 4, failed: 2, skipped: 2 });
  });

  it('counts a flaky browser test as failed', () => {
    const counts = countPlaywright({
      stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 0 },
    });
    expect(counts).toEqual({ passed: 5, failed: 3, skipped: 0 });
  });
});

describe('the closing report', () => {
  const results = [step('check: lint', 1, 0, 0), step('unit', 120, 2, 3)];

  it('adds up all parts', () => {
    expect(total(results)).toEqual({ passed: 121, failed: 2, skipped: 3 });
  });

  it('closes with the sum alone on the last line', () => {
    expect(report(results).split('\n').at(-1)).toBe('121 passed, 2 failed, 3 skipped');
  });

  it('says why a part failed that has no failed test to show', () => {
    expect(report([{ ...step('e2e', 0, 1, 0), problem: 'ran no test' }])).toContain(
      'e2e ran no test',
    );
  });
});
