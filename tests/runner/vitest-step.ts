import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './run-process.ts';
import { judge, type Counts, type StepResult } from './step.ts';

/** Vitest's JSON report (Jest's format), as far as it is read here. */
export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/** @param project name of a project in vitest.config.ts. */
export async function runVitest(
  project: string,
  env: Record<string, string> = {},
): Promise<StepResult> {
  console.log(`\n── ${project}`);
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-vitest-'));
  const report = join(folder, 'report.json');
  const startedAtMs = performance.now();
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const args = ['run', '--project', project, ...reporters];
    const exitCode = await runTool('vitest/vitest.mjs', args, { env });
    const durationMs = performance.now() - startedAtMs;
    return { name: project, durationMs, ...judge(readReport(report), exitCode) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(path: string): Counts | null {
  try {
    return countVitest(JSON.parse(readFileSync(path, 'utf8')) as VitestReport);
  } catch {
    return null;
  }
}

/** A file that could not be loaded holds no test that could fail: it counts as one failure itself. */
export function countVitest(report: VitestReport): Counts {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
