-- The one door for the AI's tool calls. Action, log, transcript, audit and broadcast are one
-- transaction: "booked" is said after the commit [I10], and nothing happens unwritten [I14].

create function app.audit_ai_tool(
  p_organization_id uuid, p_call_id uuid, p_tool text, p_arguments jsonb, p_answer jsonb
) returns void
language plpgsql set search_path = ''
as $$
declare
  v_is_object boolean := coalesce(jsonb_typeof(p_arguments) = 'object', false);
begin
  insert into public.audit_log (organization_id, call_id, action, detail)
  values (p_organization_id, p_call_id,
    case when p_answer -> 'ok' = 'true' then 'ai_tool.executed' else 'ai_tool.refused' end,
    jsonb_strip_nulls(jsonb_build_object(
      'tool', left(p_tool, 60),
      'reason', p_answer -> 'reason',
      -- Names only: what callers say is no business of the audit log.
      'arguments', case when v_is_object then (
        select coalesce(jsonb_agg(left(k.name, 40)), '[]')
        from (select jsonb_object_keys(p_arguments) as name limit 20) k
      ) end,
      'visitId', p_answer -> 'visitId',
      'wouldDo', p_answer -> 'wouldDo'
    )));
end
$$;

create function app.is_flood_of_strangers() returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  -- What belongs to nobody is worth some rows, not a full disk [I9].
  return (
    select count(*) >= 30 from (
      select from public.audit_log l
      where l.organization_id is null and l.at > clock_timestamp() - interval '1 minute'
      limit 30
    ) lately
  );
end
$$;

create function app.tool_budget_refusal(c app.ai_tool_context) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_lately integer;
  v_all integer;
begin
  select count(*) filter (where t.at > c.at - interval '5 seconds'), count(*) into v_lately, v_all
  from public.ai_tool_calls t
  where t.organization_id = c.organization_id
    and (t.call_id = c.call_id or t.test_conversation_id = c.test_id)
    -- What was refused at the door may be a stranger's and must not use up the caller's.
    and t.id not like 'refused:%';
  if v_lately >= 12 or v_all >= 80 then
    return app.ai_refusal('too_many_calls', 'Too many tool calls. Wait, or fetch a person.');
  end if;
  return null;
end
$$;
comment on function app.tool_budget_refusal is
  'A refusal after 12 tool calls in 5 s or 80 in a conversation; null: go on.';

create function app.do_ai_tool(c app.ai_tool_context, p_tool text, a jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
begin
  return case p_tool
    when 'look_up_client' then app.ai_look_up_client(c)
    when 'find_slots' then app.ai_find_slots(c, a)
    when 'book_visit' then app.ai_book_visit(c, a)
    when 'reschedule_visit' then app.ai_reschedule_visit(c, a)
    when 'cancel_visit' then app.ai_cancel_visit(c, a)
    when 'take_message' then app.ai_take_message(c, a)
    when 'request_callback' then app.ai_request_callback(c, a)
    when 'quote_price' then app.ai_quote_price(c, a)
    when 'request_person' then app.ai_request_person(c, a)
  end;
end
$$;

create function app.judge_ai_tool(c app.ai_tool_context, p_tool text, p_arguments jsonb)
returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_given jsonb := app.given_arguments(p_arguments);
  v_refusal jsonb;
  v_wrong text[];
begin
  if not c.is_live then
    return app.ai_refusal('call_not_live', 'The AI does not have this call any more.');
  end if;
  v_refusal := app.tool_budget_refusal(c);
  if v_refusal is not null then
    return v_refusal;
  end if;
  if app.ai_tool_arguments(p_tool) is null then
    return app.ai_refusal('unknown_tool', 'There is no such tool.');
  end if;
  v_wrong := app.invalid_arguments(p_tool, v_given);
  if cardinality(v_wrong) > 0 then
    return app.ai_refusal('invalid_arguments',
      format('Missing or wrong: %s.', array_to_string(v_wrong, ', ')));
  end if;
  return app.do_ai_tool(c, p_tool, v_given);
exception
  -- The last resort: whatever went wrong is undone, told and written down as such.
  when others then
    raise warning 'AI tool % failed: %', left(p_tool, 60), sqlstate;
    return app.ai_refusal('unavailable', 'That did not work. Take a message or fetch a person.');
end
$$;

create function app.log_ai_tool(
  c app.ai_tool_context, p_id text, p_tool text, p_arguments jsonb, p_answer jsonb,
  p_duration_ms integer
) returns void
language plpgsql set search_path = ''
as $$
declare
  v_tool text := left(p_tool, 60);
  v_arguments jsonb := case
    when jsonb_typeof(p_arguments) = 'object' and length(p_arguments::text) <= 8000 then p_arguments
    else '{}'
  end;
  v_result jsonb := p_answer - array['ok', 'reason'];
  v_segment public.call_transcript_segments;
begin
  insert into public.ai_tool_calls (id, organization_id, call_id, test_conversation_id, tool,
    arguments, ok, reason, result, duration_ms, at)
  values (p_id, c.organization_id, c.call_id, c.test_id, v_tool, v_arguments,
    (p_answer -> 'ok')::boolean, p_answer ->> 'reason', v_result, p_duration_ms, c.at);
  perform app.audit_ai_tool(c.organization_id, c.call_id, p_tool, p_arguments, p_answer);
  if c.call_id is null then
    return;
  end if;
  insert into public.call_transcript_segments (id, organization_id, call_id, speaker, text,
    language, at, tool)
  values ('tool:' || p_id, c.organization_id, c.call_id, 'tool', v_tool, c.language, c.at,
    jsonb_build_object('name', v_tool, 'arguments', v_arguments, 'ok', p_answer -> 'ok',
      'reason', p_answer -> 'reason', 'result', v_result, 'durationMs', p_duration_ms))
  returning * into v_segment;
  perform app.broadcast_transcript(
    c.organization_id, c.call_id, jsonb_build_array(app.segment_json(v_segment)));
end
$$;

create function public.run_ai_tool(p jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_started_at timestamptz := clock_timestamp();
  v_id text := coalesce(left(p ->> 'requestId', 200), gen_random_uuid()::text);
  v_tool text := coalesce(p ->> 'tool', '');
  v_at timestamptz;
  v_answer jsonb;
  c app.ai_tool_context;
begin
  v_at := coalesce((p ->> 'at')::timestamptz, v_started_at);
  c := case when p ->> 'callControlId' is not null
    then app.ai_call_context(p ->> 'callControlId', v_at)
    else app.ai_test_context(p ->> 'testConversationId', v_at)
  end;
  if c.organization_id is null then
    v_answer := app.ai_refusal('unknown_call', 'There is no such call.');
    if not app.is_flood_of_strangers() then
      perform app.audit_ai_tool(null, null, v_tool, p -> 'arguments', v_answer);
    end if;
    return v_answer;
  end if;
  -- One after the other within a call: its budget, its bookings and its replays are counted.
  perform pg_advisory_xact_lock(
    hashtextextended('ai_tools:' || coalesce(c.call_id, c.test_id), 0));
  if exists (select from public.ai_tool_calls t where t.id = v_id) then
    v_answer := app.ai_refusal('replayed', 'This request came before.', '{"isDuplicate": true}');
    perform app.audit_ai_tool(c.organization_id, c.call_id, v_tool, p -> 'arguments', v_answer);
  else
    v_answer := app.judge_ai_tool(c, v_tool, p -> 'arguments');
    perform app.log_ai_tool(c, v_id, v_tool, p -> 'arguments', v_answer,
      (extract(epoch from clock_timestamp() - v_started_at) * 1000)::integer);
  end if;
  return v_answer || jsonb_build_object('organizationId', c.organization_id, 'callId', c.call_id,
    'language', c.language, 'timeZone', c.time_zone);
exception
  -- What could not be written down did not happen.
  when others then
    raise warning 'An AI tool call could not be written: %', sqlstate;
    return app.ai_refusal('unavailable', 'That did not work. Take a message or fetch a person.');
end
$$;
comment on function public.run_ai_tool is
  'ToolRequest in, ToolRun out (tool-runner.ts): does it, or says why not, and writes down either.';

create function public.ai_tool_refused(p jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  c app.ai_tool_context := app.ai_call_context(p ->> 'callControlId', clock_timestamp());
  v_tool text := left(coalesce(p ->> 'tool', ''), 60);
  v_reason text := left(coalesce(p ->> 'reason', 'unavailable'), 60);
  v_detail jsonb := jsonb_build_object('tool', v_tool, 'reason', v_reason, 'detail',
    case when length((p -> 'detail')::text) <= 1000 then p -> 'detail' end);
begin
  if c.call_id is null then
    if not app.is_flood_of_strangers() then
      insert into public.audit_log (action, detail) values ('ai_tool.refused', v_detail);
    end if;
    return;
  end if;
  -- A call's own log is bounded in the same way.
  if (
    select count(*) >= 30 from public.ai_tool_calls t
    where t.organization_id = c.organization_id and t.call_id = c.call_id
      and t.id like 'refused:%' and t.at > clock_timestamp() - interval '1 minute'
  ) then
    return;
  end if;
  insert into public.ai_tool_calls (id, organization_id, call_id, tool, ok, reason, at)
  values ('refused:' || coalesce(left(p ->> 'requestId', 200), gen_random_uuid()::text),
    c.organization_id, c.call_id, v_tool, false, v_reason, c.at)
  on conflict (id) do nothing;
  insert into public.audit_log (organization_id, call_id, action, detail)
  values (c.organization_id, c.call_id, 'ai_tool.refused', v_detail);
end
$$;
comment on function public.ai_tool_refused is
  'Writes down a tool request that was refused before it ran (ToolRefusal of tool-runner.ts).';

revoke all on all functions in schema app from public;
grant execute on function
  app.audit_ai_tool(uuid, uuid, text, jsonb, jsonb),
  app.is_flood_of_strangers(),
  app.tool_budget_refusal(app.ai_tool_context),
  app.do_ai_tool(app.ai_tool_context, text, jsonb),
  app.judge_ai_tool(app.ai_tool_context, text, jsonb),
  app.log_ai_tool(app.ai_tool_context, text, text, jsonb, jsonb, integer)
  to service_role;
revoke all on function public.run_ai_tool(jsonb), public.ai_tool_refused(jsonb)
  from public, anon, authenticated;
grant execute on function public.run_ai_tool(jsonb), public.ai_tool_refused(jsonb) to service_role;
