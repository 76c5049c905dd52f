-- Who may do what, from which browser (`_shared/ports/directory.ts`), and the team's presence.

create function app.is_seen_lately(p_last_seen_at timestamptz) returns boolean
language sql stable set search_path = ''
as $$
  -- Browsers report every 10 s; two lost reports are forgiven.
  select coalesce(p_last_seen_at > clock_timestamp() - interval '25 seconds', false)
$$;

create function public.my_membership() returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'memberId', m.id, 'organizationId', m.organization_id, 'organizationName', o.name,
    'timeZone', o.time_zone, 'role', m.role, 'displayName', m.display_name, 'email', m.email
  )
  from public.members m
  join public.organizations o on o.id = m.organization_id
  where m.organization_id = (select app.my_organization())
    and m.user_id = (select auth.uid()) and m.active
$$;
comment on function public.my_membership is 'The caller''s membership, or null when not an active member.';

create function public.member_name(p_member_id uuid) returns text
language sql stable set search_path = ''
as $$
  select m.display_name from public.members m where m.id = p_member_id
$$;

create function public.agent_device(p_member_id uuid, p_device_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'deviceId', d.id, 'sipUsername', d.sip_username, 'credentialId', d.credential_id,
    'state', d.state, 'fresh', d.state <> 'offline' and app.is_seen_lately(d.last_seen_at)
  )
  from public.agent_devices d
  where d.member_id = p_member_id and d.credential_id is not null and d.sip_username is not null
    and case
      when p_device_id is null then d.state <> 'offline' and app.is_seen_lately(d.last_seen_at)
      else d.id = p_device_id
    end
  order by d.last_seen_at desc nulls last
  limit 1
$$;
comment on function public.agent_device is
  'The member''s device asked for or, with null, the freshest that can take a call.';

create function public.save_device(p jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
begin
  insert into public.agent_devices as d
    (id, organization_id, member_id, label, credential_id, sip_username)
  values (
    (p ->> 'deviceId')::uuid, (p ->> 'organizationId')::uuid, (p ->> 'memberId')::uuid,
    p ->> 'label', p ->> 'credentialId', p ->> 'sipUsername'
  )
  on conflict (member_id, id) do update set
    credential_id = excluded.credential_id,
    sip_username = excluded.sip_username,
    label = coalesce(excluded.label, d.label);
  return '{"ok": true}';
end
$$;
comment on function public.save_device is
  'Keeps the telephony credential of a member''s browser: one per member and browser.';

create function public.report_device(p_device_id uuid, p_state text, p_label text default null)
returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  update public.agent_devices d
  set state = p_state,
    last_seen_at = clock_timestamp(),
    label = coalesce(left(p_label, 200), d.label)
  where d.id = p_device_id and d.member_id in (select app.my_member_ids());
  return found;
end
$$;
comment on function public.report_device is
  'A browser''s sign of life. False: the caller has no such device yet (the token function makes it).';

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
    'busy', app.is_member_busy(m.id, null),
    'dialsLastMinute', (
      select count(*) from public.telnyx_calls c
      where c.organization_id = m.organization_id and c.direction = 'outbound'
        and c.started_at > clock_timestamp() - interval '1 minute'
    ),
    'dialsPerMinute', o.dials_per_minute,
    'allowedCountries', o.allowed_countries
  )
  from public.members m
  join public.organizations o on o.id = m.organization_id
  where m.id = p_member_id and m.active
$$;
comment on function public.outbound_context is
  'OutboundContext of directory.ts in one round trip; null for somebody who is no active member.';

create function public.team() returns setof jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'memberId', m.id,
    'displayName', m.display_name,
    'role', m.role,
    'presence', case
      when exists (
        select from public.telnyx_calls c
        where c.agent_id = m.id and c.status <> 'ended' and c.organization_id = m.organization_id
      ) then 'in_call'
      when bool_or(d.state = 'ready' and app.is_seen_lately(d.last_seen_at)) then 'available'
      else 'away'
    end,
    'lastSeenAt', app.iso_utc(max(d.last_seen_at))
  )
  from public.members m
  left join public.agent_devices d on d.organization_id = m.organization_id and d.member_id = m.id
  where m.organization_id = (select app.my_organization()) and m.active
  group by m.id
  order by m.display_name, m.id
$$;
comment on function public.team is
  'The caller''s colleagues and whether a call would reach them: a fresh, ready browser and no call.';

revoke all on function app.is_seen_lately(timestamptz) from public;
grant execute on function app.is_seen_lately(timestamptz) to authenticated, service_role;
revoke all on function
  public.my_membership(),
  public.member_name(uuid),
  public.agent_device(uuid, uuid),
  public.save_device(jsonb),
  public.report_device(uuid, text, text),
  public.outbound_context(uuid, uuid, uuid, text, uuid),
  public.team()
  from public, anon, authenticated;
grant execute on function
  public.my_membership(),
  public.report_device(uuid, text, text),
  public.team()
  to authenticated;
grant execute on function
  public.member_name(uuid),
  public.agent_device(uuid, uuid),
  public.save_device(jsonb),
  public.outbound_context(uuid, uuid, uuid, text, uuid)
  to service_role;
