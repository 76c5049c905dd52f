import type { Migration } from '../../local/supabase/migrations.ts';
import type { Sql } from '../database.ts';
import { failed, messageOf, note, ok, type Finding } from '../findings.ts';

const oldestPostgres = 170_000;
const timerExtensions = ['pg_cron', 'pg_net', 'supabase_vault'];

/** Whether the database can be reached and is as the migrations expect it. */
export async function checkDatabase(
  sql: Sql,
  migrations: readonly Migration[],
): Promise<Finding[]> {
  try {
    return [
      ...(await checkServer(sql)),
      ...(await checkExtensions(sql, migrations)),
      ...(await checkOwners(sql)),
    ];
  } catch (error) {
    const remedy =
      'check SUPABASE_DB_URL: dashboard, Connect, Session pooler; the password must be URL-encoded';
    return [failed(`the database cannot be used: ${messageOf(error)}`, remedy)];
  }
}

async function checkServer(sql: Sql): Promise<Finding[]> {
  const [row] = await sql<{ version: string; number: number; name: string; super: boolean }[]>`
    select current_setting('server_version') as version,
           current_setting('server_version_num')::int as number,
           current_user as name, rolsuper as super
    from pg_catalog.pg_roles where rolname = current_user`;
  if (!row) return [failed('the database does not know its own role', 'use role postgres')];
  const findings = [ok(`database reached as ${row.name}, Postgres ${row.version}`)];
  if (row.number < oldestPostgres) {
    const remedy = 'upgrade the project: dashboard, Settings, Infrastructure';
    findings.push(failed(`Postgres ${row.version} is older than 17`, remedy));
  }
  if (row.super) {
    const remedy =
      "use role postgres: what a superuser makes belongs to it, and the API's roles lack rights";
    findings.push(failed(`${row.name} is a superuser`, remedy));
  } else {
    findings.push(ok(`${row.name} is not a superuser, as on hosted projects`));
  }
  return findings;
}

async function checkExtensions(sql: Sql, migrations: readonly Migration[]): Promise<Finding[]> {
  const rows = await sql<{ name: string }[]>`select name from pg_catalog.pg_available_extensions`;
  const available = new Set(rows.map(({ name }) => name));
  const wanted = extensionsOf(migrations);
  const missing = wanted.filter((name) => !available.has(name));
  const timer = timerExtensions.filter((name) => !available.has(name));
  return [
    missing.length === 0
      ? ok(`extensions on offer: ${wanted.join(', ')}`)
      : failed(
          `extensions are missing: ${missing.join(', ')}`,
          "install them on the database's server (they are part of Postgres's contrib)",
        ),
    timer.length === 0
      ? ok(`extensions for the sweeper's timer on offer: ${timerExtensions.join(', ')}`)
      : note(
          `no ${timer.join(', ')}: the database cannot call the sweeper itself`,
          'let something else call it every 5 seconds: docs/self-host.md, "The sweeper without pg_cron"',
        ),
  ];
}

/** What the migrations create, without the timer's, which app.schedule_sweeper guards. */
function extensionsOf(migrations: readonly Migration[]): string[] {
  const pattern = /create extension if not exists "?([\w-]+)"?/gi;
  const names = migrations.flatMap(({ text }) =>
    [...text.matchAll(pattern)].map((match) => match[1] ?? ''),
  );
  return [...new Set(names)].filter((name) => !timerExtensions.includes(name)).toSorted();
}

async function checkOwners(sql: Sql): Promise<Finding[]> {
  const rows = await sql<{ schema: string; owner: string; mine: boolean }[]>`
    select nspname as schema, pg_catalog.pg_get_userbyid(nspowner) as owner,
           pg_catalog.pg_get_userbyid(nspowner) = current_user as mine
    from pg_catalog.pg_namespace where nspname in ('auth', 'storage', 'realtime') order by 1`;
  const missing = ['auth', 'storage', 'realtime'].filter(
    (name) => !rows.some(({ schema }) => schema === name),
  );
  if (missing.length > 0) {
    const remedy = 'this is not the database of a Supabase project: check the connection string';
    return [failed(`there is no schema ${missing.join(', ')}`, remedy)];
  }
  const mine = rows.filter((row) => row.mine).map(({ schema }) => schema);
  if (mine.length > 0) {
    return [note(`${mine.join(', ')} belong to our own role, unlike on hosted projects`)];
  }
  const owners = rows.map(({ schema, owner }) => `${schema} (${owner})`).join(', ');
  return [ok(`schemas of others, which we only add policies to: ${owners}`)];
}
