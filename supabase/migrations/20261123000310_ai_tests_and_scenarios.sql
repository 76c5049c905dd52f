-- The test panel's conversations, and past calls as tests of the profile.

create function public.save_ai_test(p jsonb) returns boolean
language plpgsql set search_path = ''
as $$
begin
  insert into public.ai_test_conversations as t
    (id, organization_id, member_id, conversation_id, language, for_real, caller_number)
  values (
    (p ->> 'id')::uuid, (p ->> 'organizationId')::uuid, (p ->> 'memberId')::uuid,
    p ->> 'conversationId', p ->> 'language', (p ->> 'forReal')::boolean, p ->> 'callerNumber'
  )
  on conflict (id) do update set for_real = excluded.for_real
  where t.organization_id = excluded.organization_id;
  if not found then return false; end if;
  if (p ->> 'forReal')::boolean then
    perform app.audit_ai(p, 'ai.test_for_real', jsonb_build_object('testId', p ->> 'id'));
  end if;
  return true;
end
$$;
comment on function public.save_ai_test is
  'A conversation of the test panel; only `forReal` of a known one can change.';

create function public.ai_test(p_organization_id uuid, p_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object('id', t.id, 'conversationId', t.conversation_id,
    'language', t.language, 'forReal', t.for_real, 'callerNumber', t.caller_number)
  from public.ai_test_conversations t
  where t.organization_id = p_organization_id and t.id = p_id
$$;

create function public.ai_test_tools(p_organization_id uuid, p_test_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', t.id, 'name', t.tool, 'arguments', t.arguments, 'ok', t.ok, 'reason', t.reason,
    'result', t.result, 'duration_ms', t.duration_ms) order by t.at, t.id), '[]')
  from public.ai_tool_calls t
  where t.organization_id = p_organization_id and t.test_conversation_id = p_test_id
$$;

create function public.ai_call_dialogue(p_organization_id uuid, p_call_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'startedAt', app.iso_utc(c.started_at),
    'callerNumber', c.outside_number,
    'language', c.ai ->> 'language',
    'summaryLine', c.summary_line,
    'segments', coalesce((
      select jsonb_agg(jsonb_build_object('speaker', s.speaker, 'text', s.text, 'tool', s.tool)
        order by s.at, s.position)
      from public.call_transcript_segments s
      where s.organization_id = c.organization_id and s.call_id = c.id
        and s.speaker in ('caller', 'ai', 'tool')
        -- What the caller said to a person is no line for the AI.
        and s.conversation_id is distinct from 'person'
    ), '[]')
  )
  from public.telnyx_calls c
  where c.organization_id = p_organization_id and c.id = p_call_id
$$;
comment on function public.ai_call_dialogue is 'What caller and AI said and did: a scenario is made of it.';

create function public.insert_ai_scenario(p jsonb) returns boolean
language plpgsql set search_path = ''
as $$
begin
  insert into public.ai_scenarios (id, organization_id, name, language, source_call_id, caller_number,
    lines, expected, last_result, created_by)
  values (
    (p ->> 'id')::uuid, (p ->> 'organizationId')::uuid, p ->> 'name', p ->> 'language',
    (p ->> 'callId')::uuid, p ->> 'callerNumber',
    array(select jsonb_array_elements_text(p -> 'lines')), p -> 'expected',
    jsonb_build_object('before', p -> 'before', 'after', null), (p ->> 'memberId')::uuid
  );
  perform app.audit_ai(p, 'ai.scenario_saved',
    jsonb_build_object('scenarioId', p ->> 'id', 'callId', p ->> 'callId'));
  return true;
end
$$;

create function public.update_ai_scenario(p jsonb) returns boolean
language plpgsql set search_path = ''
as $$
begin
  update public.ai_scenarios s set
    name = coalesce(p ->> 'name', s.name),
    active = coalesce((p ->> 'active')::boolean, s.active),
    lines = case when p ? 'lines'
      then array(select jsonb_array_elements_text(p -> 'lines')) else s.lines end,
    expected = case when p ? 'expected' then p -> 'expected' else s.expected end,
    -- Of other lines or wishes the old result says nothing.
    last_result = case when p ?| array['lines', 'expected'] then null else s.last_result end
  where s.organization_id = (p ->> 'organizationId')::uuid and s.id = (p ->> 'id')::uuid;
  if not found then return false; end if;
  perform app.audit_ai(p, 'ai.scenario_changed', p - array['organizationId', 'memberId', 'lines']);
  return true;
end
$$;

create function public.delete_ai_scenario(p jsonb) returns boolean
language plpgsql set search_path = ''
as $$
begin
  delete from public.ai_scenarios s
  where s.organization_id = (p ->> 'organizationId')::uuid and s.id = (p ->> 'id')::uuid;
  if not found then return false; end if;
  perform app.audit_ai(p, 'ai.scenario_deleted', jsonb_build_object('scenarioId', p ->> 'id'));
  return true;
end
$$;

create function public.save_ai_scenario_runs(p jsonb) returns integer
language plpgsql set search_path = ''
as $$
declare
  v_rows integer;
begin
  update public.ai_scenarios s set
    last_result = jsonb_build_object('before', s.last_result -> 'before', 'after', r -> 'after'),
    last_run_at = clock_timestamp()
  from jsonb_array_elements(p -> 'report' -> 'scenarios') as r
  where s.organization_id = (p ->> 'organizationId')::uuid and s.id = (r ->> 'id')::uuid;
  get diagnostics v_rows = row_count;
  perform app.audit_ai(p, 'ai.scenarios_run', jsonb_build_object(
    'passed', p -> 'report' -> 'passed', 'failed', p -> 'report' -> 'failed'));
  return v_rows;
end
$$;

revoke all on function
  public.save_ai_test(jsonb), public.ai_test(uuid, uuid), public.ai_test_tools(uuid, uuid),
  public.ai_call_dialogue(uuid, uuid), public.insert_ai_scenario(jsonb),
  public.update_ai_scenario(jsonb), public.delete_ai_scenario(jsonb),
  public.save_ai_scenario_runs(jsonb)
  from public, anon, authenticated;
grant execute on function
  public.save_ai_test(jsonb), public.ai_test(uuid, uuid), public.ai_test_tools(uuid, uuid),
  public.ai_call_dialogue(uuid, uuid), public.insert_ai_scenario(jsonb),
  public.update_ai_scenario(jsonb), public.delete_ai_scenario(jsonb),
  public.save_ai_scenario_runs(jsonb)
  to service_role;
