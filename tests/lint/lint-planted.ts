import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** One report of the linter, as `path:line rule`. */
export type Finding = string;

const ROOT = resolve(import.meta.dirname, '../..');
const PLANTED = join(import.meta.dirname, 'planted');
const MARK = /\/\/ expect: (.+)$/;

interface Diagnostic {
  code?: string;
  message: string;
  filename: string;
  labels: { span: { line: number } }[];
}

/**
 * Lints the planted tree with the project's own configuration, in a copy of the project that holds
 * nothing else, so that paths, aliases and rules are those of the real tree.
 *
 * @param change edits the configuration first, to prove that a rule carries its weight.
 */
export async function lintPlanted(change = (config: string): string => config): Promise<Finding[]> {
  const mirror = mkdtempSync(join(tmpdir(), 'switchboard-lint-'));
  try {
    for (const file of ['package.json', 'tsconfig.json', 'tests/lint/rules']) {
      cpSync(join(ROOT, file), join(mirror, file), { recursive: true });
    }
    writeFileSync(
      join(mirror, '.oxlintrc.json'),
      change(readFileSync(join(ROOT, '.oxlintrc.json'), 'utf8')),
    );
    symlinkSync(join(ROOT, 'node_modules'), join(mirror, 'node_modules'));
    cpSync(PLANTED, mirror, { recursive: true });
    writeFileSync(join(mirror, 'src/lib/too-long.ts'), tooLong());
    return await lint(mirror);
  } finally {
    rmSync(mirror, { recursive: true, force: true });
  }
}

async function lint(folder: string): Promise<Finding[]> {
  const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint');
  const args = [oxlint, '--format', 'json', '--ignore-pattern', 'tests/lint/rules/**'];
  const options = { cwd: folder, maxBuffer: 32 * 1024 * 1024 };
  // The linter exits with 1 when it finds something, which is what we came for.
  const { stdout } = await promisify(execFile)(process.execPath, args, options).catch(
    (error: { stdout: string }) => error,
  );
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] };
  return diagnostics.map(toFinding).toSorted();
}

/** `boundaries(dependencies)` in the report is `boundaries/dependencies` in the configuration. */
function toFinding({ code, filename, labels, message }: Diagnostic): Finding {
  const rule = code?.replace(/^([\w-]+)\((.+)\)$/, '$1/$2') ?? message;
  return `${filename}:${labels[0]?.span.line ?? 1} ${rule}`;
}

/** What the marks in the planted files ask for. */
export function expectedFindings(): Finding[] {
  const findings: Finding[] = ['src/lib/too-long.ts:301 eslint/max-lines'];
  for (const file of readdirSync(PLANTED, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file)) continue;
    readFileSync(join(PLANTED, file), 'utf8')
      .split('\n')
      .forEach((line, index) => {
        const rules = MARK.exec(line)?.[1]?.split(', ') ?? [];
        findings.push(...rules.map((rule) => `${file.replaceAll('\\', '/')}:${index + 1} ${rule}`));
      });
  }
  return findings.toSorted();
}

/** One line above the limit. */
function tooLong(): string {
  return 'export const lines = [\n' + '  1,\n'.repeat(299) + '];\n';
}
