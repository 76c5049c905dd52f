-- "In a call" and "away" say since when.
create or replace function public.team() returns setof jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'memberId', m.id,
    'displayName', m.display_name,
    'role', m.role,
    'availability', m.availability,
    'presence', p.presence,
    'since', case p.presence
      when 'in_call' then app.iso_utc(c.since)
      when 'away' then app.iso_utc(m.availability_changed_at)
      when 'do_not_disturb' then app.iso_utc(m.availability_changed_at)
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
  left join lateral (
    select min(coalesce(l.answered_at, l.started_at)) as since from public.telnyx_calls l
    where l.agent_id = m.id and l.status <> 'ended'
  ) c on true
  cross join lateral (
    select case
      when c.since is not null then 'in_call'
      -- The browser seen last tells; who never had one is not signed in.
      when coalesce(d.state, 'signed_out') = 'signed_out' then 'signed_out'
      when m.availability <> 'available' then m.availability
      when app.has_browser(m.organization_id, m.id) then 'available'
      else 'unreachable'
    end as presence
  ) p
  where m.organization_id = (select app.my_organization()) and m.active
  order by m.display_name, m.id
$$;
