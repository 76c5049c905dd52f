-- Roles and schemas of a Supabase project. Run as the superuser supabase_admin, may be run again.
-- `postgres` is not a superuser, as on hosted projects: what works here works there.

do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('postgres', 'login createdb createrole replication bypassrls'),
      ('anon', 'nologin noinherit'),
      ('authenticated', 'nologin noinherit'),
      ('service_role', 'nologin noinherit bypassrls'),
      ('authenticator', 'login noinherit'),
      ('supabase_auth_admin', 'login noinherit createrole'),
      ('supabase_storage_admin', 'login noinherit createrole'),
      ('supabase_realtime_admin', 'login noinherit bypassrls')
    ) as roles (name, options)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      execute format('create role %I %s', wanted.name, wanted.options);
    end if;
    if wanted.options like 'login%' then
      execute format('alter role %I password %L', wanted.name, 'postgres');
    end if;
  end loop;
end
$$;

grant anon, authenticated, service_role
  to authenticator, postgres, supabase_storage_admin, supabase_realtime_admin;

-- The limits that hosted projects have; PostgREST applies them to the role it impersonates.
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';

alter role supabase_auth_admin set search_path = auth;
alter role supabase_storage_admin set search_path = storage;

alter database postgres owner to postgres;
alter database postgres set search_path = "$user", public, extensions;

create schema if not exists extensions authorization postgres;
grant usage on schema extensions to anon, authenticated, service_role,
  supabase_auth_admin, supabase_storage_admin, supabase_realtime_admin;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists "uuid-ossp" with schema extensions;

grant usage on schema public to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on tables to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on functions to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on sequences to anon, authenticated, service_role;

-- PostgREST re-reads the schema after every DDL, whoever runs it.
create or replace function extensions.notify_schema_change() returns event_trigger
language plpgsql as $$
begin
  notify pgrst, 'reload schema';
end
$$;
drop event trigger if exists notify_schema_change;
create event trigger notify_schema_change on ddl_command_end
  execute function extensions.notify_schema_change();
drop event trigger if exists notify_schema_drop;
create event trigger notify_schema_drop on sql_drop
  execute function extensions.notify_schema_change();

do $$
begin
  if not exists (select from pg_publication where pubname = 'supabase_realtime') then
    create publication supabase_realtime;
  end if;
  alter publication supabase_realtime owner to postgres;
end
$$;
