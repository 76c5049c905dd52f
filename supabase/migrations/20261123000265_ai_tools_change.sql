-- The tools that move and cancel a visit: the caller's own coming ones only.

create function app.write_move(c app.ai_tool_context, o public.slot_offers, p_visit public.appointments)
returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_visit public.appointments := p_visit;
  v_answer jsonb;
begin
  perform app.lock_technicians(o.organization_id, o.service_id);
  if not app.is_within_hours(o.organization_id, o.starts_at, o.ends_at) then
    raise exception using errcode = 'SW001', message = 'outside_hours';
  end if;
  v_visit.resource_id := app.free_technician(o, p_visit.id);
  if v_visit.resource_id is null then
    raise exception using errcode = 'SW001', message = 'slot_taken';
  end if;
  v_visit.starts_at := o.starts_at;
  v_visit.ends_at := o.ends_at;
  update public.appointments v
  set starts_at = o.starts_at, ends_at = o.ends_at, resource_id = v_visit.resource_id,
    status = 'confirmed'
  where v.organization_id = c.organization_id and v.id = p_visit.id
    and v.status in ('confirmed', 'unconfirmed') and v.starts_at = p_visit.starts_at;
  if not found and c.is_for_real then
    raise exception using errcode = 'SW001', message = 'unknown_visit';
  end if;
  update public.slot_offers s set appointment_id = p_visit.id
  where s.id = o.id and c.is_for_real;
  v_answer := jsonb_build_object('ok', true) || app.visit_json(v_visit);
  if not c.is_for_real then
    raise exception using errcode = 'SW002', message = (v_answer || '{"wouldDo": true}')::text;
  end if;
  return v_answer;
exception
  when sqlstate 'SW001' then
    return jsonb_build_object('ok', false, 'reason', sqlerrm);
  -- Somebody wrote without the lock.
  when exclusion_violation then
    return '{"ok": false, "reason": "slot_taken"}';
  when sqlstate 'SW002' then
    return sqlerrm::jsonb;
end
$$;

create function app.ai_reschedule_visit(c app.ai_tool_context, a jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_check record;
  v_offer public.slot_offers;
  v_visit public.appointments;
  v_answer jsonb;
begin
  if not c.may_change then
    return app.ai_refusal('not_allowed', 'Visits are changed by people here. Take a message.');
  end if;
  v_visit := app.own_visit(c, (a ->> 'visit_id')::uuid);
  if v_visit.id is null or v_visit.status = 'cancelled' then
    return app.not_your_visit(c);
  end if;
  v_check := app.check_offer(c, a ->> 'slot_id');
  if v_check.refusal is not null then
    return v_check.refusal;
  end if;
  v_offer := v_check.o;
  if a -> 'confirmed' is distinct from 'true' then
    return app.ai_refusal('not_confirmed', 'Read the new time back and get an explicit yes first.');
  end if;
  if v_offer.appointment_id is not null then
    if v_offer.appointment_id = v_visit.id and v_offer.starts_at = v_visit.starts_at then
      return jsonb_build_object('ok', true, 'isDuplicate', true) || app.visit_json(v_visit);
    end if;
    return app.ai_refusal('offer_expired', 'That offer was used. Call find_slots again.');
  end if;
  -- A slot that was found for something else may be too short, or for the wrong technician.
  if v_offer.ends_at - v_offer.starts_at <> v_visit.ends_at - v_visit.starts_at
    or v_offer.service_id <> coalesce(v_visit.service_id, v_offer.service_id)
  then
    return app.ai_refusal('not_offered', 'Call find_slots with this visit_id and use its slots.');
  end if;
  v_answer := app.write_move(c, v_offer, v_visit);
  if v_answer ->> 'reason' = 'unknown_visit' then
    return app.not_your_visit(c);
  end if;
  if v_answer -> 'ok' = 'false' then
    return app.slot_lost(c, v_offer, v_answer ->> 'reason', v_visit.id);
  end if;
  return v_answer;
end
$$;

create function app.ai_cancel_visit(c app.ai_tool_context, a jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_visit public.appointments;
begin
  if not c.may_change then
    return app.ai_refusal('not_allowed', 'Visits are changed by people here. Take a message.');
  end if;
  v_visit := app.own_visit(c, (a ->> 'visit_id')::uuid);
  if v_visit.id is null then
    return app.not_your_visit(c);
  end if;
  if a -> 'confirmed' is distinct from 'true' then
    return app.ai_refusal('not_confirmed', 'Say which visit it is and get an explicit yes first.');
  end if;
  if c.is_for_real then
    update public.appointments v set status = 'cancelled'
    where v.organization_id = c.organization_id and v.id = v_visit.id and v.status <> 'cancelled';
  end if;
  return jsonb_build_object('ok', true) || app.visit_json(v_visit)
    || case when c.is_for_real then '{}'::jsonb else '{"wouldDo": true}' end;
end
$$;

revoke all on all functions in schema app from public;
grant execute on function
  app.write_move(app.ai_tool_context, public.slot_offers, public.appointments),
  app.ai_reschedule_visit(app.ai_tool_context, jsonb),
  app.ai_cancel_visit(app.ai_tool_context, jsonb)
  to service_role;
