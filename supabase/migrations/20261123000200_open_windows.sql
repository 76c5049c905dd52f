-- When a business is open, as instants: its weekly hours and holidays read on its own clock.

create function app.local_instant(p_local timestamp, p_time_zone text, p_is_end boolean)
returns timestamptz
language plpgsql stable set search_path = ''
as $$
declare
  -- A local time that is repeated in autumn is taken the second time, one that spring leaves out is
  -- moved on by what spring leaves out. That is right for an opening time.
  v_at timestamptz := p_local at time zone p_time_zone;
  v_shift interval := (v_at at time zone p_time_zone) - p_local;
begin
  if not p_is_end then
    return v_at;
  end if;
  if v_shift <> interval '0' then
    -- The end is where the clock jumps over it.
    return (
      select min(minute) from generate_series(v_at - v_shift, v_at, interval '1 minute') as minute
      where (minute at time zone p_time_zone) >= p_local
    );
  end if;
  -- The first of two: or the hour after it would count as open and its clock say otherwise.
  return (
    select min(earlier)
    from unnest(array[v_at, v_at - interval '30 minutes', v_at - interval '1 hour']) as earlier
    where (earlier at time zone p_time_zone) = p_local
  );
end
$$;
comment on function app.local_instant is
  'A local opening or closing time as an instant, such that no moment between two of them has a local time outside.';

create function app.time_zone_of(p_organization_id uuid) returns text
language plpgsql stable set search_path = ''
as $$
begin
  return (select o.time_zone from public.organizations o where o.id = p_organization_id);
end
$$;

create function app.open_windows(p_organization_id uuid, p_from date, p_to date)
returns table (day date, opens_at timestamptz, closes_at timestamptz)
language plpgsql stable set search_path = ''
as $$
declare
  v_zone text := app.time_zone_of(p_organization_id);
begin
  return query
  with days as (
    -- A year and a bit bounds what a mistaken question can cost.
    select p_from + n as day from generate_series(0, least(p_to - p_from, 400)) as n
  ),
  hours as (
    select d.day, h.opens_at, h.closes_at
    from days d
    join public.business_hours h
      on h.organization_id = p_organization_id and h.weekday = extract(dow from d.day)
    where not exists (
      select from public.holidays f
      where f.organization_id = p_organization_id and f.day = d.day
    )
    union all
    select f.day, f.opens_at, f.closes_at
    from public.holidays f
    where f.organization_id = p_organization_id and f.opens_at is not null
      and f.day between p_from and p_to
  ),
  instants as (
    select h.day,
      app.local_instant(h.day + h.opens_at, v_zone, false) as opens_at,
      app.local_instant(h.day + h.closes_at, v_zone, true) as closes_at
    from hours h
  )
  select i.day, i.opens_at, i.closes_at from instants i
  where i.opens_at < i.closes_at
  order by i.opens_at, i.closes_at;
end
$$;
comment on function app.open_windows is
  'The open windows of these local days: the day it belongs to, and from when until when.';

create function app.is_within_hours(
  p_organization_id uuid, p_starts_at timestamptz, p_ends_at timestamptz
) returns boolean
language plpgsql stable set search_path = ''
as $$
declare
  v_day date := (p_starts_at at time zone app.time_zone_of(p_organization_id))::date;
begin
  return exists (
    select from app.open_windows(p_organization_id, v_day, v_day) w
    where w.opens_at <= p_starts_at and p_ends_at <= w.closes_at
  );
end
$$;
comment on function app.is_within_hours is 'Whether all of this time is in one open window.';

create function app.is_open(p_organization_id uuid, p_at timestamptz) returns boolean
language plpgsql stable set search_path = ''
as $$
declare
  v_day date := (p_at at time zone app.time_zone_of(p_organization_id))::date;
begin
  return exists (
    select from app.open_windows(p_organization_id, v_day, v_day) w
    where w.opens_at <= p_at and p_at < w.closes_at
  );
end
$$;
comment on function app.is_open is 'Whether the business is open at this moment.';

revoke all on function
  app.local_instant(timestamp, text, boolean),
  app.time_zone_of(uuid),
  app.open_windows(uuid, date, date),
  app.is_within_hours(uuid, timestamptz, timestamptz),
  app.is_open(uuid, timestamptz)
  from public;
grant execute on function
  app.local_instant(timestamp, text, boolean),
  app.time_zone_of(uuid),
  app.open_windows(uuid, date, date),
  app.is_within_hours(uuid, timestamptz, timestamptz),
  app.is_open(uuid, timestamptz)
  to service_role;
