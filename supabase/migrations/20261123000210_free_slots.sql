-- Free slots: business hours, who can do the service, and what is booked already.

create function app.booking_lead_time() returns interval
-- A technician has to read of the visit, load the parts and drive there.
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return interval '60 minutes';
end
$$;

create function app.technicians_for(p_organization_id uuid, p_service_id uuid)
returns setof public.resources
language plpgsql stable set search_path = ''
as $$
begin
  return query
  select r.* from public.resources r
  where r.organization_id = p_organization_id and r.active
    and (
      not exists (
        select from public.resource_services s
        where s.organization_id = p_organization_id and s.service_id = p_service_id
      )
      or exists (
        select from public.resource_services s
        where s.organization_id = p_organization_id and s.service_id = p_service_id
          and s.resource_id = r.id
      )
    );
end
$$;
comment on function app.technicians_for is
  'Who can do a service: those listed for it, and everybody where nobody is listed.';

create function app.free_technicians(
  p_organization_id uuid, p_service_id uuid, p_starts_at timestamptz, p_ends_at timestamptz,
  p_except_appointment uuid default null
) returns table (resource_id uuid, name text)
language plpgsql stable set search_path = ''
as $$
declare
  v_zone text := app.time_zone_of(p_organization_id);
  v_day date := (p_starts_at at time zone v_zone)::date;
begin
  return query
  select r.id, r.name from app.technicians_for(p_organization_id, p_service_id) r
  where not exists (
    select from public.appointments a
    where a.resource_id = r.id and a.status <> 'cancelled'
      and tstzrange(a.starts_at, a.ends_at) && tstzrange(p_starts_at, p_ends_at)
      and a.id is distinct from p_except_appointment
  )
  order by (
    select coalesce(sum(a.ends_at - a.starts_at), interval '0') from public.appointments a
    where a.organization_id = p_organization_id and a.resource_id = r.id and a.status <> 'cancelled'
      and a.starts_at >= v_day::timestamp at time zone v_zone
      and a.starts_at < (v_day + 1)::timestamp at time zone v_zone
      and a.id is distinct from p_except_appointment
  ), r.name, r.id;
end
$$;
comment on function app.free_technicians is
  'Who can do it and has nothing else then: the least busy of that day first, then by name.';

create type app.free_slot as (
  starts_at timestamptz, ends_at timestamptz, resource_id uuid, day date, part_of_day text
);

create function app.all_free_slots(
  p_organization_id uuid, p_service_id uuid, p_takes interval, p_from timestamptz,
  p_to timestamptz, p_part_of_day text, p_except_appointment uuid
) returns setof app.free_slot
language plpgsql stable set search_path = ''
as $$
declare
  v_zone text := app.time_zone_of(p_organization_id);
begin
  return query
  -- Materialized: written into the join, a technician's visits would be gathered for every start.
  with visits as materialized (
    select a.resource_id, a.starts_at, a.ends_at from public.appointments a
    where a.resource_id in (
        select r.id from app.technicians_for(p_organization_id, p_service_id) r
      )
      and a.status <> 'cancelled' and a.id is distinct from p_except_appointment
      -- A day more on either side: how busy the first and the last day are counts, too.
      and tstzrange(a.starts_at, a.ends_at)
        && tstzrange(p_from - interval '1 day', p_to + p_takes + interval '1 day')
  ),
  technicians as materialized (
    select r.id, r.name, coalesce((
      select range_agg(tstzrange(v.starts_at, v.ends_at)) from visits v where v.resource_id = r.id
    ), '{}') as busy
    from app.technicians_for(p_organization_id, p_service_id) r
  ),
  loads as (
    select v.resource_id, (v.starts_at at time zone v_zone)::date as day,
      sum(v.ends_at - v.starts_at) as booked
    from visits v group by 1, 2
  ),
  -- Every half hour of the local clock. One that spring leaves out is none; of one that comes twice
  -- the second is offered, so that a spoken time never means two.
  starts as (
    select distinct s.local_start, s.local_start at time zone v_zone as starts_at, w.day,
      w.opens_at, w.closes_at
    from app.open_windows(p_organization_id, (p_from at time zone v_zone)::date,
      (p_to at time zone v_zone)::date) w,
      generate_series(
        date_bin(interval '30 minutes', w.opens_at at time zone v_zone, timestamp '2000-01-01'),
        w.closes_at at time zone v_zone, interval '30 minutes'
      ) as s (local_start)
  ),
  slots as materialized (
    select distinct s.starts_at, s.starts_at + p_takes as ends_at, s.day,
      case when s.local_start::time < time '12:00' then 'morning' else 'afternoon' end as part
    from starts s
    where s.starts_at >= p_from and s.starts_at < p_to
      and s.starts_at >= s.opens_at and s.starts_at + p_takes <= s.closes_at
      and (s.starts_at at time zone v_zone) = s.local_start
  )
  select distinct on (s.starts_at) s.starts_at, s.ends_at, t.id, s.day, s.part
  from slots s
  join technicians t on not t.busy && tstzrange(s.starts_at, s.ends_at)
  left join loads l on l.resource_id = t.id and l.day = s.day
  where p_part_of_day not in ('morning', 'afternoon') or s.part = p_part_of_day
  order by s.starts_at, coalesce(l.booked, interval '0'), t.name, t.id;
end
$$;
comment on function app.all_free_slots is
  'Every start at which somebody is free, with the least busy technician of that day.';

create function app.free_slots(
  p_organization_id uuid,
  p_service_id uuid,
  p_from timestamptz,
  p_to timestamptz,
  p_part_of_day text default 'any',
  p_limit integer default 3,
  p_except_appointment uuid default null,
  p_now timestamptz default clock_timestamp()
) returns setof app.free_slot
language plpgsql stable set search_path = ''
as $$
declare
  v_takes interval;
  v_all app.free_slot[];
  v_slot app.free_slot;
  v_picked app.free_slot[] := '{}';
  v_rule integer := 1;
begin
  -- A visit that is moved stays as long as it is.
  select coalesce(
    (select a.ends_at - a.starts_at from public.appointments a
      where a.organization_id = p_organization_id and a.id = p_except_appointment),
    (select make_interval(mins => s.duration_minutes) from public.services s
      where s.organization_id = p_organization_id and s.id = p_service_id)
  ) into v_takes;
  v_all := array(
    select f from app.all_free_slots(
      p_organization_id, p_service_id, v_takes,
      greatest(p_from, p_now + app.booking_lead_time()), p_to,
      coalesce(p_part_of_day, 'any'), p_except_appointment
    ) f
    -- Where it is already is no other time.
    where not exists (
      select from public.appointments a
      where a.organization_id = p_organization_id and a.id = p_except_appointment
        and a.starts_at = f.starts_at
    )
    order by f.starts_at
  );
  -- A choice, not three neighbours: other parts of a day and other days first, then what is at
  -- least two hours away from what is picked, then anything.
  while v_rule <= 3 and cardinality(v_picked) < p_limit loop
    foreach v_slot in array v_all loop
      exit when cardinality(v_picked) >= p_limit;
      continue when exists (
        select from unnest(v_picked) p
        where case v_rule
          when 1 then (p.day, p.part_of_day) = (v_slot.day, v_slot.part_of_day)
          when 2 then abs(extract(epoch from p.starts_at - v_slot.starts_at)) < 7200
          else p.starts_at = v_slot.starts_at
        end
      );
      v_picked := v_picked || v_slot;
    end loop;
    v_rule := v_rule + 1;
  end loop;
  return query select p.* from unnest(v_picked) p order by p.starts_at;
end
$$;
comment on function app.free_slots is
  'At most p_limit free slots that start within [p_from, p_to), spread over days and their parts.';

revoke all on function
  app.booking_lead_time(),
  app.technicians_for(uuid, uuid),
  app.free_technicians(uuid, uuid, timestamptz, timestamptz, uuid),
  app.all_free_slots(uuid, uuid, interval, timestamptz, timestamptz, text, uuid),
  app.free_slots(uuid, uuid, timestamptz, timestamptz, text, integer, uuid, timestamptz)
  from public;
grant execute on function
  app.booking_lead_time(),
  app.technicians_for(uuid, uuid),
  app.free_technicians(uuid, uuid, timestamptz, timestamptz, uuid),
  app.all_free_slots(uuid, uuid, interval, timestamptz, timestamptz, text, uuid),
  app.free_slots(uuid, uuid, timestamptz, timestamptz, text, integer, uuid, timestamptz)
  to service_role;
