-- A number that is brought into a call costs money like any dial: it is reserved first, for itself
-- (docs/adr/0016-spend-is-reserved.md).
alter table public.dial_reservations
  add column party integer not null default 0 check (party >= 0),
  drop constraint dial_reservations_kind_check,
  add constraint dial_reservations_kind_check
    check (kind in ('agent', 'forward', 'self_test', 'party')),
  drop constraint dial_reservations_pkey,
  add primary key (call_id, kind, party);
comment on column public.dial_reservations.party is 'Of a party: its number in the call.';

create or replace function app.write_reservation(
  p jsonb, p_limits public.spend_limits, p_country text, p_number_type text
) returns integer
language plpgsql set search_path = ''
as $$
declare
  v_rate integer := app.dial_rate(p_country, p_number_type);
  -- No single call may cost more than a day: where a minute is dear, calls are short. Whole minutes,
  -- since calls are settled by the minutes that began.
  v_seconds integer := 60 * case p ->> 'kind' when 'self_test' then 1 else greatest(1, least(
    (p_limits).max_call_minutes, (p_limits).daily_cap_cents * 100 / v_rate
  )) end;
begin
  insert into public.dial_reservations as r (
    organization_id, call_id, kind, party, member_id, destination, country, number_type,
    rate_per_minute, time_limit_seconds, reserved
  ) values (
    (p_limits).organization_id, (p ->> 'callId')::uuid, p ->> 'kind',
    coalesce((p ->> 'party')::integer, 0), (p ->> 'memberId')::uuid,
    p ->> 'to', p_country, p_number_type, v_rate, v_seconds,
    ceil(v_rate * v_seconds / 60.0)
  )
  -- Given back before it was dialled, and now wanted again.
  on conflict (call_id, kind, party) do update set
    destination = excluded.destination, country = excluded.country,
    number_type = excluded.number_type, rate_per_minute = excluded.rate_per_minute,
    time_limit_seconds = excluded.time_limit_seconds, reserved = excluded.reserved,
    settled = null, settled_by = null, settled_at = null, reserved_at = clock_timestamp()
  where r.organization_id = excluded.organization_id and r.command_id is null
    and r.settled_at is not null;
  if not found then
    return null;
  end if;
  insert into app.known_destinations (organization_id, country)
  values ((p_limits).organization_id, p_country)
  on conflict do nothing;
  return v_seconds;
end
$$;

create or replace function public.reserve_dial(p jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_organization_id uuid := (p ->> 'organizationId')::uuid;
  v_limits public.spend_limits;
  v_to record;
  v_code text;
  v_seconds integer;
begin
  select * into v_limits from public.spend_limits l where l.organization_id = v_organization_id;
  select * into v_to from app.destination_of(p ->> 'to');
  if v_limits.organization_id is not null and v_limits.calling_stopped_at is null
    and p ->> 'memberId' is not null
    and not app.take_dial_token((p ->> 'memberId')::uuid, v_limits.dials_per_minute_agent)
  then
    return jsonb_build_object('ok', false, 'code', 'rate_limited', 'country', v_to.country);
  end if;
  perform app.lock_dials(v_organization_id);
  -- Again, now that nobody can change them: the kill switch holds from the moment that it is set.
  select * into v_limits from public.spend_limits l where l.organization_id = v_organization_id;
  if v_limits.organization_id is null or v_limits.calling_stopped_at is not null then
    return jsonb_build_object('ok', false, 'code', 'calling_stopped', 'country', v_to.country);
  end if;
  select r.time_limit_seconds into v_seconds from public.dial_reservations r
  where r.call_id = (p ->> 'callId')::uuid and r.kind = p ->> 'kind'
    and r.party = coalesce((p ->> 'party')::integer, 0)
    and r.organization_id = v_organization_id and r.destination = p ->> 'to'
    and r.settled_at is null;
  if v_seconds is not null then
    return jsonb_build_object('ok', true, 'timeLimitSecs', v_seconds);
  end if;
  v_code := coalesce(
    app.refuse_destination(p, v_limits, v_to.country, v_to.number_type),
    app.refuse_amount(p, v_limits)
  );
  if v_code is not null then
    return jsonb_build_object('ok', false, 'code', v_code, 'country', v_to.country);
  end if;
  v_seconds := app.write_reservation(p, v_limits, v_to.country, v_to.number_type);
  if v_seconds is null then
    return jsonb_build_object('ok', false, 'code', 'rate_limited', 'country', v_to.country);
  end if;
  perform app.warn_of_spend(v_limits);
  return jsonb_build_object('ok', true, 'timeLimitSecs', v_seconds);
end
$$;

create or replace function app.refuse_destination(
  p jsonb, p_limits public.spend_limits, p_country text, p_number_type text
) returns text
language plpgsql set search_path = ''
as $$
declare
  v_organization_id uuid := (p_limits).organization_id;
begin
  if p_country is null or p_number_type is null
    or not p_number_type = any ((p_limits).allowed_number_types)
    or not exists (
      select from public.allowed_destinations d
      where d.organization_id = v_organization_id and d.country = p_country
    )
    -- What the function believes can only forbid.
    or not coalesce(nullif(p ->> 'numberType', 'unknown'), p_number_type)
      = any ((p_limits).allowed_number_types)
    or not exists (
      select from public.allowed_destinations d
      where d.organization_id = v_organization_id
        and d.country = coalesce(p ->> 'country', p_country)
    )
  then
    return 'destination_not_allowed';
  end if;
  if (p_limits).confirm_new_destinations
    and not exists (
      select from app.known_destinations k
      where k.organization_id = v_organization_id and k.country = p_country
    )
    and p ->> 'kind' in ('agent', 'party') and not coalesce((p ->> 'confirmed')::boolean, false)
    -- Where a minute costs no more than at home there is nothing to ask.
    and app.dial_rate(p_country, 'mobile') > (
      select app.dial_rate(o.country, 'mobile') from public.organizations o
      where o.id = v_organization_id
    )
    and app.client_by_number(v_organization_id, p ->> 'to') is null
  then
    return 'confirm_destination';
  end if;
  return null;
end
$$;

create or replace function app.check_dial_command() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_kind text := case new.kind
    when 'dial_forward' then 'forward' when 'dial_party' then 'party' else 'agent'
  end;
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
    and r.party = coalesce((new.body ->> 'party')::integer, 0)
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

drop trigger check_dial_command on public.call_commands;
create trigger check_dial_command before insert on public.call_commands
  for each row when (
    new.kind in ('dial_external', 'dial_forward')
    -- A colleague's browser costs nothing to dial.
    or (new.kind = 'dial_party' and new.body ->> 'to' is not null)
  )
  execute function app.check_dial_command();
