import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemLine, runCommand } from './run-command.ts';

/** The version that the commands below were read from. */
export const CLI_VERSION = '3.1.0';
const oldestMajor = 3;

/** What a hosted project's functions are deployed with. All of it may be run again. */
export interface SupabaseCli {
  /** null: it is there and recent. Otherwise what is wrong. */
  problem(): Promise<string | null>;
  /** Deploys all functions. null: done. */
  deployFunctions(): Promise<string | null>;
  /** SHA-256 of each secret by its name. A text: what went wrong. */
  secretDigests(): Promise<Map<string, string> | string>;
  /** Sets the secrets that are missing or different; their names. A text: what went wrong. */
  setSecrets(secrets: Record<string, string>): Promise<string[] | string>;
}

export interface CliOptions {
  /** Program and first arguments; by default `npx` fetches the pinned version. */
  command: readonly string[];
  projectRef: string;
  /** The folder that holds supabase/. */
  rootDir: string;
}

/** By npx, so that nothing has to be installed and the version is always the same. */
export const npxCommand = ['npx', '--yes', `supabase@${CLI_VERSION}`] as const;

/** The Supabase CLI as a program. It signs in by `supabase login` or SUPABASE_ACCESS_TOKEN. */
export function createSupabaseCli({ command, projectRef, rootDir }: CliOptions): SupabaseCli {
  const run = (...args: string[]) =>
    runCommand([...command, ...args], {
      cwd: rootDir,
      env: { SUPABASE_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', NO_COLOR: '1' },
    });
  const target = `--remote=${projectRef}`;
  const secretDigests = async (): Promise<Map<string, string> | string> => {
    const listed = await run('secrets', 'list', target, '--output', 'json');
    return listed.code === 0 ? readDigests(listed.stdout) : problemLine(listed);
  };
  return {
    secretDigests,
    async problem() {
      const result = await run('--version');
      const version = /(\d+)\.\d+\.\d+/.exec(result.stdout);
      if (result.code !== 0 || !version) return `does not run (${problemLine(result)})`;
      if (Number(version[1]) < oldestMajor) return `is too old: ${version[0]}`;
      const signedIn = await secretDigests();
      return typeof signedIn === 'string' ? `cannot reach the project (${signedIn})` : null;
    },
    async deployFunctions() {
      const result = await run('functions', 'deploy', '--use-api', '--yes', target);
      return result.code === 0 ? null : problemLine(result);
    },
    async setSecrets(secrets) {
      const known = await secretDigests();
      if (typeof known === 'string') return known;
      const changed = Object.entries(secrets).filter(([name, value]) => {
        return known.get(name) !== sha256(value);
      });
      if (changed.length === 0) return [];
      // A file, since arguments can be seen by everybody on this machine.
      const folder = await mkdtemp(join(tmpdir(), 'switchboard-secrets-'));
      try {
        const file = join(folder, 'secrets.env');
        const lines = changed.map(([name, value]) => `${name}=${JSON.stringify(value)}\n`);
        await writeFile(file, lines.join(''), { mode: 0o600 });
        const result = await run('secrets', 'set', '--settings', file, '--yes', target);
        return result.code === 0 ? changed.map(([name]) => name) : problemLine(result);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** Hexadecimal, as `secrets list` shows it. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `secrets list` shows a SHA-256 of each value, never the value. */
function readDigests(output: string): Map<string, string> {
  const start = output.search(/[[{]/);
  const parsed: unknown = JSON.parse(output.slice(Math.max(start, 0)) || '[]');
  const rows = Array.isArray(parsed) ? parsed : ((parsed as { secrets?: unknown }).secrets ?? []);
  return new Map(
    (rows as { name?: string; value?: string; digest?: string }[]).map((row) => [
      row.name ?? '',
      row.value ?? row.digest ?? '',
    ]),
  );
}
