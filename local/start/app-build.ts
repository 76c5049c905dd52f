import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { baseEnvironment, startChild } from '../supabase/processes/child-process.ts';

export interface AppBuildOptions {
  rootDir: string;
  /** Folders with earlier builds; a new one goes into the first. */
  cacheDirs: readonly [string, ...string[]];
  /** The VITE_ variables that end up in the bundle. */
  viteEnvironment: Record<string, string>;
}

/** What goes into the bundle. */
const sources = [
  'src',
  'public',
  'supabase/functions/_shared',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
];

const keptBuilds = 3;

/**
 * Builds the app for production unless the same sources and variables were built before.
 *
 * @returns the folder to serve, and whether it was built now
 */
export async function buildApp(
  options: AppBuildOptions,
): Promise<{ folder: string; isNew: boolean }> {
  const name = await hashSources(options);
  const known = options.cacheDirs.map((dir) => join(dir, name)).find((dir) => existsSync(dir));
  if (known) return { folder: known, isNew: false };
  const [cacheDir] = options.cacheDirs;
  await mkdir(cacheDir, { recursive: true });
  const unfinished = join(cacheDir, `${name}.${process.pid}`);
  await runVite(options, unfinished);
  const folder = join(cacheDir, name);
  // Another start may have built the same meanwhile; either is right.
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true, force: true }));
  await removeOldBuilds(cacheDir);
  return { folder, isNew: true };
}

/** Vite's program, to be run with Node. */
export function viteProgram(): string {
  return join(
    dirname(createRequire(import.meta.url).resolve('vite/package.json')),
    'bin',
    'vite.js',
  );
}

async function runVite(options: AppBuildOptions, outDir: string): Promise<void> {
  const output: string[] = [];
  const child = await startChild({
    name: 'vite build',
    command: process.execPath,
    args: [viteProgram(), 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'],
    cwd: options.rootDir,
    env: {
      ...baseEnvironment(),
      ...options.viteEnvironment,
      NODE_ENV: 'production',
      NO_COLOR: '1',
    },
    onLine: (line) => output.push(line),
  });
  const { code } = await child.exited;
  if (code === 0) return;
  await rm(outDir, { recursive: true, force: true });
  throw new Error(`The app could not be built:\n${output.join('\n')}`);
}

async function hashSources(options: AppBuildOptions): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(options.viteEnvironment));
  for (const source of sources) {
    const path = join(options.rootDir, source);
    if (!existsSync(path)) continue;
    for (const file of await listFiles(path)) {
      hash.update(`\0${relative(options.rootDir, file)}\0`).update(await readFile(file));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

async function listFiles(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

async function removeOldBuilds(cacheDir: string): Promise<void> {
  const names = (await readdir(cacheDir)).filter((name) => /^[0-9a-f]{16}$/.test(name));
  const builds = await Promise.all(
    names.map(async (name) => ({ name, madeAtMs: (await stat(join(cacheDir, name))).mtimeMs })),
  );
  const old = builds.toSorted((one, other) => other.madeAtMs - one.madeAtMs).slice(keptBuilds);
  await Promise.all(
    old.map(({ name }) => rm(join(cacheDir, name), { recursive: true, force: true })),
  );
}
