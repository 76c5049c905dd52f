-- A reservation lives as its call does: dialled once, settled when the last leg is gone, corrected
-- when Telnyx tells what it really cost.

create function app.check_dial_command() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_kind text := case new.kind when 'dial_forward' then 'forward' else 'agent' end;
  v_dial public.dial_reservations;
begin
  if exists (
    select from public.spend_limits l
    where l.organization_id = new.organization_id and l.calling_stopped_at is not null
  ) then
    -- Not dialled, and not planned away for ever: the sweeper ends the call.
    return null;
  end if;
  update public.dial_reservations r set command_id = new.command_id
  where r.call_id = new.call_id and r.organization_id = new.organization_id
    and (r.kind = v_kind or (v_kind = 'agent' and r.kind = 'self_test'))
    and r.settled_at is null
    and coalesce(r.command_id, new.command_id) = new.command_id
    and r.destination = new.body ->> 'to'
    and (new.body ->> 'timeLimitSecs')::integer <= r.time_limit_seconds
  returning r.* into v_dial;
  if v_dial.call_id is null then
    raise exception 'This dial was not reserved' using errcode = 'check_violation',
      constraint = 'dial_is_reserved', table = 'call_commands', schema = 'public';
  end if;
  return new;
end
$$;
comment on function app.check_dial_command is
  'Nothing is dialled out that reserve_dial did not allow: this number, this long, once [I11].';
create trigger check_dial_command before insert on public.call_commands
  for each row when (new.kind in ('dial_external', 'dial_forward'))
  execute function app.check_dial_command();

create function app.talked_seconds(c public.telnyx_calls) returns bigint
language plpgsql stable set search_path = ''
as $$
begin
  return greatest(
    case when c.direction = 'outbound' then c.duration_seconds else 0 end,
    (
      select ceil(extract(epoch from max(l.ended_at - l.answered_at)))
      from public.call_legs l
      -- The caller's own leg cost nothing to dial.
      where l.call_id = c.id and l.role <> 'agent'
        and l.call_control_id is distinct from c.call_control_id
    ),
    0
  )::bigint;
end
$$;
comment on function app.talked_seconds is 'How long the far end of a dial was on the line, at most.';

create function app.settle_dials(p_call_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  update public.dial_reservations r set
    settled = case
      when r.command_id is null then 0
      -- Every minute that began; Telnyx counts in steps of six seconds. Its own end of the call
      -- may reach us a second late.
      else greatest(
        least(ceil(app.talked_seconds(c) / 60.0) * r.rate_per_minute, r.reserved),
        ceil(coalesce(c.cost, 0) * 10000)
      )
    end,
    settled_by = case when r.command_id is null then 'unused' else 'estimate' end,
    settled_at = clock_timestamp(),
    destination = coalesce(app.masked_number(r.destination), '')
  from public.telnyx_calls c
  where r.call_id = p_call_id and c.id = p_call_id and c.organization_id = r.organization_id
    and r.settled_at is null and c.status = 'ended'
    -- A leg that nobody has hung up yet still costs.
    and not exists (
      select from public.call_legs l where l.call_id = c.id and l.ended_at is null
    );
end
$$;

create function app.settle_ended_call() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform app.settle_dials(new.id);
  return null;
end
$$;
create function app.settle_ended_leg() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform app.settle_dials(new.call_id);
  return null;
end
$$;
create trigger settle_dials after update of status on public.telnyx_calls
  for each row when (new.status = 'ended' and old.status <> 'ended')
  execute function app.settle_ended_call();
create trigger settle_dials after update of ended_at on public.call_legs
  for each row when (new.ended_at is not null and old.ended_at is null)
  execute function app.settle_ended_leg();
create trigger settle_dials_of_dead_leg after insert on public.call_legs
  for each row when (new.ended_at is not null)
  execute function app.settle_ended_leg();

create function app.take_telnyx_cost() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_leg public.call_legs;
  v_cost numeric;
begin
  select * into v_leg from public.call_legs l
  where l.call_control_id = new.payload ->> 'call_control_id';
  v_cost := (new.payload ->> 'total_cost')::numeric;
  if v_leg.call_id is null or v_cost is null or v_cost < 0 then
    return null;
  end if;
  update public.telnyx_calls c set cost = coalesce(c.cost, 0) + v_cost where c.id = v_leg.call_id;
  -- Once the far end's cost is told, our estimate has done its work; the other legs add to it.
  update public.dial_reservations r set
    settled = ceil(c.cost * 10000), settled_by = 'telnyx'
  from public.telnyx_calls c
  where c.id = v_leg.call_id and r.call_id = c.id and r.command_id is not null
    and r.settled_at is not null
    and (r.settled_by = 'telnyx' or v_leg.role <> 'agent');
  return null;
exception when others then
  raise warning 'The cost in event % was not understood: %', new.id, sqlerrm;
  return null;
end
$$;
comment on function app.take_telnyx_cost is
  'call.cost (telnyx.md, section 3.4): what a leg cost, in dollars, once it has ended.';
create trigger take_telnyx_cost after insert on public.call_events
  for each row when (new.type = 'call.cost') execute function app.take_telnyx_cost();

create function app.announce_warning() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform realtime.send(
    jsonb_build_object('organizationId', new.organization_id), 'limits_changed',
    'member:' || m.id, true
  )
  from public.members m
  where m.organization_id = new.organization_id and m.active and m.role in ('owner', 'admin');
  return null;
exception when others then
  raise warning 'The spend warning of % was not sent: %', new.organization_id, sqlerrm;
  return null;
end
$$;
create trigger announce_warning after update of warned_on on app.limit_states
  for each row when (new.warned_on is distinct from old.warned_on)
  execute function app.announce_warning();

create function app.announce_switch() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform realtime.send(
    jsonb_build_object('organizationId', new.organization_id), 'limits_changed',
    app.org_topic(new.organization_id), true
  );
  return null;
exception when others then
  raise warning 'The kill switch of % was not announced: %', new.organization_id, sqlerrm;
  return null;
end
$$;
create trigger announce_switch after update of calling_stopped_at on public.spend_limits
  for each row when (new.calling_stopped_at is distinct from old.calling_stopped_at)
  execute function app.announce_switch();

revoke all on function
  app.check_dial_command(), app.talked_seconds(public.telnyx_calls), app.settle_dials(uuid),
  app.settle_ended_call(), app.settle_ended_leg(), app.take_telnyx_cost(), app.announce_warning(),
  app.announce_switch()
  from public;
grant execute on function
  app.talked_seconds(public.telnyx_calls), app.settle_dials(uuid) to service_role;
