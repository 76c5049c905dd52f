-- What the other methods of call-repository.ts find and store.
begin;
select tests.fixture();
select plan(27);
select tests.become('service_role');

-- load_for_event: the call by its id, by a leg, or the number that was called.
select is(public.load_for_event('new', tests.id('a', 'call'), 'x', null, null) #>> '{call,identity,id}',
  tests.id('a', 'call')::text, 'the call of client_state');
select is(public.load_for_event('new', null, 'leg a', null, null) #>> '{call,identity,id}',
  tests.id('a', 'call')::text, 'the call of a leg');
select is(public.load_for_event('new', null, 'x', '+14165559901', '+14375559901')
    - 'serverTime' - 'number' || jsonb_build_object('number', public.load_for_event('new', null, 'x', null,
      '+14375559901') #> '{number,phoneNumber}'),
  jsonb_build_object('seen', false, 'call', null, 'number', '+14375559901',
    'clientId', tests.id('a', 'client')), 'no call: our number, and whose the caller is');
select is(public.load_for_event('event a', null, 'x', null, null) ->> 'seen', 'true', 'a seen event');
select is(public.load_for_event('new', null, 'x', '+14165559902', '+14375559901') ->> 'clientId', null,
  'a client of another organisation is unknown here [I8]');
select is(public.load_for_event('new', null, 'x', '+14165559901', '+14375559901')
  #>> '{number,policy,ringTimeoutMs}', '25000', 'the organisation''s ring time');
update public.telnyx_phone_numbers set ring_timeout_seconds = 12 where id = tests.id('a', 'number');
select is(public.load_call(tests.id('a', 'call')) #> '{policy}',
  '{"ringTimeoutMs": 12000, "connectTimeoutMs": 12000, "dialTimeoutMs": 45000, "reofferMs": 15000,
    "ai": null, "ring": null}',
  'the number''s own ring time comes first');
select matches(public.load_call(tests.id('a', 'call')) ->> 'serverTime',
  '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$', 'with the database''s time');
select is(public.load_call(tests.id('a', 'nothing')), null, 'an unknown call is null');

-- Several clients with one number: whoever called last.
select tests.become('postgres');
insert into public.client_phones (organization_id, client_id, phone_number)
values (tests.id('a', 'organization'), tests.id('a', 'spare client'), '+14165559901');
select is(app.client_by_number(tests.id('a', 'organization'), '+14165559901'), tests.id('a', 'client'),
  'of several clients the one with a call');
insert into public.telnyx_calls
  (id, organization_id, direction, to_number, client_id, status, started_at, version)
values (gen_random_uuid(), tests.id('a', 'organization'), 'inbound', '+14375559901',
  tests.id('a', 'spare client'), 'active', now(), 1);
select is(app.client_by_number(tests.id('a', 'organization'), '+14165559901'),
  tests.id('a', 'spare client'), 'of several with calls the most recent');
update public.clients set archived_at = now() where id = tests.id('a', 'spare client');
select is(app.client_by_number(tests.id('a', 'organization'), '+14165559901'), tests.id('a', 'client'),
  'an archived client is not found');

-- Loose events and dead letters.
select tests.become('service_role');
select lives_ok($$select public.store_loose_event('{"id": "loose", "source": "telnyx", "type": "x.y",
  "occurredAt": "2026-01-01T00:00:00Z", "event": null, "payload": {"a": 1}, "ignoredReason": "no_call"}')
  from generate_series(1, 2)$$, 'a loose event is stored once');
select is((select array[type, ignored_reason, event::text] from public.call_events where id = 'loose'),
  '{x.y,no_call,null}', 'with its reason');
select lives_ok($$select public.park_dead_letter('letter', 'telnyx', 'bad_json', '{')
  from generate_series(1, 1)$$, 'a dead letter is parked');
select public.park_dead_letter('letter', 'telnyx', 'bad_json', '{');
select is((select times from public.dead_letters where id = 'letter'), 2, 'and counted again');
select isnt(public.db_now(), now(), 'the clock runs inside a transaction');

-- due_calls: each reason alone; without one, nothing.
select tests.become('postgres');
delete from public.telnyx_calls where organization_id in (tests.id('a', 'organization'), tests.id('b', 'organization'));
create function tests.due() returns setof uuid language sql as $$
  select due from public.due_calls(1000, 30000, 2000) as due
  where due in (select id from public.telnyx_calls where organization_id = tests.id('a', 'organization'))
$$;
insert into public.telnyx_calls
  (id, organization_id, direction, to_number, status, started_at, deadline_at, version, updated_at)
values (tests.id('a', 'due'), tests.id('a', 'organization'), 'inbound', '+14375559901', 'ringing', now(),
  clock_timestamp() + interval '1 hour', 1, clock_timestamp());
select is_empty('select tests.due()', 'a fresh call with time left is not due');

update public.telnyx_calls set deadline_at = clock_timestamp() - interval '1 ms' where id = tests.id('a', 'due');
select results_eq('select tests.due()', array[tests.id('a', 'due')], 'past its deadline [I3]');

update public.telnyx_calls set deadline_at = clock_timestamp() + interval '1 hour',
  updated_at = clock_timestamp() - interval '31 seconds' where id = tests.id('a', 'due');
select results_eq('select tests.due()', array[tests.id('a', 'due')], 'quiet for long');
select public.touch_call(tests.id('a', 'due'));
select is_empty('select tests.due()', 'until it was looked at');

insert into public.call_commands (command_id, organization_id, call_id, kind, body, created_at)
values ('due', tests.id('a', 'organization'), tests.id('a', 'due'), 'answer', '{}',
  clock_timestamp() - interval '3 seconds');
select results_eq('select tests.due()', array[tests.id('a', 'due')], 'a command pending');
update public.call_commands set last_tried_at = clock_timestamp() where command_id = 'due';
select is_empty('select tests.due()', 'not when it was tried just now');
update public.call_commands set status = 'failed', last_tried_at = null where command_id = 'due';
select is_empty('select tests.due()', 'nor when it failed for good');

insert into public.call_legs (call_control_id, organization_id, call_id, role)
values ('due leg', tests.id('a', 'organization'), tests.id('a', 'due'), 'agent');
update public.telnyx_calls set status = 'ended', outcome = 'missed', deadline_at = null,
  ended_at = clock_timestamp() - interval '6 seconds', updated_at = clock_timestamp() - interval '6 seconds'
where id = tests.id('a', 'due');
select results_eq('select tests.due()', array[tests.id('a', 'due')], 'ended, but a leg lives on [I6]');
update public.call_legs set ended_at = clock_timestamp() where call_control_id = 'due leg';
select is_empty('select tests.due()', 'an ended call without legs is at rest');
select is_empty('select public.due_calls(0, 0, 0)', 'no more than asked for');

select * from finish();
rollback;
