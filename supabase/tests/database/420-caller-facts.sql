-- Who may be calling, and whose call it is said to be.
begin;
select tests.fixture();
select plan(35);

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
create function tests.ring(p_name text, p_from text, p_client uuid) returns void language sql as $$
  insert into public.telnyx_calls (id, organization_id, direction, from_number, to_number, client_id,
    phone_number_id, status, started_at, deadline_at, version)
  values (tests.id('a', p_name), tests.id('a', 'organization'), 'inbound', p_from, '+14375559901', p_client,
    tests.id('a', 'number'), 'ringing', now(), now() + interval '25 seconds', 1)
$$;
create function tests.facts(who text, p_call text) returns jsonb language sql as $$
  select tests.as(who, format('public.caller_facts(%L)', tests.id('a', p_call)))
$$;
create function tests.choose(who text, p_call text, p_client uuid) returns jsonb language sql as $$
  select tests.as(who, format('public.set_call_client(%L, %L)', tests.id('a', p_call), p_client))
$$;

-- Facts.
select tests.ring('ring', '+14165559901', tests.id('a', 'client'));
update public.appointments set starts_at = now() + interval '1 day', ends_at = now() + interval '25 hours';
insert into public.client_tasks (organization_id, client_id, title, due_at)
values (tests.id('a', 'organization'), tests.id('a', 'client'), 'Receipt', now() - interval '1 day');
select is(tests.facts('agent_a', 'ring') #>> '{clients,0,name}', 'Client a', 'who calls');
select is(tests.facts('agent_a', 'ring') #>> '{clients,0,lastCall,outcome}', 'answered', 'the last call');
select is(tests.facts('agent_a', 'ring') #>> '{clients,0,nextVisit,title}', 'Visit', 'the next visit');
select is(tests.facts('agent_a', 'ring') #>> '{clients,0,tasks,0,title}', 'Receipt', 'what is due first');
select is(jsonb_array_length(tests.facts('agent_a', 'ring') #> '{clients,0,tasks}'), 2, 'and the call-back');
select is(tests.facts('agent_a', 'ring') ->> 'earlierCalls', '1', 'they called before');
select is(tests.facts('owner_b', 'ring'), null, 'another business learns nothing [I8]');
select is(tests.facts('ex_a', 'ring'), null, 'nor does who left [I8]');
select is(tests.probe('anon', 'select public.caller_facts(gen_random_uuid())'), 'denied', 'a stranger may not ask');

-- Several have the number: somebody chooses.
insert into public.client_phones (organization_id, client_id, phone_number)
values (tests.id('a', 'organization'), tests.id('a', 'spare client'), '+14165559901');
select is(jsonb_array_length(tests.facts('agent_a', 'ring') -> 'clients'), 2, 'everybody with the number');
select is(tests.choose('owner_b', 'ring', tests.id('b', 'client')), null, 'another business chooses nothing [I8]');
select is(tests.choose('ex_a', 'ring', tests.id('a', 'spare client')), null, 'nor does who left [I8]');
select is(tests.choose('agent_a', 'ring', tests.id('b', 'client')), null, 'nor another business''s client [I8]');
select is(tests.probe('anon', 'select public.set_call_client(gen_random_uuid(), gen_random_uuid())'), 'denied',
  'a stranger may not');
select is(tests.probe('agent_a', format('update public.telnyx_calls set client_id = %L', tests.id('a', 'spare client'))),
  'denied', 'a browser does not write the call itself');
select is((select client_id from public.telnyx_calls where id = tests.id('a', 'ring')), tests.id('a', 'client'),
  'all that changed nothing');
delete from realtime.messages;
insert into public.call_tasks (organization_id, call_id, client_id, due_at)
values (tests.id('a', 'organization'), tests.id('a', 'ring'), tests.id('a', 'client'), now());
select is(tests.choose('agent_a', 'ring', tests.id('a', 'spare client')) #>> '{client,name}', 'Spare',
  'an agent chooses');
select is((select version from public.telnyx_calls where id = tests.id('a', 'ring')), 2,
  'the version goes up: no screen takes it for old [I5]');
select is((select count(*) from realtime.messages where event = 'call_changed'
  and topic = app.org_topic(tests.id('a', 'organization')) and payload #>> '{client,name}' = 'Spare'), 1::bigint,
  'everybody''s card follows');
select is((select client_id from public.call_tasks where call_id = tests.id('a', 'ring')),
  tests.id('a', 'spare client'), 'the call-back goes with it');
select is(tests.facts('agent_a', 'ring') #>> '{clients,0,name}', 'Spare', 'who was chosen stands first');
select is(tests.choose('other_a', 'ring', tests.id('a', 'spare client')) ->> 'version', '2',
  'the same choice once more changes nothing');
select is((select string_agg(action, ' ') from public.audit_log
  where organization_id = tests.id('a', 'organization') and action like 'call.client%'), 'call.client_chosen',
  'it is written down once [I14]');
update public.clients set archived_at = now() where id = tests.id('a', 'client');
select is(tests.choose('agent_a', 'ring', tests.id('a', 'client')), null, 'nobody who is archived');
-- The engine goes on with the version that it finds, and keeps whose call it is.
select is((app.write_call_row(
  jsonb_build_object('id', tests.id('a', 'ring'), 'organizationId', tests.id('a', 'organization'),
    'clientId', tests.id('a', 'client')),
  tests.change('ring', 2, 'x', tests.active_with('agent')) -> 'state', 2)).client_id,
  tests.id('a', 'spare client'), 'what happens next in the call does not take the choice back');

-- An unknown number.
select tests.ring('unknown', '+19055550148', null);
insert into public.telnyx_calls (id, organization_id, direction, from_number, to_number, phone_number_id,
  status, outcome, started_at, ended_at, version)
values (tests.id('a', 'earlier'), tests.id('a', 'organization'), 'inbound', '+19055550148', '+14375559901',
  tests.id('a', 'number'), 'ended', 'missed', now() - interval '1 day', now() - interval '1 day', 3);
select is(tests.facts('agent_a', 'unknown') - 'lastCallAt', '{"clientId": null, "clients": [], "earlierCalls": 1}',
  'nobody has it; it called before');
create function tests.create_for(who text, p_number text) returns jsonb language sql as $$
  select tests.as(who, format('public.create_client_for_call(%L, %L, ''Zoe Roy'', %L)',
    tests.id('a', 'unknown'), tests.id('a', 'new client'), p_number))
$$;
select is(tests.create_for('owner_b', '+19055550148'), null, 'another business creates nothing for our call [I8]');
select is(tests.create_for('ex_a', '+19055550148'), null, 'nor does who left [I8]');
select is((select count(*) from public.clients where name = 'Zoe Roy'), 0::bigint, 'nothing was left of that');
select is(tests.probe('anon', 'select public.create_client_for_call(gen_random_uuid(), gen_random_uuid(), '''', null)'),
  'denied', 'a stranger may not');
select is(tests.create_for('agent_a', '+19055550148') #>> '{client,name}', 'Zoe Roy', 'a client out of a caller');
select is(tests.create_for('agent_a', '+19055550148') ->> 'version', '2', 'a repeat meets its own row');
select is((select string_agg(phone_number || is_main, ' ') from public.client_phones
  where client_id = tests.id('a', 'new client')), '+19055550148true', 'with the number, once');
select is((select client_id from public.telnyx_calls where id = tests.id('a', 'earlier')), tests.id('a', 'new client'),
  'the earlier call of the number is theirs, too');
select matches(tests.probe('agent_a', format('select public.create_client_for_call(%L, %L, ''x'', ''12'')',
  tests.id('a', 'unknown'), gen_random_uuid())), '^error 23514', 'a number is E.164');

select * from finish();
rollback;
