-- The history: pages without gaps or repeats, filters, search, and plans that do not grow.
begin;
select tests.fixture();
select plan(83);

create function tests.history(filter jsonb) returns jsonb language sql as $$
  select public.call_history(
    case when filter ? 'client' then filter || jsonb_build_object('clientId', filter -> 'client') else filter end,
    (filter ->> 'before')::timestamptz, (filter ->> 'id')::uuid,
    (filter ->> 'after')::timestamptz, (filter ->> 'id')::uuid, (filter ->> 'limit')::integer
  )
$$;
create function tests.history_ids(filter jsonb) returns setof uuid language sql as $$
  select (row ->> 'id')::uuid from jsonb_array_elements(tests.history(filter) -> 'rows') as row
$$;
create function tests.history_names(filter jsonb) returns text language sql as $$
  select string_agg(c.summary, ',' order by c.summary)
  from tests.history_ids(filter) as id join public.telnyx_calls c using (id)
$$;
-- Follows the cursor to the end.
create function tests.all_pages(page_size integer) returns uuid[] language plpgsql as $$
declare
  v_ids uuid[] := '{}';
  v_page jsonb := tests.history(jsonb_build_object('limit', page_size));
begin
  loop
    v_ids := v_ids || array(select (r ->> 'id')::uuid from jsonb_array_elements(v_page -> 'rows') as r);
    exit when v_page -> 'next' = 'null';
    v_page := tests.history(jsonb_build_object('limit', page_size, 'id', v_page #> '{next,id}',
      'before', v_page #> '{next,startedAt}'));
  end loop;
  return v_ids;
end
$$;

delete from public.telnyx_calls where id = tests.id('a', 'call');
insert into public.clients (id, organization_id, name) values
  (tests.id('a', 'accent'), tests.id('a', 'organization'), 'Zoë O''Connor_100%');
insert into public.telnyx_calls (
  id, organization_id, direction, from_number, to_number, client_id, phone_number_id, agent_id,
  status, outcome, started_at, answered_at, ended_at, deadline_at, duration_seconds, version, notes, summary
)
select tests.id('a', 'h ' || s.name), tests.id('a', 'organization'), s.direction,
  case s.direction when 'inbound' then s.outside else '+14375559901' end,
  case s.direction when 'inbound' then '+14375559901' else s.outside end,
  case s.client when '-' then null else tests.id('a', s.client) end, tests.id('a', 'number'),
  tests.id('a', 'agent'), case when s.outcome is null then 'ringing' else 'ended' end, s.outcome,
  -- Equal times on purpose: the id decides.
  date_trunc('minute', now()) - interval '1 hour',
  case s.outcome when 'answered' then now() - interval '59 minutes' end,
  case when s.outcome is not null then date_trunc('minute', now()) - interval '30 minutes' end,
  case when s.outcome is null then now() end, 60, 2, s.notes, s.name
from (values
  ('a1', 'inbound', '+14165559901', 'client', 'answered', 'Kitchen tap 50% leaking'),
  ('a2', 'inbound', '+14165559901', 'client', 'missed', null),
  ('b1', 'outbound', '+14165550177', 'accent', 'busy', null),
  ('b2', 'outbound', '+14165550177', 'accent', 'no_answer', 'Left a word with the NEIGHBOUR'),
  ('c1', 'outbound', '+442071838750', '-', 'failed', null),
  ('c2', 'outbound', '+442071838750', '-', 'cancelled', null),
  ('c3', 'outbound', '+14165550188', '-', 'rejected', null),
  ('d1', 'inbound', '+14165550199', '-', null, 'Live note')
) as s (name, direction, outside, client, outcome, notes);
insert into public.call_tasks (id, organization_id, call_id, due_at, assigned_member_id)
values (tests.id('a', 'h task'), tests.id('a', 'organization'), tests.id('a', 'h a2'), now(), tests.id('a', 'other'));

update public.telnyx_calls c set tags = '{urgent,vip}' where c.summary in ('a2', 'b2');
update public.telnyx_calls c set disposition = 'Quote. Sent' where c.summary = 'b1';
update public.telnyx_calls c set handled_by = 'ai', ai = '{"since": null}', ai_outcome = 'failed'
where c.summary = 'c1';
insert into public.call_transcript_segments (id, organization_id, call_id, speaker, text, at)
values ('said', tests.id('a', 'organization'), tests.id('a', 'h a1'), 'caller', 'It drips', now());

select tests.become('agent_a');
select is(cardinality(tests.all_pages(3)), 8, 'pages of equal times have no repeats');
select is((select count(distinct id) from unnest(tests.all_pages(3)) as id), 8::bigint, 'and no gaps');
select is(tests.all_pages(1), tests.all_pages(200), 'whatever their size');
select is(tests.history_names(filter::jsonb), expected, title) from (values
  ('{}', 'a1,a2,b1,b2,c1,c2,c3,d1', 'no filter: all'),
  ('{"direction": "inbound"}', 'a1,a2,d1', 'by type'),
  ('{"status": "live"}', 'd1', 'live'),
  ('{"status": "answered"}', 'a1', 'answered'),
  ('{"status": "missed"}', 'a2', 'missed'),
  ('{"status": "busy"}', 'b1', 'busy'),
  ('{"status": "no_answer"}', 'b2', 'no answer'),
  ('{"status": "failed"}', 'c1', 'failed'),
  ('{"status": "cancelled"}', 'c2', 'cancelled'),
  ('{"status": "rejected"}', 'c3', 'rejected'),
  ('{"search": "zoë o''con"}', 'b1,b2', 'search finds a part of a name, with accent and apostrophe'),
  ('{"search": "CONNOR_1"}', 'b1,b2', 'an underscore is an underscore'),
  ('{"search": "onn_r"}', null, 'and not any letter'),
  ('{"search": "50%"}', 'a1', 'a percent sign is one'),
  ('{"search": "50%_leak"}', 'a1', 'words are found by their beginnings'),
  ('{"search": "leak 5"}', 'a1', 'the beginning of a word that is being typed changes nothing yet'),
  ('{"search": "5 leak"}', null, 'a short word is looked for whole'),
  ('{"search": "leaking kitchen"}', 'a1', 'in any order'),
  ('{"search": "itchen"}', null, 'not by their end'),
  ('{"search": "ZOE O\u2019CONNOR"}', 'b1,b2', 'accents and apostrophes are typed as people do'),
  ('{"search": "0044 207 183"}', 'c1,c2', 'a number as it is dialled from elsewhere'),
  ('{"search": "(416) 555-0177", "number": "+14165550177"}', 'b1,b2', 'a whole number'),
  ('{"search": "drips"}', 'a1', 'what was said'),
  ('{"search": "drips", "status": "busy"}', null, 'with a filter'),
  ('{"tag": "urgent"}', 'a2,b2', 'by tag'),
  ('{"tag": "urgent", "direction": "inbound"}', 'a2', 'by tag and type'),
  ('{"tag": "urgent", "search": "client a"}', 'a2', 'by tag and search'),
  ('{"disposition": "Quote. Sent"}', 'b1', 'by outcome, as it is written'),
  ('{"needsCallBack": true}', 'a2', 'who waits for a call'),
  ('{"agentId": "nobody", "status": "busy"}', 'b1', 'whom nobody handled'),
  ('{"agentId": "ai"}', 'c1', 'whom the AI handled'),
  ('{"search": "neighbour"}', 'b2', 'notes'),
  ('{"search": "live note"}', 'd1', 'notes of a live call'),
  ('{"search": "(416) 555-0177"}', 'b1,b2', 'a number in a national format'),
  ('{"search": "+1 416 555 0177"}', 'b1,b2', 'in the international one'),
  ('{"search": "0177"}', 'b1,b2', 'its last digits'),
  ('{"search": "555 01"}', 'b1,b2,c3,d1', 'what it begins with in its place, live calls too'),
  ('{"search": "416 555"}', 'a1,a2,b1,b2,c3,d1', 'with the area code'),
  ('{"search": "55 01"}', null, 'not what stands within it'),
  ('{"search": "2071 83"}', 'c1,c2', 'a foreign number'),
  ('{"search": "020 7183"}', 'c1,c2', 'a foreign number as it is dialled in its country'),
  ('{"search": "14375559901"}', null, 'our own line is not the outside party'),
  ('{"search": "0177", "status": "busy"}', 'b1', 'search and filter together'),
  ('{"search": "x"}', 'a1,a2,b1,b2,c1,c2,c3,d1', 'one letter is no search yet'),
  ('{"search": "nobody"}', null, 'nothing found'),
  ('{"search": "\\"}', 'a1,a2,b1,b2,c1,c2,c3,d1', 'a backslash alone is one letter')
) as t (filter, expected, title);
select is(tests.history_names(jsonb_build_object('client', tests.id('a', 'client'))), 'a1,a2', 'by client');
select is(tests.history_names(jsonb_build_object('agentId', tests.id('a', 'agent'), 'lineId', tests.id('a', 'number'),
  'from', now() - interval '2 hours', 'to', now())), 'a1,a2,b1,b2,c1,c2,c3,d1', 'by person, line and time');
select is(tests.history_names(jsonb_build_object('to', now() - interval '2 hours')), null, 'by another time');
select is((select array[row #>> '{task,assignedName}', row #>> '{client,name}', row #>> '{line,label}',
    row ->> 'waitSeconds', row #>> '{agent,name}', row #>> '{tags,0}']
  from tests.history('{"status": "missed"}') as h, jsonb_array_elements(h -> 'rows') as row),
  array['other a', 'Client a', 'Main line', '1800', 'agent a', 'urgent'], 'a row carries what the table shows');
select is((select row -> 'ai' from tests.history('{"agentId": "ai"}') as h, jsonb_array_elements(h -> 'rows') as row),
  '{"since": null}', 'with what is null in it');

-- The way forward: what came after a row.
select is((select array_agg(id order by id) from tests.history_ids(jsonb_build_object(
    'after', date_trunc('minute', now()) - interval '1 hour', 'id', (tests.all_pages(1))[4])) as id),
  (select array_agg(id order by id) from unnest((tests.all_pages(1))[1:3]) as id),
  'pages go forward in time, too');
select is((select id from tests.history_ids('{"after": "2000-01-01", "limit": 1}') as id),
  (tests.all_pages(1))[8], 'from the oldest on');

-- What a row is made of changes.
select tests.become('postgres');
update public.clients k set name = 'Renamed' where k.id = tests.id('a', 'client');
update public.call_tasks t set done_at = now() where t.id = tests.id('a', 'h task');
update public.telnyx_calls c set notes = null where c.summary = 'b2';
delete from public.call_transcript_segments where id = 'said';
select tests.become('agent_a');
select is(tests.history_names('{"search": "renam"}'), 'a1,a2', 'a client has the new name');
select is(tests.history_names('{"needsCallBack": true}'), null, 'who was called back waits no more');
select is(tests.history_names('{"search": "neighbour"}'), null, 'notes that were taken out are not found');
select is(tests.history_names('{"search": "drips"}'), null, 'nor is what was taken out of a transcript');
select is(public.history_choices(), '{"tags": ["urgent", "vip"], "dispositions": ["Quote. Sent"]}',
  'what there is to filter by');
select is(public.history_counts(), jsonb_build_object('calls', 7, 'needCallBack', 0, 'missedToday',
  case when (now() - interval '1 hour') at time zone 'America/Toronto'
    >= date_trunc('day', now() at time zone 'America/Toronto') then 1 else 0 end), 'the figures follow');

-- Many calls at once.
select is(public.change_calls(array[tests.id('a', 'h a1'), tests.id('a', 'h a2'), tests.id('b', 'call')],
  '{"addTags": ["new "], "dropTags": ["vip"], "disposition": "Spam"}'), 2, 'only calls of one''s own [I8]');
select is((select array_agg(array_to_string(c.tags, '+') || c.disposition order by c.summary)
  from public.telnyx_calls c where c.summary in ('a1', 'a2')), '{newSpam,urgent+newSpam}', 'tags and outcome');
select is(tests.history_names('{"tag": "new"}'), 'a1,a2', 'are in the history at once');
select throws_ok(format($$select public.change_calls(array[%L]::uuid[], '{"addTags": [" "]}')$$, tests.id('a', 'h a1')),
  '23514', null, 'a tag has a name');
select lives_ok($$select public.begin_history_export('{"search": "Maria"}')$$, 'an export begins');
select tests.become('owner_a');
select is((select a.detail from public.audit_log a where a.action = 'history.exported'),
  '{"filters": ["search"]}', 'it is written down, and not who was looked for [I14]');

select tests.become('owner_b');
select is(tests.history_names('{"search": "0177"}'), null, 'another organisation finds nothing [I8]');
select is((select count(*) from tests.history_ids(jsonb_build_object('client', tests.id('a', 'client')))), 0::bigint,
  'by no filter [I8]');
select throws_ok(format($$select app.%s$$, helper), '42501', null, 'the helper is not for asking [I8]') from (values
  (format('search_entries(%L, ''{"search": "0177"}'', ''true'', ''-infinity'', ''infinity'', null, true, 50)', tests.id('a', 'organization'))),
  (format('look_in_list(%L, ''{}'', ''true'', null, true, 50)', tests.id('a', 'organization'))),
  (format('history_names(%L)', tests.id('a', 'organization')))
) as t (helper);
select is((select jsonb_array_length(h -> 'tags') from public.history_choices() h), 0, 'nor its tags [I8]');
select is((public.history_counts() ->> 'calls')::integer, 1, 'nor its figures [I8]');
select tests.become('ex_a');
select is((select count(*) from tests.history_ids('{}')), 0::bigint, 'who left sees nothing [I8]');
select is(public.change_calls(array[tests.id('a', 'h a1')], '{"disposition": "x"}'), 0, 'and changes nothing [I8]');
select throws_ok($$select public.begin_history_export('{}')$$, '42501', null, 'and takes nothing out [I8]');

-- A filter writes nothing into the statement.
select tests.become('agent_a');
select is(tests.history_names($${"status": "x' or true --", "tag": "x' or true --", "disposition": "' or ''='"}$$),
  null, 'quotes in a filter are quotes');

-- Plans on 20 000 calls.
select tests.become('postgres');
alter table public.telnyx_calls disable trigger user;
insert into public.telnyx_calls (id, organization_id, direction, from_number, to_number, client_id,
  phone_number_id, status, outcome, started_at, ended_at, duration_seconds, version)
select gen_random_uuid(), tests.id('a', 'organization'), 'inbound', '+1416' || lpad(n::text, 7, '0'),
  '+14375559901', case when n % 5 = 0 then tests.id('a', 'client') end, tests.id('a', 'number'), 'ended',
  case when n % 1000 = 0 then 'missed' else 'answered' end, now() - make_interval(mins => n),
  now() - make_interval(mins => n - 1), 60, 2
from generate_series(1000, 21000) as n;
select app.rebuild_history(tests.id('a', 'organization'));
analyze public.telnyx_calls, public.call_entries, public.call_words, public.clients;

create function tests.explain_of(who text, statement text) returns jsonb language plpgsql as $$
declare
  v_plan json;
begin
  perform tests.become(who);
  execute 'explain (analyze, buffers, timing off, format json) ' || statement into v_plan;
  perform tests.become('postgres');
  return v_plan::jsonb -> 0 -> 'Plan';
end
$$;
create function tests.blocks(statement text) returns integer language sql as $$
  select (plan ->> 'Shared Hit Blocks')::integer + (plan ->> 'Shared Read Blocks')::integer
  from (select tests.explain_of('agent_a', statement) as plan) as e
$$;
create temporary table page as
select title, min(tests.blocks(format('select public.call_history(%L, %L)', filter, before))) as blocks
from (values
  ('first', '{}'::jsonb, null::timestamptz),
  ('deep', '{}', now() - interval '15000 minutes'),
  ('rare', '{"status": "missed"}', null),
  ('nothing in common', jsonb_build_object('status', 'missed', 'agentId', tests.id('a', 'agent')), null),
  ('number', '{"search": "+14160012345", "number": "+14160012345"}', null),
  ('digits', '{"search": "0012345"}', null)
) as t (title, filter, before),
-- The first time warms the caches of catalog and plans, which count as blocks.
generate_series(1, 3)
group by title;
select is_empty($$
  select p.title, p.blocks from page p join (values
    ('first', 64), ('deep', 32), ('rare', 64), ('nothing in common', 64), ('number', 64), ('digits', 64)
  ) as b (title, most) using (title) where p.blocks > b.most
$$, 'no page reads more than a few blocks; tests/db/history-blocks.test.ts has the budgets');
select matches(
  tests.explain_of('agent_a', format(
    'select call_id from public.call_entries where organization_id = %L order by started_at desc, call_id desc limit 50',
    tests.id('a', 'organization')))::text,
  'call_entries_page_idx.*InitPlan|InitPlan.*call_entries_page_idx',
  'row-level security is evaluated once (InitPlan), beside the keyset index');
select unalike(
  tests.explain_of('agent_a', format(
    'select call_id from public.call_entries where organization_id = %L order by started_at desc, call_id desc limit 50',
    tests.id('a', 'organization')))::text, '%"Sort"%', 'and nothing is sorted');
select cmp_ok(
  tests.blocks('select id from public.telnyx_calls where started_at > now() - interval ''1100 minutes'''),
  '<=', 200, 'a query that names no organisation uses an index, too');

select * from finish();
rollback;
