-- What the engine knows of how a line rings, and what the row and the card tell of it.

alter table public.telnyx_calls
  add column ring_step smallint not null default 0 check (ring_step >= 0),
  drop constraint telnyx_calls_handled_by_check,
  add constraint telnyx_calls_handled_by_check
    check (handled_by in ('person', 'ai', 'voicemail', 'forward'));
comment on column public.telnyx_calls.ring_step is
  'Which of the line''s steps rings now, from 1; 0: none, or everybody.';
alter table public.call_legs
  drop constraint call_legs_role_check,
  add constraint call_legs_role_check check (role in ('external', 'agent', 'forward'));

create function app.self_test_member(
  p_organization_id uuid, p_phone_number_id uuid, p_from text
) returns uuid
language plpgsql stable set search_path = ''
as $$
begin
  return null;
end
$$;
comment on function app.self_test_member is
  'Whose health check made this call; null: nobody''s, it is a real one.';

create function app.ring_step_list(n public.telnyx_phone_numbers, p_ring_timeout_seconds integer)
returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_steps jsonb;
begin
  if n.ring_strategy <> 'all' then
    v_steps := (
      select jsonb_agg(jsonb_build_object(
        'memberIds', coalesce((
          select jsonb_agg(r.member_id order by r.member_id)
          from public.ring_step_members r
          join public.members m on m.id = r.member_id and m.active
          where r.organization_id = n.organization_id and r.ring_step_id = s.id
        ), '[]'),
        'ringMs', s.ring_seconds * 1000
      ) order by s.position)
      from public.ring_steps s
      where s.organization_id = n.organization_id and s.phone_number_id = n.id
    );
  end if;
  return coalesce(v_steps, jsonb_build_array(jsonb_build_object(
    'memberIds', coalesce((
      select jsonb_agg(m.id order by m.id) from public.members m
      where m.organization_id = n.organization_id and m.active
    ), '[]'),
    'ringMs', p_ring_timeout_seconds * 1000
  )));
end
$$;
comment on function app.ring_step_list is 'RingStep[] of ring-policy.ts: a line that rings everybody has one.';

create function app.ring_policy(
  n public.telnyx_phone_numbers, p_ring_timeout_seconds integer, p_call_id uuid,
  p_call_begins boolean
) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return jsonb_build_object(
    'steps', app.ring_step_list(n, p_ring_timeout_seconds),
    'hasOwnTimes', n.ring_strategy <> 'all',
    'reachable', coalesce((
      select jsonb_agg(r) from app.reachable_members(n.organization_id, p_call_id) as r
    ), '[]'),
    -- A call is routed once, and only where it matters: its later webhooks need not ask.
    'isOpen', case
      when p_call_begins and n.closed_outcome <> 'ring'
      then app.is_open(n.organization_id, clock_timestamp(), n.id)
    end,
    'closedOutcome', n.closed_outcome,
    'unansweredOutcome', n.unanswered_outcome,
    'closedMessage', n.closed_message,
    'unansweredMessage', n.unanswered_message,
    'forwardTo', n.forward_to,
    'language', n.ai_language,
    'testMemberId', null
  );
end
$$;
comment on function app.ring_policy is 'RingPolicy of ring-policy.ts.';

create or replace function app.ai_policy(n public.telnyx_phone_numbers, p_call_begins boolean)
returns jsonb
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
        when p_call_begins and n.ai_mode in ('after_hours', 'overflow_or_after_hours')
        then app.is_open(n.organization_id, clock_timestamp(), n.id)
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

create or replace function app.stored_call(c public.telnyx_calls) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_number public.telnyx_phone_numbers;
  v_ring_timeout_seconds integer;
begin
  select * into v_number from public.telnyx_phone_numbers n where n.id = c.phone_number_id;
  v_ring_timeout_seconds := coalesce(
    v_number.ring_timeout_seconds,
    (select o.ring_timeout_seconds from public.organizations o where o.id = c.organization_id)
  );
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
    'connectionId', v_number.connection_id,
    'policy', app.call_policy(v_ring_timeout_seconds) || jsonb_build_object(
      'ai', app.ai_policy(v_number, false),
      -- Nobody is rung any more for a call that is over.
      'ring', case
        when c.direction = 'inbound' and c.status <> 'ended' and v_number.id is not null
        then app.ring_policy(v_number, v_ring_timeout_seconds, c.id, false)
      end
    ),
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
    'connectionId', n.connection_id,
    'policy', app.call_policy(coalesce(
      n.ring_timeout_seconds,
      (select o.ring_timeout_seconds from public.organizations o where o.id = n.organization_id)
    )) || jsonb_build_object('ai', app.ai_policy(n, false), 'ring', null)
  );
end
$$;
comment on function app.owned_number is 'OwnedNumber of call-repository.ts, to call from.';

create function app.called_number(n public.telnyx_phone_numbers, p_from text) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_ring_timeout_seconds integer := coalesce(
    n.ring_timeout_seconds,
    (select o.ring_timeout_seconds from public.organizations o where o.id = n.organization_id)
  );
begin
  return jsonb_build_object(
    'id', n.id,
    'organizationId', n.organization_id,
    'phoneNumber', n.phone_number,
    'connectionId', n.connection_id,
    'policy', app.call_policy(v_ring_timeout_seconds) || jsonb_build_object(
      'ai', app.ai_policy(n, true),
      'ring', app.ring_policy(n, v_ring_timeout_seconds, null, true) || jsonb_build_object(
        'testMemberId', app.self_test_member(n.organization_id, n.id, p_from)
      )
    )
  );
end
$$;
comment on function app.called_number is
  'OwnedNumber of call-repository.ts, with what a call to it needs to be routed.';

create or replace function public.load_for_event(
  p_event_id text, p_call_id uuid, p_call_control_id text, p_from text, p_to text
) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_call public.telnyx_calls;
  v_number public.telnyx_phone_numbers;
begin
  if p_call_id is not null then
    select * into v_call from public.telnyx_calls c where c.id = p_call_id;
  end if;
  if v_call.id is null then
    select c.* into v_call
    from public.call_legs l join public.telnyx_calls c on c.id = l.call_id
    where l.call_control_id = p_call_control_id;
  end if;
  if v_call.id is null then
    select * into v_number from public.telnyx_phone_numbers n where n.phone_number = p_to;
  end if;
  return jsonb_build_object(
    'seen', exists (select from public.call_events e where e.id = p_event_id),
    'call', case when v_call.id is not null then app.stored_call(v_call) end,
    'number', case when v_number.id is not null then app.called_number(v_number, p_from) end,
    'clientId', case
      when v_number.id is not null then app.client_by_number(v_number.organization_id, p_from)
    end,
    'serverTime', app.iso_utc(clock_timestamp())
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
  v_offered_to uuid[] := case
    when jsonb_typeof(p_state -> 'offeredTo') = 'array'
    then array(select jsonb_array_elements_text(p_state -> 'offeredTo')::uuid)
  end;
  v_ring_step smallint := coalesce((p_state ->> 'ringStep')::smallint, 0);
  v_is_test boolean := coalesce((p_state ->> 'isTest')::boolean, false);
  v_answered_at timestamptz := (p_state ->> 'answeredAt')::timestamptz;
  v_ai jsonb := nullif(p_state -> 'ai', 'null');
  v_call_back jsonb := nullif(p_state -> 'callBack', 'null');
begin
  if p_expected_version = 0 then
    insert into public.telnyx_calls as c (
      id, organization_id, direction, from_number, to_number, client_id, phone_number_id,
      call_control_id, call_session_id, version, status, outcome, outcome_reason, hangup_cause,
      started_at, answered_at, ended_at, deadline_at, duration_seconds, declined_by,
      agent_id, attempt, handled_by, ai, call_back, offered_to, ring_step, is_test, forwarded_to,
      created_at, updated_at
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
      p_state ->> 'handledBy', v_ai, v_call_back, v_offered_to, v_ring_step, v_is_test,
      p_state ->> 'forwardedTo', clock_timestamp(), clock_timestamp()
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
      offered_to = v_offered_to,
      ring_step = v_ring_step,
      is_test = v_is_test,
      forwarded_to = p_state ->> 'forwardedTo',
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
    -- A health check wants no call back.
    when (p_new).is_test then null
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
  -- They spoke: nobody needs to be called back any more. A late event can show it after the end. A
  -- mobile that answered may have been its voicemail: then the older tasks stay.
  if (p_new).handled_by = 'person' and not (p_new).is_test
    and (p_old).handled_by is distinct from 'person'
  then
    update public.call_tasks t set done_at = clock_timestamp()
    where t.organization_id = (p_new).organization_id and t.done_at is null
      and t.kind = 'call_back'
      and (
        t.phone_number = (p_new).outside_number or t.client_id = (p_new).client_id
        or t.call_id = (p_new).id
      );
  elsif (p_new).handled_by = 'forward' and (p_old).handled_by is distinct from 'forward' then
    update public.call_tasks t set done_at = clock_timestamp()
    where t.organization_id = (p_new).organization_id and t.done_at is null
      and t.kind = 'call_back' and t.call_id = (p_new).id;
  end if;
end
$$;


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
    'offeredTo', to_jsonb(c.offered_to),
    'ringStep', c.ring_step,
    'forwardedTo', app.masked_number(c.forwarded_to),
    'isTest', c.is_test,
    'handledBy', c.handled_by,
    'ai', c.ai,
    'aiAvailable', c.direction = 'inbound' and c.status <> 'ended'
      and app.ai_answers(c.organization_id),
    'summaryLine', c.summary_line,
    'serverTime', app.iso_utc(clock_timestamp())
  );
end
$$;

create or replace function public.due_calls(
  p_limit integer, p_quiet_after_ms integer, p_pending_after_ms integer
) returns setof uuid
language sql stable set search_path = ''
as $$
  with clock as (select clock_timestamp() as now),
  due as (
    select c.id, least(c.deadline_at, c.updated_at) as since from public.telnyx_calls c
    where c.status <> 'ended' and (
      c.deadline_at <= (select now from clock)
      or c.updated_at
        <= (select now from clock) - make_interval(secs => p_quiet_after_ms / 1000.0)
    )
    union all
    -- It rings where nobody can hear it: a tab that died, somebody who went away.
    select c.id, c.updated_at from public.telnyx_calls c
    where c.status in ('ringing', 'active') and c.offered_to is not null and not c.is_test
      and not exists (
        select from unnest(c.offered_to) as o
        where o in (select app.reachable_members(c.organization_id, c.id))
      )
    union all
    select k.call_id, k.created_at from public.call_commands k
    where k.status = 'pending'
      and k.created_at <= (select now from clock) - make_interval(secs => p_pending_after_ms / 1000.0)
      and coalesce(k.last_tried_at, k.created_at)
        <= (select now from clock) - make_interval(secs => p_pending_after_ms / 1000.0)
    union all
    -- A leg that outlives its call costs money and holds a line.
    select c.id, c.ended_at from public.call_legs l
    join public.telnyx_calls c on c.id = l.call_id
    where l.ended_at is null and c.status = 'ended'
      and greatest(c.ended_at, c.updated_at) <= (select now from clock) - interval '5 seconds'
  )
  select due.id from due group by due.id order by min(due.since) limit greatest(p_limit, 0)
$$;
comment on function public.due_calls is
  'Calls that the sweeper must look at: past their deadline, quiet, ringing at nobody who can hear it, with commands pending, or ended with a leg alive.';

-- A health check's own calls stand in no history and no figure; live they are shown to whom they ring.
drop policy "members read calls" on public.telnyx_calls;
create policy "members read calls" on public.telnyx_calls
  for select to authenticated using (
    organization_id = any (array(select app.my_organizations())) and not is_test
  );

create or replace function public.live_calls() returns setof jsonb
language sql stable security definer set search_path = ''
as $$
  select app.call_card(c) from public.telnyx_calls c
  where c.organization_id = (select app.my_organization()) and c.status <> 'ended'
  order by c.started_at, c.id
$$;

revoke all on function
  app.self_test_member(uuid, uuid, text),
  app.ring_step_list(public.telnyx_phone_numbers, integer),
  app.ring_policy(public.telnyx_phone_numbers, integer, uuid, boolean),
  app.called_number(public.telnyx_phone_numbers, text),
  app.masked_number(text)
  from public;
grant execute on function
  app.self_test_member(uuid, uuid, text),
  app.ring_step_list(public.telnyx_phone_numbers, integer),
  app.ring_policy(public.telnyx_phone_numbers, integer, uuid, boolean),
  app.called_number(public.telnyx_phone_numbers, text)
  to service_role;
grant execute on function app.masked_number(text) to authenticated, service_role;
