import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.ts';

/** What a function would take along: its files and what it imports by name. */
export interface FunctionGraph {
  name: string;
  /** Relative to the folder of all functions. */
  files: string[];
  /** What keeps the function from being deployed as it is. */
  problems: string[];
}

interface DenoModule {
  specifier: string;
  error?: string;
  /** `code`: needed when it runs; without it, an import of types only. */
  dependencies?: { specifier: string; code?: { specifier?: string; error?: string } }[];
}

/** Folders with an index.ts, except those that begin with "_" or ".". */
export function functionNames(functionsDir: string): string[] {
  return readdirSync(functionsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^[_.]/.test(entry.name))
    .map(({ name }) => name)
    .filter((name) => existsSync(join(functionsDir, name, 'index.ts')))
    .toSorted();
}

/**
 * Follows a function's imports, as the platform's bundler does. Only the folder `functionsDir` is
 * uploaded, and packages are found by the function's own deno.json only.
 *
 * @param cacheDir an empty folder for Deno, so that nothing of this machine helps
 */
export async function readFunctionGraph(
  deno: string,
  functionsDir: string,
  name: string,
  cacheDir: string,
): Promise<FunctionGraph> {
  const folder = join(functionsDir, name);
  const config = join(folder, 'deno.json');
  const command = [
    ...[deno, 'info', '--json', '--no-lock', '--node-modules-dir=manual'],
    ...(existsSync(config) ? ['--config', config] : ['--no-config']),
    join(folder, 'index.ts'),
  ];
  const result = await runCommand(command, {
    cwd: functionsDir,
    env: { DENO_DIR: cacheDir, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' },
  });
  if (result.code !== 0) {
    return { name, files: [], problems: [`Deno: ${result.stderr.trim().split('\n')[0]}`] };
  }
  const graph = JSON.parse(result.stdout) as { roots: string[]; modules: DenoModule[] };
  return judgeGraph(name, functionsDir, graph, importsOf(config));
}

function importsOf(config: string): Set<string> {
  if (!existsSync(config)) return new Set();
  const { imports } = JSON.parse(readFileSync(config, 'utf8')) as {
    imports?: Record<string, string>;
  };
  return new Set(Object.keys(imports ?? {}));
}

function judgeGraph(
  name: string,
  functionsDir: string,
  graph: { roots: string[]; modules: DenoModule[] },
  imports: ReadonlySet<string>,
): FunctionGraph {
  const files: string[] = [];
  const problems = new Set<string>();
  const runs = runningModules(graph);
  for (const module of graph.modules) {
    if (module.error) problems.add(module.error.split('\n')[0] ?? '');
    if (!module.specifier.startsWith('file:')) continue;
    const path = fileURLToPath(module.specifier);
    // Packages: judged by how they are imported.
    if (path.split(sep).includes('node_modules')) continue;
    const shown = relative(functionsDir, path);
    if (!path.startsWith(resolve(functionsDir) + sep)) {
      problems.add(`uses ${shown}, which is outside supabase/functions and is not uploaded`);
      continue;
    }
    files.push(shown);
    // What is imported for its types only is gone before the function runs.
    if (!runs.has(module.specifier)) continue;
    for (const { specifier, code } of module.dependencies ?? []) {
      if (!code) continue;
      const problem = judgeSpecifier(specifier, imports) ?? code.error?.split('\n')[0];
      if (problem) problems.add(`${shown}: ${problem}`);
    }
  }
  return { name, files: files.toSorted(), problems: [...problems] };
}

/** The modules that are reached without imports of types. */
function runningModules(graph: { roots: string[]; modules: DenoModule[] }): Set<string> {
  const modules = new Map(graph.modules.map((module) => [module.specifier, module]));
  const reached = new Set<string>();
  const waiting = [...graph.roots];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    for (const { code } of modules.get(next)?.dependencies ?? []) {
      if (code?.specifier) waiting.push(code.specifier);
    }
  }
  return reached;
}

/** null: a file beside it, a part of Node, or a package that deno.json names with its version. */
function judgeSpecifier(specifier: string, imports: ReadonlySet<string>): string | null {
  if (/^(\.\.?\/|node:)/.test(specifier) || imports.has(specifier)) return null;
  if (/^(npm|jsr|https?):/.test(specifier)) {
    return `imports "${specifier}" by address: name it in the function's deno.json`;
  }
  return `imports "${specifier}", which the function's deno.json does not name`;
}
