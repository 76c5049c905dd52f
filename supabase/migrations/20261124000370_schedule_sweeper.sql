-- The sweeper's clock on a hosted project: pg_cron calls the function call-sweeper through pg_net, with
-- address and token from Vault. This migration schedules nothing: `npm run deploy` calls
-- app.schedule_sweeper with the project's address. Where the extensions are missing (the local stack has
-- a timer instead) nothing is changed and the answer says what is missing. All names of the extensions
-- stand in dynamic SQL, since they need not exist.

create function app.sweeper_schedule() returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  missing text[];
  found jsonb;
begin
  select coalesce(array_agg(wanted.extension order by wanted.extension), '{}') into missing
  from (values
    ('pg_cron', 'cron', 'schedule'),
    ('pg_net', 'net', 'http_post'),
    ('supabase_vault', 'vault', 'create_secret')
  ) as wanted (extension, schema_name, function_name)
  where not exists (
    select from pg_catalog.pg_proc p
    join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname = wanted.schema_name and p.proname = wanted.function_name
  );
  if not 'pg_cron' = any (missing) then
    execute $query$
      select jsonb_build_object('schedule', j.schedule, 'active', j.active, 'command', j.command)
      from cron.job j where j.jobname = 'call-sweeper' limit 1
    $query$ into found;
  end if;
  return jsonb_build_object('missing', to_jsonb(missing), 'job', found);
end
$$;
comment on function app.sweeper_schedule is
  'What pg_cron has for the sweeper: {missing: extensions, job: {schedule, active, command} or null}.';

create function app.keep_vault_secret(p_name text, p_secret text) returns boolean
language plpgsql set search_path = ''
as $$
declare
  known record;
begin
  execute 'select id, decrypted_secret from vault.decrypted_secrets where name = $1'
    into known using p_name;
  if known.id is null then
    execute 'select vault.create_secret($1, $2)' using p_secret, p_name;
    return true;
  end if;
  if known.decrypted_secret = p_secret then
    return false;
  end if;
  execute 'select vault.update_secret($1, $2)' using known.id, p_secret;
  return true;
end
$$;
comment on function app.keep_vault_secret is 'Stores a secret under a name. True: it was new or another.';

create function app.keep_cron_job(p_name text, p_schedule text, p_command text) returns boolean
language plpgsql set search_path = ''
as $$
declare
  is_same boolean;
begin
  execute $query$
    select exists (
      select from cron.job j
      where j.jobname = $1 and j.schedule = $2 and j.command = $3 and j.active
    )
  $query$ into is_same using p_name, p_schedule, p_command;
  if is_same then
    return false;
  end if;
  -- A job of the same name and role is replaced, but stays switched off if it was (pg_cron's README).
  execute 'select cron.unschedule(j.jobid) from cron.job j where j.jobname = $1' using p_name;
  execute 'select cron.schedule($1, $2, $3)' using p_name, p_schedule, p_command;
  return true;
end
$$;
comment on function app.keep_cron_job is 'Schedules a job under a name. True: it was new or another.';

create function app.schedule_sweeper(p_url text, p_token text) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  state jsonb;
  extension text;
  changed boolean;
begin
  if p_url !~ '^https?://' or char_length(p_token) < 16 then
    return jsonb_build_object('ok', false, 'code', 'invalid_request', 'changed', false);
  end if;
  -- On offer but not switched on yet: hosted projects let the role postgres do that.
  foreach extension in array array['pg_cron', 'pg_net', 'supabase_vault'] loop
    if not exists (select from pg_catalog.pg_extension e where e.extname = extension)
      and exists (select from pg_catalog.pg_available_extensions a where a.name = extension) then
      begin
        execute format('create extension if not exists %I', extension);
      exception when insufficient_privilege then
        -- Not ours to switch on; the answer names what is missing.
        null;
      end;
    end if;
  end loop;
  state := app.sweeper_schedule();
  if state -> 'missing' <> '[]'::jsonb then
    return jsonb_build_object(
      'ok', false, 'code', 'extensions_missing', 'missing', state -> 'missing', 'changed', false
    );
  end if;
  changed := app.keep_vault_secret('switchboard_sweeper_url', p_url);
  changed := app.keep_vault_secret('switchboard_sweeper_token', p_token) or changed;
  changed := app.keep_cron_job('call-sweeper', '5 seconds', $job$
    select net.http_post(
      url := (
        select decrypted_secret from vault.decrypted_secrets where name = 'switchboard_sweeper_url'
      ),
      headers := jsonb_build_object('authorization', 'Bearer ' || (
        select decrypted_secret from vault.decrypted_secrets where name = 'switchboard_sweeper_token'
      )),
      body := '{}'::jsonb,
      timeout_milliseconds := 4000
    )
  $job$) or changed;
  -- pg_cron keeps a row of every run, 17,280 a day.
  changed := app.keep_cron_job('switchboard-cron-history', '17 3 * * *', $job$
    delete from cron.job_run_details where end_time < now() - interval '2 days'
  $job$) or changed;
  return jsonb_build_object('ok', true, 'changed', changed);
end
$$;
comment on function app.schedule_sweeper is
  'Calls the sweeper every 5 seconds by pg_cron, pg_net and Vault. May be run again: a second time it
   changes nothing. {ok, changed, code?, missing?}.';

create function app.unschedule_sweeper() returns jsonb
language plpgsql set search_path = ''
as $$
begin
  if to_regprocedure('cron.unschedule(bigint)') is null then
    return jsonb_build_object('ok', true, 'changed', false);
  end if;
  execute $query$
    select cron.unschedule(j.jobid) from cron.job j
    where j.jobname in ('call-sweeper', 'switchboard-cron-history')
  $query$;
  return jsonb_build_object('ok', true, 'changed', true);
end
$$;

revoke all on function app.sweeper_schedule(), app.keep_vault_secret(text, text),
  app.keep_cron_job(text, text, text), app.schedule_sweeper(text, text), app.unschedule_sweeper()
  from public, anon, authenticated, service_role;
