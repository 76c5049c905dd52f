-- What `_shared/ports/number-setups.ts` writes. Every function that changes a set-up locks the business's
-- row of telnyx_setups first: two tabs that press Buy at once come one after the other.

create function app.lock_setups(p_organization_id uuid) returns public.telnyx_setups
language plpgsql set search_path = ''
as $$
declare
  v_row public.telnyx_setups;
begin
  insert into public.telnyx_setups (organization_id) values (p_organization_id)
  on conflict (organization_id) do nothing;
  select * into v_row from public.telnyx_setups t
  where t.organization_id = p_organization_id for update;
  return v_row;
end
$$;

create function app.take_setup_lease(
  p_organization_id uuid, p_setup_id uuid, p_holder uuid, p_seconds integer
) returns boolean
language plpgsql set search_path = ''
as $$
begin
  update public.telnyx_setups t set
    lease_setup_id = p_setup_id, lease_holder = p_holder,
    lease_until = clock_timestamp() + make_interval(secs => p_seconds)
  where t.organization_id = p_organization_id
    and (t.lease_holder = p_holder or coalesce(t.lease_until <= clock_timestamp(), true));
  return found;
end
$$;
comment on function app.take_setup_lease is
  'One function at a time works on a business''s set-ups; of a killed one the lease runs out.';

create function public.save_number_offers(p_organization_id uuid, p_offers jsonb) returns void
language sql set search_path = ''
as $$
  delete from app.number_offers f
  where f.organization_id = p_organization_id and f.seen_at < clock_timestamp() - interval '1 day';
  insert into app.number_offers as f (organization_id, phone_number, monthly_cost, currency)
  select p_organization_id, e ->> 'phoneNumber', (e ->> 'monthlyCost')::numeric, e ->> 'currency'
  from jsonb_array_elements(p_offers) as e
  on conflict (organization_id, phone_number) do update set
    monthly_cost = excluded.monthly_cost, currency = excluded.currency,
    seen_at = clock_timestamp()
$$;

create function app.is_number_of_another(p_organization_id uuid, p_phone_number text)
returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from public.telnyx_phone_numbers n
    where n.phone_number = p_phone_number and n.organization_id <> p_organization_id
  ) or exists (
    select from public.number_setups s
    where s.phone_number = p_phone_number and s.organization_id <> p_organization_id
      and s.state not in ('replaced', 'released')
  )
$$;

create function app.insert_number_setup(p jsonb) returns uuid
language plpgsql set search_path = ''
as $$
declare
  v_offer app.number_offers;
  v_number public.telnyx_phone_numbers;
  v_id uuid;
begin
  select * into v_number from public.telnyx_phone_numbers n
  where n.organization_id = (p ->> 'organizationId')::uuid
    and n.phone_number = p ->> 'phoneNumber';
  select * into v_offer from app.number_offers f
  where f.organization_id = (p ->> 'organizationId')::uuid
    and f.phone_number = p ->> 'phoneNumber'
    and f.seen_at > clock_timestamp() - interval '30 minutes';
  if p ->> 'kind' = 'buy' and v_number.id is null and v_offer.phone_number is null then
    return null;
  end if;
  insert into public.number_setups (
    organization_id, kind, phone_number, label, kept_connection_id, monthly_cost, currency,
    started_by, phone_number_id, finished_at
  ) values (
    (p ->> 'organizationId')::uuid,
    -- What is ours already is not bought.
    case when v_number.id is null then p ->> 'kind' else 'attach' end,
    p ->> 'phoneNumber', coalesce(p ->> 'label', ''), p ->> 'keptConnectionId',
    case when p ->> 'kind' = 'buy' then v_offer.monthly_cost end,
    case when p ->> 'kind' = 'buy' then v_offer.currency end,
    (p ->> 'memberId')::uuid, v_number.id, v_number.created_at
  ) returning id into v_id;
  return v_id;
end
$$;
comment on function app.insert_number_setup is 'Null: no search has shown this number lately.';

create function app.adopt_resources(p_organization_id uuid, p jsonb) returns void
language sql set search_path = ''
as $$
  update public.telnyx_setups t set
    outbound_voice_profile_id = coalesce(p ->> 'outboundVoiceProfileId', t.outbound_voice_profile_id),
    call_control_application_id =
      coalesce(p ->> 'callControlApplicationId', t.call_control_application_id),
    credential_connection_id =
      coalesce(p ->> 'credentialConnectionId', t.credential_connection_id),
    messaging_profile_id = coalesce(p ->> 'messagingProfileId', t.messaging_profile_id)
  where t.organization_id = p_organization_id and p <> '{}'
$$;

-- Whether a set-up may take the place of the business's unfinished one; null when it may.
create function app.make_way_for_setup(p_setups public.telnyx_setups) returns text
language plpgsql set search_path = ''
as $$
declare
  v_other public.number_setups;
begin
  select * into v_other from public.number_setups s
  where s.organization_id = p_setups.organization_id and s.finished_at is null
    and s.state not in ('replaced', 'released')
  for update;
  if not found then return null; end if;
  if p_setups.lease_until > clock_timestamp() or not app.is_setup_replaceable(v_other) then
    return 'setup_running';
  end if;
  update public.number_setups s set state = 'replaced', updated_at = clock_timestamp()
  where s.id = v_other.id;
  return null;
end
$$;

create function public.begin_number_setup(p jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_organization_id uuid := (p ->> 'organizationId')::uuid;
  v_setups public.telnyx_setups := app.lock_setups(v_organization_id);
  v_setup public.number_setups;
  v_id uuid;
  v_code text;
begin
  if app.is_number_of_another(v_organization_id, p ->> 'phoneNumber') then
    return jsonb_build_object('ok', false, 'code', 'number_taken');
  end if;
  select * into v_setup from public.number_setups s
  where s.organization_id = v_organization_id and s.phone_number = p ->> 'phoneNumber'
    and s.state not in ('replaced', 'released')
  for update;
  v_id := v_setup.id;
  -- A failed order is over: the same number needs a new one, with a reference of its own.
  if v_id is null or (v_setup.order_state = 'failed' and v_setup.phone_number_id is null) then
    if not exists (
      select from public.telnyx_phone_numbers n
      where n.organization_id = v_organization_id and n.phone_number = p ->> 'phoneNumber'
    ) then
      v_code := app.make_way_for_setup(v_setups);
      if v_code is not null then return jsonb_build_object('ok', false, 'code', v_code); end if;
    end if;
    begin
      v_id := app.insert_number_setup(p);
    exception when unique_violation then
      -- Another business was quicker by a moment.
      return jsonb_build_object('ok', false, 'code', 'number_taken');
    end;
    if v_id is null then return jsonb_build_object('ok', false, 'code', 'offer_expired'); end if;
  elsif p ->> 'kind' = 'attach' and p ? 'keptConnectionId' then
    update public.number_setups s set kept_connection_id = p ->> 'keptConnectionId'
    where s.id = v_id;
  end if;
  perform app.adopt_resources(v_organization_id, coalesce(p -> 'adopted', '{}'));
  return jsonb_build_object('ok', true, 'setupId', v_id, 'hasLease', app.take_setup_lease(
    v_organization_id, v_id, (p ->> 'holder')::uuid, (p ->> 'leaseSeconds')::integer));
end
$$;
comment on function public.begin_number_setup is
  'Finds or makes the set-up of a number: BegunSetup of number-setups.ts.';

create function public.take_number_setup(p_setup_id uuid, p_holder uuid, p_seconds integer)
returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_setups public.telnyx_setups;
  v_setup public.number_setups;
begin
  select * into v_setup from public.number_setups s where s.id = p_setup_id;
  if not found then return null; end if;
  v_setups := app.lock_setups(v_setup.organization_id);
  -- Once more, now that nobody else can change it.
  select * into v_setup from public.number_setups s where s.id = p_setup_id;
  if v_setup.state in ('replaced', 'released')
    or not app.take_setup_lease(v_setup.organization_id, p_setup_id, p_holder, p_seconds)
  then
    return null;
  end if;
  return app.stored_setup(v_setup, v_setups);
end
$$;
comment on function public.take_number_setup is
  'The set-up with the business''s lease. Null: somebody else works on it, or it is over.';

create function app.holds_setup(p_setup_id uuid, p_holder uuid) returns boolean
language plpgsql set search_path = ''
as $$
begin
  perform from public.telnyx_setups t
  where t.lease_setup_id = p_setup_id and t.lease_holder = p_holder
  for update;
  return found;
end
$$;
comment on function app.holds_setup is
  'A lease that ran out but that nobody took is still held: nothing was changed meanwhile.';

create function public.save_number_setup(
  p_setup_id uuid, p_holder uuid, p_seconds integer, p jsonb
) returns boolean
language plpgsql set search_path = ''
as $$
declare
  v_setup public.number_setups;
begin
  if not app.holds_setup(p_setup_id, p_holder) then return false; end if;
  update public.number_setups s set
    steps = coalesce(p -> 'steps', s.steps),
    state = coalesce(p ->> 'state', s.state),
    order_state = coalesce(p ->> 'order', s.order_state),
    order_tried_at = case when p ->> 'order' = 'tried' then clock_timestamp()
      else s.order_tried_at end,
    order_id = coalesce(p ->> 'orderId', s.order_id),
    failures = coalesce((p ->> 'failures')::integer, s.failures),
    next_look_at = case when p ? 'rest' then clock_timestamp()
      + make_interval(secs => (p #>> '{rest,nextLookMs}')::numeric / 1000) else s.next_look_at end,
    finished_at = case when p ->> 'state' = 'done' then coalesce(s.finished_at, clock_timestamp())
      else s.finished_at end,
    updated_at = clock_timestamp()
  where s.id = p_setup_id
  returning * into v_setup;
  perform app.adopt_resources(v_setup.organization_id, coalesce(p -> 'resources', '{}'));
  if p ? 'connectionId' then
    update public.telnyx_phone_numbers n set connection_id = p ->> 'connectionId'
    where n.id = v_setup.phone_number_id
      and n.connection_id is distinct from p ->> 'connectionId';
  end if;
  if p ? 'publicKey' then perform public.save_telnyx_public_key(p ->> 'publicKey'); end if;
  update public.telnyx_setups t set
    lease_setup_id = case when not p ? 'rest' then p_setup_id end,
    lease_holder = case when not p ? 'rest' then p_holder end,
    lease_until = case when not p ? 'rest'
      then clock_timestamp() + make_interval(secs => p_seconds) end
  where t.organization_id = v_setup.organization_id;
  return true;
end
$$;
comment on function public.save_number_setup is
  'SetupPatch of number-setups.ts. False: the lease was lost, and nothing was written.';

create function public.register_number(p_setup_id uuid, p_holder uuid, p jsonb) returns uuid
language plpgsql set search_path = ''
as $$
declare
  v_setup public.number_setups;
  v_id uuid;
  v_is_new boolean;
begin
  if not app.holds_setup(p_setup_id, p_holder) then return null; end if;
  select * into v_setup from public.number_setups s where s.id = p_setup_id;
  if app.is_number_of_another(v_setup.organization_id, v_setup.phone_number) then
    return null;
  end if;
  perform set_config('app.member_id', coalesce(v_setup.started_by::text, ''), true);
  insert into public.telnyx_phone_numbers as n (
    organization_id, phone_number, label, connection_id, telnyx_number_id, is_default
  ) values (
    v_setup.organization_id, v_setup.phone_number, v_setup.label, p ->> 'connectionId',
    p ->> 'telnyxNumberId', not exists (
      select from public.telnyx_phone_numbers o
      where o.organization_id = v_setup.organization_id and o.is_default
    )
  )
  on conflict (phone_number) do update set
    telnyx_number_id = excluded.telnyx_number_id,
    connection_id = coalesce(excluded.connection_id, n.connection_id)
  returning n.id, xmax = 0 into v_id, v_is_new;
  update public.number_setups s set phone_number_id = v_id, updated_at = clock_timestamp()
  where s.id = p_setup_id;
  if v_is_new then
    perform app.audit(v_setup.organization_id, v_setup.started_by,
      case v_setup.kind when 'buy' then 'number.bought' else 'number.attached' end,
      jsonb_strip_nulls(jsonb_build_object(
        'phoneNumberId', v_id, 'number', app.masked_number(v_setup.phone_number),
        'setupId', p_setup_id, 'monthlyCost', trim_scale(v_setup.monthly_cost)::text,
        'currency', v_setup.currency)));
  end if;
  return v_id;
end
$$;
comment on function public.register_number is
  'Makes a number the business''s. Null: the lease was lost, or the number is another''s.';

create function public.releasable_number(p_organization_id uuid, p_phone_number_id uuid)
returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'phoneNumber', n.phone_number, 'telnyxNumberId', n.telnyx_number_id,
    'hasLiveCall', exists (
      select from public.telnyx_calls c
      where c.organization_id = n.organization_id and c.phone_number_id = n.id
        and c.status <> 'ended'
    )
  )
  from public.telnyx_phone_numbers n
  where n.organization_id = p_organization_id and n.id = p_phone_number_id
$$;

create function public.remove_number(p jsonb) returns boolean
language plpgsql set search_path = ''
as $$
declare
  v_organization_id uuid := (p ->> 'organizationId')::uuid;
  v_number public.telnyx_phone_numbers;
begin
  perform app.lock_setups(v_organization_id);
  perform set_config('app.member_id', coalesce(p ->> 'memberId', ''), true);
  delete from public.telnyx_phone_numbers n
  where n.organization_id = v_organization_id and n.id = (p ->> 'phoneNumberId')::uuid
  returning * into v_number;
  if not found then return false; end if;
  update public.number_setups s set state = 'released', updated_at = clock_timestamp()
  where s.organization_id = v_organization_id and s.phone_number = v_number.phone_number
    and s.state not in ('replaced', 'released');
  -- A business with numbers has one that calls go out from.
  update public.telnyx_phone_numbers n set is_default = true
  where v_number.is_default and n.id = (
    select o.id from public.telnyx_phone_numbers o
    where o.organization_id = v_organization_id order by o.created_at, o.id limit 1
  );
  perform app.audit(v_organization_id, (p ->> 'memberId')::uuid, 'number.released',
    jsonb_build_object('phoneNumberId', v_number.id,
      'number', app.masked_number(v_number.phone_number),
      'keptAtTelnyx', (p ->> 'keptAtTelnyx')::boolean));
  return true;
end
$$;
comment on function public.remove_number is 'Takes a number out. False: it is not this business''s.';

revoke all on function
  app.lock_setups(uuid),
  app.take_setup_lease(uuid, uuid, uuid, integer),
  app.is_number_of_another(uuid, text),
  app.insert_number_setup(jsonb),
  app.adopt_resources(uuid, jsonb),
  app.make_way_for_setup(public.telnyx_setups),
  app.holds_setup(uuid, uuid),
  public.save_number_offers(uuid, jsonb),
  public.begin_number_setup(jsonb),
  public.take_number_setup(uuid, uuid, integer),
  public.save_number_setup(uuid, uuid, integer, jsonb),
  public.register_number(uuid, uuid, jsonb),
  public.releasable_number(uuid, uuid),
  public.remove_number(jsonb)
  from public, anon, authenticated;
grant execute on function
  app.lock_setups(uuid),
  app.take_setup_lease(uuid, uuid, uuid, integer),
  app.is_number_of_another(uuid, text),
  app.insert_number_setup(jsonb),
  app.adopt_resources(uuid, jsonb),
  app.make_way_for_setup(public.telnyx_setups),
  app.holds_setup(uuid, uuid),
  public.save_number_offers(uuid, jsonb),
  public.begin_number_setup(jsonb),
  public.take_number_setup(uuid, uuid, integer),
  public.save_number_setup(uuid, uuid, integer, jsonb),
  public.register_number(uuid, uuid, jsonb),
  public.releasable_number(uuid, uuid),
  public.remove_number(jsonb)
  to service_role;
