import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess, runTool, ROOT } from './run-process.ts';
import type { StepResult } from './step.ts';

/** As many as CI has processors. */
const LANES = 2;

/** Format, lint, types, dead code, and each Edge Function under Deno. Each counts as one. */
export async function runChecks(): Promise<StepResult[]> {
  return [
    await check('check: format', () => runTool('oxfmt/bin/oxfmt', ['--check'])),
    await check('check: lint', () => runTool('oxlint/bin/oxlint', [])),
    await check('check: types', () =>
      runTool('typescript/bin/tsc', ['-p', 'tsconfig.json', '--noEmit']),
    ),
    await check('check: dead code', () => runTool('knip/bin/knip.js', [])),
    ...(await checkFunctions()),
  ];
}

async function check(name: string, run: () => Promise<number | null>): Promise<StepResult> {
  console.log(`\n── ${name}`);
  const startedAtMs = performance.now();
  const passed = (await run()) === 0;
  const durationMs = performance.now() - startedAtMs;
  return { name, passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0, durationMs };
}

/**
 * A hosted project gets `supabase/` and nothing else, so the functions are checked in a copy that holds
 * nothing else (and the packages that their deno.json names).
 */
async function checkFunctions(): Promise<StepResult[]> {
  const names = functionNames();
  const deno = denoPath();
  if (deno === null || names.length === 0) {
    const problem =
      deno === null
        ? `there is no Deno for ${process.platform} ${process.arch} in node_modules/@deno: run npm ci`
        : 'supabase/functions holds no function';
    return [{ name: 'check: functions', passed: 0, failed: 1, skipped: 0, durationMs: 0, problem }];
  }
  const copy = mkdtempSync(join(tmpdir(), 'switchboard-functions-'));
  try {
    cpSync(join(ROOT, 'supabase'), join(copy, 'supabase'), { recursive: true });
    cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'));
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    return await inLanes(names, (name) =>
      check(`check: ${name}`, () => checkFunction(deno, copy, name)),
    );
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Each check keeps one processor busy. @returns the results in the order of the names */
async function inLanes(
  names: string[],
  run: (name: string) => Promise<StepResult>,
): Promise<StepResult[]> {
  const results: StepResult[] = [];
  const waiting = names.entries();
  const lane = async () => {
    for (const [index, name] of waiting) results[index] = await run(name);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return results;
}

function checkFunction(deno: string, copy: string, name: string): Promise<number | null> {
  const folder = join('supabase/functions', name);
  const config = ['--config', join(folder, 'deno.json'), '--node-modules-dir=manual', '--no-lock'];
  return runProcess(deno, ['check', '--quiet', ...config, join(folder, 'index.ts')], {
    cwd: copy,
    env: { DENO_NO_UPDATE_CHECK: '1', DENO_DIR: join(copy, '.deno') },
  });
}

function functionNames(): string[] {
  const folder = join(ROOT, 'supabase/functions');
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'index.ts')))
    .toSorted();
}

function denoPath(): string | null {
  const libc = process.platform === 'linux' ? '-glibc' : '';
  const path = join(ROOT, `node_modules/@deno/${process.platform}-${process.arch}${libc}/deno`);
  return existsSync(path) ? path : null;
}
