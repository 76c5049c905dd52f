-- What `_shared/ports/number-setups.ts` reads.

create function app.setup_resources(t public.telnyx_setups) returns jsonb
language sql immutable set search_path = ''
as $$
  select jsonb_build_object(
    'outboundVoiceProfileId', t.outbound_voice_profile_id,
    'callControlApplicationId', t.call_control_application_id,
    'credentialConnectionId', t.credential_connection_id,
    'messagingProfileId', t.messaging_profile_id
  )
$$;

create function app.is_setup_replaceable(s public.number_setups) returns boolean
language sql immutable set search_path = ''
as $$
  select s.finished_at is null and s.order_state in ('none', 'refused', 'failed')
    and s.phone_number_id is null
$$;
comment on function app.is_setup_replaceable is 'Nothing was bought: another number may be taken instead.';

create function app.setup_view(s public.number_setups, t public.telnyx_setups) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', s.id, 'kind', s.kind, 'phoneNumber', s.phone_number, 'label', s.label,
    'phoneNumberId', s.phone_number_id, 'state', s.state, 'steps', s.steps,
    'monthlyCost', trim_scale(s.monthly_cost)::text, 'currency', s.currency,
    'isBusy', coalesce(t.lease_setup_id = s.id and t.lease_until > clock_timestamp(), false),
    'isReplaceable', app.is_setup_replaceable(s)
      and not coalesce(t.lease_until > clock_timestamp(), false),
    'startedAt', app.iso_utc(s.created_at), 'updatedAt', app.iso_utc(s.updated_at),
    'finishedAt', app.iso_utc(s.finished_at)
  )
$$;

create function public.number_setups_view(p_organization_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'numbers', coalesce((
      select jsonb_agg(jsonb_build_object(
        'phoneNumberId', n.id, 'phoneNumber', n.phone_number, 'label', n.label,
        'isDefault', n.is_default, 'connectionId', n.connection_id,
        'telnyxNumberId', n.telnyx_number_id,
        'setup', case when s.id is not null then app.setup_view(s, t) end
      ) order by n.is_default desc, n.label, n.id)
      from public.telnyx_phone_numbers n
      left join public.number_setups s on s.organization_id = n.organization_id
        and s.phone_number = n.phone_number and s.state not in ('replaced', 'released')
      where n.organization_id = o.id
    ), '[]'),
    'unfinished', (
      select app.setup_view(s, t) from public.number_setups s
      where s.organization_id = o.id and s.finished_at is null
        and s.state not in ('replaced', 'released')
    ),
    'resources', app.setup_resources(t)
  )
  from public.organizations o
  left join public.telnyx_setups t on t.organization_id = o.id
  where o.id = p_organization_id
$$;
comment on function public.number_setups_view is 'SetupsView of number-setups.ts.';

create function app.stored_setup(s public.number_setups, t public.telnyx_setups) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', s.id, 'organizationId', s.organization_id, 'kind', s.kind,
    'phoneNumber', s.phone_number, 'keptConnectionId', s.kept_connection_id,
    'steps', s.steps, 'state', s.state, 'failures', s.failures, 'orderId', s.order_id,
    'orderTriedMsAgo', case when s.order_state in ('tried', 'placed') then
      greatest(0, extract(epoch from clock_timestamp() - s.order_tried_at) * 1000)::bigint end,
    'telnyxNumberId', (
      select n.telnyx_number_id from public.telnyx_phone_numbers n where n.id = s.phone_number_id
    ),
    'phoneNumberId', s.phone_number_id,
    'resources', app.setup_resources(t),
    'business', (
      select jsonb_build_object('name', o.name, 'country', o.country)
      from public.organizations o where o.id = s.organization_id
    ),
    'publicKeys', coalesce((
      select jsonb_agg(k.public_key order by k.fetched_at, k.public_key)
      from app.telnyx_public_keys k
    ), '[]')
  )
$$;
comment on function app.stored_setup is 'StoredSetup of number-setups.ts.';

create function public.due_number_setups(p_limit integer) returns setof uuid
language sql stable set search_path = ''
as $$
  select s.id
  from public.number_setups s
  join public.telnyx_setups t on t.organization_id = s.organization_id
  where s.state in ('running', 'waiting')
    and coalesce(s.next_look_at <= clock_timestamp(), true)
    and coalesce(t.lease_until <= clock_timestamp(), true)
  order by s.next_look_at nulls first
  limit p_limit
$$;
comment on function public.due_number_setups is
  'Set-ups that go on by themselves: Telnyx was waited for, or their function was killed.';

create function public.is_of_another_business(p_organization_id uuid, p_telnyx_id text)
returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from public.telnyx_setups t
    where t.organization_id <> p_organization_id and p_telnyx_id in (
      t.outbound_voice_profile_id, t.call_control_application_id, t.credential_connection_id,
      t.messaging_profile_id
    )
  )
$$;

create function public.telnyx_public_keys() returns setof text
language sql stable set search_path = ''
as $$
  select k.public_key from app.telnyx_public_keys k order by k.fetched_at desc limit 5
$$;
comment on function public.telnyx_public_keys is
  'The latest keys that Telnyx''s API has told; an older one stays good while its webhooks are under way.';

create function public.save_telnyx_public_key(p_key text) returns void
language sql set search_path = ''
as $$
  insert into app.telnyx_public_keys (public_key) values (p_key)
  on conflict (public_key) do update set fetched_at = clock_timestamp()
$$;

create function public.connections_in_use(p_limit integer) returns setof text
language sql stable set search_path = ''
as $$
  select n.connection_id
  from public.telnyx_calls c
  join public.telnyx_phone_numbers n on n.id = c.phone_number_id
  -- A leg lives for four hours at most (telnyx.md section 2.2).
  where c.created_at > clock_timestamp() - interval '5 hours' and n.connection_id is not null
  group by n.connection_id
  order by max(c.created_at) desc
  limit p_limit
$$;
comment on function public.connections_in_use is
  'Call Control applications that had calls lately, the latest first: legs may live on these.';

create function public.device_credential(p_member_id uuid, p_device_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'connectionId', t.credential_connection_id,
    'credential', case when d.credential_id is not null then jsonb_build_object(
      'credentialId', d.credential_id, 'sipUsername', d.sip_username,
      'connectionId', d.credential_connection_id
    ) end
  )
  from public.members m
  left join public.telnyx_setups t on t.organization_id = m.organization_id
  left join public.agent_devices d on d.member_id = m.id and d.id = p_device_id
    and d.credential_id is not null and d.sip_username is not null
  where m.id = p_member_id
$$;
comment on function public.device_credential is
  'A browser''s credential, and the credential connection that it ought to belong to.';

create or replace function public.save_device(p jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
begin
  insert into public.agent_devices as d
    (id, organization_id, member_id, label, credential_id, sip_username, credential_connection_id)
  values (
    (p ->> 'deviceId')::uuid, (p ->> 'organizationId')::uuid, (p ->> 'memberId')::uuid,
    p ->> 'label', p ->> 'credentialId', p ->> 'sipUsername', p ->> 'connectionId'
  )
  on conflict (member_id, id) do update set
    credential_id = excluded.credential_id,
    sip_username = excluded.sip_username,
    credential_connection_id = excluded.credential_connection_id,
    label = coalesce(excluded.label, d.label);
  return '{"ok": true}';
end
$$;

revoke all on function
  app.setup_resources(public.telnyx_setups),
  app.is_setup_replaceable(public.number_setups),
  app.setup_view(public.number_setups, public.telnyx_setups),
  app.stored_setup(public.number_setups, public.telnyx_setups),
  public.number_setups_view(uuid),
  public.due_number_setups(integer),
  public.is_of_another_business(uuid, text),
  public.telnyx_public_keys(),
  public.save_telnyx_public_key(text),
  public.connections_in_use(integer),
  public.device_credential(uuid, uuid)
  from public, anon, authenticated;
grant execute on function
  app.setup_resources(public.telnyx_setups),
  app.is_setup_replaceable(public.number_setups),
  app.setup_view(public.number_setups, public.telnyx_setups),
  app.stored_setup(public.number_setups, public.telnyx_setups),
  public.number_setups_view(uuid),
  public.due_number_setups(integer),
  public.is_of_another_business(uuid, text),
  public.telnyx_public_keys(),
  public.save_telnyx_public_key(text),
  public.connections_in_use(integer),
  public.device_credential(uuid, uuid)
  to service_role;
