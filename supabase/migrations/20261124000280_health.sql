-- What the health check knows and keeps: signs of life, refused webhooks, reports of the last 40 days.

create table app.heartbeats (
  name text primary key,
  at timestamptz not null default clock_timestamp()
);
comment on table app.heartbeats is 'When a part that works by itself last did its work.';

create table app.refused_webhooks (
  hour timestamptz primary key,
  times bigint not null default 1 check (times > 0)
);
comment on table app.refused_webhooks is
  'How many webhooks bore no valid signature: the one thing that unverified input writes.';

create table app.health_turns (
  organization_id uuid primary key references public.organizations on delete cascade,
  taken_at timestamptz not null default clock_timestamp()
);
comment on table app.health_turns is 'When the sweeper last took a business''s turn for a health check.';

create table public.health_reports (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations on delete cascade,
  at timestamptz not null default clock_timestamp(),
  state text not null check (state in ('ok', 'warn', 'bad')),
  -- What was not right, as `check:code`.
  codes text[] not null default '{}'
);
comment on table public.health_reports is 'What health checks found. Kept for 40 days.';
create index health_reports_organization_idx on public.health_reports (organization_id, at desc);

alter table app.heartbeats enable row level security;
alter table app.heartbeats force row level security;
alter table app.refused_webhooks enable row level security;
alter table app.refused_webhooks force row level security;
alter table app.health_turns enable row level security;
alter table app.health_turns force row level security;
alter table public.health_reports enable row level security;
alter table public.health_reports force row level security;
revoke all on app.heartbeats, app.refused_webhooks, app.health_turns, public.health_reports
  from public, anon, authenticated;
grant select, insert, update, delete
  on app.heartbeats, app.refused_webhooks, app.health_turns, public.health_reports to service_role;
grant select on public.health_reports to authenticated;
create policy "the service keeps signs of life" on app.heartbeats
  to service_role using (true) with check (true);
create policy "the service counts refusals" on app.refused_webhooks
  to service_role using (true) with check (true);
create policy "the service takes turns" on app.health_turns
  to service_role using (true) with check (true);
create policy "members read health" on public.health_reports
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));

create function public.count_refused_webhooks(p_times integer) returns void
language sql set search_path = ''
as $$
  insert into app.refused_webhooks as r (hour, times)
  values (date_trunc('hour', clock_timestamp()), least(greatest(p_times, 1), 1000000))
  on conflict (hour) do update set times = r.times + excluded.times
$$;
comment on function public.count_refused_webhooks is 'Adds to the counter of refused webhooks.';

create function public.sweeper_beat() returns uuid
language plpgsql set search_path = ''
as $$
declare
  v_turn uuid;
begin
  insert into app.heartbeats (name) values ('call-sweeper')
  on conflict (name) do update set at = clock_timestamp();
  insert into app.health_turns as t (organization_id)
  select o.id from public.organizations o
  left join app.health_turns t on t.organization_id = o.id
  where (t.taken_at is null or t.taken_at < clock_timestamp() - interval '1 hour')
    and exists (select from public.telnyx_phone_numbers n where n.organization_id = o.id)
  order by t.taken_at nulls first, o.id
  limit 1
  on conflict (organization_id) do update set taken_at = clock_timestamp()
    where t.taken_at < clock_timestamp() - interval '1 hour'
  returning organization_id into v_turn;
  return v_turn;
end
$$;
comment on function public.sweeper_beat is
  'The sweeper lives. Answers with a business whose hourly health check is due and now its caller''s.';

create function app.applied_migrations() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_found jsonb;
begin
  execute $query$
    select jsonb_build_object('newest', max(version), 'count', count(*))
    from supabase_migrations.schema_migrations where version >= '20261122000100'
  $query$ into v_found;
  return v_found;
exception when undefined_table or insufficient_privilege then
  -- Migrated by something else than the CLI, the deploy script or the local stack.
  return null;
end
$$;
comment on function app.applied_migrations is '{newest, count}, or null where nobody keeps a list.';

create function app.last_telnyx_event(p_organization_id uuid) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'occurredAt', app.iso_utc(e.occurred_at), 'receivedAt', app.iso_utc(e.received_at)
    )
    from (
      select c.id, c.organization_id from public.telnyx_calls c
      where c.organization_id = p_organization_id
      order by c.started_at desc, c.id desc limit 5
    ) as recent
    join public.call_events e
      on e.call_id = recent.id and e.organization_id = recent.organization_id
    where e.source = 'telnyx'
    order by e.received_at desc limit 1
  );
end
$$;
comment on function app.last_telnyx_event is 'When Telnyx last told something about a call, and when it came.';

create function public.health_facts(p_organization_id uuid) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_now timestamptz := clock_timestamp();
  v_is_only boolean := (select count(*) = 1 from public.organizations);
begin
  return jsonb_build_object(
    'now', app.iso_utc(v_now),
    'numbers', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', n.id, 'phoneNumber', n.phone_number, 'connectionId', n.connection_id
      ) order by n.is_default desc, n.phone_number)
      from public.telnyx_phone_numbers n where n.organization_id = p_organization_id
    ), '[]'),
    'setup', (
      select jsonb_build_object(
        'voiceProfileId', s.outbound_voice_profile_id,
        'applicationId', s.call_control_application_id,
        'credentialConnectionId', s.credential_connection_id
      )
      from public.telnyx_setups s where s.organization_id = p_organization_id
    ),
    'lastEvent', app.last_telnyx_event(p_organization_id),
    'liveCalls', (
      select count(*) from public.telnyx_calls c
      where c.organization_id = p_organization_id and c.ended_at is null
    ),
    'refusedLastHour', coalesce((
      select sum(r.times) from app.refused_webhooks r
      where r.hour >= date_trunc('hour', v_now - interval '1 hour')
    ), 0),
    'sweptAt', (select app.iso_utc(b.at) from app.heartbeats b where b.name = 'call-sweeper'),
    'overdueCommands', (
      select count(*) from public.call_commands k
      where k.organization_id = p_organization_id and k.status = 'pending'
        and k.created_at < v_now - interval '20 seconds'
    ),
    'deadLetters', (
      select count(*) from public.dead_letters d
      where d.resolved_at is null
        and (d.organization_id = p_organization_id or (d.organization_id is null and v_is_only))
    ),
    'ai', jsonb_build_object(
      'lines', (
        select count(*) from public.telnyx_phone_numbers n
        where n.organization_id = p_organization_id and n.ai_dispatcher_enabled
      ),
      'sync', (
        select a.sync_status from public.ai_dispatchers a
        where a.organization_id = p_organization_id
      )
    ),
    'migrations', app.applied_migrations()
  );
end
$$;
comment on function public.health_facts is 'HealthFacts of ports/health.ts, in one round trip.';

create function public.unknown_legs(p_call_control_ids text[]) returns text[]
language sql stable set search_path = ''
as $$
  select coalesce(array_agg(wanted.id), '{}')
  from unnest(p_call_control_ids) as wanted (id)
  where not exists (select from public.call_legs l where l.call_control_id = wanted.id)
    and not exists (select from public.telnyx_calls c where c.call_control_id = wanted.id)
$$;
comment on function public.unknown_legs is 'Of these legs at Telnyx, those that we were never told of.';

create function public.store_health_report(p_organization_id uuid, p_state text, p_codes text[])
returns boolean
language plpgsql set search_path = ''
as $$
begin
  -- One at a time: two tabs that check at once make one report.
  perform pg_advisory_xact_lock(hashtextextended('health:' || p_organization_id, 0));
  if exists (
    select from public.health_reports r
    where r.organization_id = p_organization_id and r.state = p_state and r.codes = p_codes
      and r.at > clock_timestamp() - interval '55 seconds'
  ) then
    return false;
  end if;
  delete from public.health_reports r
  where r.organization_id = p_organization_id
    and (r.at < clock_timestamp() - interval '40 days'
      -- What was found within this minute is replaced by what is true now.
      or r.at > clock_timestamp() - interval '55 seconds');
  insert into public.health_reports (organization_id, state, codes)
  values (p_organization_id, p_state, p_codes);
  return true;
end
$$;
comment on function public.store_health_report is
  'Keeps what a check found, one a minute. The last of a minute counts, so that a repair shows at once.';

create function public.health_days() returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(
    jsonb_agg(jsonb_build_object('day', d.day::date, 'state', w.state) order by d.day), '[]'
  )
  from public.organizations o
  cross join lateral generate_series(
    (clock_timestamp() at time zone o.time_zone)::date::timestamp - interval '29 days',
    (clock_timestamp() at time zone o.time_zone)::date::timestamp, interval '1 day'
  ) as d (day)
  left join lateral (
    select case max(case r.state when 'bad' then 2 when 'warn' then 1 else 0 end)
      when 2 then 'bad' when 1 then 'warn' when 0 then 'ok' end as state
    from public.health_reports r
    where r.organization_id = o.id
      and r.at >= d.day at time zone o.time_zone
      and r.at < (d.day + interval '1 day') at time zone o.time_zone
  ) as w on true
  where o.id = (select app.my_organization())
$$;
comment on function public.health_days is
  'The worst state of each of the last 30 days in the business''s time zone; null: nothing was checked.';

create function public.health_echo(p_nonce text) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_member_id uuid := (
    select m.id from public.members m
    where m.organization_id = app.my_organization() and m.user_id = (select auth.uid()) and m.active
  );
begin
  if v_member_id is null or char_length(p_nonce) not between 8 and 64 then
    return false;
  end if;
  perform realtime.send(
    jsonb_build_object('nonce', p_nonce), 'health_echo', 'member:' || v_member_id, true
  );
  return true;
end
$$;
comment on function public.health_echo is
  'Sends a word to the caller''s own channel: how long live updates take there and back.';

revoke all on function
  public.count_refused_webhooks(integer), public.sweeper_beat(), app.applied_migrations(),
  app.last_telnyx_event(uuid), public.health_facts(uuid), public.unknown_legs(text[]),
  public.store_health_report(uuid, text, text[]), public.health_days(), public.health_echo(text)
  from public, anon, authenticated;
grant execute on function
  public.count_refused_webhooks(integer), public.sweeper_beat(), app.applied_migrations(),
  app.last_telnyx_event(uuid), public.health_facts(uuid), public.unknown_legs(text[]),
  public.store_health_report(uuid, text, text[])
  to service_role;
grant execute on function public.health_days(), public.health_echo(text) to authenticated;
