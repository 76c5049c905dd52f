-- Whom a call would reach: what a member chose, and a sign of life of a browser that can take it.

create function app.alive_since() returns timestamptz
language plpgsql stable set search_path = ''
as $$
begin
  -- Browsers report every 4 s; two lost reports are forgiven. A dead tab is skipped within 15 s.
  return clock_timestamp() - interval '11 seconds';
end
$$;
comment on function app.alive_since is 'A browser whose last sign of life is older than this is dead.';

create or replace function app.is_seen_lately(p_last_seen_at timestamptz) returns boolean
language sql stable set search_path = ''
as $$
  select coalesce(p_last_seen_at > app.alive_since(), false)
$$;

alter table public.agent_devices
  drop constraint agent_devices_state_check,
  add constraint agent_devices_state_check
    check (state in ('ready', 'in_call', 'offline', 'signed_out'));

create or replace function public.agent_device(p_member_id uuid, p_device_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'deviceId', d.id, 'sipUsername', d.sip_username, 'credentialId', d.credential_id,
    'state', d.state,
    'fresh', d.state in ('ready', 'in_call') and app.is_seen_lately(d.last_seen_at)
  )
  from public.agent_devices d
  where d.member_id = p_member_id and d.credential_id is not null and d.sip_username is not null
    and case
      when p_device_id is null
      then d.state in ('ready', 'in_call') and app.is_seen_lately(d.last_seen_at)
      else d.id = p_device_id
    end
  order by d.last_seen_at desc nulls last
  limit 1
$$;

create function app.has_browser(p_organization_id uuid, p_member_id uuid) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return exists (
    select from public.agent_devices d
    where d.organization_id = p_organization_id and d.member_id = p_member_id
      and d.state in ('ready', 'in_call') and app.is_seen_lately(d.last_seen_at)
  );
end
$$;
comment on function app.has_browser is
  'A browser of this member can take a call and gave a sign of life within the lease.';

create function app.reachable_members(p_organization_id uuid, p_except_call_id uuid)
returns setof uuid
language plpgsql stable set search_path = ''
as $$
declare
  v_alive_since timestamptz := app.alive_since();
begin
  -- Written out: it is asked with every event of a call.
  return query
    select m.id from public.members m
    where m.organization_id = p_organization_id and m.active and m.availability = 'available'
      and exists (
        select from public.agent_devices d
        where d.organization_id = p_organization_id and d.member_id = m.id
          and d.state in ('ready', 'in_call') and d.last_seen_at > v_alive_since
      )
      and not exists (
        select from public.telnyx_calls c
        where c.agent_id = m.id and c.status <> 'ended' and c.id is distinct from p_except_call_id
      )
    order by m.id;
end
$$;
comment on function app.reachable_members is
  'Members whom a call would reach now: available, with a living browser, and in no other call.';

create or replace function public.team() returns setof jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'memberId', m.id,
    'displayName', m.display_name,
    'role', m.role,
    'availability', m.availability,
    'presence', case
      when app.is_member_busy(m.id, null) then 'in_call'
      -- The browser seen last tells; who never had one is not signed in.
      when coalesce(d.state, 'signed_out') = 'signed_out' then 'signed_out'
      when m.availability <> 'available' then m.availability
      when app.has_browser(m.organization_id, m.id) then 'available'
      else 'unreachable'
    end,
    'lastSeenAt', app.iso_utc(d.last_seen_at)
  )
  from public.members m
  left join lateral (
    select k.state, k.last_seen_at from public.agent_devices k
    where k.organization_id = m.organization_id and k.member_id = m.id
      and k.last_seen_at is not null
    order by k.last_seen_at desc
    limit 1
  ) d on true
  where m.organization_id = (select app.my_organization()) and m.active
  order by m.display_name, m.id
$$;
comment on function public.team is
  'The caller''s colleagues and whether a call would reach them. Unreachable: wants calls, but no browser is alive.';

revoke all on function
  app.alive_since(), app.has_browser(uuid, uuid), app.reachable_members(uuid, uuid) from public;
grant execute on function app.alive_since(), app.has_browser(uuid, uuid)
  to authenticated, service_role;
grant execute on function app.is_member_busy(uuid, uuid) to authenticated, service_role;
grant execute on function app.reachable_members(uuid, uuid) to service_role;
