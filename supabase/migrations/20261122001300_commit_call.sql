-- The one writer of calls: log, projection, outbox, tasks and audit in one transaction.
-- All plpgsql: a session keeps its plans, where an SQL function would be planned at every call.

create function app.write_call_row(p_identity jsonb, p_state jsonb, p_expected_version integer)
returns public.telnyx_calls
language plpgsql set search_path = ''
as $$
declare
  v_row public.telnyx_calls;
  v_declined_by uuid[] := array(select jsonb_array_elements_text(p_state -> 'declinedBy')::uuid);
  v_answered_at timestamptz := (p_state ->> 'answeredAt')::timestamptz;
  v_by_person text := case
    when v_answered_at is not null
      and (p_state ->> 'status' = 'active' or p_state ->> 'outcome' = 'answered') then 'person'
  end;
begin
  if p_expected_version = 0 then
    insert into public.telnyx_calls as c (
      id, organization_id, direction, from_number, to_number, client_id, phone_number_id,
      call_control_id, call_session_id, version, status, outcome, outcome_reason, hangup_cause,
      started_at, answered_at, ended_at, deadline_at, duration_seconds, declined_by,
      agent_id, attempt, handled_by, created_at, updated_at
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
      v_by_person, clock_timestamp(), clock_timestamp()
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
      handled_by = coalesce(v_by_person, nullif(c.handled_by, 'person')),
      updated_at = clock_timestamp()
    where c.id = (p_identity ->> 'id')::uuid
      and c.organization_id = (p_identity ->> 'organizationId')::uuid
      and c.version = p_expected_version
    returning c.* into v_row;
  end if;
  return v_row;
end
$$;
comment on function app.write_call_row is
  'Inserts or compares-and-sets the projection. A row of nulls: somebody else wrote first.';

create function app.write_legs(p_call public.telnyx_calls, p_legs jsonb, p_events jsonb)
returns void
language plpgsql set search_path = ''
as $$
begin
  -- The fold does not carry Telnyx's leg and session ids; the webhooks' payloads do.
  with told as (
    select x #>> '{payload,call_control_id}' as call_control_id,
      max(x #>> '{payload,call_leg_id}') as call_leg_id,
      max(x #>> '{payload,call_session_id}') as call_session_id
    from jsonb_array_elements(p_events) as x
    group by 1
  )
  insert into public.call_legs as l (
    call_control_id, organization_id, call_id, role, attempt, call_leg_id, call_session_id,
    initiated_at, answered_at, bridged_at, ended_at, hangup_cause
  )
  select s."callControlId", (p_call).organization_id, (p_call).id, s.role, s.attempt,
    told.call_leg_id, told.call_session_id,
    s."initiatedAt", s."answeredAt", s."bridgedAt", s."endedAt", s."hangupCause"
  from jsonb_to_recordset(p_legs) as s (
    "callControlId" text, role text, attempt integer, "initiatedAt" timestamptz,
    "answeredAt" timestamptz, "bridgedAt" timestamptz, "endedAt" timestamptz, "hangupCause" text
  )
  left join told on told.call_control_id = s."callControlId"
  on conflict (call_control_id) do update set
    role = excluded.role,
    attempt = excluded.attempt,
    call_leg_id = coalesce(l.call_leg_id, excluded.call_leg_id),
    call_session_id = coalesce(l.call_session_id, excluded.call_session_id),
    initiated_at = excluded.initiated_at,
    answered_at = excluded.answered_at,
    bridged_at = excluded.bridged_at,
    ended_at = excluded.ended_at,
    hangup_cause = excluded.hangup_cause
  where l.call_id = excluded.call_id
    and (
      (l.role, l.attempt, l.initiated_at, l.answered_at, l.bridged_at, l.ended_at, l.hangup_cause)
        is distinct from (excluded.role, excluded.attempt, excluded.initiated_at,
          excluded.answered_at, excluded.bridged_at, excluded.ended_at, excluded.hangup_cause)
      or (l.call_leg_id is null and excluded.call_leg_id is not null)
    );
end
$$;

create function app.write_events(p_organization_id uuid, p_call_id uuid, p_events jsonb) returns void
language plpgsql set search_path = ''
as $$
begin
  insert into public.call_events (
    id, organization_id, call_id, source, type, occurred_at, event, payload, ignored_reason
  )
  select e.id, p_organization_id, p_call_id, e.source, e.type, e."occurredAt",
    nullif(e.event, 'null'), nullif(e.payload, 'null'), e."ignoredReason"
  from jsonb_to_recordset(p_events) as e (
    id text, source text, type text, "occurredAt" timestamptz, event jsonb, payload jsonb,
    "ignoredReason" text
  );
end
$$;

create function app.write_commands(p_call public.telnyx_calls, p_commands jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_issued jsonb;
begin
  with planned as (
    select c.value ->> 'commandId' as command_id, c.value -> 'body' as body, c.ordinality
    from jsonb_array_elements(p_commands) with ordinality as c
  ),
  issued as (
    insert into public.call_commands (command_id, organization_id, call_id, kind, body)
    select p.command_id, (p_call).organization_id, (p_call).id, p.body ->> 'kind', p.body
    from planned p
    on conflict (command_id) do nothing
    returning *
  )
  select coalesce(jsonb_agg(
    jsonb_build_object(
      'commandId', i.command_id, 'body', i.body, 'status', i.status, 'tries', i.tries,
      'createdAt', app.iso_utc(i.created_at)
    ) order by p.ordinality
  ), '[]') into v_issued
  from issued i join planned p using (command_id);
  return v_issued;
end
$$;
comment on function app.write_commands is
  'Puts commands into the outbox and returns those that were not there: they take effect once.';

create function app.apply_command_updates(p_call public.telnyx_calls, p_updates jsonb) returns void
language plpgsql set search_path = ''
as $$
begin
  update public.call_commands c set
    status = u.status,
    error_code = u."errorCode",
    tries = c.tries + 1,
    last_tried_at = clock_timestamp(),
    done_at = case when u.status = 'done' then clock_timestamp() end
  from jsonb_to_recordset(p_updates) as u ("commandId" text, status text, "errorCode" text)
  where c.command_id = u."commandId" and c.call_id = (p_call).id and c.status <> 'done';
end
$$;

create function app.update_call_tasks(p_old public.telnyx_calls, p_new public.telnyx_calls)
returns void
language plpgsql set search_path = ''
as $$
begin
  if (p_new).direction = 'inbound' and (p_new).outcome = 'missed'
    and (p_old).outcome is distinct from 'missed'
  then
    insert into public.call_tasks
      (organization_id, call_id, client_id, kind, reason, phone_number, due_at)
    values (
      (p_new).organization_id, (p_new).id, (p_new).client_id, 'call_back', (p_new).outcome_reason,
      (p_new).from_number, clock_timestamp() + interval '1 hour'
    )
    on conflict (call_id) do nothing;
  end if;
  -- They spoke: nobody needs to be called back any more. A late event can show it after the end.
  if (p_new).handled_by is not null and (p_old).handled_by is null then
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

create function app.write_audit(p_call public.telnyx_calls, p_audit jsonb) returns void
language plpgsql set search_path = ''
as $$
begin
  insert into public.audit_log (organization_id, member_id, call_id, action, detail)
  select (p_call).organization_id, a."memberId", (p_call).id, a.action, coalesce(a.detail, '{}')
  from jsonb_to_recordset(p_audit) as a (action text, "memberId" uuid, detail jsonb);
end
$$;

create function app.is_member_busy(p_member_id uuid, p_except_call_id uuid) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select exists (
      select from public.telnyx_calls c
      where c.agent_id = p_member_id and c.status <> 'ended'
        and c.id is distinct from p_except_call_id
    )
  );
end
$$;

create function public.commit_call(p jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_id uuid := (p #>> '{identity,id}')::uuid;
  v_expected integer := (p ->> 'expectedVersion')::integer;
  v_free_member uuid := (p ->> 'requireFreeMemberId')::uuid;
  v_old public.telnyx_calls;
  v_new public.telnyx_calls;
  v_new_commands jsonb;
  v_constraint text;
begin
  if exists (
    select from public.call_events e
    where e.id = any (array(select x ->> 'id' from jsonb_array_elements(p -> 'events') as x))
  ) then
    return '{"ok": false, "reason": "duplicate_event"}';
  end if;
  if v_expected > 0 then
    select * into v_old from public.telnyx_calls c where c.id = v_id;
    if v_old.version is distinct from v_expected then
      return '{"ok": false, "reason": "conflict"}';
    end if;
  end if;
  if v_free_member is not null then
    -- Serialises everything that this member starts or takes; the check below sees what committed.
    perform pg_advisory_xact_lock(hashtextextended(v_free_member::text, 0));
    if app.is_member_busy(v_free_member, v_id) then
      return '{"ok": false, "reason": "agent_busy"}';
    end if;
  end if;

  v_new := app.write_call_row(p -> 'identity', p -> 'state', v_expected);
  if v_new.id is null then
    return '{"ok": false, "reason": "conflict"}';
  end if;
  perform app.write_legs(v_new, p #> '{state,legs}', p -> 'events');
  perform app.write_events(v_new.organization_id, v_new.id, p -> 'events');
  v_new_commands := app.write_commands(v_new, p -> 'commands');
  perform app.apply_command_updates(v_new, p -> 'commandUpdates');
  perform app.update_call_tasks(v_old, v_new);
  perform app.write_audit(v_new, p -> 'audit');
  return jsonb_build_object('ok', true, 'version', v_new.version, 'newCommands', v_new_commands);
exception
  -- The block's writes are undone. Two commits raced past the checks above.
  when unique_violation then
    get stacked diagnostics v_constraint = constraint_name;
    if v_constraint = 'call_events_pkey' then
      return '{"ok": false, "reason": "duplicate_event"}';
    elsif v_constraint = 'telnyx_calls_pkey' then
      return '{"ok": false, "reason": "conflict"}';
    end if;
    raise;
end
$$;
comment on function public.commit_call is
  'CallChange in, CommitResult out (call-repository.ts): all of it or nothing, in one transaction.';

create function public.store_loose_event(p jsonb) returns void
language sql set search_path = ''
as $$
  insert into public.call_events (id, source, type, occurred_at, event, payload, ignored_reason)
  values (
    p ->> 'id', p ->> 'source', p ->> 'type', (p ->> 'occurredAt')::timestamptz,
    nullif(p -> 'event', 'null'), nullif(p -> 'payload', 'null'), p ->> 'ignoredReason'
  )
  on conflict (id) do nothing
$$;
comment on function public.store_loose_event is 'Stores an event that belongs to no call, once.';

create function public.park_dead_letter(p_id text, p_source text, p_reason text, p_body text)
returns void
language sql set search_path = ''
as $$
  insert into public.dead_letters as d (id, source, reason, body)
  values (p_id, p_source, p_reason, p_body)
  on conflict (id) do update set
    times = d.times + 1, last_seen_at = clock_timestamp(), resolved_at = null
$$;
comment on function public.park_dead_letter is 'Keeps what could not be understood; again: counts.';

revoke all on all functions in schema app from public;
grant execute on all functions in schema app to service_role;
revoke all on function
  public.commit_call(jsonb),
  public.store_loose_event(jsonb),
  public.park_dead_letter(text, text, text, text)
  from public, anon, authenticated;
grant execute on function
  public.commit_call(jsonb),
  public.store_loose_event(jsonb),
  public.park_dead_letter(text, text, text, text)
  to service_role;
