-- All that is kept of a client in one document; and all of it gone, with a tombstone that names nobody.
begin;
select tests.fixture_ai();
select plan(28);

-- The client's name and number in every place that can hold them.
create temporary table facts as
select tests.id('a', 'organization') as organization, k.id as client, k.name, p.phone_number as number
from public.clients k join public.client_phones p on p.client_id = k.id and p.is_main
where k.id = tests.id('a', 'client');
update public.clients set name = 'Erasmus Gone', email = 'erasmus@gone.test', address = '1 Gone Street'
where id = (select client from facts);
update facts set name = 'Erasmus Gone';
update public.telnyx_calls set client_id = (select client from facts), from_number = (select number from facts),
  direction = 'inbound', notes = 'Erasmus Gone wants tea', summary = 'Erasmus Gone called',
  call_session_id = 'session-gone'
where id = tests.id('a', 'call');
insert into public.call_events (id, organization_id, call_id, source, type, occurred_at, payload)
select 'gone 1', organization, tests.id('a', 'call'), 'telnyx', 'call.initiated', now(),
  jsonb_build_object('from', number) from facts;
insert into public.call_events (id, organization_id, call_id, source, type, occurred_at, event)
select 'gone ai', organization, tests.id('a', 'call'), 'app', 'ai.started', now(),
  '{"conversationId": "conversation-gone"}' from facts;
insert into public.call_events (id, source, type, occurred_at, payload)
select 'gone 2', 'telnyx', 'call.odd', now(), jsonb_build_object('from', number) from facts;
insert into public.call_transcript_segments (id, organization_id, call_id, conversation_id, speaker, text, at)
select 'gone 1', organization, tests.id('a', 'call'), '1', 'caller', 'I am ' || name, now() from facts;
insert into public.call_tasks (organization_id, client_id, phone_number, note, due_at)
select organization, client, number, name, now() from facts;
insert into public.client_notes (organization_id, client_id, member_id, body)
select organization, client, tests.id('a', 'agent'), name from facts;
insert into public.dead_letters (id, source, reason, body) select 'gone', 'x', 'x', 'from ' || number from facts;
insert into public.ai_scenarios (organization_id, name, lines, source_call_id)
select organization, 'From a call', array['I am ' || name], tests.id('a', 'call') from facts;
insert into realtime.messages (topic, extension, payload, event, private)
select 'x', 'broadcast', jsonb_build_object('fromNumber', number), 'x', true from facts;

-- Every text of every table that holds a word.
create function tests.hits(p_word text) returns text language plpgsql as $$
declare
  v_table record;
  v_found text[] := '{}';
  v_count bigint;
begin
  for v_table in
    select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname in ('public', 'app', 'realtime', 'storage', 'auth')
      and not c.relispartition
  loop
    execute format('select count(*) from %I.%I t where strpos(t::text, %L) > 0',
      v_table.nspname, v_table.relname, p_word) into v_count;
    if v_count > 0 then v_found := v_found || format('%s.%s', v_table.nspname, v_table.relname); end if;
  end loop;
  return array_to_string(array(select unnest(v_found) order by 1), ' ');
end
$$;
create function tests.order() returns jsonb language sql as $$
  select jsonb_build_object('organizationId', organization, 'clientId', client,
    'memberId', tests.id('a', 'owner')) from facts
$$;

select isnt(tests.hits('Erasmus Gone'), '', 'the search finds a name: a positive control');
select matches(tests.hits((select number from facts)), 'app|public', 'and a number');

-- Who may.
select is(tests.probe(who, $$select public.erase_client('{}')$$), 'denied', format('%s may not erase directly', who))
from unnest(array['anon', 'agent_a', 'owner_a', 'owner_b']) who;
select is(tests.probe(who, $$select public.export_client('{}')$$), 'denied', format('%s may not export directly', who))
from unnest(array['anon', 'agent_a', 'owner_a', 'owner_b']) who;
select is(public.export_client(tests.order() || jsonb_build_object('organizationId', tests.id('b', 'organization'))) ->> 'code',
  'client_not_found', 'another business has no such client [I8]');

-- The document.
create temporary table document as select public.export_client(tests.order()) -> 'export' as d;
select is((select d #>> '{client,name}' from document), 'Erasmus Gone', 'who it is');
select is((select d #>> '{phones,0,phone_number}' from document), (select number from facts), 'the numbers');
select ok((select d #>> '{calls,0,transcript}' ~ 'I am Erasmus Gone' from document), 'what was said');
select is((select jsonb_array_length(d -> 'notes') from document) > 0, true, 'the notes');
select ok((select d::text !~ tests.id('b', 'client')::text from document), 'and nobody else''s [I8]');
select is((select action from public.audit_log where organization_id = (select organization from facts)
  order by id desc limit 1), 'client.exported', 'it is written down who took it [I14]');

-- Not while they talk.
update public.telnyx_calls set status = 'active', outcome = null, ended_at = null where id = tests.id('a', 'call');
select is(public.erase_client(tests.order()) ->> 'code', 'in_call', 'a client on the line is not erased');
update public.telnyx_calls set status = 'ended', outcome = 'answered', ended_at = now() where id = tests.id('a', 'call');

create temporary table other as
  select (select count(*) from public.clients where organization_id = tests.id('b', 'organization')) as clients,
    (select count(*) from public.telnyx_calls where organization_id = tests.id('b', 'organization')) as calls;
select is(public.erase_client(tests.order()) ->> 'ok', 'true', 'the client is erased');
select is(tests.hits('Erasmus Gone'), '', 'no table holds the name');
select is(tests.hits((select number from facts)), '', 'nor the number');
select is(tests.hits('1 Gone Street'), '', 'nor the address');
select is((select array[(select count(*) from public.clients where organization_id = tests.id('b', 'organization')),
    (select count(*) from public.telnyx_calls where organization_id = tests.id('b', 'organization'))]),
  (select array[clients, calls] from other), 'another business keeps everything [I8]');
select results_eq($$select action, member_id, detail ->> 'clientId' from public.audit_log
  where organization_id = tests.id('a', 'organization') order by id desc limit 1$$,
  format($$values ('client.erased', %L::uuid, %L)$$, tests.id('a', 'owner'), (select client from facts)),
  'a tombstone: who erased whom, without a name [I14]');
select is(jsonb_array_length((select jsonb_agg(e) from public.open_erasures(10) e)), 1, 'Telnyx is still to be told');
select is((select e -> 'conversationIds' from public.open_erasures(10) e), '["conversation-gone"]', 'of the conversation');
insert into public.call_events (id, source, type, occurred_at, payload)
select 'gone 3', 'telnyx', 'call.cost', now(),
  jsonb_build_object('call_session_id', 'session-gone', 'from', number) from facts;
select is(tests.hits((select number from facts)), '', 'an event that comes late brings nothing back');
select public.note_erasure((select e || '{"conversationIds": [], "recordingLegs": [], "filePrefixes": []}'
  from public.open_erasures(10) e));
select is((select count(*) from public.open_erasures(10)), 0::bigint, 'when nothing is left anywhere it is finished');

select * from finish();
rollback;
