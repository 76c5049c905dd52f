-- The history: pages without gaps or repeats, filters, search, and plans that do not grow.
begin;
select tests.fixture();
select plan(42);

create function tests.history_ids(filter jsonb) returns setof uuid language sql as $$
  select (row ->> 'id')::uuid from public.call_history(
    p_direction => filter ->> 'direction', p_status => filter ->> 'status',
    p_search => filter ->> 'search', p_client_id => (filter ->> 'client')::uuid,
    p_before => (filter ->> 'before')::timestamptz, p_before_id => (filter ->> 'id')::uuid,
    p_limit => (filter ->> 'limit')::integer
  ) as row
$$;
create function tests.history_names(filter jsonb) returns text language sql as $$
  select string_agg(c.summary, ',' order by c.summary)
  from tests.history_ids(filter) as id join public.telnyx_calls c using (id)
$$;
-- Follows the cursor to the end.
create function tests.all_pages(page_size integer) returns uuid[] language plpgsql as $$
declare
  v_ids uuid[] := '{}';
  v_rows jsonb[];
  v_cursor jsonb := '{}';
begin
  loop
    v_rows := array(select public.call_history(p_limit => page_size,
      p_before => (v_cursor ->> 'startedAt')::timestamptz, p_before_id => (v_cursor ->> 'id')::uuid));
    exit when cardinality(v_rows) = 0;
    v_ids := v_ids || array(select (r ->> 'id')::uuid from unnest(v_rows) as r);
    v_cursor := v_rows[cardinality(v_rows)];
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
  ('{"search": "5%leak"}', null, 'and not any text'),
  ('{"search": "neighbour"}', 'b2', 'notes'),
  ('{"search": "live note"}', 'd1', 'notes of a live call'),
  ('{"search": "(416) 555-0177"}', 'b1,b2', 'a number in a national format'),
  ('{"search": "+1 416 555 0177"}', 'b1,b2', 'in the international one'),
  ('{"search": "0177"}', 'b1,b2', 'its last digits'),
  ('{"search": "555 01"}', 'b1,b2,c3,d1', 'digits from its middle, live calls too'),
  ('{"search": "2071 83"}', 'c1,c2', 'a foreign number'),
  ('{"search": "14375559901"}', null, 'our own line is not the outside party'),
  ('{"search": "0177", "status": "busy"}', 'b1', 'search and filter together'),
  ('{"search": "x"}', 'a1,a2,b1,b2,c1,c2,c3,d1', 'one letter is no search yet'),
  ('{"search": "nobody"}', null, 'nothing found'),
  ('{"search": "\\"}', 'a1,a2,b1,b2,c1,c2,c3,d1', 'a backslash alone is one letter')
) as t (filter, expected, title);
select is(tests.history_names(jsonb_build_object('client', tests.id('a', 'client'))), 'a1,a2', 'by client');
select is((select array[row #>> '{task,assignedName}', row #>> '{client,name}', row #>> '{line,label}',
    row ->> 'waitSeconds', row #>> '{agent,name}']
  from public.call_history(p_status => 'missed') as row),
  array['other a', 'Client a', 'Main line', '1800', 'agent a'], 'a row carries what the table shows');
select tests.become('owner_b');
select is(tests.history_names('{"search": "0177"}'), null, 'another organisation finds nothing [I8]');
select is((select count(*) from app.search_call_ids(tests.id('a', 'organization'), null, null, null, null,
  null, 50, '0177')), 0::bigint, 'not even by asking the helper [I8]');
select tests.become('ex_a');
select is(tests.history_names('{}'), null, 'who left sees nothing [I8]');

-- Plans on 20 000 calls.
select tests.become('postgres');
alter table public.telnyx_calls disable trigger broadcast_insert;
insert into public.telnyx_calls (id, organization_id, direction, from_number, to_number, client_id,
  phone_number_id, status, outcome, started_at, ended_at, duration_seconds, version)
select gen_random_uuid(), tests.id('a', 'organization'), 'inbound', '+1416' || lpad(n::text, 7, '0'),
  '+14375559901', case when n % 5 = 0 then tests.id('a', 'client') end, tests.id('a', 'number'), 'ended',
  case when n % 1000 = 0 then 'missed' else 'answered' end, now() - make_interval(mins => n),
  now() - make_interval(mins => n - 1), 60, 2
from generate_series(1000, 21000) as n;
analyze public.telnyx_calls, public.clients;

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
-- Warms the caches of catalog and plans, which count as blocks.
select tests.blocks('select public.call_history()');
select tests.blocks($$select public.call_history(p_search => '416001234')$$);

create temporary table page as select tests.blocks('select public.call_history()') as first_page,
  tests.blocks(format('select public.call_history(p_before => %L, p_before_id => %L)',
    now() - interval '15000 minutes', gen_random_uuid())) as deep_page;
select cmp_ok((select deep_page from page), '<=', (select first_page * 3 / 2 from page),
  'a page 14 000 calls deep reads no more than the first');
select cmp_ok((select first_page from page), '<=', 250, 'which is a few blocks per row');
select cmp_ok(tests.blocks($$select public.call_history(p_status => 'missed', p_limit => 10)$$), '<=', 120,
  'a rare outcome has an index');
select cmp_ok(tests.blocks($$select public.call_history(p_search => '416001234')$$), '<=', 600,
  'a part of a number has an index');
select matches(
  tests.explain_of('agent_a', format(
    'select id from public.telnyx_calls where organization_id = %L order by started_at desc, id desc limit 50',
    tests.id('a', 'organization')))::text,
  'telnyx_calls_history_idx.*InitPlan|InitPlan.*telnyx_calls_history_idx',
  'row-level security is evaluated once (InitPlan), beside the keyset index');
select unalike(
  tests.explain_of('agent_a', format(
    'select id from public.telnyx_calls where organization_id = %L order by started_at desc, id desc limit 50',
    tests.id('a', 'organization')))::text, '%"Sort"%', 'and nothing is sorted');
select cmp_ok(
  tests.blocks('select id from public.telnyx_calls where started_at > now() - interval ''1100 minutes'''),
  '<=', 200, 'a query that names no organisation uses an index, too');

select * from finish();
rollback;
