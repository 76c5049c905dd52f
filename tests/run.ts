/**
 * Runs the project's tests: `node tests/run.ts [check|unit|components|db|integration|simulation|e2e|all]`.
 * Every part runs even if an earlier one failed. Exit code 0 only if everything passed.
 */
import { runChecks } from './runner/check-step.ts';
import { ensureChromium } from './runner/ensure-chromium.ts';
import { runPlaywright } from './runner/playwright-step.ts';
import { report, total } from './runner/report.ts';
import { stopRunning } from './runner/run-process.ts';
import type { StepResult } from './runner/step.ts';
import { runVitest } from './runner/vitest-step.ts';

const PARTS = ['check', 'unit', 'components', 'db', 'integration', 'simulation', 'e2e'] as const;
type Part = (typeof PARTS)[number];

const REQUIRED_NODE_MAJOR = 24;

let cancelled = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (cancelled) return;
    cancelled = true;
    stopRunning();
    // What was running gets a moment to put its own children away.
    setTimeout(() => process.exit(130), 3_000).unref();
  });
}

async function runPart(part: Part): Promise<StepResult[]> {
  switch (part) {
    case 'check':
      return runChecks();
    case 'unit':
    case 'components':
    case 'db':
    case 'simulation':
      return [await runVitest(part)];
    case 'integration':
      return [await withChromium(part, (env) => runVitest(part, env))];
    case 'e2e':
      return [await withChromium(part, runPlaywright)];
  }
}

/** These parts drive the real SDK in a real browser. Without one they have failed, not been skipped. */
async function withChromium(
  name: string,
  run: (env: Record<string, string>) => Promise<StepResult>,
): Promise<StepResult> {
  const chromium = await ensureChromium();
  if (chromium.ok) return run({ CHROMIUM_PATH: chromium.path });
  const problem = `needs Chromium: ${chromium.problem}`;
  return { name, passed: 0, failed: 1, skipped: 0, durationMs: 0, problem };
}

function partsToRun(argument: string): readonly Part[] | null {
  if (argument === 'all') return PARTS;
  const part = PARTS.find((name) => name === argument);
  return part === undefined ? null : [part];
}

async function main(): Promise<number> {
  const argument = process.argv[2] ?? 'all';
  const parts = partsToRun(argument);
  if (parts === null) {
    console.error(`Unknown part "${argument}". Parts: ${PARTS.join(', ')}, all.`);
    return 2;
  }
  if (Number.parseInt(process.versions.node, 10) < REQUIRED_NODE_MAJOR) {
    console.error(
      `This is Node ${process.versions.node}; the tests need ${REQUIRED_NODE_MAJOR}, which npm ci has ` +
        'put into node_modules. Start them through npm: npm test, or npm run test:unit.',
    );
    return 2;
  }
  console.log(`Node ${process.versions.node} on ${process.platform} ${process.arch}`);
  const results: StepResult[] = [];
  for (const part of parts) {
    if (!cancelled) results.push(...(await runPart(part)));
  }
  console.log(report(results));
  return total(results).failed === 0 ? 0 : 1;
}

const exitCode = await main();
process.exitCode = cancelled ? 130 : exitCode;
