import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './run-process.ts';
import { judge, type Counts, type StepResult } from './step.ts';

/** Playwright's JSON report, as far as it is read here. */
export interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

export async function runPlaywright(env: Record<string, string>): Promise<StepResult> {
  console.log('\n── e2e');
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-e2e-'));
  const report = join(folder, 'report.json');
  const startedAtMs = performance.now();
  try {
    const exitCode = await runTool('@playwright/test/cli.js', ['test'], {
      env: { ...env, PLAYWRIGHT_REPORT: report },
    });
    const durationMs = performance.now() - startedAtMs;
    return { name: 'e2e', durationMs, ...judge(readReport(report), exitCode) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(path: string): Counts | null {
  try {
    return countPlaywright(JSON.parse(readFileSync(path, 'utf8')) as PlaywrightReport);
  } catch {
    return null;
  }
}

/** A test that passed only when repeated has failed. */
export function countPlaywright({ stats }: PlaywrightReport): Counts {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  };
}
