-- The figures beside the history in three lookups: how many calls there are and how many wait for ours is
-- kept, not counted.
create table public.call_totals (
  organization_id uuid primary key references public.organizations on delete cascade,
  calls integer not null default 0,
  waiting integer not null default 0
);
comment on table public.call_totals is 'How many calls the history has, and how many wait for ours; kept by triggers.';
alter table public.call_totals enable row level security;
alter table public.call_totals force row level security;
revoke all on public.call_totals from anon, authenticated;
grant select, insert, update, delete on public.call_totals to service_role;

create type app.counted_call as (
  organization_id uuid, started_at timestamptz, direction text, outcome text, waits boolean, weight integer
);

-- Always the days first, then the totals, each in order: two that write at once wait, they do not deadlock.
create function app.count_calls(p_calls app.counted_call[]) returns void
language plpgsql set search_path = ''
as $$
begin
  insert into public.call_days as d
  select n.* from (
    select c.organization_id, (c.started_at at time zone o.time_zone)::date, sum(c.weight) as calls,
      sum(case c.direction when 'inbound' then c.weight else 0 end) as inbound,
      sum(case when c.direction = 'inbound' and c.outcome = 'missed' then c.weight else 0 end) as missed
    from unnest(p_calls) c join public.organizations o on o.id = c.organization_id
    group by 1, 2 order by 1, 2
  ) n
  where (n.calls, n.inbound, n.missed) <> (0, 0, 0)
  on conflict (organization_id, day) do update set
    calls = d.calls + excluded.calls, inbound = d.inbound + excluded.inbound,
    missed = d.missed + excluded.missed;
  insert into public.call_totals as t
  select n.* from (
    select c.organization_id, sum(c.weight) as calls,
      sum(case when c.waits then c.weight else 0 end) as waiting
    from unnest(p_calls) c join public.organizations o on o.id = c.organization_id
    group by 1 order by 1
  ) n
  where (n.calls, n.waiting) <> (0, 0)
  on conflict (organization_id) do update set
    calls = t.calls + excluded.calls, waiting = t.waiting + excluded.waiting;
end
$$;

create or replace function app.count_added_calls() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform app.count_calls(array_agg(row(a.organization_id, a.started_at, a.direction, a.outcome,
    a.needs_call_back, 1)::app.counted_call)) from added a;
  return null;
end
$$;
create or replace function app.count_removed_calls() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform app.count_calls(array_agg(row(r.organization_id, r.started_at, r.direction, r.outcome,
    r.needs_call_back, -1)::app.counted_call)) from removed r;
  return null;
end
$$;
-- Nearly every change (tags, notes, names) leaves the figures alone.
create or replace function app.count_changed_calls() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform app.count_calls(array_agg(x.one)) from (
    select unnest(array[
      row(r.organization_id, r.started_at, r.direction, r.outcome, r.needs_call_back, -1)::app.counted_call,
      row(a.organization_id, a.started_at, a.direction, a.outcome, a.needs_call_back, 1)::app.counted_call
    ]) as one
    from removed r join added a using (organization_id, call_id)
    where (r.direction, r.outcome, r.started_at, r.needs_call_back)
      is distinct from (a.direction, a.outcome, a.started_at, a.needs_call_back)
  ) x having count(*) > 0;
  return null;
end
$$;

create function app.recount_calls(p_organization_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  delete from public.call_days d where d.organization_id = p_organization_id;
  delete from public.call_totals t where t.organization_id = p_organization_id;
  insert into public.call_days
  select o.id, (e.started_at at time zone o.time_zone)::date, count(*),
    count(*) filter (where e.direction = 'inbound'),
    count(*) filter (where e.direction = 'inbound' and e.outcome = 'missed')
  from public.call_entries e join public.organizations o on o.id = e.organization_id
  where o.id = p_organization_id group by 1, 2 order by 2;
  insert into public.call_totals
  select e.organization_id, count(*), count(*) filter (where e.needs_call_back)
  from public.call_entries e where e.organization_id = p_organization_id group by 1;
end
$$;
comment on function app.recount_calls is 'Counts an organisation''s calls anew.';

-- Another clock of the business: its days begin at other times.
create function app.recount_on_other_clock() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform app.recount_calls(new.id);
  return null;
end
$$;
create trigger recount_calls after update of time_zone on public.organizations
  for each row when (new.time_zone <> old.time_zone) execute function app.recount_on_other_clock();

create or replace function public.history_counts() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_organization_id uuid := app.my_organization();
  v_totals public.call_totals;
begin
  select t.* into v_totals from public.call_totals t where t.organization_id = v_organization_id;
  return jsonb_build_object(
    'calls', coalesce(v_totals.calls, 0),
    'missedToday', coalesce((
      select d.missed from public.call_days d
      where d.organization_id = v_organization_id and d.day = (
        select (clock_timestamp() at time zone o.time_zone)::date from public.organizations o
        where o.id = v_organization_id
      )
    ), 0),
    -- More than a hundred are a hundred: nobody counts them on screen.
    'needCallBack', least(coalesce(v_totals.waiting, 0), 100)
  );
end
$$;

revoke all on function app.count_calls(app.counted_call[]), app.recount_calls(uuid),
  app.recount_on_other_clock() from public;
grant execute on function app.recount_calls(uuid) to service_role;
revoke usage on type app.counted_call from public;

-- A history is made anew in the order of its pages, without what triggers would do for each of its rows.
create or replace function app.rebuild_history(p_organization_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  delete from public.call_entries e where e.organization_id = p_organization_id;
  delete from public.call_numbers n where n.organization_id = p_organization_id;
  insert into public.call_entries
  select s.* from app.call_entry_source s where s.organization_id = p_organization_id
  order by s.started_at;
  insert into public.call_words
  select s.* from app.call_words_source s where s.organization_id = p_organization_id;
  perform app.rebuild_lists(p_organization_id);
end
$$;
create function app.rebuild_lists(p_organization_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  insert into public.call_numbers
  select distinct e.organization_id, e.outside_number from public.call_entries e
  where e.organization_id = p_organization_id and e.outside_number is not null
  on conflict do nothing;
  insert into public.call_entry_tags
  select s.* from app.call_tag_source s where s.organization_id = p_organization_id order by s.started_at
  on conflict do nothing;
  perform app.rebuild_spans(p_organization_id);
  perform app.recount_calls(p_organization_id);
end
$$;
comment on function app.rebuild_lists is 'Makes anew what is derived from an organisation''s entries alone.';
revoke all on function app.rebuild_lists(uuid) from public;
grant execute on function app.rebuild_lists(uuid) to service_role;

-- What there is already.
select app.rebuild_lists(o.id) from public.organizations o;
