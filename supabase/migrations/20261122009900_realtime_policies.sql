-- Last, and alone: should a hosted project refuse it ("must be owner of relation messages"), the
-- rest is deployed and these statements can be run in the SQL editor.

create function app.my_organization_topics() returns setof text
language sql stable security definer set search_path = ''
as $$
  select 'org:' || o from app.my_organizations() as o
$$;
create function app.my_member_topics() returns setof text
language sql stable security definer set search_path = ''
as $$
  select 'member:' || m from app.my_member_ids() as m
$$;
revoke all on function app.my_organization_topics(), app.my_member_topics() from public;
grant execute on function app.my_organization_topics(), app.my_member_topics() to authenticated;

create policy "members receive calls and presence" on realtime.messages
  for select to authenticated
  using (
    extension in ('broadcast', 'presence')
    and (
      (select realtime.topic()) in (select app.my_organization_topics())
      or (select realtime.topic()) in (select app.my_member_topics())
    )
  );
-- Presence is all that a browser may send: calls are broadcast by the database only.
create policy "members show presence to their organisation" on realtime.messages
  for insert to authenticated
  with check (
    extension = 'presence'
    and (select realtime.topic()) in (select app.my_organization_topics())
  );
