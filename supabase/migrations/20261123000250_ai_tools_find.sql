-- The tools that look: who is calling, what is free, what it costs.

create function app.visit_json(a public.appointments) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return jsonb_build_object(
    'visitId', a.id,
    'startsAt', app.iso_utc(a.starts_at),
    'endsAt', app.iso_utc(a.ends_at),
    'service', coalesce((
      select s.name from public.services s
      where s.organization_id = a.organization_id and s.id = a.service_id
    ), a.title),
    'technician', (
      select r.name from public.resources r
      where r.organization_id = a.organization_id and r.id = a.resource_id
    )
  );
end
$$;

create function app.own_visit(c app.ai_tool_context, p_visit_id uuid) returns public.appointments
language plpgsql stable set search_path = ''
as $$
declare
  v_visit public.appointments;
begin
  select a.* into v_visit from public.appointments a
  where a.organization_id = c.organization_id and a.id = p_visit_id
    and a.status in ('confirmed', 'unconfirmed', 'cancelled') and a.starts_at > c.at
    and (
      a.client_id = c.client_id
      -- Whoever booked it in this conversation may change it there, known or not.
      or exists (
        select from public.slot_offers o
        where o.organization_id = c.organization_id and o.appointment_id = a.id
          and (o.call_id = c.call_id or o.test_conversation_id = c.test_id)
      )
    );
  if v_visit.id is null and not c.is_for_real then
    -- What the test panel would have booked stands in no table: its offer tells.
    select o.organization_id, p_visit_id, o.service_id, o.resource_id, o.starts_at, o.ends_at,
      'confirmed', s.name
    into v_visit.organization_id, v_visit.id, v_visit.service_id, v_visit.resource_id,
      v_visit.starts_at, v_visit.ends_at, v_visit.status, v_visit.title
    from public.slot_offers o
    join public.services s on s.organization_id = o.organization_id and s.id = o.service_id
    where o.organization_id = c.organization_id and o.test_conversation_id = c.test_id
      and app.trial_visit_id(o.id) = p_visit_id and o.starts_at > c.at;
  end if;
  return v_visit;
end
$$;
comment on function app.own_visit is
  'A coming visit that this caller may see and change; a row of nulls: none of his.';

create function app.trial_visit_id(p_slot_id text) returns uuid
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return md5('trial:' || p_slot_id)::uuid;
end
$$;
comment on function app.trial_visit_id is 'The id that the test panel is told of a visit it did not book.';

create function app.not_your_visit(c app.ai_tool_context) returns jsonb
language plpgsql immutable set search_path = ''
as $$
begin
  -- Whoever is not known learns nothing of any id, not even that there is none.
  if c.client_id is null then
    return app.ai_refusal('identity_too_low',
      'The caller''s number does not prove who calls. Offer a call-back or a person.');
  end if;
  return app.ai_refusal('unknown_visit', 'This caller has no such coming visit.');
end
$$;

create function app.ai_look_up_client(c app.ai_tool_context) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  if c.client_id is null then
    return '{"ok": true, "known": false, "identity": "none"}';
  end if;
  return (
    select jsonb_build_object(
      'ok', true, 'known', true, 'identity', 'number',
      'firstName', case when k.company is null then split_part(k.name, ' ', 1) else k.name end,
      'visits', coalesce((
        select jsonb_agg(app.visit_json(a) order by a.starts_at)
        from (
          select * from public.appointments v
          where v.organization_id = c.organization_id and v.client_id = c.client_id
            and v.status in ('confirmed', 'unconfirmed') and v.starts_at > c.at
          order by v.starts_at limit 5
        ) a
      ), '[]')
    )
    from public.clients k where k.organization_id = c.organization_id and k.id = c.client_id
  );
end
$$;
comment on function app.ai_look_up_client is
  'First name and coming visits of a caller whose attested number is one client''s; else nothing.';

create function app.offer_slots(
  c app.ai_tool_context, p_service_id uuid, p_from date, p_to date, p_part_of_day text,
  p_visit_id uuid default null
) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_offers jsonb;
begin
  delete from public.slot_offers o where o.id in (
    select x.id from public.slot_offers x
    where x.expires_at < c.at - interval '1 day'
    order by x.expires_at limit 50 for update skip locked
  );
  with offered as (
    insert into public.slot_offers (id, organization_id, call_id, test_conversation_id, service_id,
      resource_id, starts_at, ends_at, offered_at, expires_at)
    select app.new_slot_id(), c.organization_id, c.call_id, c.test_id, p_service_id,
      f.resource_id, f.starts_at, f.ends_at, c.at, c.at + interval '15 minutes'
    from app.free_slots(
      c.organization_id, p_service_id, p_from::timestamp at time zone c.time_zone,
      (p_to + 1)::timestamp at time zone c.time_zone, p_part_of_day, 3, p_visit_id, c.at
    ) f
    returning *
  )
  select jsonb_agg(jsonb_build_object(
    'slotId', o.id, 'startsAt', app.iso_utc(o.starts_at), 'endsAt', app.iso_utc(o.ends_at)
  ) order by o.starts_at)
  into v_offers from offered o;
  return coalesce(v_offers, '[]');
end
$$;
comment on function app.offer_slots is
  'Up to three free slots, written down: the caller can book these and no other [I10].';

create function app.new_slot_id() returns text
language plpgsql volatile set search_path = ''
as $$
declare
  -- 32 letters and digits that look and sound apart: five bits each.
  v_letters constant text := 'abcdefghijkmnpqrstuvwxyz23456789';
  v_random bytea := extensions.gen_random_bytes(8);
begin
  return 's' || (
    select string_agg(substr(v_letters, 1 + (get_byte(v_random, n) & 31), 1), '')
    from generate_series(0, 7) as n
  );
end
$$;

create function app.wanted_days(
  c app.ai_tool_context, a jsonb, out first_day date, out last_day date, out refusal jsonb
)
language plpgsql stable set search_path = ''
as $$
declare
  v_today date := (c.at at time zone c.time_zone)::date;
  v_last date := v_today + c.booking_horizon_days;
begin
  first_day := coalesce(app.try_date(a ->> 'date_from'), v_today);
  last_day := coalesce(app.try_date(a ->> 'date_to'), v_last);
  -- A past day alone is a mistake; of a range that has begun the rest is meant.
  if last_day < v_today or first_day > v_last or first_day > last_day
    or (first_day < v_today and not a ? 'date_to')
  then
    refusal := app.ai_refusal('invalid_arguments',
      format('Visits can be booked from %s to %s.', v_today, v_last));
  end if;
  first_day := greatest(first_day, v_today);
  last_day := least(last_day, v_last);
end
$$;
comment on function app.wanted_days is
  'The local days that slots are wanted on, as far as the profile books ahead; or why there are none.';

create function app.service_of(
  p_organization_id uuid, p_visit public.appointments, a jsonb
) returns public.services
language plpgsql stable set search_path = ''
as $$
declare
  v_service public.services;
begin
  select s.* into v_service from public.services s
  where s.organization_id = p_organization_id and s.id = p_visit.service_id;
  if v_service.id is null then
    -- People write visits without a service; their title says what it is.
    v_service := app.service_for(
      p_organization_id, a ->> 'service', coalesce(p_visit.title, a ->> 'problem'));
  end if;
  return v_service;
end
$$;
comment on function app.service_of is 'What slots are wanted for: that of the visit to be moved, or by words.';

create function app.ai_find_slots(c app.ai_tool_context, a jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_days record;
  v_visit public.appointments;
  v_service public.services;
  v_slots jsonb;
begin
  if not (case when a ? 'visit_id' then c.may_change else c.may_book end) then
    return app.ai_refusal('not_allowed', 'Visits are arranged by people here. Take a message.');
  elsif not a ?| array['problem', 'service', 'visit_id'] then
    return app.ai_refusal('invalid_arguments', 'Missing or wrong: problem.');
  end if;
  v_days := app.wanted_days(c, a);
  if v_days.refusal is not null then
    return v_days.refusal;
  end if;
  if a ? 'visit_id' then
    v_visit := app.own_visit(c, (a ->> 'visit_id')::uuid);
    if v_visit.id is null or v_visit.status = 'cancelled' then
      return app.not_your_visit(c);
    end if;
  end if;
  v_service := app.service_of(c.organization_id, v_visit, a);
  if v_service.id is null then
    return app.ai_refusal('not_on_list', 'This business has no service that can be booked.');
  end if;
  v_slots := app.offer_slots(c, v_service.id, v_days.first_day, v_days.last_day,
    coalesce(a ->> 'part_of_day', 'any'), v_visit.id);
  return jsonb_build_object(
    'ok', true,
    'service', jsonb_build_object(
      'name', v_service.name,
      'durationMinutes', coalesce(
        extract(epoch from v_visit.ends_at - v_visit.starts_at)::integer / 60,
        v_service.duration_minutes)
    ),
    'slots', v_slots
  ) || case when v_slots = '[]'
    then '{"message": "Nothing is free then. Ask for other days, or offer a call-back."}'::jsonb
    else '{}' end;
end
$$;

create function app.ai_quote_price(c app.ai_tool_context, a jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_quotes jsonb;
begin
  if not c.may_quote then
    return app.ai_refusal('not_allowed', 'Prices are told by people here. Take a message.');
  end if;
  select jsonb_agg(jsonb_build_object(
    'service', q.name, 'priceCents', q.price_cents, 'currency', q.currency))
  into v_quotes
  from (
    select s.*, app.is_general_service(s) as is_general,
      bool_and(app.is_general_service(s)) over () as is_all_general
    from app.services_by_words(c.organization_id, a ->> 'service') s
    where s.price_cents is not null
  ) q
  -- Asked for a tap that leaks, the general visit's price would only confuse.
  where not q.is_general or q.is_all_general;
  if v_quotes is null then
    return app.ai_refusal('not_on_list', 'The price list does not have it. Take a message.');
  end if;
  return jsonb_build_object('ok', true, 'quotes', v_quotes);
end
$$;

revoke all on all functions in schema app from public;
grant execute on function
  app.visit_json(public.appointments),
  app.own_visit(app.ai_tool_context, uuid),
  app.trial_visit_id(text),
  app.not_your_visit(app.ai_tool_context),
  app.ai_look_up_client(app.ai_tool_context),
  app.offer_slots(app.ai_tool_context, uuid, date, date, text, uuid),
  app.new_slot_id(),
  app.wanted_days(app.ai_tool_context, jsonb),
  app.service_of(uuid, public.appointments, jsonb),
  app.ai_find_slots(app.ai_tool_context, jsonb),
  app.ai_quote_price(app.ai_tool_context, jsonb)
  to service_role;
