-- A client's data in one document, and all of it gone. What is left is a tombstone that names nobody.
create table public.client_erasures (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  -- No foreign keys: the client is gone, and the row outlives the member.
  client_id uuid not null,
  member_id uuid,
  erased_at timestamptz not null default clock_timestamp(),
  counts jsonb not null,
  -- What Telnyx and the file store still hold; empty when they have let go of it.
  conversation_ids text[] not null default '{}',
  recording_legs text[] not null default '{}',
  file_prefixes text[] not null default '{}',
  tries integer not null default 0,
  finished_at timestamptz
);
comment on table public.client_erasures is
  'Which client was erased, by whom, and what still has to be deleted elsewhere. No personal data.';
create index client_erasures_organization_idx on public.client_erasures (organization_id, erased_at desc);
create index client_erasures_open_idx on public.client_erasures (erased_at) where finished_at is null;
alter table public.client_erasures enable row level security;
alter table public.client_erasures force row level security;
revoke all on public.client_erasures from anon, authenticated;
grant select, insert, update, delete on public.client_erasures to service_role;
grant select on public.client_erasures to authenticated;
create policy "admins read what was erased" on public.client_erasures
  for select to authenticated
  using (organization_id = any (array(select app.my_admin_organizations())));

-- Sessions whose late events must not bring back what was erased.
create table app.erased_sessions (
  call_session_id text primary key,
  erased_at timestamptz not null default clock_timestamp()
);
alter table app.erased_sessions enable row level security;
alter table app.erased_sessions force row level security;
revoke all on app.erased_sessions from public, anon, authenticated;
grant select, insert, delete on app.erased_sessions to service_role;
create policy "the service remembers erased sessions" on app.erased_sessions
  to service_role using (true) with check (true);

create function app.drop_late_payload() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if exists (
    select from app.erased_sessions s
    where s.call_session_id = new.payload #>> '{data,payload,call_session_id}'
      or s.call_session_id = new.payload ->> 'call_session_id'
  ) then
    new.payload := null;
    new.event := null;
    new.ignored_reason := 'erased';
  end if;
  return new;
end
$$;
create trigger drop_late_payload before insert on public.call_events
  for each row when (new.call_id is null) execute function app.drop_late_payload();

create function app.own_numbers_of_client(p_organization_id uuid, p_client_id uuid) returns text[]
language sql stable set search_path = ''
as $$
  -- A number that another client has, too, is also that client's.
  select coalesce(array_agg(p.phone_number), '{}') from public.client_phones p
  where p.organization_id = p_organization_id and p.client_id = p_client_id
    and not exists (
      select from public.client_phones other
      where other.organization_id = p_organization_id and other.phone_number = p.phone_number
        and other.client_id <> p_client_id
    )
$$;

create function app.calls_of_client(p_organization_id uuid, p_client_id uuid)
returns setof public.telnyx_calls
language sql stable set search_path = ''
as $$
  select c.* from public.telnyx_calls c
  where c.organization_id = p_organization_id and (
    c.client_id = p_client_id
    or (c.client_id is null
      and c.outside_number = any (app.own_numbers_of_client(p_organization_id, p_client_id)))
  )
$$;

create function public.client_name(p_organization_id uuid, p_client_id uuid) returns text
language sql stable set search_path = ''
as $$
  select k.name from public.clients k
  where k.organization_id = p_organization_id and k.id = p_client_id
$$;

create function public.export_client(p jsonb) returns jsonb
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
comment on function public.export_client is
  'Everything that is kept of a client: {organizationId, memberId, clientId}. Written down as client.exported.';

create function app.erase_traces(p_organization_id uuid, p_numbers text[], p_ids uuid[]) returns void
language plpgsql set search_path = ''
as $$
begin
  -- Copies outside the call's own rows: letters nobody could read, tests, messages on the way.
  delete from public.dead_letters d where exists (
    select from unnest(p_numbers) n where strpos(d.body, n) > 0
  );
  delete from public.call_events e where e.call_id is null and exists (
    select from unnest(p_numbers) n where strpos(coalesce(e.payload::text, ''), n) > 0
  );
  update public.ai_test_conversations t set caller_number = null
  where t.organization_id = p_organization_id and t.caller_number = any (p_numbers);
  delete from public.ai_scenarios s
  where s.organization_id = p_organization_id
    and (s.source_call_id = any (p_ids) or s.caller_number = any (p_numbers));
  begin
    -- Hosted Realtime lets its messages be changed, not deleted; only new ones are sent.
    update realtime.messages m set payload = null where exists (
      select from unnest(p_numbers || p_ids::text[]) t where strpos(m.payload::text, t) > 0
    );
  exception when insufficient_privilege or undefined_table then
    -- A project that keeps them to itself deletes them after three days.
    raise warning 'realtime.messages were left to their own retention';
  end;
end
$$;

create function public.erase_client(p jsonb) returns jsonb
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
  perform app.erase_traces(v_organization, v_numbers, v_calls || v_client);
  delete from public.call_tasks t where t.organization_id = v_organization
    and (t.client_id = v_client or t.phone_number = any (v_numbers));
  delete from public.appointments a
  where a.organization_id = v_organization and a.source_call_id = any (v_calls)
    and a.client_id = v_client;
  delete from public.telnyx_calls c where c.organization_id = v_organization and c.id = any (v_calls);
  delete from public.clients k where k.organization_id = v_organization and k.id = v_client;
  -- The deletions themselves were broadcast to nobody; ids only stand in the log.
  perform app.audit(v_organization, v_erasure.member_id, 'client.erased',
    jsonb_build_object('clientId', v_client) || v_erasure.counts);
  return jsonb_build_object('ok', true, 'erasureId', v_erasure.id, 'counts', v_erasure.counts);
end
$$;
comment on function public.erase_client is
  'Deletes a client and every trace: {organizationId, memberId, clientId}. Codes: client_not_found, in_call.';

create function public.open_erasures(p_limit integer) returns setof jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', e.id, 'organizationId', e.organization_id, 'conversationIds', e.conversation_ids,
    'recordingLegs', e.recording_legs, 'filePrefixes', e.file_prefixes, 'tries', e.tries
  )
  from public.client_erasures e where e.finished_at is null
  order by e.tries, e.erased_at limit p_limit
$$;
comment on function public.open_erasures is 'What Telnyx and the file store still hold of erased clients.';

create function public.note_erasure(p jsonb) returns void
language sql set search_path = ''
as $$
  update public.client_erasures e set
    tries = e.tries + 1,
    conversation_ids = array(select jsonb_array_elements_text(p -> 'conversationIds')),
    recording_legs = array(select jsonb_array_elements_text(p -> 'recordingLegs')),
    file_prefixes = array(select jsonb_array_elements_text(p -> 'filePrefixes')),
    finished_at = case
      when p -> 'conversationIds' = '[]' and p -> 'recordingLegs' = '[]' and p -> 'filePrefixes' = '[]'
      then clock_timestamp()
    end
  where e.id = (p ->> 'id')::uuid
$$;
comment on function public.note_erasure is
  'What is still left elsewhere: {id, conversationIds, recordingLegs, filePrefixes}; nothing left finishes it.';

revoke all on function
  app.drop_late_payload(), app.own_numbers_of_client(uuid, uuid), app.calls_of_client(uuid, uuid),
  app.erase_traces(uuid, text[], uuid[]), public.client_name(uuid, uuid), public.export_client(jsonb), public.erase_client(jsonb),
  public.open_erasures(integer), public.note_erasure(jsonb)
  from public, anon, authenticated;
grant execute on function
  app.own_numbers_of_client(uuid, uuid), app.calls_of_client(uuid, uuid),
  app.erase_traces(uuid, text[], uuid[]), public.client_name(uuid, uuid), public.export_client(jsonb), public.erase_client(jsonb),
  public.open_erasures(integer), public.note_erasure(jsonb)
  to service_role;
