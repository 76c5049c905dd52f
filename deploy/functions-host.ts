import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256, type SupabaseCli } from './supabase-cli.ts';

/** Where functions and their secrets are put. Each may be run again, and then changes nothing. */
export interface FunctionsHost {
  /** What will be done, for a dry run. */
  readonly plan: { functions: string; secrets: string };
  /** null: it can be used. */
  problem(): Promise<string | null>;
  /** What was done; `failed`: what went wrong. */
  deploy(): Promise<{ done: string } | { failed: string }>;
  setSecrets(secrets: Record<string, string>): Promise<{ done: string } | { failed: string }>;
}

/** The secret that says which functions were deployed last: a digest of their files. */
const versionSecret = 'DEPLOYED_FUNCTIONS';

export interface HostedOptions {
  cli: SupabaseCli;
  sourceDir: string;
  /** How many functions there are. */
  count: number;
  /** Deploy even what is there already. */
  isForced: boolean;
}

/** A hosted project, by the Supabase CLI. */
export function createHostedFunctions(options: HostedOptions): FunctionsHost {
  const { cli, sourceDir, count } = options;
  return {
    plan: {
      functions: `deploy ${count} functions with "functions deploy --use-api", unless they are there already`,
      secrets: 'set the secrets that differ with "secrets set"',
    },
    problem: () => cli.problem(),
    async deploy() {
      const known = await cli.secretDigests();
      if (typeof known === 'string') return { failed: known };
      const isThere = known.get(versionSecret) === sha256(await versionOf(sourceDir));
      if (isThere && !options.isForced) return { done: `${count} functions as before` };
      const problem = await cli.deployFunctions();
      return problem === null ? { done: `${count} functions deployed` } : { failed: problem };
    },
    async setSecrets(secrets) {
      // Set after the functions: a deployment that broke off is done again.
      const version = { [versionSecret]: await versionOf(sourceDir) };
      const changed = await cli.setSecrets({ ...secrets, ...version });
      if (typeof changed === 'string') return { failed: changed };
      return {
        done: changed.length > 0 ? `secrets set: ${changed.join(', ')}` : 'all secrets as before',
      };
    },
  };
}

/** A digest of all files that are deployed, and of the settings of the functions. */
async function versionOf(sourceDir: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await listFiles(sourceDir)) {
    hash.update(`\0${file}\0`).update(await readFile(join(sourceDir, file)));
  }
  hash.update(await readFile(join(sourceDir, '..', 'config.toml')));
  return hash.digest('hex');
}

export interface FolderHostOptions {
  /** supabase/functions of this checkout. */
  sourceDir: string;
  /** The folder that the functions container serves; others' functions in it are left alone. */
  targetDir: string;
  /** File with the container's environment; written with the rights of its owner only. */
  envFile: string;
}

/** A self-hosted Supabase, whose functions container reads a folder. */
export function createFolderFunctions(options: FolderHostOptions): FunctionsHost {
  const { sourceDir, targetDir, envFile } = options;
  return {
    plan: {
      functions: `copy the functions to ${targetDir}`,
      secrets: `write the secrets to ${envFile}`,
    },
    problem: () => Promise.resolve(null),
    async deploy() {
      const files = await listFiles(sourceDir);
      let changed = 0;
      for (const file of files) {
        const content = await readFile(join(sourceDir, file));
        const known = await readFile(join(targetDir, file)).catch(() => null);
        if (known?.equals(content)) continue;
        await mkdir(dirname(join(targetDir, file)), { recursive: true });
        await cp(join(sourceDir, file), join(targetDir, file));
        changed += 1;
      }
      return {
        done:
          changed > 0
            ? `${changed} files copied: now "docker compose restart functions --no-deps"`
            : 'all functions as before',
      };
    },
    async setSecrets(secrets) {
      const lines = Object.entries(secrets).map(([name, value]) => `${name}=${value}\n`);
      const content = lines.join('');
      const known = await readFile(envFile, 'utf8').catch(() => null);
      if (known === content) return { done: 'all secrets as before' };
      await writeFile(envFile, content, { mode: 0o600 });
      return { done: `secrets written to ${envFile}: now "docker compose up -d functions"` };
    },
  };
}

/** Without tests and what starts with a dot. */
async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name))
    .filter((entry) => !/\.(test|contract)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((file) => !file.startsWith('_shared/testing/'))
    .toSorted();
}
