-- The tools that write visits. A lock on the technicians comes before the check and the insert, so
-- that callers who want the same slot queue for milliseconds; the exclusion constraint alone keeps
-- the table right, but its waiters end in deadlocks of seconds (goals.md, finding 8).

create function app.lock_technician(p_resource_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('technician:' || p_resource_id, 0));
end
$$;

create function app.lock_technicians(p_organization_id uuid, p_service_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  v_id uuid;
begin
  -- All who could do it, since another may have to step in; in one order, or two callers would wait
  -- for each other.
  for v_id in
    select r.id from app.technicians_for(p_organization_id, p_service_id) r order by r.id
  loop
    perform app.lock_technician(v_id);
  end loop;
end
$$;

create function app.check_offer(
  c app.ai_tool_context, p_slot_id text, out o public.slot_offers, out refusal jsonb
)
language plpgsql stable set search_path = ''
as $$
begin
  select s.* into o from public.slot_offers s
  where s.id = p_slot_id and s.organization_id = c.organization_id
    and (s.call_id = c.call_id or s.test_conversation_id = c.test_id);
  if o.id is null then
    refusal := app.ai_refusal('not_offered', 'Only a slot_id that find_slots gave can be booked.');
  elsif o.expires_at <= c.at and o.appointment_id is null then
    refusal := app.ai_refusal('offer_expired', 'That offer is too old. Call find_slots again.');
  end if;
end
$$;
comment on function app.check_offer is 'The offer of this very conversation, or why it cannot be used.';

create function app.free_technician(o public.slot_offers, p_except_appointment uuid default null)
returns uuid
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select f.resource_id
    from app.free_technicians(o.organization_id, o.service_id, o.starts_at, o.ends_at,
      p_except_appointment) with ordinality as f (resource_id, name, place)
    order by f.resource_id = o.resource_id desc, f.place
    limit 1
  );
end
$$;
comment on function app.free_technician is
  'Who takes an offered slot: the one it was offered for, else whoever else is free; null: nobody.';

create function app.slot_lost(c app.ai_tool_context, o public.slot_offers, p_reason text,
  p_visit_id uuid default null) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_today date := (c.at at time zone c.time_zone)::date;
  v_last date := v_today + c.booking_horizon_days;
  v_slots jsonb;
begin
  -- From the wanted day on; if that is full until the horizon, from today.
  v_slots := app.offer_slots(c, o.service_id, (o.starts_at at time zone c.time_zone)::date, v_last,
    'any', p_visit_id);
  if v_slots = '[]' then
    v_slots := app.offer_slots(c, o.service_id, v_today, v_last, 'any', p_visit_id);
  end if;
  return app.ai_refusal(p_reason, case when v_slots = '[]'
      then 'That slot is gone, and no other is free. Offer a call-back.'
      else 'That slot is gone. Offer these.' end,
    jsonb_build_object('slots', v_slots));
end
$$;

create function app.live_bookings(c app.ai_tool_context) returns integer
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select count(distinct a.id)
    from public.slot_offers o
    join public.appointments a
      on a.organization_id = o.organization_id and a.id = o.appointment_id
    where o.organization_id = c.organization_id
      and (o.call_id = c.call_id or o.test_conversation_id = c.test_id)
      and a.booked_by = 'ai' and a.status <> 'cancelled'
  );
end
$$;

create function app.client_of_conversation(c app.ai_tool_context, p_name text) returns uuid
language plpgsql stable set search_path = ''
as $$
declare
  v_ids uuid[];
begin
  if c.client_id is not null then
    return c.client_id;
  end if;
  -- A proven number that a family shares, and the name of one of them.
  if c.is_attested and p_name is not null then
    v_ids := array(
      select k.id from app.clients_with_number(c.organization_id, c.caller_number) k
      where app.plain_words(k.name) = app.plain_words(p_name) limit 2
    );
    if cardinality(v_ids) = 1 then
      return v_ids[1];
    end if;
  end if;
  -- The same person booked before in this conversation.
  return (
    select a.client_id
    from public.slot_offers o
    join public.appointments a
      on a.organization_id = o.organization_id and a.id = o.appointment_id
    join public.clients k on k.organization_id = a.organization_id and k.id = a.client_id
    where o.organization_id = c.organization_id
      and (o.call_id = c.call_id or o.test_conversation_id = c.test_id)
      and (p_name is null or app.plain_words(k.name) = app.plain_words(p_name))
    order by a.created_at desc limit 1
  );
end
$$;
comment on function app.client_of_conversation is
  'The client who is booked for when that is proven; null: a new client, by the name given.';

create function app.new_client(c app.ai_tool_context, p_name text, p_address text) returns uuid
language plpgsql set search_path = ''
as $$
declare
  v_client_id uuid;
begin
  insert into public.clients (organization_id, name, address, preferred_language)
  values (c.organization_id, p_name, p_address, c.language)
  returning id into v_client_id;
  -- A number that is somebody's stays theirs alone: without proof this caller may be anybody.
  if c.caller_number is not null
    and not exists (select from app.clients_with_number(c.organization_id, c.caller_number))
  then
    insert into public.client_phones (organization_id, client_id, phone_number, is_main)
    values (c.organization_id, v_client_id, c.caller_number, true);
  end if;
  update public.telnyx_calls k set client_id = v_client_id
  where k.organization_id = c.organization_id and k.id = c.call_id and k.client_id is null;
  return v_client_id;
end
$$;

create function app.booking_note(c app.ai_tool_context, a jsonb, p_client public.clients)
returns text
language plpgsql stable set search_path = ''
as $$
begin
  return left(concat_ws(E'\n',
    a ->> 'problem',
    'Address: ' || (a ->> 'address'),
    'Name given: ' || case
      when app.plain_words(a ->> 'name') <> app.plain_words(p_client.name) then a ->> 'name' end,
    case when not c.is_attested then 'Called from ' || c.caller_number || ' (number not proven)' end
  ), 5000);
end
$$;

create function app.write_booking(c app.ai_tool_context, o public.slot_offers, a jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_client public.clients;
  v_visit public.appointments;
  v_answer jsonb;
begin
  perform app.lock_technicians(o.organization_id, o.service_id);
  if not app.is_within_hours(o.organization_id, o.starts_at, o.ends_at) then
    raise exception using errcode = 'SW001', message = 'outside_hours';
  end if;
  v_visit.resource_id := app.free_technician(o);
  if v_visit.resource_id is null then
    -- An error gives the locks back: looking for other slots must not make the others wait.
    raise exception using errcode = 'SW001', message = 'slot_taken';
  end if;
  v_visit.client_id := coalesce(app.client_of_conversation(c, a ->> 'name'),
    app.new_client(c, a ->> 'name', a ->> 'address'));
  select k.* into v_client from public.clients k
  where k.organization_id = c.organization_id and k.id = v_visit.client_id;
  insert into public.appointments (organization_id, client_id, resource_id, service_id, title,
    starts_at, ends_at, status, booked_by, source_call_id, note)
  select o.organization_id, v_client.id, v_visit.resource_id, s.id, s.name, o.starts_at, o.ends_at,
    'confirmed', 'ai', c.call_id, app.booking_note(c, a, v_client)
  from public.services s where s.organization_id = o.organization_id and s.id = o.service_id
  returning * into v_visit;
  update public.slot_offers s set appointment_id = v_visit.id where s.id = o.id;
  v_answer := jsonb_build_object('ok', true, 'name', v_client.name) || app.visit_json(v_visit);
  if not c.is_for_real then
    raise exception using errcode = 'SW002', message = (v_answer || jsonb_build_object(
      'wouldDo', true, 'visitId', app.trial_visit_id(o.id)))::text;
  end if;
  return v_answer;
exception
  -- Nothing of the block stays, its locks included.
  when sqlstate 'SW001' then
    return jsonb_build_object('ok', false, 'reason', sqlerrm);
  -- Somebody wrote without the lock.
  when exclusion_violation then
    return '{"ok": false, "reason": "slot_taken"}';
  when sqlstate 'SW002' then
    return sqlerrm::jsonb;
end
$$;
comment on function app.write_booking is
  'Checks again and books, all or nothing; in the test panel it books, looks, and takes it back.';

create function app.ai_book_visit(c app.ai_tool_context, a jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_check record;
  v_offer public.slot_offers;
  v_visit public.appointments;
  v_answer jsonb;
begin
  if not c.may_book then
    return app.ai_refusal('not_allowed', 'Visits are arranged by people here. Take a message.');
  end if;
  v_check := app.check_offer(c, a ->> 'slot_id');
  if v_check.refusal is not null then
    return v_check.refusal;
  end if;
  v_offer := v_check.o;
  if a -> 'confirmed' is distinct from 'true' then
    return app.ai_refusal('not_confirmed', 'Read the visit back and get an explicit yes first.');
  end if;
  if v_offer.appointment_id is not null then
    select v.* into v_visit from public.appointments v
    where v.organization_id = c.organization_id and v.id = v_offer.appointment_id;
    if v_visit.status <> 'cancelled' and v_visit.starts_at = v_offer.starts_at then
      return jsonb_build_object('ok', true, 'isDuplicate', true, 'name', (
        select k.name from public.clients k
        where k.organization_id = c.organization_id and k.id = v_visit.client_id
      )) || app.visit_json(v_visit);
    end if;
    return app.ai_refusal('offer_expired', 'That offer was used. Call find_slots again.');
  end if;
  if not a ? 'name' and app.client_of_conversation(c, null) is null then
    return app.ai_refusal('name_needed', 'Ask for the caller''s name first.');
  end if;
  -- No caller fills the calendar.
  if app.live_bookings(c) >= 3 then
    return app.ai_refusal('not_allowed', 'This call has booked three visits. Offer a call-back.');
  end if;
  v_answer := app.write_booking(c, v_offer, a);
  if v_answer -> 'ok' = 'false' then
    return app.slot_lost(c, v_offer, v_answer ->> 'reason');
  end if;
  return v_answer;
end
$$;

revoke all on all functions in schema app from public;
grant execute on function
  app.lock_technician(uuid),
  app.lock_technicians(uuid, uuid),
  app.check_offer(app.ai_tool_context, text),
  app.free_technician(public.slot_offers, uuid),
  app.slot_lost(app.ai_tool_context, public.slot_offers, text, uuid),
  app.live_bookings(app.ai_tool_context),
  app.client_of_conversation(app.ai_tool_context, text),
  app.new_client(app.ai_tool_context, text, text),
  app.booking_note(app.ai_tool_context, jsonb, public.clients),
  app.write_booking(app.ai_tool_context, public.slot_offers, jsonb),
  app.ai_book_visit(app.ai_tool_context, jsonb)
  to service_role;
