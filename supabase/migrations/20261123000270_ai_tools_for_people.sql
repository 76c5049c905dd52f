-- The tools that leave something for people to do.

create function app.leave_task(
  c app.ai_tool_context, p_kind text, p_text text, p_name text, p_is_urgent boolean
) returns void
language plpgsql set search_path = ''
as $$
begin
  if not c.is_for_real then
    return;
  end if;
  insert into public.call_tasks as t (organization_id, call_id, client_id, kind, reason, note,
    caller_name, phone_number, urgent, due_at)
  values (
    c.organization_id, c.call_id,
    -- Whom the screen shows for this call; only people see it.
    coalesce(c.client_id, (
      select k.client_id from public.telnyx_calls k
      where k.organization_id = c.organization_id and k.id = c.call_id
    )),
    p_kind, left(p_text, 300), p_text, p_name, c.caller_number, p_is_urgent,
    c.at + make_interval(mins => c.call_back_within_minutes)
  )
  on conflict (call_id, kind) do update set
    reason = excluded.reason,
    note = left(concat_ws(E'\n', t.note, excluded.note), 5000),
    caller_name = coalesce(excluded.caller_name, t.caller_name),
    urgent = t.urgent or excluded.urgent,
    due_at = least(t.due_at, excluded.due_at),
    -- Somebody may have ticked it off before the caller said more.
    done_at = null;
end
$$;
comment on function app.leave_task is 'One task of each kind per call; more words are added to it.';

create function app.ai_take_message(c app.ai_tool_context, a jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
begin
  perform app.leave_task(c, 'message', a ->> 'message', a ->> 'name',
    coalesce((a -> 'urgent')::boolean, false));
  return jsonb_build_object('ok', true, 'withinMinutes', c.call_back_within_minutes)
    || case when c.is_for_real then '{}'::jsonb else '{"wouldDo": true}' end;
end
$$;

create function app.ai_request_callback(c app.ai_tool_context, a jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
begin
  perform app.leave_task(c, 'call_back',
    concat_ws('. ', a ->> 'reason', 'When: ' || (a ->> 'when')), a ->> 'name', false);
  return jsonb_build_object('ok', true, 'withinMinutes', c.call_back_within_minutes)
    || case when c.is_for_real then '{}'::jsonb else '{"wouldDo": true}' end;
end
$$;

create function app.ai_request_person(c app.ai_tool_context, a jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  -- Whom to ring is the call engine's to decide; here it is only written down.
  return jsonb_build_object('ok', true, 'personReason', a ->> 'reason',
    'urgent', coalesce((a -> 'urgent')::boolean, false))
    || case when c.is_for_real then '{}'::jsonb else '{"wouldDo": true}' end;
end
$$;

revoke all on all functions in schema app from public;
grant execute on function
  app.leave_task(app.ai_tool_context, text, text, text, boolean),
  app.ai_take_message(app.ai_tool_context, jsonb),
  app.ai_request_callback(app.ai_tool_context, jsonb),
  app.ai_request_person(app.ai_tool_context, jsonb)
  to service_role;
