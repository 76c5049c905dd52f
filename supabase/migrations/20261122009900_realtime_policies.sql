-- Last, and alone: should a hosted project refuse it ("must be owner of relation messages"), the
-- rest is deployed and these statements can be run in the SQL editor.

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
