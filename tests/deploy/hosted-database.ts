import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { connectTo, type Sql } from '../../deploy/database.ts';
import { bootstrapDatabase } from '../../local/supabase/bootstrap.ts';
import { databaseUrl } from '../../local/supabase/database/connect.ts';
import { startPostgres } from '../../local/supabase/postgres.ts';
import { lockDataFolder } from '../../local/supabase/processes/data-lock.ts';

/** A database as a hosted project has it before its first migration. */
export interface HostedDatabase {
  url: string;
  /** As role `postgres`, which is no superuser. */
  sql: Sql;
  /** As the superuser that owns auth, storage and realtime. */
  admin: Sql;
  stop(): Promise<void>;
}

/** What a role did to objects in the schemas of others. */
export interface ForeignChange {
  tag: string;
  identity: string;
}

/**
 * Postgres with the roles and schemas of a hosted project and nothing of ours. What `postgres` does in
 * schemas of others is recorded: hosted projects let it create policies and triggers there, no more.
 */
export async function startHostedDatabase(): Promise<HostedDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-hosted-'));
  const lock = await lockDataFolder(dataDir);
  const note = () => undefined;
  const server = await startPostgres({ dataDir, port: 0, safe: false, lock, note });
  await bootstrapDatabase(server.port);
  const options = { max: 1, onnotice: () => undefined };
  const admin = postgres(databaseUrl(server.port, 'supabase_admin'), options);
  await admin.unsafe(recordForeignChanges).simple();
  const url = databaseUrl(server.port, 'postgres');
  const sql = connectTo(url);
  return {
    url,
    sql,
    admin,
    async stop() {
      await Promise.all([sql.end(), admin.end()]);
      await server.stop();
      lock.release();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** What was recorded so far, without repetitions. */
export async function foreignChanges(admin: Sql): Promise<ForeignChange[]> {
  return [
    ...(await admin<ForeignChange[]>`
      select distinct tag, identity from watched.foreign_changes order by tag, identity`),
  ];
}

const recordForeignChanges = `
  create schema watched;
  create table watched.foreign_changes (tag text, identity text);
  create function watched.record_change() returns event_trigger
  language plpgsql security definer set search_path = '' as $$
  begin
    insert into watched.foreign_changes
    select command_tag, object_identity from pg_event_trigger_ddl_commands()
    where schema_name in ('auth', 'storage', 'realtime')
      and pg_catalog.current_setting('session_authorization') = 'postgres'
      or object_identity ~ ' on (auth|storage|realtime)\\.'
      and pg_catalog.current_setting('session_authorization') = 'postgres';
  end
  $$;
  create event trigger record_change on ddl_command_end execute function watched.record_change();
`;

/**
 * Stand-ins for pg_cron, pg_net and Vault with the functions and views that we use, as their
 * documentation describes them: they cannot be had for this Postgres.
 */
export async function installTimerStandIns(admin: Sql): Promise<void> {
  await admin.unsafe(timerStandIns).simple();
}

const timerStandIns = `
  create schema cron; create schema net; create schema vault;
  grant usage on schema cron, net, vault to postgres;
  create table cron.job (
    jobid bigint generated always as identity primary key, schedule text not null,
    command text not null, jobname text unique, active boolean not null default true
  );
  create table cron.job_run_details (
    runid bigint, status text, return_message text, start_time timestamptz, end_time timestamptz,
    jobid bigint
  );
  create function cron.schedule(job_name text, schedule text, command text) returns bigint
  language sql security definer as $$
    insert into cron.job (jobname, schedule, command) values ($1, $2, $3)
    on conflict (jobname) do update set schedule = excluded.schedule, command = excluded.command
    returning jobid
  $$;
  create function cron.unschedule(job_id bigint) returns boolean
  language sql security definer as $$ delete from cron.job where jobid = $1 returning true $$;
  grant select on cron.job, cron.job_run_details to postgres;
  grant delete on cron.job_run_details to postgres;
  create table net.sent (url text, headers jsonb, body jsonb, timeout_milliseconds integer);
  create function net.http_post(
    url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{}',
    timeout_milliseconds integer default 1000
  ) returns bigint language sql security definer as $$
    insert into net.sent values ($1, $4, $2, $5) returning 1::bigint
  $$;
  create table vault.secrets (
    id uuid primary key default gen_random_uuid(), name text unique, secret text not null
  );
  create view vault.decrypted_secrets as
    select id, name, secret as decrypted_secret from vault.secrets;
  grant select on vault.decrypted_secrets to postgres;
  create function vault.create_secret(
    new_secret text, new_name text default null, new_description text default '',
    new_key_id uuid default null
  ) returns uuid language sql security definer as $$
    insert into vault.secrets (name, secret) values ($2, $1) returning id
  $$;
  create function vault.update_secret(
    secret_id uuid, new_secret text default null, new_name text default null,
    new_description text default null, new_key_id uuid default null
  ) returns void language sql security definer as $$
    update vault.secrets set secret = $2 where id = $1
  $$;
`;
