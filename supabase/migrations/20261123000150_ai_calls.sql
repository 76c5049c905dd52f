-- The AI's part in a call: what the engine reads and writes of it.
alter table public.telnyx_calls
  -- {reason, urgent}: somebody must call back, whatever the outcome says.
  add column call_back jsonb,
  -- {session, contents}: what the running assistant was told of the conversation so far, so that it
  -- is not taken for something new when Telnyx repeats it.
  add column ai_told jsonb;

create function app.ai_policy(n public.telnyx_phone_numbers, p_call_begins boolean) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'enabled', n.ai_dispatcher_enabled,
      'mode', n.ai_mode,
      'overflowAfterMs', n.ai_overflow_after_seconds * 1000,
      'language', n.ai_language,
      -- A call is routed once; its later webhooks need not ask.
      'isOpen', case
        when p_call_begins then app.is_open(n.organization_id, clock_timestamp())
      end,
      'personRingTimeoutMs', coalesce((v.profile ->> 'personRingTimeoutMs')::integer, 20000)
    )
    from public.ai_dispatchers d
    join public.ai_dispatcher_versions v
      on v.organization_id = d.organization_id and v.version = d.published_version
    where d.organization_id = n.organization_id and d.live_slot is not null
      and exists (
        select from public.ai_assistants a
        where a.organization_id = d.organization_id and a.slot = d.live_slot
      )
  );
end
$$;
comment on function app.ai_policy is 'AiPolicy of call-state.ts; null while no assistant answers.';

create or replace function app.stored_call(c public.telnyx_calls) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_number public.telnyx_phone_numbers;
begin
  select * into v_number from public.telnyx_phone_numbers n where n.id = c.phone_number_id;
  return jsonb_build_object(
    'identity', jsonb_build_object(
      'id', c.id,
      'organizationId', c.organization_id,
      'direction', c.direction,
      'fromNumber', c.from_number,
      'toNumber', c.to_number,
      'clientId', c.client_id,
      'phoneNumberId', c.phone_number_id,
      'callControlId', c.call_control_id,
      'callSessionId', c.call_session_id
    ),
    'version', c.version,
    'policy', app.call_policy(coalesce(
      v_number.ring_timeout_seconds,
      (select o.ring_timeout_seconds from public.organizations o where o.id = c.organization_id)
    )) || jsonb_build_object('ai', app.ai_policy(v_number, false)),
    'events', coalesce((
      select jsonb_agg(e.event order by e.occurred_at, e.received_at, e.id)
      from public.call_events e
      where e.call_id = c.id and e.event is not null and e.ignored_reason is null
    ), '[]'),
    'commands', coalesce((
      select jsonb_agg(app.stored_command(k) order by k.created_at, k.command_id)
      from public.call_commands k
      where k.organization_id = c.organization_id and k.call_id = c.id
    ), '[]'),
    'serverTime', app.iso_utc(clock_timestamp())
  );
end
$$;

create or replace function app.owned_number(n public.telnyx_phone_numbers) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', n.id,
    'organizationId', n.organization_id,
    'phoneNumber', n.phone_number,
    'policy', app.call_policy(coalesce(
      n.ring_timeout_seconds,
      (select o.ring_timeout_seconds from public.organizations o where o.id = n.organization_id)
    )) || jsonb_build_object('ai', app.ai_policy(n, true))
  );
end
$$;

create or replace function app.write_call_row(
  p_identity jsonb, p_state jsonb, p_expected_version integer
) returns public.telnyx_calls
language plpgsql set search_path = ''
as $$
declare
  v_row public.telnyx_calls;
  v_declined_by uuid[] := array(select jsonb_array_elements_text(p_state -> 'declinedBy')::uuid);
  v_answered_at timestamptz := (p_state ->> 'answeredAt')::timestamptz;
  v_ai jsonb := nullif(p_state -> 'ai', 'null');
  v_call_back jsonb := nullif(p_state -> 'callBack', 'null');
begin
  if p_expected_version = 0 then
    insert into public.telnyx_calls as c (
      id, organization_id, direction, from_number, to_number, client_id, phone_number_id,
      call_control_id, call_session_id, version, status, outcome, outcome_reason, hangup_cause,
      started_at, answered_at, ended_at, deadline_at, duration_seconds, declined_by,
      agent_id, attempt, handled_by, ai, call_back, created_at, updated_at
    ) values (
      (p_identity ->> 'id')::uuid, (p_identity ->> 'organizationId')::uuid,
      p_identity ->> 'direction', p_identity ->> 'fromNumber', p_identity ->> 'toNumber',
      (p_identity ->> 'clientId')::uuid, (p_identity ->> 'phoneNumberId')::uuid,
      p_identity ->> 'callControlId', p_identity ->> 'callSessionId', 1,
      p_state ->> 'status', p_state ->> 'outcome', p_state ->> 'outcomeReason',
      p_state ->> 'hangupCause', (p_state ->> 'startedAt')::timestamptz, v_answered_at,
      (p_state ->> 'endedAt')::timestamptz, (p_state ->> 'deadlineAt')::timestamptz,
      (p_state ->> 'durationSeconds')::integer, v_declined_by,
      (p_state #>> '{current,memberId}')::uuid,
      coalesce((p_state #>> '{current,number}')::integer, 0),
      p_state ->> 'handledBy', v_ai, v_call_back, clock_timestamp(), clock_timestamp()
    ) returning c.* into v_row;
  else
    update public.telnyx_calls c set
      version = c.version + 1,
      call_control_id = coalesce(c.call_control_id, p_identity ->> 'callControlId'),
      call_session_id = coalesce(c.call_session_id, p_identity ->> 'callSessionId'),
      status = p_state ->> 'status',
      outcome = p_state ->> 'outcome',
      outcome_reason = p_state ->> 'outcomeReason',
      hangup_cause = p_state ->> 'hangupCause',
      started_at = (p_state ->> 'startedAt')::timestamptz,
      answered_at = v_answered_at,
      ended_at = (p_state ->> 'endedAt')::timestamptz,
      deadline_at = (p_state ->> 'deadlineAt')::timestamptz,
      duration_seconds = (p_state ->> 'durationSeconds')::integer,
      declined_by = v_declined_by,
      agent_id = (p_state #>> '{current,memberId}')::uuid,
      attempt = coalesce((p_state #>> '{current,number}')::integer, 0),
      handled_by = p_state ->> 'handledBy',
      ai = v_ai,
      call_back = v_call_back,
      updated_at = clock_timestamp()
    where c.id = (p_identity ->> 'id')::uuid
      and c.organization_id = (p_identity ->> 'organizationId')::uuid
      and c.version = p_expected_version
    returning c.* into v_row;
  end if;
  return v_row;
end
$$;

create or replace function app.update_call_tasks(p_old public.telnyx_calls, p_new public.telnyx_calls)
returns void
language plpgsql set search_path = ''
as $$
declare
  v_reason text := case
    when (p_new).direction = 'inbound' and (p_new).outcome = 'missed'
      and (p_old).outcome is distinct from 'missed' then (p_new).outcome_reason
    when (p_new).call_back is not null and (p_old).call_back is null
      then (p_new).call_back ->> 'reason'
  end;
  v_within interval := make_interval(mins => coalesce((
    select (v.profile ->> 'callBackWithinMinutes')::integer
    from public.ai_dispatchers d
    join public.ai_dispatcher_versions v
      on v.organization_id = d.organization_id and v.version = d.published_version
    where d.organization_id = (p_new).organization_id and (p_new).ai is not null
  ), 60));
begin
  if v_reason is not null then
    insert into public.call_tasks
      (organization_id, call_id, client_id, kind, reason, phone_number, due_at, urgent)
    values (
      (p_new).organization_id, (p_new).id, (p_new).client_id, 'call_back', v_reason,
      (p_new).from_number, clock_timestamp() + v_within,
      coalesce(((p_new).call_back ->> 'urgent')::boolean, false)
    )
    on conflict (call_id, kind) do nothing;
  end if;
  -- They spoke: nobody needs to be called back any more. A late event can show it after the end.
  if (p_new).handled_by = 'person' and (p_old).handled_by is distinct from 'person' then
    update public.call_tasks t set done_at = clock_timestamp()
    where t.organization_id = (p_new).organization_id and t.done_at is null
      and t.kind = 'call_back'
      and (
        t.phone_number = (p_new).outside_number or t.client_id = (p_new).client_id
        or t.call_id = (p_new).id
      );
  end if;
end
$$;

create function app.ai_answers(p_organization_id uuid) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return exists (
    select from public.ai_dispatchers d
    where d.organization_id = p_organization_id and d.live_slot is not null
  );
end
$$;
comment on function app.ai_answers is 'The business has a dispatcher that a call can be sent to.';

create or replace function app.call_card_json(
  c public.telnyx_calls,
  p_client_name text,
  p_client_count bigint,
  p_line_number text,
  p_line_label text,
  p_agent_name text
) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', c.id,
    'organizationId', c.organization_id,
    'version', c.version,
    'direction', c.direction,
    'status', c.status,
    'outcome', c.outcome,
    'outcomeReason', c.outcome_reason,
    'fromNumber', c.from_number,
    'toNumber', c.to_number,
    'client', case
      when p_client_name is not null
      then jsonb_build_object('id', c.client_id, 'name', p_client_name)
    end,
    'clientCount', coalesce(p_client_count, 0),
    -- A number that was given up has no row any more; the call still tells which it was.
    'line', jsonb_build_object(
      'id', coalesce(c.phone_number_id::text, ''),
      'phoneNumber', coalesce(
        p_line_number, case c.direction when 'inbound' then c.to_number else c.from_number end, ''
      ),
      'label', coalesce(p_line_label, '')
    ),
    'agent', case
      when p_agent_name is not null then jsonb_build_object('id', c.agent_id, 'name', p_agent_name)
    end,
    'startedAt', app.iso_utc(c.started_at),
    'answeredAt', app.iso_utc(c.answered_at),
    'endedAt', app.iso_utc(c.ended_at),
    'deadlineAt', app.iso_utc(c.deadline_at),
    'declinedBy', to_jsonb(c.declined_by),
    'handledBy', c.handled_by,
    'ai', c.ai,
    'aiAvailable', c.direction = 'inbound' and c.status <> 'ended'
      and app.ai_answers(c.organization_id),
    'summaryLine', c.summary_line,
    'serverTime', app.iso_utc(clock_timestamp())
  );
end
$$;

create or replace function app.broadcast_call() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_card jsonb;
  v_is_for_all boolean := tg_op = 'INSERT';
begin
  if tg_op = 'UPDATE' then
    v_is_for_all := new.agent_id is distinct from old.agent_id
      or new.outcome is distinct from old.outcome
      -- What the AI does concerns everybody: anybody may take over.
      or new.ai is distinct from old.ai
      or (new.status is distinct from old.status and new.agent_id is null);
  end if;
  if not v_is_for_all and new.agent_id is null then
    return null;
  end if;
  v_card := app.call_card(new);
  if v_is_for_all then
    perform realtime.send(v_card, 'call_changed', 'org:' || new.organization_id, true);
  end if;
  if new.agent_id is not null then
    perform realtime.send(v_card, 'call_changed', 'member:' || new.agent_id, true);
  end if;
  return null;
exception when others then
  raise warning 'The change of call % was not broadcast: %', new.id, sqlerrm;
  return null;
end
$$;

revoke all on function app.ai_policy(public.telnyx_phone_numbers, boolean) from public;
revoke all on function app.ai_answers(uuid) from public;
grant execute on function app.ai_policy(public.telnyx_phone_numbers, boolean) to service_role;
grant execute on function app.ai_answers(uuid) to authenticated, service_role;
