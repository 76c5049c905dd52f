-- Health: facts, reports, the sweeper's turn, set-aside events, self-tests.
begin;
select tests.fixture();
select plan(41);

create function tests.facts(org text default 'a') returns jsonb language sql as $$
  select public.health_facts(tests.id(org, 'organization'))
$$;
create function tests.report(state text, codes text[], org text default 'a') returns boolean
language sql as $$
  select public.store_health_report(tests.id(org, 'organization'), state, codes)
$$;
create function tests.reports(org text default 'a') returns bigint language sql as $$
  select count(*) from public.health_reports where organization_id = tests.id(org, 'organization')
$$;
create function tests.test(more jsonb default '{}') returns jsonb language sql as $$
  select public.begin_self_test(jsonb_build_object('id', tests.id('a', 'self test'),
    'organizationId', tests.id('a', 'organization'), 'memberId', tests.id('a', 'agent')) || more)
$$;
create function tests.rings_for(from_number text) returns uuid language sql as $$
  select app.self_test_member(tests.id('a', 'organization'), tests.id('a', 'number'), from_number)
$$;
create function tests.take_all() returns integer language plpgsql as $$
declare taken integer := 0;
begin
  while public.sweeper_beat() is not null and taken < 100 loop taken := taken + 1; end loop;
  return taken;
end
$$;
create function tests.letters() returns text[] language sql as $$
  select coalesce(array_agg(l ->> 'id'), '{}')
  from jsonb_array_elements(public.open_dead_letters(tests.id('a', 'organization'))) as l
  where l ->> 'id' = 'letter'
$$;
grant execute on all functions in schema tests to service_role, authenticated;
select tests.become('service_role');

-- Facts.
select is(jsonb_array_length(tests.facts() -> 'numbers'), 1, 'a business''s own numbers only [I8]');
select is(tests.facts() -> 'lastEvent' ->> 'receivedAt', (
  select app.iso_utc(max(received_at)) from public.call_events
  where organization_id = tests.id('a', 'organization') and source = 'telnyx'
), 'when Telnyx last told something');
select is(tests.facts() ->> 'refusedLastHour', '0', 'and nothing was refused');
select is(tests.facts() -> 'sweptAt', 'null', 'and the sweeper never ran');
select ok((tests.facts() -> 'migrations' ->> 'count')::integer > 0, 'what was migrated is told');

-- The one counter [I9].
select lives_ok($$select public.count_refused_webhooks(2)$$, 'refused webhooks are counted');
select public.count_refused_webhooks(3);
select is(tests.facts() ->> 'refusedLastHour', '5', 'together');
select is((select count(*) from app.refused_webhooks), 1::bigint, 'in one row an hour [I9]');
select public.count_refused_webhooks(-5);
select is(tests.facts() ->> 'refusedLastHour', '6', 'a number that makes no sense is one');

-- Reports.
select ok(tests.report('ok', '{}'), 'a report is kept');
select ok(not tests.report('ok', '{}'), 'the same within the minute is not');
select ok(tests.report('bad', '{webhook:points_elsewhere}'), 'another is');
select is(tests.reports(), 1::bigint, 'in the place of the minute''s first');
select is((select state from public.health_reports
  where organization_id = tests.id('a', 'organization')), 'bad', 'the last one counts');
update public.health_reports set at = now() - interval '2 minutes';
select tests.report('ok', '{}');
select is(tests.reports(), 2::bigint, 'a minute later there are two');
update public.health_reports set at = now() - interval '41 days' where state = 'bad';
select tests.report('warn', '{balance:low}');
select is((select count(*) from public.health_reports where at < now() - interval '40 days'),
  0::bigint, 'older than 40 days they go');

-- The sweeper's life and turns.
select isnt(public.sweeper_beat(), null, 'a business whose check is due gets its turn');
select isnt(tests.facts() -> 'sweptAt', 'null', 'and the sweeper lives');
select ok(tests.take_all() < 100, 'each only once an hour');
select is(public.sweeper_beat(), null, 'then there is none');

-- Unknown legs.
select is(public.unknown_legs('{v3:nobody}'), '{v3:nobody}', 'a leg that nobody told of');
select is(public.unknown_legs('{}'), '{}', 'of none there is none');

-- Set aside.
select public.park_dead_letter('letter', 'telnyx-voice-webhook', 'unknown_number', '{}');
select is(tests.letters(), '{}',
  'whose it is cannot be told: with several businesses nobody sees it [I8]');
update public.dead_letters set organization_id = tests.id('a', 'organization') where id = 'letter';
select is(tests.letters(), '{letter}', 'its own do');
select is(public.reopen_dead_letter(tests.id('b', 'organization'), 'letter'), null, 'not others [I8]');
select ok(not public.settle_dead_letter(tests.id('b', 'organization'), tests.id('b', 'owner'),
  'letter', 'dismissed'), 'who cannot close it either [I8]');
select public.store_loose_event(jsonb_build_object('id', 'letter', 'source', 'telnyx',
  'type', 'call.initiated', 'occurredAt', now(), 'payload', '{"to": "+1"}'::jsonb,
  'ignoredReason', 'unknown_number'));
select is(public.reopen_dead_letter(tests.id('a', 'organization'), 'letter') -> 'event' ->> 'type',
  'call.initiated', 'an event comes back whole');
select ok(not exists (select from public.call_events where id = 'letter'), 'to be taken in as a new one');
select is(public.reopen_dead_letter(tests.id('a', 'organization'), 'letter') -> 'event' ->> 'type',
  'call.initiated', 'as often as it is tried');
select ok(public.settle_dead_letter(tests.id('a', 'organization'), tests.id('a', 'owner'),
  'letter', 'dismissed'), 'it is closed');
select is((select action from public.audit_log order by id desc limit 1), 'dead_letter.dismissed',
  'with its audit row');

-- Self-tests.
select is(tests.test() ->> 'ok', 'true', 'a self-test begins');
select is(tests.test('{"id": "00000000-0000-4000-8000-000000000077"}') ->> 'code', 'test_running',
  'one at a time');
select is(tests.rings_for((select from_number from app.self_tests)), tests.id('a', 'agent'),
  'its call rings for who asked');
select is(tests.rings_for('+14165550123'), null, 'anybody else''s rings as ever');
select public.end_self_test(tests.id('a', 'organization'), tests.id('a', 'self test'));
select is(tests.rings_for((select from_number from app.self_tests)), null, 'and after its end too');

-- What browsers may.
update public.health_reports set at = now() - interval '1 second';
update public.organizations set time_zone = 'Pacific/Kiritimati'
where id = tests.id('a', 'organization');
select tests.become('agent_a');
select is(jsonb_array_length(public.health_days()), 30, 'the last 30 days, the business''s own');
select is(public.health_days() -> 29 ->> 'state', 'warn', 'today is the worst of today');
select is(public.health_days() -> 29 ->> 'day',
  (now() at time zone 'Pacific/Kiritimati')::date::text, 'by the business''s clock');
select is(public.health_days() -> 0 -> 'state', 'null', 'a day without a check has none');
select throws_ok($$select public.health_facts(gen_random_uuid())$$, '42501', null,
  'a browser asks the function, not the database');

select * from finish();
rollback;
