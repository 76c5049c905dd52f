-- Set-ups of numbers: offers, one lease for each business, one purchase at a time, registration.
begin;
select tests.fixture();
select plan(50);

create function tests.order_setup(org text, number text, more jsonb default '{}') returns jsonb
language sql as $$
  select public.begin_number_setup(jsonb_build_object(
    'organizationId', tests.id(org, 'organization'), 'memberId', tests.id(org, 'owner'),
    'kind', 'buy', 'phoneNumber', number, 'label', 'Main', 'adopted', '{}'::jsonb,
    'holder', tests.id(org, 'holder'), 'leaseSeconds', 20) || more)
$$;
create function tests.setup(org text, number text) returns public.number_setups
language sql as $$
  select s from public.number_setups s
  where s.organization_id = tests.id(org, 'organization') and s.phone_number = number
  order by s.created_at desc limit 1
$$;
create function tests.save_setup(org text, number text, patch jsonb, holder text default 'holder')
returns boolean language sql as $$
  select public.save_number_setup((tests.setup(org, number)).id, tests.id(org, holder), 20, patch)
$$;
create function tests.end_lease(org text) returns void language sql as $$
  update public.telnyx_setups set lease_until = clock_timestamp() - interval '1 second'
  where organization_id = tests.id(org, 'organization')
$$;
create function tests.offer_numbers(org text, variadic numbers text[]) returns void language sql as $$
  select public.save_number_offers(tests.id(org, 'organization'), (
    select jsonb_agg(jsonb_build_object('phoneNumber', n, 'monthlyCost', '1.00', 'currency', 'USD'))
    from unnest(numbers) as n))
$$;
grant execute on all functions in schema tests to service_role;
select tests.become('service_role');

-- Only what was shown can be bought.
select is(tests.order_setup('a', '+14165550190') ->> 'code', 'offer_expired', 'nothing was searched');
select tests.offer_numbers('a', '+14165550190', '+14165550191');
update app.number_offers set seen_at = now() - interval '31 minutes' where phone_number = '+14165550191';
select is(tests.order_setup('a', '+14165550191') ->> 'code', 'offer_expired', 'or too long ago');
select is(tests.order_setup('b', '+14165550190') ->> 'code', 'offer_expired', 'or by somebody else [I8]');
select is((tests.order_setup('a', '+14165550190')) - 'setupId', '{"ok": true, "hasLease": true}',
  'an offer is bought, by whoever asked');
select is((tests.setup('a', '+14165550190')).monthly_cost, 1.0000, 'at the price that was shown');

-- Two tabs, and another number.
select is(tests.order_setup('a', '+14165550190', jsonb_build_object('holder', tests.id('a', 'tab 2')))
  - 'setupId', '{"ok": true, "hasLease": false}', 'a second tab finds the same set-up, without the lease');
select is((select count(*) from public.number_setups where phone_number = '+14165550190'), 1::bigint,
  'so there is one');
select tests.offer_numbers('a', '+14165550192');
select is(tests.order_setup('a', '+14165550192') ->> 'code', 'setup_running', 'another number has to wait');
select tests.offer_numbers('b', '+14165550190');
select is(tests.order_setup('b', '+14165550190') ->> 'code', 'number_taken',
  'another business cannot have the same number');
select is(public.take_number_setup((tests.setup('a', '+14165550190')).id, tests.id('a', 'tab 2'), 20),
  null, 'while one works on it nobody else does');
select is((select public.number_setups_view(tests.id('a', 'organization')) #>> '{unfinished,isBusy}'),
  'true', 'which the screen is told');
select is((select public.number_setups_view(tests.id('b', 'organization')) -> 'unfinished'),
  'null', 'and other businesses are not [I8]');

-- The order: the intent is written before Telnyx is asked.
select is((public.take_number_setup((tests.setup('a', '+14165550190')).id, tests.id('a', 'holder'), 20))
  -> 'orderTriedMsAgo', 'null', 'no order yet');
select ok(tests.save_setup('a', '+14165550190', '{"order": "tried"}'), 'the intent is saved');
select cmp_ok(((public.take_number_setup((tests.setup('a', '+14165550190')).id, tests.id('a', 'holder'),
  20)) ->> 'orderTriedMsAgo')::integer, '>=', 0, 'and is known to whoever comes next');
select tests.end_lease('a');
select is(tests.order_setup('a', '+14165550192') ->> 'code', 'setup_running',
  'with an order under way no other number is bought, even when its function was killed');
select isnt_empty($$select public.due_number_setups(10)$$, 'a killed function''s set-up is due');

-- A lost lease writes nothing.
select ok(public.take_number_setup((tests.setup('a', '+14165550190')).id, tests.id('a', 'sweeper'), 20)
  is not null, 'the sweeper takes over');
select is(tests.save_setup('a', '+14165550190', '{"orderId": "late"}'), false,
  'the function that was only slow may write no more');
select is((tests.setup('a', '+14165550190')).order_id, null, 'and has not');
select is(public.register_number((tests.setup('a', '+14165550190')).id, tests.id('a', 'holder'),
  '{"telnyxNumberId": "t1", "connectionId": "c1"}'), null, 'nor registered anything');

-- The number becomes the business's.
select isnt(public.register_number((tests.setup('a', '+14165550190')).id, tests.id('a', 'sweeper'),
  '{"telnyxNumberId": "t1", "connectionId": "c1"}'), null, 'who holds the lease registers the number');
select isnt(public.register_number((tests.setup('a', '+14165550190')).id, tests.id('a', 'sweeper'),
  '{"telnyxNumberId": "t1", "connectionId": "c1"}'), null, 'once more does no harm');
select is((select count(*) from public.telnyx_phone_numbers where phone_number = '+14165550190'),
  1::bigint, 'there is one row');
select results_eq($$select detail ->> 'number', detail ->> 'monthlyCost', detail ->> 'currency'
  from public.audit_log where action = 'number.bought'$$,
  $$values ('+1416•••0190', '1', 'USD')$$, 'and one line in the audit, masked, with its price');
select ok(tests.save_setup('a', '+14165550190', '{"resources": {"callControlApplicationId": "app-a"}}',
  'sweeper'), 'an id is saved');
select ok(tests.save_setup('a', '+14165550190', '{"connectionId": "app-a"}', 'sweeper'),
  'and the number''s connection');
select is((select connection_id from public.telnyx_phone_numbers where phone_number = '+14165550190'),
  'app-a', 'which calls are dialled from');
select ok(tests.save_setup('a', '+14165550190', '{"state": "done", "rest": {"nextLookMs": null}}',
  'sweeper'), 'done');
select is((select lease_until from public.telnyx_setups
  where organization_id = tests.id('a', 'organization')), null, 'the lease is given back');
select isnt((tests.setup('a', '+14165550190')).finished_at, null, 'it is finished');
select is_empty($$select public.due_number_setups(10)$$, 'and not due');
select ok(public.is_of_another_business(tests.id('b', 'organization'), 'app-a'),
  'the application is known to be taken');
select is(public.is_of_another_business(tests.id('a', 'organization'), 'app-a'), false,
  'not from its own business');

-- A refused order makes way for another number; a failed one for the same.
select is(tests.order_setup('a', '+14165550192') ->> 'ok', 'true', 'the next number can be bought now');
select ok(tests.save_setup('a', '+14165550192',
  '{"order": "refused", "state": "failed", "rest": {"nextLookMs": null}}'), 'its order is refused');
select tests.offer_numbers('a', '+14165550193');
select is(tests.order_setup('a', '+14165550193') ->> 'ok', 'true', 'another one may be bought instead');
select is((tests.setup('a', '+14165550192')).state, 'replaced', 'the refused one is given up');
select ok(tests.save_setup('a', '+14165550193',
  '{"order": "failed", "state": "failed", "rest": {"nextLookMs": null}}'), 'Telnyx cannot deliver');
select is(tests.order_setup('a', '+14165550193') ->> 'ok', 'true', 'the same number again');
select is((select count(*) from public.number_setups where phone_number = '+14165550193'), 2::bigint,
  'is another set-up, with a reference of its own');

-- What is ours is not bought, and checking it does not disturb a purchase.
select ok(tests.save_setup('a', '+14165550193', '{"order": "tried", "rest": {"nextLookMs": 2000}}'),
  'a purchase is under way');
select is(tests.order_setup('a', '+14375559901', '{"kind": "attach"}') ->> 'code', null,
  'an owned number is checked meanwhile');
select is((tests.setup('a', '+14165550193')).state, 'running', 'and the purchase goes on');

-- Released.
select ok(public.remove_number(jsonb_build_object('organizationId', tests.id('a', 'organization'),
  'memberId', tests.id('a', 'owner'), 'keptAtTelnyx', false, 'phoneNumberId', (
    select id from public.telnyx_phone_numbers where phone_number = '+14165550190'))), 'a number is given back');
select is((tests.setup('a', '+14165550190')).state, 'released', 'its set-up says so');
select is(public.remove_number(jsonb_build_object('organizationId', tests.id('a', 'organization'),
  'memberId', tests.id('a', 'owner'), 'keptAtTelnyx', false, 'phoneNumberId', tests.id('b', 'number'))),
  false, 'not one of another business [I8]');

-- Keys, and the connection of browsers.
select public.save_telnyx_public_key(repeat('k', 44));
select public.save_telnyx_public_key(repeat('n', 44));
select is((select array_agg(k) from public.telnyx_public_keys() k), array[repeat('n', 44), repeat('k', 44)],
  'old keys stay good, the latest comes first');
select public.save_device(jsonb_build_object('deviceId', tests.id('a', 'browser'),
  'organizationId', tests.id('a', 'organization'), 'memberId', tests.id('a', 'owner'),
  'credentialId', 'cred', 'sipUsername', 'gencred', 'connectionId', 'old'));
update public.telnyx_setups set credential_connection_id = 'new'
where organization_id = tests.id('a', 'organization');
select is(public.device_credential(tests.id('a', 'owner'), tests.id('a', 'browser')),
  '{"connectionId": "new", "credential": {"credentialId": "cred", "sipUsername": "gencred", "connectionId": "old"}}',
  'a browser''s credential is told with where it ought to be');
select is(public.device_credential(tests.id('a', 'owner'), tests.id('a', 'other browser')) -> 'credential',
  'null', 'a new browser has none');

select * from finish();
rollback;
