-- A call's late event that was being written while its client was erased could leave its broadcast
-- behind: the messages were searched before the deletion had waited for that writer.

create or replace function public.erase_client(p jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_organization uuid := (p ->> 'organizationId')::uuid;
  v_client uuid := (p ->> 'clientId')::uuid;
  v_numbers text[];
  v_calls uuid[];
  v_erasure public.client_erasures;
begin
  -- Who writes a call of this client at this moment waits, and finds no client after.
  perform from public.clients k where k.organization_id = v_organization and k.id = v_client for update;
  if not found then
    return jsonb_build_object('ok', false, 'code', 'client_not_found');
  end if;
  v_numbers := app.own_numbers_of_client(v_organization, v_client);
  v_calls := array(select c.id from app.calls_of_client(v_organization, v_client) c);
  if exists (select from public.telnyx_calls c where c.id = any (v_calls) and c.status <> 'ended') then
    return jsonb_build_object('ok', false, 'code', 'in_call');
  end if;
  insert into public.client_erasures
    (organization_id, client_id, member_id, counts, conversation_ids, recording_legs, file_prefixes)
  values (
    v_organization, v_client, (p ->> 'memberId')::uuid,
    jsonb_build_object(
      'calls', cardinality(v_calls),
      'appointments', (select count(*) from public.appointments a
        where a.organization_id = v_organization and a.client_id = v_client),
      'notes', (select count(*) from public.client_notes n
        where n.organization_id = v_organization and n.client_id = v_client)
    ),
    -- Where Telnyx did not name the conversation, the command's id stands in its place.
    array(select distinct e.event ->> 'conversationId' from public.call_events e
      where e.organization_id = v_organization and e.call_id = any (v_calls)
        and e.event ->> 'conversationId' !~ ':'),
    array(select l.call_control_id from public.call_legs l
      where l.organization_id = v_organization and l.call_id = any (v_calls)),
    array(select v_organization || '/' || c from unnest(v_calls) c)
      || (v_organization || '/' || v_client)
  ) returning * into v_erasure;
  insert into app.erased_sessions (call_session_id)
  select distinct c.call_session_id from public.telnyx_calls c
  where c.id = any (v_calls) and c.call_session_id is not null
  on conflict do nothing;
  delete from public.call_tasks t where t.organization_id = v_organization
    and (t.client_id = v_client or t.phone_number = any (v_numbers));
  delete from public.appointments a
  where a.organization_id = v_organization and a.source_call_id = any (v_calls)
    and a.client_id = v_client;
  delete from public.telnyx_calls c where c.organization_id = v_organization and c.id = any (v_calls);
  delete from public.clients k where k.organization_id = v_organization and k.id = v_client;
  -- After the deletions: whoever was writing one of these calls has committed by now, and what that
  -- broadcast is there to be found. The deletions themselves are broadcast to nobody.
  perform app.erase_traces(v_organization, v_numbers, v_calls || v_client);
  perform app.audit(v_organization, v_erasure.member_id, 'client.erased',
    jsonb_build_object('clientId', v_client) || v_erasure.counts);
  return jsonb_build_object('ok', true, 'erasureId', v_erasure.id, 'counts', v_erasure.counts);
end
$$;
