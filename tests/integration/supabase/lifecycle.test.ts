import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDatabase, type LocalDatabase } from '../../../local/supabase/database.ts';
import { processToken } from '../../../local/supabase/processes/process-identity.ts';
import { startSupabase } from '../../../local/supabase/stack.ts';
import { fixtures, rootDir } from './stack-fixture.ts';

let folder: string;
let dataDir: string;
let migrationsDir: string;
const running: LocalDatabase[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-lifecycle-'));
  await chmod(folder, 0o755);
  dataDir = join(folder, 'data');
  migrationsDir = join(folder, 'migrations');
  await cp(join(fixtures, 'migrations'), migrationsDir, { recursive: true });
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((database) => database.stop()));
  await rm(folder, { recursive: true, force: true });
});

const notes: string[] = [];

async function start(options = {}): Promise<LocalDatabase> {
  const database = await startDatabase({
    rootDir,
    dataDir,
    migrationsDir,
    seedFile: null,
    onNote: (note) => notes.push(note),
    ...options,
  });
  running.push(database);
  return database;
}

async function query(database: LocalDatabase, text: string) {
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end();
  }
}

/** The processes that a data folder's lock names. */
function recordedPids(): number[] {
  const lock = JSON.parse(readFileSync(join(dataDir, 'lock.json'), 'utf8')) as {
    children: { pid: number }[];
  };
  return lock.children.map(({ pid }) => pid);
}

describe('stopping', () => {
  it('leaves no process, no lock and keeps the data', async () => {
    const stack = await startSupabase({
      rootDir,
      dataDir,
      migrationsDir,
      seedFile: null,
      functionsDir: join(fixtures, 'functions'),
      configFile: join(fixtures, 'config.toml'),
    });
    await stack.startFunctions({});
    const pids = recordedPids();
    expect(pids).toHaveLength(4);
    await query(stack.database, 'create table public.kept (id integer)');
    await stack.stop();
    expect(pids.filter((pid) => processToken(pid) !== null)).toEqual([]);
    expect(existsSync(join(dataDir, 'lock.json'))).toBe(false);
    await expect(fetch(`${stack.apiUrl}/health`)).rejects.toThrow('fetch failed');
    const again = await start();
    expect(again.isNew).toBe(false);
    expect(await query(again, 'select count(*)::int as n from public.kept')).toMatchObject([
      { n: 0 },
    ]);
  });

  it('of an ephemeral stack leaves no folder', async () => {
    const database = await startDatabase({ rootDir, migrationsDir, seedFile: null });
    expect(existsSync(database.dataDir)).toBe(true);
    await database.stop();
    expect(existsSync(database.dataDir)).toBe(false);
  });
});

describe('starting', () => {
  it('after a kill -9 ends what was left running and recovers the data', async () => {
    const holder = join(fixtures, 'hold-database.ts');
    const child = spawn(process.execPath, [holder, rootDir, dataDir, migrationsDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const line = await new Promise<string>((resolve) => {
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    });
    expect(line).toMatch(/^ready \d+/);
    const [postmaster = 0] = recordedPids();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    expect(processToken(postmaster)).not.toBeNull();

    notes.length = 0;
    const database = await start();
    expect(processToken(postmaster)).toBeNull();
    expect(notes.join()).toContain(`postgres (${postmaster})`);
    expect(await query(database, 'select count(*)::int as n from public.things')).toMatchObject([
      { n: 0 },
    ]);
  });

  it('recognises a stale postmaster.pid whose number belongs to somebody else', async () => {
    await (await start()).stop();
    running.length = 0;
    const lock = join(dataDir, 'postgres', 'postmaster.pid');
    await writeFile(lock, `${process.pid}\n${dataDir}/postgres\n1\n5432\n\n127.0.0.1\n\nready\n`);
    notes.length = 0;
    await start();
    expect(notes).toEqual(['removed the stale lock of an earlier start']);
  });

  it('makes a half-initialised data folder anew', async () => {
    await mkdir(join(dataDir, 'postgres', 'base'), { recursive: true });
    await mkdir(join(dataDir, 'postgres.new', 'base'), { recursive: true });
    const database = await start();
    expect(database.isNew).toBe(true);
    expect(await query(database, 'select 1 as one')).toMatchObject([{ one: 1 }]);
    const left = await readdir(dataDir);
    expect(left.filter((name) => name.startsWith('postgres.unusable-'))).toHaveLength(1);
    expect(left).not.toContain('postgres.new');
  });

  it('twice on one data folder is refused, naming the first', async () => {
    await start();
    await expect(start()).rejects.toThrow(`process ${process.pid}`);
  });

  it('on a taken port names the port, its holder and the remedy', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await expect(start({ databasePort: port })).rejects.toThrow(
      new RegExp(`Port ${port} for Postgres is taken by process ${process.pid}.*POSTGRES_PORT=`),
    );
    await new Promise((resolve) => server.close(resolve));
    await start({ databasePort: port });
  });
});

describe('migrations', () => {
  it('are applied once, later ones on top', async () => {
    await (await start()).stop();
    await writeFile(
      join(migrationsDir, '20260102000000_more.sql'),
      'create table public.more (id int);',
    );
    const database = await start();
    const rows = await query(
      database,
      'select version, name from supabase_migrations.schema_migrations order by version',
    );
    expect(rows.map((row) => row['name'])).toEqual(['things', 'policies', 'more']);
  });

  it('that were changed or removed after they had been applied are refused', async () => {
    await (await start()).stop();
    const file = join(migrationsDir, '20260101000100_policies.sql');
    const text = readFileSync(file, 'utf8');
    await writeFile(file, `${text}\ncreate table public.sneaked (id int);`);
    await expect(start()).rejects.toThrow(/policies\.sql was changed.*npm run reset/);
    await rm(file);
    await expect(start()).rejects.toThrow(/20260101000100 was applied.*its file is gone/);
  });

  it('that fail leave nothing behind and name the file and the line', async () => {
    const file = join(migrationsDir, '20260103000000_broken.sql');
    await writeFile(file, 'create table public.half (id int);\nselect 1 +;\n');
    await expect(start()).rejects.toThrow(/20260103000000_broken\.sql failed.*at line 2/);
    await rm(file);
    const database = await start();
    expect(await query(database, "select to_regclass('public.half') as half")).toMatchObject([
      { half: null },
    ]);
  });

  it('are followed by the seed, once', async () => {
    const seedFile = join(folder, 'seed.sql');
    await writeFile(
      seedFile,
      'create table public.seeded (id int); insert into public.seeded values (1);',
    );
    await (await start({ seedFile })).stop();
    const database = await start({ seedFile });
    expect(await query(database, 'select count(*)::int as n from public.seeded')).toMatchObject([
      { n: 1 },
    ]);
  });
});

describe('a template', () => {
  it('gives copies of the fresh database that do not see each other', async () => {
    const database = await start({ template: true });
    const [one, other] = [await database.clone('copy_one'), await database.clone('copy_two')];
    const sql = postgres(one, { max: 1, onnotice: () => undefined });
    await sql`create table public.only_here (id int)`;
    await sql.end();
    const there = postgres(other, { max: 1, onnotice: () => undefined });
    const [row] =
      await there`select to_regclass('public.only_here') as found, to_regclass('things') as things`;
    await there.end();
    expect(row).toMatchObject({ found: null, things: 'things' });
  });
});

describe('PostgREST', () => {
  it('is started again when it ends', async () => {
    const restarts: string[] = [];
    const stack = await startSupabase({
      rootDir,
      dataDir,
      migrationsDir,
      seedFile: null,
      functionsDir: folder,
      onNote: (note) => restarts.push(note),
    });
    const [, postgrest = 0] = recordedPids();
    process.kill(postgrest, 'SIGKILL');
    await expect
      .poll(
        async () => {
          const answer = await fetch(`${stack.apiUrl}/rest/v1/things`, {
            headers: { apikey: stack.keys.publishable },
          });
          return [answer.status, restarts.length];
        },
        { timeout: 20_000 },
      )
      .toEqual([200, 1]);
    await stack.stop();
  });
});
