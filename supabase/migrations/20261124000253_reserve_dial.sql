-- The gate of every dial [I11]. One transaction, one organisation at a time: what a dial may cost is
-- set aside before it happens, so that dials at the same moment cannot overspend together.

create function app.lock_dials(p_organization_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('dials:' || p_organization_id, 0));
end
$$;

create function app.take_dial_token(p_holder_id uuid, p_per_minute integer) returns boolean
language plpgsql set search_path = ''
as $$
declare
  v_now timestamptz := clock_timestamp();
  v_left double precision;
begin
  -- A refused try costs too: who goes on trying stays refused, and can try again seconds after.
  insert into app.dial_buckets as b (holder_id, tokens, refilled_at)
  values (p_holder_id, p_per_minute - 1, v_now)
  on conflict (holder_id) do update set
    tokens = greatest(-1, least(
      p_per_minute,
      b.tokens + extract(epoch from greatest(v_now - b.refilled_at, interval '0'))
        * p_per_minute / 60.0
    ) - 1),
    refilled_at = greatest(b.refilled_at, v_now)
  returning b.tokens into v_left;
  return v_left >= 0;
end
$$;
comment on function app.take_dial_token is
  'So many dials at once, then so many a minute. False: none is left.';

create function app.spent_today(p_organization_id uuid) returns bigint
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select coalesce(sum(coalesce(r.settled, r.reserved)), 0)
    from public.dial_reservations r
    where r.organization_id = p_organization_id
      and (
        r.settled_at is null
        or r.reserved_at >= (
          select date_trunc('day', clock_timestamp(), o.time_zone)
          from public.organizations o where o.id = p_organization_id
        )
      )
  );
end
$$;
comment on function app.spent_today is
  'Of the business''s day: what calls out have cost, and all that is set aside for those that run.';

create function app.free_unused_dials(p_organization_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  -- A function that died between its reservation and its call. A health check's call has no row and
  -- is dialled past the outbox: it counts as dialled, and cannot be longer than its minute.
  update public.dial_reservations r set
    settled = case r.kind when 'self_test' then r.reserved else 0 end,
    settled_by = case r.kind when 'self_test' then 'estimate' else 'unused' end,
    settled_at = clock_timestamp(),
    destination = coalesce(app.masked_number(r.destination), '')
  where r.organization_id = p_organization_id and r.settled_at is null and r.command_id is null
    and r.reserved_at < clock_timestamp() - interval '1 minute'
    and not exists (
      select from public.telnyx_calls c where c.id = r.call_id and c.status <> 'ended'
    );
end
$$;

create function app.refuse_destination(
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
    and p ->> 'kind' = 'agent' and not coalesce((p ->> 'confirmed')::boolean, false)
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

create function app.refuse_amount(p jsonb, p_limits public.spend_limits) returns text
language plpgsql set search_path = ''
as $$
begin
  if not app.take_dial_token((p_limits).organization_id, (p_limits).dials_per_minute) then
    return 'rate_limited';
  end if;
  perform app.free_unused_dials((p_limits).organization_id);
  if (p_limits).concurrent_calls <= (
    select count(*) from public.dial_reservations r
    where r.organization_id = (p_limits).organization_id and r.settled_at is null
  ) then
    return 'concurrency_limit';
  end if;
  if app.spent_today((p_limits).organization_id) >= (p_limits).daily_cap_cents * 100::bigint then
    return 'spend_limit';
  end if;
  return null;
end
$$;

create function app.write_reservation(
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
    organization_id, call_id, kind, member_id, destination, country, number_type,
    rate_per_minute, time_limit_seconds, reserved
  ) values (
    (p_limits).organization_id, (p ->> 'callId')::uuid, p ->> 'kind', (p ->> 'memberId')::uuid,
    p ->> 'to', p_country, p_number_type, v_rate, v_seconds,
    ceil(v_rate * v_seconds / 60.0)
  )
  -- Given back before it was dialled, and now wanted again.
  on conflict (call_id, kind) do update set
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

create function app.warn_of_spend(p_limits public.spend_limits) returns void
language plpgsql set search_path = ''
as $$
begin
  update app.limit_states s set warned_on = (clock_timestamp() at time zone o.time_zone)::date
  from public.organizations o
  where o.id = (p_limits).organization_id and s.organization_id = o.id
    and s.warned_on is distinct from (clock_timestamp() at time zone o.time_zone)::date
    and app.spent_today(o.id) >= (p_limits).daily_cap_cents::bigint * (p_limits).warn_at_percent;
  if found then
    perform app.audit((p_limits).organization_id, null, 'calling.spend_warning', jsonb_build_object(
      'dailyCapCents', (p_limits).daily_cap_cents, 'warnAtPercent', (p_limits).warn_at_percent
    ));
  end if;
end
$$;
comment on function app.warn_of_spend is 'Once a day; a trigger tells owners and admins.';

create function public.reserve_dial(p jsonb) returns jsonb
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
comment on function public.reserve_dial is
  'Dial in, DialAnswer out (dial-guard.ts): whether a call may be dialled now, and for how long.';

create function public.release_dial(p_call_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  update public.dial_reservations r set
    settled = 0, settled_by = 'unused', settled_at = clock_timestamp(),
    destination = coalesce(app.masked_number(r.destination), '')
  where r.call_id = p_call_id and r.settled_at is null and r.command_id is null;
end
$$;
comment on function public.release_dial is 'A dial that will not happen gives back what it reserved.';

create function public.outbound_context(
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
    'busy', app.is_member_busy(m.id, null)
  )
  from public.members m
  where m.id = p_member_id and m.active
$$;
comment on function public.outbound_context is
  'OutboundContext of directory.ts in one round trip; null for somebody who is no active member.';

revoke all on function
  app.lock_dials(uuid), app.take_dial_token(uuid, integer), app.spent_today(uuid),
  app.free_unused_dials(uuid),
  app.refuse_destination(jsonb, public.spend_limits, text, text),
  app.refuse_amount(jsonb, public.spend_limits),
  app.write_reservation(jsonb, public.spend_limits, text, text),
  app.warn_of_spend(public.spend_limits)
  from public;
grant execute on function
  app.lock_dials(uuid), app.take_dial_token(uuid, integer), app.spent_today(uuid),
  app.free_unused_dials(uuid),
  app.refuse_destination(jsonb, public.spend_limits, text, text),
  app.refuse_amount(jsonb, public.spend_limits),
  app.write_reservation(jsonb, public.spend_limits, text, text),
  app.warn_of_spend(public.spend_limits)
  to service_role;
revoke all on function
  public.reserve_dial(jsonb), public.release_dial(uuid),
  public.outbound_context(uuid, uuid, uuid, text, uuid)
  from public, anon, authenticated;
grant execute on function
  public.reserve_dial(jsonb), public.release_dial(uuid),
  public.outbound_context(uuid, uuid, uuid, text, uuid)
  to service_role;
