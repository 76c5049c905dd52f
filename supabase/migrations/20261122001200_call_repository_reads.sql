-- What `_shared/ports/call-repository.ts` reads. JSON goes out in the camelCase of its types.

create function app.call_policy(ring_timeout_seconds integer) returns jsonb
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return jsonb_build_object(
    'ringTimeoutMs', ring_timeout_seconds * 1000,
    'connectTimeoutMs', 12000,
    'dialTimeoutMs', 45000,
    'reofferMs', 15000
  );
end
$$;
comment on function app.call_policy is 'CallPolicy of call-state.ts; only the ring time is configurable.';

create function app.stored_command(c public.call_commands) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return jsonb_build_object(
    'commandId', c.command_id, 'body', c.body, 'status', c.status, 'tries', c.tries,
    'createdAt', app.iso_utc(c.created_at)
  );
end
$$;

create function app.stored_call(c public.telnyx_calls) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
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
    'policy', app.call_policy((
      select coalesce(n.ring_timeout_seconds, o.ring_timeout_seconds)
      from public.organizations o
      left join public.telnyx_phone_numbers n on n.id = c.phone_number_id
      where o.id = c.organization_id
    )),
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
comment on function app.stored_call is 'StoredCall of call-repository.ts.';

create function app.owned_number(n public.telnyx_phone_numbers) returns jsonb
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
    ))
  );
end
$$;
comment on function app.owned_number is 'OwnedNumber of call-repository.ts.';

create function app.client_by_number(p_organization_id uuid, p_number text) returns uuid
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select p.client_id
    from public.client_phones p
    join public.clients k on k.id = p.client_id and k.archived_at is null
    where p.organization_id = p_organization_id and p.phone_number = p_number
    order by (
      select max(c.started_at) from public.telnyx_calls c
      where c.organization_id = p_organization_id and c.client_id = p.client_id
    ) desc nulls last, p.client_id
    limit 1
  );
end
$$;
comment on function app.client_by_number is
  'Whom a number belongs to; of several clients the one with the most recent call.';

create function public.load_for_event(
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
    'number', case when v_number.id is not null then app.owned_number(v_number) end,
    'clientId', case
      when v_number.id is not null then app.client_by_number(v_number.organization_id, p_from)
    end,
    'serverTime', app.iso_utc(clock_timestamp())
  );
end
$$;
comment on function public.load_for_event is 'EventContext of call-repository.ts, in one round trip.';

create function public.load_call(p_call_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select app.stored_call(c) from public.telnyx_calls c where c.id = p_call_id
$$;
comment on function public.load_call is 'StoredCall of call-repository.ts, or null.';

create function public.due_calls(p_limit integer, p_quiet_after_ms integer, p_pending_after_ms integer)
returns setof uuid
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
  'Calls that the sweeper must look at: past their deadline, quiet, with commands pending, or ended with a leg alive.';

create function public.touch_call(p_call_id uuid) returns void
language sql set search_path = ''
as $$
  update public.telnyx_calls set updated_at = clock_timestamp() where id = p_call_id
$$;
comment on function public.touch_call is 'The sweeper looked at this call: it is not quiet any more.';

create function public.db_now() returns timestamptz
language sql volatile set search_path = ''
as $$
  select clock_timestamp()
$$;
comment on function public.db_now is 'The database''s clock: deadlines use no other.';

revoke all on all functions in schema app from public;
grant execute on all functions in schema app to service_role;
revoke all on function
  public.load_for_event(text, uuid, text, text, text),
  public.load_call(uuid),
  public.due_calls(integer, integer, integer),
  public.touch_call(uuid),
  public.db_now()
  from public, anon, authenticated;
grant execute on function
  public.load_for_event(text, uuid, text, text, text),
  public.load_call(uuid),
  public.due_calls(integer, integer, integer),
  public.touch_call(uuid),
  public.db_now()
  to service_role;
