-- Two rows of one person: found, told apart, merged, and two again; nothing that names them is left behind.
begin;
select tests.fixture();
-- A table that nobody has thought of yet.
create table public.planted_messages (
  id uuid primary key default gen_random_uuid(), organization_id uuid, whose uuid,
  foreign key (organization_id, whose) references public.clients (organization_id, id)
);
select plan(54);

create function tests.as(who text, expression text) returns jsonb language plpgsql as $$
declare
  v_answer jsonb;
begin
  perform tests.become(who);
  execute 'select to_jsonb(' || expression || ')' into v_answer;
  perform tests.become('postgres');
  return v_answer;
end
$$;
create temporary table two as select tests.id('a', 'client') as kept, gen_random_uuid() as gone,
  tests.id('a', 'organization') as organization;
grant select on two to public;
insert into public.clients (id, organization_id, name, email, company)
select gone, organization, 'Clint A', 'clint@example.com', 'Clint Inc.' from two;

-- What names a client, by the catalog.
select set_eq('select place from app.client_references()', $$values
  ('public.appointments.client_id'), ('public.call_tasks.client_id'), ('public.client_notes.client_id'),
  ('public.client_phones.client_id'), ('public.client_tasks.client_id'), ('public.clients.merged_into'),
  ('public.planted_messages.whose'), ('public.telnyx_calls.client_id')$$,
  'everything that names a client is known, what comes later included');
select is_empty($$
  select c.table_name, c.column_name from information_schema.columns c
  join information_schema.tables t using (table_schema, table_name)
  where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name = 'client_id'
    -- A tombstone names who is gone; the history's rows follow their calls, which is asked below.
    and c.table_name not in ('client_erasures', 'call_entries')
    and format('public.%s.client_id', c.table_name) not in (select place from app.client_references())
$$, 'no column that is called client_id lacks its key');
select is_empty($$
  select r.place from app.client_references() r where not exists (
    select from pg_attribute a where a.attrelid = r.relation and a.attname = 'id')
$$, 'each of these tables has an id: what was moved can be moved back');

-- Alike.
create function tests.alike(who text) returns text language plpgsql as $$
declare
  v_answer text;
begin
  perform tests.become(who);
  select string_agg(format('%s:%s', d #>> '{client,name}', d ->> 'reasons'), ' ') into v_answer
  from public.client_duplicates(array[(select kept from two)]) d;
  perform tests.become('postgres');
  return v_answer;
end
$$;
select is(tests.alike('agent_a'), null, 'a client with another name, number and e-mail is somebody else');
update public.clients set name = 'Client aa' where id = (select gone from two);
select is(tests.alike('agent_a'), 'Client aa:["name"]', 'a very similar name');
update public.clients set email = 'Both@Example.com' where id in (select kept from two);
update public.clients set email = 'both@example.COM' where id in (select gone from two);
insert into public.client_phones (organization_id, client_id, phone_number, label, is_main) values
  ((select organization from two), (select gone from two), '+14165550168', 'Work', true),
  ((select organization from two), (select gone from two), '+14165559901', 'Mobile', false);
select lives_ok($$update public.clients set email = repeat('x', 5000) where id = tests.id('b', 'client')$$,
  'an e-mail longer than an index takes is kept');
select is(tests.alike('agent_a'), 'Client aa:["number", "name", "email"]', 'the same number and e-mail');
select is(tests.alike('owner_b'), null, 'another business is told nothing [I8]');
select is(tests.alike('ex_a'), null, 'nor is who left [I8]');
select is(tests.probe('anon', 'select public.client_duplicates(''{}'')'), 'denied', 'a stranger may not ask');

create function tests.apart(who text, p_apart text) returns jsonb language sql as $$
  select tests.as(who, format('public.tell_clients_apart(%L, %L, %s)', kept, gone, p_apart)) from two
$$;
select is(tests.apart('owner_b', 'true'), 'false', 'another business tells nobody apart [I8]');
select is(tests.apart('ex_a', 'true'), 'false', 'nor does who left [I8]');
select is(tests.as('agent_a', format('public.tell_clients_apart(%L, %L)', tests.id('a', 'client'), tests.id('b', 'client'))),
  'false', 'nor across businesses [I8]');
select is(tests.apart('agent_a', 'true'), 'true', 'an agent says that they are two people');
select is(tests.alike('other_a'), null, 'nobody is asked again');
select is(tests.apart('agent_a', 'false'), 'true', 'until it is taken back');
select isnt(tests.alike('other_a'), null, 'then they are');

-- One of everything for the one that goes.
insert into public.client_notes (organization_id, client_id, member_id, body)
select organization, gone, tests.id('a', 'agent'), 'Gone note' from two;
insert into public.client_tasks (organization_id, client_id, title) select organization, gone, 'Gone task' from two;
insert into public.call_tasks (organization_id, client_id, due_at) select organization, gone, now() from two;
insert into public.appointments (organization_id, client_id, resource_id, title, starts_at, ends_at)
select organization, gone, tests.id('a', 'spare resource'), 'Gone visit', now(), now() + interval '1 hour' from two;
insert into public.telnyx_calls (id, organization_id, direction, from_number, to_number, client_id, status,
  outcome, started_at, ended_at, deadline_at, version)
select tests.id('a', 'old call'), organization, 'inbound', '+14165550168', '+1', gone, 'ended', 'answered',
  now() - interval '1 day', now() - interval '1 day', null, 5 from two
union all
select tests.id('a', 'live call'), organization, 'inbound', '+14165550168', '+1', gone, 'ringing', null, now(), null, now(), 1
from two;
insert into public.call_transcript_segments (id, organization_id, call_id, speaker, text, at)
select 'gone segment', organization, tests.id('a', 'old call'), 'caller', 'x', now() from two;
insert into public.planted_messages (organization_id, whose) select organization, gone from two;
insert into public.clients (id, organization_id, name, merged_into, archived_at)
select tests.id('a', 'long gone'), organization, 'Long gone', gone, now() from two;
insert into public.client_distinctions (organization_id, client_a, client_b)
select organization, least(gone, tests.id('a', 'spare client')), greatest(gone, tests.id('a', 'spare client')) from two;

create function tests.merge(who text) returns jsonb language sql as $$
  select tests.as(who, format('public.merge_clients(%L, %L, %L)', kept, gone, '{"company": "Clint Inc.", "name": "Clint"}'))
  from two
$$;
-- How many rows name a client, over all that the catalog knows.
create function tests.named(p_client uuid) returns jsonb language plpgsql as $$
declare
  v_ref record;
  v_count bigint;
  v_all jsonb := '{}';
begin
  for v_ref in select * from app.client_references() loop
    execute format('select count(*) from %s where %I = $1', v_ref.relation, v_ref.col) into v_count using p_client;
    v_all := v_all || jsonb_build_object(v_ref.place, v_count);
  end loop;
  return v_all;
end
$$;
create temporary table before as select tests.named(kept) as kept, tests.named(gone) as gone from two;
select is((select bool_and(value::integer > 0) from before, jsonb_each_text(gone)), true,
  'every table names the one that goes: nothing below is true of nothing');

select is(tests.merge('owner_b') ->> 'code', 'client_not_found', 'another business merges nothing [I8]');
select is(tests.merge('ex_a') ->> 'code', 'client_not_found', 'nor does who left [I8]');
select is(tests.as('agent_a', format('public.merge_clients(%L, %L)', tests.id('a', 'client'), tests.id('b', 'client')))
  ->> 'code', 'client_not_found', 'nor across businesses [I8]');
select is(tests.as('agent_a', format('public.merge_clients(%1$L, %1$L)', tests.id('a', 'client'))) ->> 'code',
  'client_not_found', 'nobody is merged with themselves');
select is(tests.probe('anon', 'select public.merge_clients(gen_random_uuid(), gen_random_uuid())'), 'denied',
  'a stranger may not');
select is((select tests.named(gone) from two), (select gone from before), 'all that moved nothing');
delete from realtime.messages;
select is(tests.merge('agent_a') ->> 'ok', 'true', 'an agent merges');
select is((select string_agg(key, ' ') from two, jsonb_each_text(tests.named(gone)) where value <> '0'), null,
  'nothing names the one that is gone');
select is((select sum(k.value::integer) from two, jsonb_each_text(tests.named(kept)) k),
  -- Less the number that both had, more the merged row itself.
  (select sum(a.value::integer) + sum(b.value::integer) from before,
    jsonb_each_text(kept) a join lateral jsonb_each_text(gone) b on b.key = a.key),
  'everything is there, the number that both had once, and the row that was merged');
select results_eq(format('select name, email, company from public.clients where id = %L', (select kept from two)),
  $$values ('Clint', 'Both@Example.com', 'Clint Inc.')$$, 'with the facts that were chosen');
select is((select string_agg(phone_number, ' ') from public.client_phones
  where client_id = (select kept from two) and is_main), '+14165559901', 'with one main number');
select results_eq($$select count(*) filter (where client_id = (select gone from two)),
    count(*) filter (where call_id = tests.id('a', 'old call') and client_id = (select kept from two))
  from public.call_entries$$, $$values (0::bigint, 1::bigint)$$, 'the history tells the same');
select is((select merged_into from public.clients where id = (select gone from two)), (select kept from two),
  'an old link knows where to go');
select is((select merged_into from public.clients where id = tests.id('a', 'long gone')), (select kept from two),
  'and an older one');
select is((select version from public.telnyx_calls where id = tests.id('a', 'live call')), 2,
  'a live call''s card is newer [I5]');
select is((select version from public.telnyx_calls where id = tests.id('a', 'old call')), 5, 'an old one is as it was');
select is((select count(*) from realtime.messages where event = 'call_changed'
  and payload #>> '{client,id}' = (select kept::text from two)), 1::bigint, 'on every screen');
select is((select count(*) from public.call_transcript_segments s join public.telnyx_calls c on c.id = s.call_id
  where s.id = 'gone segment' and c.client_id = (select kept from two)), 1::bigint, 'transcripts came with their calls');
select is(tests.as('agent_a', format('(select count(*) from public.client_distinctions where %L in (client_a, client_b))',
  (select kept from two))), '1', 'who was not the one is not the other');
select is((select string_agg(action || ' ' || member_id, ',') from public.audit_log
  where organization_id = (select organization from two) and action like 'client.%'),
  'client.merged ' || tests.id('a', 'agent'), 'it is written down who did it [I14]');
select is(tests.merge('agent_a') ->> 'code', 'client_not_found', 'once');

-- Complete for the law.
create temporary table letter as select public.export_client(jsonb_build_object('organizationId', organization,
  'clientId', kept, 'memberId', tests.id('a', 'owner'))) -> 'export' as d from two;
select ok((select d::text ~ 'Client aa' and d::text ~ 'Gone note' and d::text ~ 'Gone task' and d::text ~ 'Gone visit'
  and d::text ~ '\+14165550168' from letter), 'the export has what came with the merge, and the earlier name');

-- Two again.
create function tests.unmerge(who text) returns jsonb language sql as $$
  select tests.as(who, format('public.unmerge_clients(%L)', (select id from public.client_merges)))
$$;
select is(tests.unmerge('owner_b') ->> 'code', 'too_late', 'another business undoes nothing [I8]');
select is(tests.unmerge('ex_a') ->> 'code', 'too_late', 'nor does who left [I8]');
select is(tests.probe('anon', 'select public.unmerge_clients(gen_random_uuid())'), 'denied', 'a stranger may not');
update public.clients set address = 'Later word' where id = (select kept from two);
insert into public.client_notes (organization_id, client_id, member_id, body)
select organization, kept, tests.id('a', 'agent'), 'Later note' from two;
savepoint merged;
update public.client_merges set merged_at = now() - interval '8 days';
select is(tests.unmerge('agent_a') ->> 'code', 'too_late', 'after a week it stays');
rollback to savepoint merged;
select is(tests.unmerge('agent_a') ->> 'ok', 'true', 'an agent undoes it');
select is((select tests.named(gone) from two), (select gone from before), 'what came goes back');
select is((select tests.named(kept) from two),
  (select kept || jsonb_build_object('public.client_notes.client_id',
    (kept ->> 'public.client_notes.client_id')::integer + 1) from before), 'what is new stays');
select results_eq(format('select name, company, address from public.clients where id = %L', (select kept from two)),
  $$values ('Client a', null, 'Later word')$$, 'facts are as before, but for what was changed since');
select is((select string_agg(phone_number, ' ') from public.client_phones
  where client_id = (select gone from two) and is_main), '+14165550168', 'each has a main number');
select is(tests.unmerge('agent_a') ->> 'code', 'too_late', 'once');

-- Erased under every name.
update public.telnyx_calls set status = 'ended', outcome = 'missed', ended_at = now(), deadline_at = null
where status <> 'ended';
delete from public.planted_messages;
select is(tests.as('agent_a', format('public.merge_clients(%L, %L)', (select kept from two), (select gone from two))) ->> 'ok',
  'true', 'merged anew');
select is(public.erase_client(jsonb_build_object('organizationId', organization, 'clientId', kept,
  'memberId', tests.id('a', 'owner'))) ->> 'ok', 'true', 'the client is erased') from two;
select is((select count(*) from public.clients where id in (select kept from two union select gone from two
  union select tests.id('a', 'long gone'))), 0::bigint, 'under every name');
select is((select count(*) from public.client_merges), 0::bigint, 'nothing tells who they were');

select * from finish();
rollback;
