-- Who can be reached changes without a call: a colleague signs in, wakes up, goes away. The team hears
-- of the change; that a sign of life came as usual is told to nobody.
create function app.broadcast_presence() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform realtime.send('{}', 'team_changed', app.org_topic(new.organization_id), true);
  return null;
exception when others then
  raise warning 'The presence of member % was not broadcast: %', new.member_id, sqlerrm;
  return null;
end
$$;
create function app.broadcast_member() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform realtime.send('{}', 'team_changed', app.org_topic(new.organization_id), true);
  return null;
exception when others then
  raise warning 'The change of member % was not broadcast: %', new.id, sqlerrm;
  return null;
end
$$;
revoke all on function app.broadcast_presence(), app.broadcast_member() from public;

create trigger broadcast_presence after update of state, last_seen_at on public.agent_devices
  for each row when (
    old.state is distinct from new.state
    -- It was held for dead.
    or (new.last_seen_at > coalesce(old.last_seen_at, '-infinity') + interval '11 seconds')
  ) execute function app.broadcast_presence();
create trigger broadcast_member after update of availability, role, active, display_name
  on public.members
  for each row when (
    (old.availability, old.role, old.active, old.display_name)
      is distinct from (new.availability, new.role, new.active, new.display_name)
  ) execute function app.broadcast_member();
