import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markApplied, planMigrations, pushMigrations } from '../../deploy/migrations.ts';
import { type Migration, readMigrations } from '../../local/supabase/migrations.ts';
import { foreignChanges, type HostedDatabase, startHostedDatabase } from './hosted-database.ts';

const folder = join(import.meta.dirname, '..', '..', 'supabase', 'migrations');

let hosted: HostedDatabase;
let migrations: Migration[];

beforeAll(async () => {
  [hosted, migrations] = await Promise.all([startHostedDatabase(), readMigrations(folder)]);
});
afterAll(() => hosted.stop());

/** Applies all, as the first deployment to a project does; the files in order. */
async function push(): Promise<string[]> {
  const applied: string[] = [];
  await pushMigrations(hosted.sql, migrations, (file) => applied.push(file));
  return applied;
}

describe('migrations on a database as hosted projects have it', () => {
  it('the database is one: postgres is no superuser, and owns nothing of auth, storage, realtime', async () => {
    const [role] = await hosted.sql`
      select rolsuper from pg_roles where rolname = current_user and current_user = 'postgres'`;
    expect(role).toEqual({ rolsuper: false });
    const owned = await hosted.sql`
      select nspname from pg_namespace
      where nspname in ('auth', 'storage', 'realtime') and nspowner <> to_regrole('postgres')`;
    expect(owned).toHaveLength(3);
    await expect(hosted.sql`create table auth.ours (id int)`).rejects.toThrow('permission denied');
    await expect(hosted.sql`alter table auth.users add column x int`).rejects.toThrow('owner');
  });

  it('all apply, in order, and a second time nothing is pending', async () => {
    expect(await push()).toEqual(migrations.map(({ file }) => file));
    expect(await push()).toEqual([]);
    const plan = await planMigrations(hosted.sql, migrations);
    expect(plan).toEqual({ pending: [], unknown: [], changed: [], late: [] });
  });

  it('in the schemas of others they made policies and triggers only', async () => {
    const changes = await foreignChanges(hosted.admin);
    expect(changes.map(({ identity }) => identity)).toContainEqual(
      expect.stringContaining('realtime.messages'),
    );
    const allowed = ['CREATE POLICY', 'ALTER POLICY', 'CREATE TRIGGER'];
    expect(changes.filter(({ tag }) => !allowed.includes(tag))).toEqual([]);
    const [ours] = await hosted.sql<{ count: number }[]>`
      select count(*)::int as count from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('auth', 'storage', 'realtime') and c.relowner = to_regrole('postgres')`;
    expect(ours?.count).toBe(0);
  });

  it('what they made belongs to postgres, in public and app', async () => {
    const strangers = await hosted.sql`
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'app') and c.relowner <> to_regrole('postgres')`;
    expect([...strangers]).toEqual([]);
  });

  it.each([
    [
      'set or reset the role (supabase/cli#6236)',
      /^\s*(re)?set\s+(local\s+)?(session\s+)?role\b/im,
    ],
    // realtime.messages belongs to Realtime (supabase/supautils#208).
    [
      'comment on a policy of others',
      /comment\s+on\s+policy[^;]+\bon\s+(realtime|storage|auth)\./i,
    ],
    ['switch row-level security of others', /alter\s+table\s+(auth|storage|realtime)\./i],
  ])('none of them tries to %s', (_what, pattern) => {
    const statements = migrations.map(({ file, text }) => ({
      file,
      text: text.replaceAll(/--.*$/gm, ''),
    }));
    expect(statements.filter(({ text }) => pattern.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('the history is what the Supabase CLI reads: version, name, statements', async () => {
    const rows = await hosted.sql`
      select version, name, statements[1] as text
      from supabase_migrations.schema_migrations order by version`;
    const wanted = migrations.map(({ version, name, text }) => ({ version, name, text }));
    expect([...rows]).toEqual(wanted);
  });

  describe('a plan', () => {
    const extra = (version: string, text = 'select 1;'): Migration => ({
      version,
      name: 'extra',
      file: `${version}_extra.sql`,
      text,
    });

    it('names what the database has and the checkout has not', async () => {
      const plan = await planMigrations(hosted.sql, migrations.slice(0, -1));
      expect(plan.unknown).toEqual([migrations.at(-1)?.version]);
    });

    it('names a file that was changed after it had been applied', async () => {
      const [first, ...others] = migrations as [Migration, ...Migration[]];
      const changed = { ...first, text: `${first.text}\nselect 'more';` };
      const plan = await planMigrations(hosted.sql, [changed, ...others]);
      expect(plan.changed).toEqual([first.file]);
    });

    it('names one that comes late, and one that is new', async () => {
      const late = extra('20000101000000');
      const next = extra('29990101000000');
      const plan = await planMigrations(hosted.sql, [late, ...migrations, next]);
      expect(plan.pending).toEqual([late, next]);
      expect(plan.late).toEqual([late.file]);
    });

    it('one that fails leaves nothing behind, and those before it stay', async () => {
      const good = extra('29990101000001', 'create table public.good_one (id int);');
      const bad = extra('29990101000002', 'create table public.bad_one (id int); select 1 / 0;');
      const applied: string[] = [];
      const both = [...migrations, good, bad];
      await expect(pushMigrations(hosted.sql, both, (file) => applied.push(file))).rejects.toThrow(
        '29990101000002_extra.sql failed: division by zero',
      );
      expect(applied).toEqual([good.file]);
      const [left] = await hosted.sql`
        select to_regclass('public.good_one') is not null as good,
               to_regclass('public.bad_one') is not null as bad`;
      expect(left).toEqual({ good: true, bad: false });
      expect((await planMigrations(hosted.sql, both)).pending).toEqual([bad]);
    });

    it('one that was run by hand is recorded and not run again', async () => {
      const byHand = extra('29990101000003', 'select 1 / 0;');
      await markApplied(hosted.sql, byHand);
      await markApplied(hosted.sql, byHand);
      expect((await planMigrations(hosted.sql, [...migrations, byHand])).pending).toEqual([]);
    });
  });
});
