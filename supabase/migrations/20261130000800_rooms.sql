-- A call's room (docs/adr/0019): hold, parking, hand-offs and further parties. The row keeps the
-- projection; the log says how it came about.
alter table public.telnyx_calls add column room jsonb;
comment on column public.telnyx_calls.room is
  'RoomState of room-state.ts as the screen needs it; null while two people just talk.';

alter table public.organizations
  add column supervision_visible boolean not null default true;
comment on column public.organizations.supervision_visible is
  'Agents see that somebody listens to their call.';

alter table public.call_legs
  drop constraint call_legs_role_check,
  add constraint call_legs_role_check check (role in ('external', 'agent', 'forward', 'party'));

create function app.room_projection(p_room jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
begin
  if p_room is null or jsonb_typeof(p_room) <> 'object' or (
    p_room -> 'parties' = '[]' and not coalesce((p_room ->> 'isNeeded')::boolean, false)
  ) then
    return null;
  end if;
  return jsonb_build_object(
    'hold', p_room -> 'hold', 'parked', p_room -> 'parked', 'handoff', p_room -> 'handoff',
    'parties', p_room -> 'parties', 'holds', p_room -> 'holds'
  );
end
$$;
comment on function app.room_projection is 'What of a RoomState the row keeps; null: nothing of it.';

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
  v_room jsonb := app.room_projection(p_state -> 'room');
begin
  if p_expected_version = 0 then
    insert into public.telnyx_calls as c (
      id, organization_id, direction, from_number, to_number, client_id, phone_number_id,
      call_control_id, call_session_id, version, status, outcome, outcome_reason, hangup_cause,
      started_at, answered_at, ended_at, deadline_at, duration_seconds, declined_by,
      agent_id, attempt, handled_by, ai, call_back, offered_to, ring_step, is_test, forwarded_to,
      room, created_at, updated_at
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
      p_state ->> 'forwardedTo', v_room, clock_timestamp(), clock_timestamp()
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
      room = v_room,
      updated_at = clock_timestamp()
    where c.id = (p_identity ->> 'id')::uuid
      and c.organization_id = (p_identity ->> 'organizationId')::uuid
      and c.version = p_expected_version
    returning c.* into v_row;
  end if;
  return v_row;
end
$$;

create or replace function app.write_legs(p_call public.telnyx_calls, p_legs jsonb, p_events jsonb)
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
    call_id = excluded.call_id,
    role = excluded.role,
    attempt = excluded.attempt,
    call_leg_id = coalesce(l.call_leg_id, excluded.call_leg_id),
    call_session_id = coalesce(l.call_session_id, excluded.call_session_id),
    initiated_at = excluded.initiated_at,
    answered_at = excluded.answered_at,
    bridged_at = excluded.bridged_at,
    ended_at = excluded.ended_at,
    hangup_cause = excluded.hangup_cause
  -- A far end that was brought into another call belongs to it from then on.
  where (l.call_id = excluded.call_id or (excluded.role = 'party' and l.role <> 'party'))
    and (
      (l.call_id, l.role, l.attempt, l.initiated_at, l.answered_at, l.bridged_at, l.ended_at, l.hangup_cause)
        is distinct from (excluded.call_id, excluded.role, excluded.attempt, excluded.initiated_at,
          excluded.answered_at, excluded.bridged_at, excluded.ended_at, excluded.hangup_cause)
      or (l.call_leg_id is null and excluded.call_leg_id is not null)
    );
end
$$;

-- What the screen shows of it (`_shared/core/contracts/room-card.ts`).
create function app.person_card(p_organization_id uuid, p_member_id text) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('id', m.id, 'name', m.display_name) from public.members m
    where m.organization_id = p_organization_id and m.id = p_member_id::uuid
  );
end
$$;

create function app.client_card_name(p_organization_id uuid, p_client_id text) returns text
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select k.name from public.clients k
    where k.organization_id = p_organization_id and k.id = p_client_id::uuid
  );
end
$$;

create function app.party_card(p_organization_id uuid, p_party jsonb, p_holds jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_who jsonb := p_party -> 'who';
begin
  return jsonb_build_object(
    'number', p_party -> 'number',
    'kind', case v_who ->> 'kind' when 'member' then 'member' else 'outside' end,
    'role', p_party -> 'role',
    'member', app.person_card(p_organization_id, v_who ->> 'memberId'),
    'phoneNumber', coalesce(v_who ->> 'to', v_who ->> 'phoneNumber'),
    'clientName', app.client_card_name(p_organization_id, v_who ->> 'clientId'),
    'clientId', v_who ->> 'clientId',
    'status', p_party -> 'status',
    'mode', p_party -> 'mode',
    'invitedBy', app.person_card(p_organization_id, p_party ->> 'askedBy'),
    'askedAt', p_party -> 'askedAt',
    'joinedAt', p_party -> 'joinedAt',
    'heldSince', (
      select max(h ->> 'since') from jsonb_array_elements(p_holds) h
      where h -> 'party' = p_party -> 'number' and jsonb_typeof(h -> 'endedAt') = 'null'
    ),
    'endReason', p_party -> 'endReason'
  );
end
$$;

create function app.room_card(c public.telnyx_calls, p_viewer_id uuid default null) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_room jsonb := (c).room;
  v_shows boolean;
begin
  if v_room is null then
    return null;
  end if;
  v_shows := (select o.supervision_visible from public.organizations o where o.id = (c).organization_id);
  return jsonb_build_object(
    'hold', case when jsonb_typeof(v_room -> 'hold') = 'object' then jsonb_build_object(
      'since', v_room #> '{hold,since}',
      'by', app.person_card((c).organization_id, v_room #>> '{hold,memberId}')
    ) end,
    'parked', case when jsonb_typeof(v_room -> 'parked') = 'object' then jsonb_build_object(
      'since', v_room #> '{parked,since}',
      'by', app.person_card((c).organization_id, v_room #>> '{parked,memberId}'),
      'slot', v_room #> '{parked,slot}', 'returnsAt', v_room #> '{parked,returnsAt}'
    ) end,
    'handoff', case when jsonb_typeof(v_room -> 'handoff') = 'object' then jsonb_build_object(
      'kind', v_room #> '{handoff,kind}',
      'by', app.person_card((c).organization_id, v_room #>> '{handoff,memberId}'),
      'to', coalesce(
        app.person_card((c).organization_id, v_room #>> '{handoff,to,memberId}') ->> 'name',
        app.client_card_name((c).organization_id, v_room #>> '{handoff,to,clientId}'),
        v_room #>> '{handoff,to,number}'
      ),
      'since', v_room #> '{handoff,since}'
    ) end,
    'parties', coalesce((
      select jsonb_agg(app.party_card((c).organization_id, p, v_room -> 'holds') order by n)
      from jsonb_array_elements(v_room -> 'parties') with ordinality as x (p, n)
      where jsonb_typeof(p -> 'promotedTo') = 'null'
        and (p ->> 'role' <> 'supervisor' or (p ->> 'status' <> 'gone' and (
          v_shows or (p #>> '{who,memberId}')::uuid = p_viewer_id
        )))
    ), '[]')
  );
end
$$;
comment on function app.room_card is
  'RoomCard of room-card.ts. Where the business does not show it, only a supervisor sees that they listen.';

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
    'room', app.room_card(c),
    'aiAvailable', c.direction = 'inbound' and c.status <> 'ended'
      and app.ai_answers(c.organization_id),
    'summaryLine', c.summary_line,
    'serverTime', app.iso_utc(clock_timestamp())
  );
end
$$;

create or replace function public.live_calls() returns setof jsonb
language sql stable security definer set search_path = ''
as $$
  select app.call_card(c) || case
      -- Who listens sees so, also where the agent does not.
      when c.room is null then '{}'
      else jsonb_build_object('room', app.room_card(c, (select m.id from public.members m
        where m.organization_id = c.organization_id and m.id in (select app.my_member_ids()))))
    end from public.telnyx_calls c
  where c.organization_id = (select app.my_organization()) and c.status <> 'ended'
  order by c.started_at, c.id
$$;

create or replace function app.broadcast_call() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_card jsonb;
  v_agent_id uuid;
  v_is_for_all boolean := tg_op = 'INSERT';
begin
  if tg_op = 'UPDATE' then
    v_is_for_all := new.agent_id is distinct from old.agent_id
      or new.outcome is distinct from old.outcome
      -- What the AI does concerns everybody: anybody may take over.
      or new.ai is distinct from old.ai
      or new.offered_to is distinct from old.offered_to
      -- Parked, on hold, asked into: others act on it or see it on the board.
      or new.room is distinct from old.room
      or (new.status is distinct from old.status and new.agent_id is null);
  end if;
  -- A socket that joined before its member was deactivated is not asked again: it hears nothing more.
  v_agent_id := (select m.id from public.members m where m.id = new.agent_id and m.active);
  if not v_is_for_all and v_agent_id is null then
    return null;
  end if;
  v_card := app.call_card(new);
  -- Before the others: of two cards of one version the first counts.
  if new.room is not null then
    perform realtime.send(
      v_card || jsonb_build_object('room', app.room_card(new, m.id)), 'call_changed',
      'member:' || m.id, true
    )
    from jsonb_array_elements(new.room -> 'parties') as p
    join public.members m on m.id = (p #>> '{who,memberId}')::uuid and m.active
      and m.organization_id = new.organization_id
    where p ->> 'status' <> 'gone';
  end if;
  if v_is_for_all then
    perform realtime.send(v_card, 'call_changed', app.org_topic(new.organization_id), true);
  end if;
  if v_agent_id is not null then
    perform realtime.send(v_card, 'call_changed', 'member:' || v_agent_id, true);
  end if;
  return null;
exception when others then
  raise warning 'The change of call % was not broadcast: %', new.id, sqlerrm;
  return null;
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
      (p_new).outside_number, clock_timestamp() + v_within,
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

revoke all on function
  app.room_projection(jsonb), app.person_card(uuid, text), app.client_card_name(uuid, text),
  app.party_card(uuid, jsonb, jsonb), app.room_card(public.telnyx_calls, uuid)
  from public;
grant execute on function
  app.person_card(uuid, text), app.client_card_name(uuid, text),
  app.party_card(uuid, jsonb, jsonb), app.room_card(public.telnyx_calls, uuid)
  to authenticated, service_role;
grant execute on function app.room_projection(jsonb) to service_role;
