-- Figures of the history without counting it: a row per day of the business.
create table public.call_days (
  organization_id uuid not null references public.organizations on delete cascade,
  day date not null,
  calls integer not null default 0,
  inbound integer not null default 0,
  missed integer not null default 0,
  primary key (organization_id, day)
);
comment on table public.call_days is 'How many calls a day had, on the clock of the business; kept by a trigger.';
alter table public.call_days enable row level security;
alter table public.call_days force row level security;
revoke all on public.call_days from anon, authenticated;
grant select, insert, update, delete on public.call_days to service_role;
grant select on public.call_days to authenticated;
create policy "members read the days" on public.call_days
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));

-- Per statement, not per row: a thousand calls of a day are one change of it.
create function app.count_added_calls() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.call_days as d
  select x.organization_id, (x.started_at at time zone o.time_zone)::date,
    count(*), count(*) filter (where x.direction = 'inbound'),
    count(*) filter (where x.direction = 'inbound' and x.outcome = 'missed')
  from added x join public.organizations o on o.id = x.organization_id
  group by 1, 2
  on conflict (organization_id, day) do update set
    calls = d.calls + excluded.calls, inbound = d.inbound + excluded.inbound,
    missed = d.missed + excluded.missed;
  return null;
end
$$;
create function app.count_removed_calls() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.call_days as d
  select x.organization_id, (x.started_at at time zone o.time_zone)::date,
    -count(*), -count(*) filter (where x.direction = 'inbound'),
    -count(*) filter (where x.direction = 'inbound' and x.outcome = 'missed')
  from removed x join public.organizations o on o.id = x.organization_id
  group by 1, 2
  on conflict (organization_id, day) do update set
    calls = d.calls + excluded.calls, inbound = d.inbound + excluded.inbound,
    missed = d.missed + excluded.missed;
  return null;
end
$$;
create function app.count_changed_calls() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- Nearly every change (tags, notes, tasks) leaves the figures alone.
  if not exists (
    select from removed o join added n using (organization_id, call_id)
    where (o.outcome, o.started_at) is distinct from (n.outcome, n.started_at)
  ) then
    return null;
  end if;
  insert into public.call_days as d
  select x.organization_id, (x.started_at at time zone o.time_zone)::date,
    -count(*), -count(*) filter (where x.direction = 'inbound'),
    -count(*) filter (where x.direction = 'inbound' and x.outcome = 'missed')
  from removed x join public.organizations o on o.id = x.organization_id
  group by 1, 2
  on conflict (organization_id, day) do update set
    calls = d.calls + excluded.calls, inbound = d.inbound + excluded.inbound,
    missed = d.missed + excluded.missed;
  insert into public.call_days as d
  select x.organization_id, (x.started_at at time zone o.time_zone)::date,
    count(*), count(*) filter (where x.direction = 'inbound'),
    count(*) filter (where x.direction = 'inbound' and x.outcome = 'missed')
  from added x join public.organizations o on o.id = x.organization_id
  group by 1, 2
  on conflict (organization_id, day) do update set
    calls = d.calls + excluded.calls, inbound = d.inbound + excluded.inbound,
    missed = d.missed + excluded.missed;
  return null;
end
$$;
create trigger count_insert after insert on public.call_entries
  referencing new table as added for each statement execute function app.count_added_calls();
create trigger count_update after update on public.call_entries
  referencing old table as removed new table as added
  for each statement execute function app.count_changed_calls();
create trigger count_delete after delete on public.call_entries
  referencing old table as removed for each statement execute function app.count_removed_calls();

create function public.history_counts() returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_organization_id uuid := app.my_organization();
begin
  return jsonb_build_object(
    'calls', (select coalesce(sum(d.calls), 0) from public.call_days d
      where d.organization_id = v_organization_id),
    'missedToday', (select coalesce(sum(d.missed), 0) from public.call_days d
      join public.organizations o on o.id = d.organization_id
      where d.organization_id = v_organization_id
        and d.day = (clock_timestamp() at time zone o.time_zone)::date),
    -- More than a hundred are a hundred: nobody counts them on screen.
    'needCallBack', (select count(*) from (
      select from public.call_entries e
      where e.organization_id = v_organization_id and e.needs_call_back limit 100
    ) w)
  );
end
$$;
comment on function public.history_counts is
  '{calls, missedToday, needCallBack}: the figures beside the history; needCallBack stops at 100.';

revoke all on function
  app.count_added_calls(), app.count_removed_calls(), app.count_changed_calls() from public;
revoke all on function public.history_counts() from public, anon, authenticated;
grant execute on function public.history_counts() to authenticated;

-- What there is already.
select app.rebuild_history(o.id) from public.organizations o;
