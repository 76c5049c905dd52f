import { existsSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, resolve as resolvePath } from 'node:path';

/**
 * Tells eslint-plugin-boundaries which file an import means. Its default resolver knows neither `.ts`
 * nor our aliases, and an import that is not resolved has no layer.
 * (The interface is eslint-import-resolver's, version 2.)
 */
export const interfaceVersion = 2;

type Resolution = { found: true; path: string | null } | { found: false };

const BUILTIN = new Set(builtinModules);
const ENDINGS = ['', '.ts', '.tsx', '.d.ts', '/index.ts', '/index.tsx'];

/** @param sourceFile absolute path of the importing file. */
export function resolve(specifier: string, sourceFile: string): Resolution {
  if (specifier.startsWith('node:') || BUILTIN.has(specifier)) return { found: true, path: null };
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('.')) return firstFile(resolvePath(dirname(sourceFile), bare));
  const root = projectRoot(dirname(sourceFile));
  for (const [alias, target] of aliases(root)) {
    if (alias.endsWith('/*') && bare.startsWith(alias.slice(0, -1))) {
      return firstFile(join(root, target.slice(0, -1), bare.slice(alias.length - 1)));
    }
    if (bare === alias) return firstFile(join(root, target));
  }
  const name = bare.split('/', bare.startsWith('@') ? 2 : 1).join('/');
  const installed = join(root, 'node_modules', name, 'package.json');
  return existsSync(installed) ? { found: true, path: installed } : { found: false };
}

function firstFile(base: string): Resolution {
  for (const ending of ENDINGS) {
    const path = base + ending;
    if (existsSync(path) && statSync(path).isFile()) return { found: true, path };
  }
  return { found: false };
}

const roots = new Map<string, string>();

function projectRoot(folder: string): string {
  const known = roots.get(folder);
  if (known !== undefined) return known;
  const parent = dirname(folder);
  const isRoot = existsSync(join(folder, 'tsconfig.json')) || parent === folder;
  const root = isRoot ? folder : projectRoot(parent);
  roots.set(folder, root);
  return root;
}

const aliasesOfRoot = new Map<string, [alias: string, target: string][]>();

/** The `paths` of tsconfig.json, so that the lint and the compiler cannot disagree. */
function aliases(root: string): [alias: string, target: string][] {
  const known = aliasesOfRoot.get(root);
  if (known) return known;
  const config = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as {
    compilerOptions: { paths?: Record<string, string[]> };
  };
  const list = Object.entries(config.compilerOptions.paths ?? {}).flatMap(
    ([alias, [target]]): [string, string][] => (target === undefined ? [] : [[alias, target]]),
  );
  aliasesOfRoot.set(root, list);
  return list;
}
