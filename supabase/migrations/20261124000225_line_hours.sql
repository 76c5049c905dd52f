-- A line may keep hours of its own. Bookings go by the business's.

alter table public.holidays
  add column phone_number_id uuid,
  add column id uuid not null default gen_random_uuid(),
  drop constraint holidays_pkey;
alter table public.holidays
  add primary key (id),
  add foreign key (organization_id, phone_number_id)
    references public.telnyx_phone_numbers (organization_id, id) on delete cascade;
create unique index holidays_unique_idx
  on public.holidays (organization_id, phone_number_id, day) nulls not distinct;
comment on column public.holidays.phone_number_id is
  'Null: of the business. Else of one line, where it stands before the business''s of that day.';
create index business_hours_number_idx
  on public.business_hours (organization_id, phone_number_id) where phone_number_id is not null;
create index holidays_number_idx
  on public.holidays (organization_id, phone_number_id) where phone_number_id is not null;

-- A line that keeps the business's hours asks for none of its own.
create function app.hours_owner(p_phone_number_id uuid) returns uuid
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select n.id from public.telnyx_phone_numbers n
    where n.id = p_phone_number_id and n.uses_own_hours
  );
end
$$;
comment on function app.hours_owner is 'The line whose hours count, or null for the business''s.';

drop function app.open_windows(uuid, date, date);
create function app.open_windows(
  p_organization_id uuid, p_from date, p_to date, p_phone_number_id uuid default null
) returns table (day date, opens_at timestamptz, closes_at timestamptz)
language plpgsql stable set search_path = ''
as $$
declare
  v_zone text := app.time_zone_of(p_organization_id);
  v_owner uuid := case when p_phone_number_id is not null then app.hours_owner(p_phone_number_id) end;
begin
  return query
  with days as (
    -- A year and a bit bounds what a mistaken question can cost.
    select p_from + n as day from generate_series(0, least(p_to - p_from, 400)) as n
  ),
  special as (
    select distinct on (f.day) f.day, f.opens_at, f.closes_at
    from public.holidays f
    where f.organization_id = p_organization_id and f.day between p_from and p_to
      and (f.phone_number_id is null or f.phone_number_id = v_owner)
    order by f.day, f.phone_number_id nulls last
  ),
  hours as (
    select d.day, h.opens_at, h.closes_at
    from days d
    join public.business_hours h
      on h.organization_id = p_organization_id and h.weekday = extract(dow from d.day)
      and h.phone_number_id is not distinct from v_owner
    where not exists (select from special s where s.day = d.day)
    union all
    select s.day, s.opens_at, s.closes_at from special s where s.opens_at is not null
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
  'The open windows of these local days: the day it belongs to, and from when until when. With a line: its own hours, where it keeps some.';

drop function app.is_open(uuid, timestamptz);
create function app.is_open(
  p_organization_id uuid, p_at timestamptz, p_phone_number_id uuid default null
) returns boolean
language plpgsql stable set search_path = ''
as $$
declare
  v_day date := (p_at at time zone app.time_zone_of(p_organization_id))::date;
begin
  return exists (
    select from app.open_windows(p_organization_id, v_day, v_day, p_phone_number_id) w
    where w.opens_at <= p_at and p_at < w.closes_at
  );
end
$$;
comment on function app.is_open is 'Whether the business, or one line of it, is open at this moment.';

create function app.next_opening_change(
  p_organization_id uuid, p_at timestamptz, p_phone_number_id uuid
) returns timestamptz
language plpgsql stable set search_path = ''
as $$
declare
  v_day date := (p_at at time zone app.time_zone_of(p_organization_id))::date;
begin
  return (
    -- Two windows that meet are one.
    select min(t.at) from (
      select w.opens_at as at
      from app.open_windows(p_organization_id, v_day, v_day + 31, p_phone_number_id) w
      union all
      select w.closes_at
      from app.open_windows(p_organization_id, v_day, v_day + 31, p_phone_number_id) w
    ) t
    where t.at > p_at
      and app.is_open(p_organization_id, t.at, p_phone_number_id)
        <> app.is_open(p_organization_id, p_at, p_phone_number_id)
  );
end
$$;
comment on function app.next_opening_change is
  'When it closes or opens next; null when not within a month.';

create function public.line_hours(p_number_id uuid default null) returns setof jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_now timestamptz := clock_timestamp();
begin
  return query
  select jsonb_build_object(
    'numberId', n.id,
    'label', n.label,
    'phoneNumber', n.phone_number,
    'timeZone', o.time_zone,
    'usesOwnHours', n.uses_own_hours,
    'isOpen', app.is_open(n.organization_id, v_now, n.id),
    'changesAt', app.iso_utc(app.next_opening_change(n.organization_id, v_now, n.id)),
    'closedOutcome', n.closed_outcome,
    'closedMessage', n.closed_message,
    'forwardTo', n.forward_to,
    'ai', jsonb_build_object('enabled', n.ai_dispatcher_enabled, 'mode', n.ai_mode),
    'language', n.ai_language,
    'week', coalesce((
      select jsonb_agg(jsonb_build_object(
        'weekday', h.weekday, 'opensAt', to_char(h.opens_at, 'HH24:MI'),
        'closesAt', to_char(h.closes_at, 'HH24:MI')
      ) order by h.weekday, h.opens_at)
      from public.business_hours h
      where h.organization_id = n.organization_id and h.phone_number_id = n.id
    ), '[]'),
    'holidays', coalesce((
      select jsonb_agg(jsonb_build_object(
        'day', f.day, 'name', f.name, 'opensAt', to_char(f.opens_at, 'HH24:MI'),
        'closesAt', to_char(f.closes_at, 'HH24:MI')
      ) order by f.day)
      from public.holidays f
      where f.organization_id = n.organization_id and f.phone_number_id = n.id
    ), '[]')
  )
  from public.telnyx_phone_numbers n
  join public.organizations o on o.id = n.organization_id
  where n.organization_id = (select app.my_organization())
    and (p_number_id is null or n.id = p_number_id)
  order by n.is_default desc, n.label, n.phone_number;
end
$$;
comment on function public.line_hours is
  'Opening hours of one line, or of all: whether it is open, when that changes, and what happens while closed.';

create function app.my_number_to_change(p_number_id uuid) returns text
language plpgsql stable set search_path = ''
as $$
begin
  if not exists (
    select from public.telnyx_phone_numbers n
    where n.id = p_number_id and n.organization_id in (select app.my_organizations())
  ) then
    return 'not_found';
  end if;
  if not exists (
    select from public.telnyx_phone_numbers n
    where n.id = p_number_id and n.organization_id in (select app.my_admin_organizations())
  ) then
    return 'not_allowed';
  end if;
  return null;
end
$$;
comment on function app.my_number_to_change is
  'Why the caller may not change this line: not_found or not_allowed; null: they may.';

create function app.is_time(p_text text) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
  select coalesce(p_text ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$', false)
$$;

create function app.check_line_hours(p jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  v_outcome text := p ->> 'closedOutcome';
begin
  if v_outcome is null or v_outcome not in ('ring', 'message', 'forward')
    or jsonb_typeof(p -> 'usesOwnHours') is distinct from 'boolean'
    or jsonb_typeof(coalesce(p -> 'week', '[]')) <> 'array'
    or jsonb_typeof(coalesce(p -> 'holidays', '[]')) <> 'array'
    or jsonb_array_length(coalesce(p -> 'week', '[]')) > 100
    or jsonb_array_length(coalesce(p -> 'holidays', '[]')) > 400
  then
    return 'invalid_request';
  end if;
  if char_length(btrim(p ->> 'closedMessage')) > 1000 then
    return 'message_too_long';
  end if;
  if nullif(p ->> 'forwardTo', '') !~ '^\+[1-9][0-9]{6,14}$' then
    return 'invalid_number';
  end if;
  if v_outcome = 'forward' and nullif(p ->> 'forwardTo', '') is null then
    return 'forward_number_missing';
  end if;
  if exists (
    select from jsonb_array_elements(coalesce(p -> 'week', '[]')) as w
    where coalesce(w ->> 'weekday', '') !~ '^[0-6]$'
      or not app.is_time(w ->> 'opensAt') or not app.is_time(w ->> 'closesAt')
      or w ->> 'opensAt' >= w ->> 'closesAt'
  ) or exists (
    select from jsonb_array_elements(coalesce(p -> 'week', '[]')) with ordinality as a (w, n)
    join jsonb_array_elements(coalesce(p -> 'week', '[]')) with ordinality as b (w, n)
      on a.n < b.n and a.w ->> 'weekday' = b.w ->> 'weekday'
      and a.w ->> 'opensAt' < b.w ->> 'closesAt' and b.w ->> 'opensAt' < a.w ->> 'closesAt'
  ) then
    return 'invalid_hours';
  end if;
  if exists (
    select from jsonb_array_elements(coalesce(p -> 'holidays', '[]')) as f
    where coalesce(f ->> 'day', '') !~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'
      or char_length(btrim(coalesce(f ->> 'name', ''))) not between 1 and 200
      or (f ->> 'opensAt' is null) <> (f ->> 'closesAt' is null)
      or (f ->> 'opensAt' is not null and (
        not app.is_time(f ->> 'opensAt') or not app.is_time(f ->> 'closesAt')
        or f ->> 'opensAt' >= f ->> 'closesAt'))
  ) or (
    select count(*) <> count(distinct f ->> 'day')
    from jsonb_array_elements(coalesce(p -> 'holidays', '[]')) as f
  ) then
    return 'invalid_holidays';
  end if;
  return null;
end
$$;
comment on function app.check_line_hours is 'What is wrong with a request to save_line_hours; null: nothing.';

create function public.save_line_hours(p jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_id uuid;
  v_organization_id uuid;
  v_code text;
begin
  if coalesce(p ->> 'numberId', '') !~ '^[0-9a-fA-F-]{36}$' then
    return '{"ok": false, "code": "invalid_request"}';
  end if;
  v_id := (p ->> 'numberId')::uuid;
  v_code := coalesce(app.my_number_to_change(v_id), app.check_line_hours(p));
  if v_code is not null then
    return jsonb_build_object('ok', false, 'code', v_code);
  end if;
  update public.telnyx_phone_numbers n set
    uses_own_hours = (p ->> 'usesOwnHours')::boolean,
    closed_outcome = p ->> 'closedOutcome',
    closed_message = nullif(btrim(p ->> 'closedMessage'), ''),
    forward_to = case when p ? 'forwardTo' then nullif(p ->> 'forwardTo', '') else n.forward_to end
  where n.id = v_id
  returning n.organization_id into v_organization_id;
  if p ? 'week' then
    delete from public.business_hours h
    where h.organization_id = v_organization_id and h.phone_number_id = v_id;
    insert into public.business_hours (organization_id, phone_number_id, weekday, opens_at, closes_at)
    select v_organization_id, v_id, (w ->> 'weekday')::smallint, (w ->> 'opensAt')::time,
      (w ->> 'closesAt')::time
    from jsonb_array_elements(p -> 'week') as w;
  end if;
  if p ? 'holidays' then
    delete from public.holidays f
    where f.organization_id = v_organization_id and f.phone_number_id = v_id;
    insert into public.holidays (organization_id, phone_number_id, day, name, opens_at, closes_at)
    select v_organization_id, v_id, (f ->> 'day')::date, btrim(f ->> 'name'),
      (f ->> 'opensAt')::time, (f ->> 'closesAt')::time
    from jsonb_array_elements(p -> 'holidays') as f;
  end if;
  return '{"ok": true}';
exception
  -- The other outcome still forwards to the number that was taken away; or no such day.
  when check_violation then
    return '{"ok": false, "code": "forward_number_missing"}';
  when datetime_field_overflow then
    return '{"ok": false, "code": "invalid_holidays"}';
end
$$;
comment on function public.save_line_hours is
  '{numberId, usesOwnHours, closedOutcome, closedMessage?, forwardTo?, week?, holidays?} in, {ok, code?} out. Owners and admins.';

revoke all on function
  app.hours_owner(uuid),
  app.open_windows(uuid, date, date, uuid),
  app.is_open(uuid, timestamptz, uuid),
  app.next_opening_change(uuid, timestamptz, uuid),
  app.my_number_to_change(uuid),
  app.is_time(text),
  app.check_line_hours(jsonb)
  from public;
grant execute on function
  app.hours_owner(uuid),
  app.open_windows(uuid, date, date, uuid),
  app.is_open(uuid, timestamptz, uuid),
  app.next_opening_change(uuid, timestamptz, uuid)
  to authenticated, service_role;
grant execute on function app.local_instant(timestamp, text, boolean), app.time_zone_of(uuid)
  to authenticated;
grant execute on function app.my_number_to_change(uuid), app.is_time(text), app.check_line_hours(jsonb)
  to authenticated, service_role;
revoke all on function public.line_hours(uuid), public.save_line_hours(jsonb)
  from public, anon, authenticated;
grant execute on function public.line_hours(uuid), public.save_line_hours(jsonb) to authenticated;
