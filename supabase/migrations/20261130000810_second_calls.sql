-- Several calls of one person: the others are on hold. Who is in a conversation can be rung as a last
-- resort, when nobody else is free.

create function app.is_member_full(p_member_id uuid, p_except_call_id uuid) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return (
    -- One who is just being connected, or whose call out still rings, has no hand free.
    select count(*) >= 4 or coalesce(bool_or(c.status <> 'active'), false)
    from public.telnyx_calls c
    where c.agent_id = p_member_id and c.status <> 'ended'
      and c.id is distinct from p_except_call_id
  );
end
$$;
comment on function app.is_member_full is 'No further call for this member now; see also app.is_member_busy.';

create function app.waiting_members(p_organization_id uuid, p_except_call_id uuid)
returns setof uuid
language plpgsql stable set search_path = ''
as $$
declare
  v_alive_since timestamptz := app.alive_since();
begin
  return query
    select m.id from public.members m
    where m.organization_id = p_organization_id and m.active and m.availability = 'available'
      and exists (
        select from public.agent_devices d
        where d.organization_id = p_organization_id and d.member_id = m.id
          and d.state in ('ready', 'in_call') and d.last_seen_at > v_alive_since
      )
      and exists (
        select from public.telnyx_calls c
        where c.agent_id = m.id and c.status <> 'ended' and c.id is distinct from p_except_call_id
      )
      and not app.is_member_full(m.id, p_except_call_id)
    order by m.id;
end
$$;
comment on function app.waiting_members is
  'Members whom a call would reach as a second one: as app.reachable_members, but in a conversation.';

create or replace function app.ring_policy(
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
    'waiting', coalesce((
      select jsonb_agg(w) from app.waiting_members(n.organization_id, p_call_id) as w
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
          or o in (select app.waiting_members(c.organization_id, c.id))
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

create or replace function public.commit_call(p jsonb) returns jsonb
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
    if app.is_member_full(v_free_member, v_id) then
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

create or replace function public.outbound_context(
  p_member_id uuid, p_from_number_id uuid, p_client_id uuid, p_to text, p_device_id uuid
) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'number', (
      select app.owned_number(n) from public.telnyx_phone_numbers n
      where n.organization_id = m.organization_id
        and case when p_from_number_id is null then n.is_default else n.id = p_from_number_id end
      limit 1
    ),
    'numberGiven', p_from_number_id is not null,
    'client', (
      select jsonb_build_object('id', k.id) from public.clients k
      where k.organization_id = m.organization_id and k.id = p_client_id
        and k.archived_at is null
    ),
    'clientByNumber', app.client_by_number(m.organization_id, p_to),
    'device', public.agent_device(m.id, p_device_id),
    'busy', app.is_member_full(m.id, null)
  )
  from public.members m
  where m.id = p_member_id and m.active
$$;

create function public.calls_of_member(p_member_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(c.id order by c.started_at), '[]') from public.telnyx_calls c
  where c.agent_id = p_member_id and c.status <> 'ended'
$$;
comment on function public.calls_of_member is 'The unfinished calls that a member holds.';

create function public.colleague(p_organization_id uuid, p_member_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object('isReachable', m.id in (
    select app.reachable_members(p_organization_id, null)
    union all
    select app.waiting_members(p_organization_id, null)
  ))
  from public.members m
  where m.organization_id = p_organization_id and m.id = p_member_id and m.active
$$;
comment on function public.colleague is
  'Whether a popup would reach this member; null: there is no such active member.';

create function public.free_park_slot(p_organization_id uuid) returns integer
language sql stable set search_path = ''
as $$
  select min(s) from generate_series(1, 1000) as s
  where not exists (
    select from public.telnyx_calls c
    where c.organization_id = p_organization_id and c.status <> 'ended'
      and c.room #>> '{parked,slot}' = s::text
  )
$$;
comment on function public.free_park_slot is 'The lowest number that no parked call of the business has.';

revoke all on function
  app.is_member_full(uuid, uuid), app.waiting_members(uuid, uuid)
  from public;
grant execute on function
  app.is_member_full(uuid, uuid), app.waiting_members(uuid, uuid)
  to service_role;
revoke all on function
  public.calls_of_member(uuid), public.colleague(uuid, uuid), public.free_park_slot(uuid)
  from public, anon, authenticated;
grant execute on function
  public.calls_of_member(uuid), public.colleague(uuid, uuid), public.free_park_slot(uuid)
  to service_role;
