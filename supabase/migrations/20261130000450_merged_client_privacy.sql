-- A client's data and their end are complete after a merge, too: rows that became one, and tasks.
create or replace function public.export_client(p jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_organization uuid := (p ->> 'organizationId')::uuid;
  v_client uuid := (p ->> 'clientId')::uuid;
  v_answer jsonb;
begin
  select jsonb_build_object(
    'exportedAt', app.iso_utc(clock_timestamp()),
    'client', to_jsonb(k) - 'organization_id',
    -- Who they were in other rows, before these became one.
    'mergedClients', (select coalesce(jsonb_agg(to_jsonb(x) - 'organization_id' order by x.created_at), '[]')
      from public.clients x where x.organization_id = v_organization and x.merged_into = v_client),
    'merges', (select coalesce(jsonb_agg(jsonb_build_object('mergedAt', app.iso_utc(x.merged_at),
        'undoneAt', app.iso_utc(x.undone_at), 'facts', x.facts) order by x.merged_at), '[]')
      from public.client_merges x where x.organization_id = v_organization and x.kept_id = v_client),
    'clientTasks', (select coalesce(jsonb_agg(to_jsonb(x) - 'organization_id' order by x.created_at), '[]')
      from public.client_tasks x where x.organization_id = v_organization and x.client_id = v_client),
    'phones', (select coalesce(jsonb_agg(to_jsonb(x) - 'organization_id'), '[]')
      from public.client_phones x where x.organization_id = v_organization and x.client_id = v_client),
    'notes', (select coalesce(jsonb_agg(to_jsonb(x) - 'organization_id' order by x.created_at), '[]')
      from public.client_notes x where x.organization_id = v_organization and x.client_id = v_client),
    'appointments', (select coalesce(jsonb_agg(to_jsonb(x) - 'organization_id' order by x.starts_at), '[]')
      from public.appointments x where x.organization_id = v_organization and x.client_id = v_client),
    'tasks', (select coalesce(jsonb_agg(to_jsonb(x) - 'organization_id' order by x.created_at), '[]')
      from public.call_tasks x where x.organization_id = v_organization and (x.client_id = v_client
        or x.call_id in (select c.id from app.calls_of_client(v_organization, v_client) c))),
    'calls', (select coalesce(jsonb_agg(
        (to_jsonb(c) - 'organization_id') || jsonb_build_object(
          'transcript', (select coalesce(jsonb_agg(to_jsonb(s) - 'organization_id' - 'call_id'
              order by s.at, s.position), '[]')
            from public.call_transcript_segments s
            where s.organization_id = v_organization and s.call_id = c.id),
          'events', (select coalesce(jsonb_agg(jsonb_build_object('type', e.type, 'occurredAt',
              app.iso_utc(e.occurred_at)) order by e.occurred_at), '[]')
            from public.call_events e
            where e.organization_id = v_organization and e.call_id = c.id)
        ) order by c.started_at), '[]')
      from app.calls_of_client(v_organization, v_client) c)
  ) into v_answer
  from public.clients k where k.organization_id = v_organization and k.id = v_client;
  if v_answer is null then
    return jsonb_build_object('ok', false, 'code', 'client_not_found');
  end if;
  perform app.audit(v_organization, (p ->> 'memberId')::uuid, 'client.exported',
    jsonb_build_object('clientId', v_client));
  return jsonb_build_object('ok', true, 'export', v_answer);
end
$$;

create or replace function public.erase_client(p jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_organization uuid := (p ->> 'organizationId')::uuid;
  v_client uuid := (p ->> 'clientId')::uuid;
  v_numbers text[];
  v_calls uuid[];
  v_merged uuid[];
  v_erasure public.client_erasures;
begin
  -- Who writes a call of this client at this moment waits, and finds no client after.
  perform from public.clients k where k.organization_id = v_organization and k.id = v_client for update;
  if not found then
    return jsonb_build_object('ok', false, 'code', 'client_not_found');
  end if;
  v_numbers := app.own_numbers_of_client(v_organization, v_client);
  v_merged := array(select k.id from public.clients k
    where k.organization_id = v_organization and k.merged_into = v_client);
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
      || array(select v_organization || '/' || c from unnest(v_merged || v_client) c)
  ) returning * into v_erasure;
  insert into app.erased_sessions (call_session_id)
  select distinct c.call_session_id from public.telnyx_calls c
  where c.id = any (v_calls) and c.call_session_id is not null
  on conflict do nothing;
  -- Before the calls are gone, and with them what tells that a test was one of them.
  delete from public.ai_scenarios s
  where s.organization_id = v_organization and s.source_call_id = any (v_calls);
  delete from public.call_tasks t where t.organization_id = v_organization
    and (t.client_id = v_client or t.phone_number = any (v_numbers));
  delete from public.appointments a
  where a.organization_id = v_organization and a.source_call_id = any (v_calls)
    and a.client_id = v_client;
  delete from public.telnyx_calls c where c.organization_id = v_organization and c.id = any (v_calls);
  -- Whom they were merged from goes with them, by the key.
  delete from public.clients k where k.organization_id = v_organization and k.id = v_client;
  -- After the deletions: whoever was writing one of these calls has committed by now, and what that
  -- broadcast is there to be found. The deletions themselves are broadcast to nobody.
  perform app.erase_traces(v_organization, v_numbers, v_calls || v_merged || v_client);
  perform app.audit(v_organization, v_erasure.member_id, 'client.erased',
    jsonb_build_object('clientId', v_client) || v_erasure.counts);
  return jsonb_build_object('ok', true, 'erasureId', v_erasure.id, 'counts', v_erasure.counts);
end
$$;
