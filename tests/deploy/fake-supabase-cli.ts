import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program in the Supabase CLI's place. Its answers are those of version 3.1.0, as it was tried. */
export interface FakeSupabaseCli {
  path: string;
  /** What was asked of it, first argument first, since the last time. */
  calls(): Promise<string[]>;
  /** Name -> value, as the project has them. */
  secrets(): Promise<Record<string, string>>;
  remove(): Promise<void>;
}

export async function makeFakeSupabaseCli(): Promise<FakeSupabaseCli> {
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-cli-'));
  const path = join(folder, 'supabase');
  const log = join(folder, 'calls');
  const store = join(folder, 'secrets.json');
  await Promise.all([writeFile(log, ''), writeFile(store, '{}')]);
  await writeFile(path, program(process.execPath, log, store));
  await chmod(path, 0o755);
  return {
    path,
    async calls() {
      const lines = (await readFile(log, 'utf8')).split('\n').filter(Boolean);
      await writeFile(log, '');
      return lines;
    },
    secrets: async () => JSON.parse(await readFile(store, 'utf8')) as Record<string, string>,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const program = (node: string, log: string, store: string) => `#!${node}
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
const { createHash } = require('node:crypto');
const { parseEnv } = require('node:util');
const args = process.argv.slice(2);
const words = args.filter((arg, index) => !arg.startsWith('-') && args[index - 1] !== '--settings' && args[index - 1] !== '--output');
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
if (args[0] === '--version') {
  console.log('3.1.0');
  process.exit(0);
}
appendFileSync(${JSON.stringify(log)}, words.join(' ') + '\\n');
console.error('Target: project abcdefghijklmnopqrst');
if (!args.includes('--remote=abcdefghijklmnopqrst')) {
  console.error('no such project');
  process.exit(1);
}
const secrets = JSON.parse(readFileSync(${JSON.stringify(store)}, 'utf8'));
if (words.join(' ') === 'secrets list') {
  console.log(JSON.stringify(Object.entries(secrets).map(([name, value]) => (
    { name, value: sha256(value), updated_at: '2026-11-01T00:00:00Z' }
  )), null, 2));
} else if (words.join(' ') === 'secrets set') {
  const file = args[args.indexOf('--settings') + 1];
  Object.assign(secrets, parseEnv(readFileSync(file, 'utf8')));
  writeFileSync(${JSON.stringify(store)}, JSON.stringify(secrets));
} else if (words.join(' ') !== 'functions deploy' || !args.includes('--use-api')) {
  console.error('unknown command ' + args.join(' '));
  process.exit(1);
}
`;
