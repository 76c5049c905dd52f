-- The AI dispatcher's store: number, draft, lease, synchronisation, publishing, roll-back.
begin;
select tests.fixture();
select plan(45);

-- Everything below is done by the function, as service_role.
create function tests.by(who text, more jsonb default '{}') returns jsonb language sql as $$
  select jsonb_build_object('organizationId', tests.id('a', 'organization'),
    'memberId', tests.id('a', who)) || more
$$;
create function tests.state() returns jsonb language sql as $$
  select public.ai_dispatcher_state(tests.id('a', 'organization'))
$$;
create function tests.ai_audit() returns text language sql as $$
  select string_agg(action, ' ' order by id) from public.audit_log
  where organization_id = tests.id('a', 'organization') and action like 'ai.%'
$$;
create function tests.profile(more jsonb default '{}') returns jsonb language sql as $$
  select '{"assistantName": "the virtual assistant", "languages": ["en", "fr"], "knowledge": ""}'::jsonb
    || more
$$;
create function tests.publish(holder text, more jsonb) returns jsonb language sql as $$
  select public.publish_ai_dispatcher(tests.by('owner', jsonb_build_object(
    'leaseHolder', tests.id('holder', holder), 'slot', 'a', 'profile', tests.profile(),
    'report', null, 'rolledBackTo', null) || more))
$$;
create function tests.lease(holder text, seconds integer default 60) returns boolean language sql as $$
  select public.take_ai_lease(tests.id('a', 'organization'), tests.id('holder', holder), seconds)
$$;
grant execute on all functions in schema tests to service_role;
select tests.become('service_role');

-- A business that never had one.
select is(tests.state() -> 'dispatcher', 'null', 'at first there is none');
select is(tests.state() -> 'business' ->> 'name', 'Organisation a', 'with the business''s facts');
select is(jsonb_array_length(tests.state() -> 'numbers'), 1, 'and its own numbers only [I8]');

-- The number.
select ok(public.set_ai_number(tests.by('owner', jsonb_build_object(
  'phoneNumberId', tests.id('a', 'number'), 'enabled', true, 'overflowAfterSeconds', 30))),
  'a number is switched on');
select is((tests.state() -> 'numbers' -> 0) - 'phoneNumberId',
  '{"enabled": true, "mode": "always", "overflowAfterSeconds": 30, "language": "en"}',
  'what was not named stays');
select is(public.set_ai_number(tests.by('owner', jsonb_build_object(
  'phoneNumberId', tests.id('b', 'number'), 'enabled', true))), false,
  'not a number of another organisation [I8]');
select is((select ai_dispatcher_enabled from public.telnyx_phone_numbers where id = tests.id('b', 'number')),
  false, 'which stays as it is [I8]');
select ok(public.set_ai_number(tests.by('owner', jsonb_build_object(
  'phoneNumberId', tests.id('a', 'number'), 'enabled', true))), 'on again is on');
select is(tests.ai_audit(), 'ai.number_changed', 'one change, one audit row [I14]');
select is((select jsonb_build_object('m', member_id, 's', detail ->> 'overflowAfterSeconds')
  from public.audit_log where action = 'ai.number_changed'),
  jsonb_build_object('m', tests.id('a', 'owner'), 's', '30'), 'with who and what [I14]');

-- The draft.
select ok(public.save_ai_draft(tests.by('owner', jsonb_build_object(
  'base', tests.profile(), 'patch', '{"knowledge": "x"}'::jsonb))), 'a first draft');
select is(tests.state() -> 'dispatcher' -> 'draft', tests.profile('{"knowledge": "x"}'),
  'is the base with the change');
select is(public.save_ai_draft(tests.by('owner', jsonb_build_object(
  'base', tests.profile('{"voice": "marcus"}'), 'patch', '{"knowledge": "x"}'::jsonb))), false,
  'the same again changes nothing');
select ok(public.save_ai_draft(tests.by('owner', jsonb_build_object(
  'base', tests.profile(), 'patch', '{"knowledge": "y"}'::jsonb))), 'another one does');
select is((select string_agg(detail ->> 'fields', ' ' order by id) from public.audit_log
  where action = 'ai.draft_saved'), '["assistantName", "knowledge", "languages"] ["knowledge"]',
  'the fields that changed are written down [I14]');
select is(tests.state() -> 'dispatcher' ->> 'hasUnpublishedChanges', 'true', 'nobody hears it yet');

-- The lease.
select ok(tests.lease('one'), 'one function may synchronise');
select is(tests.lease('two'), false, 'a second may not');
select ok(tests.lease('one'), 'the first may go on');
select is(tests.publish('two', '{}'), '{"ok": false}', 'who has no lease publishes nothing');
select is(public.set_ai_sync(tests.by('owner', jsonb_build_object(
  'leaseHolder', tests.id('holder', 'two'), 'status', 'synced', 'error', null))), false,
  'nor says that it is synchronised');
select ok(public.set_ai_sync(tests.by('owner', jsonb_build_object(
  'leaseHolder', tests.id('holder', 'one'), 'status', 'syncing', 'error', null))), 'under way');
select is(tests.state() -> 'dispatcher' -> 'sync' ->> 'status', 'syncing', 'is seen');
select ok(tests.lease('one', -1), 'a function that was killed');
select is((tests.state() -> 'dispatcher' -> 'sync') - 'at',
  '{"status": "failed", "error": "The last synchronisation was interrupted."}',
  'leaves no endless "under way" [I3]');
select ok(tests.lease('two'), 'and the next may');
select ok(public.set_ai_sync(tests.by('owner', jsonb_build_object(
  'leaseHolder', tests.id('holder', 'two'), 'status', 'failed', 'error', 'Telnyx refused it.'))),
  'a failure');
select is(tests.state() -> 'dispatcher' -> 'sync' ->> 'error', 'Telnyx refused it.', 'says why');

-- Publishing.
select public.save_ai_assistant(jsonb_build_object('organizationId', tests.id('a', 'organization'),
  'slot', slot, 'language', language, 'assistantId', 'assistant ' || slot || language, 'bodyHash', 'h'))
from unnest(array['a', 'b']) as slot, unnest(array['en', 'fr', 'es']) as language;
update public.telnyx_phone_numbers set ai_language = 'es' where id = tests.id('a', 'number');
select is(tests.publish('two', '{}'),
  '{"ok": true, "version": 1, "removed": ["assistant aes"]}', 'the first version');
select is((select string_agg(slot || language, ' ' order by slot, language) from public.ai_assistants
  where organization_id = tests.id('a', 'organization')), 'aen afr ben bes bfr',
  'without the assistant of a language that is no longer spoken');
select is(tests.state() -> 'numbers' -> 0 ->> 'language', 'en', 'which no number keeps either');
select is((tests.state() -> 'dispatcher') - 'draft' #- '{published,at}' #- '{sync,at}', jsonb_build_object(
  'published', jsonb_build_object('version', 1, 'profile', tests.profile()),
  'hasUnpublishedChanges', true, 'liveSlot', 'a', 'insightGroupId', null, 'insightId', null,
  'sync', '{"status": "synced", "error": null}'::jsonb), 'answers callers');
select is(tests.publish('two', jsonb_build_object('slot', 'b', 'profile',
  tests.profile('{"knowledge": "y"}'))) ->> 'version', '2', 'the second');
select is(tests.state() -> 'dispatcher' ->> 'liveSlot', 'b', 'from the other set');
select is(tests.state() -> 'dispatcher' ->> 'hasUnpublishedChanges', 'false', 'it is the draft');
select is(public.ai_profile_version(tests.id('a', 'organization'), 1) -> 'profile', tests.profile(),
  'the first is kept');
select is(public.ai_profile_version(tests.id('b', 'organization'), 1), null,
  'for its own organisation only [I8]');
select is(tests.publish('two', '{"rolledBackTo": 1}') ->> 'version', '3', 'a roll-back');
select is(tests.state() -> 'dispatcher' -> 'draft', tests.profile(), 'is the draft as well');
select is(tests.state() -> 'versions' -> 0 ->> 'byName', 'owner a', 'and names who did it');
select is((select string_agg(v ->> 'version', ' ') from jsonb_array_elements(tests.state() -> 'versions') as v),
  '3 2 1', 'the newest first');
select is(tests.ai_audit(), 'ai.number_changed ai.draft_saved ai.draft_saved ai.sync_failed '
  'ai.published ai.published ai.rolled_back', 'every change has its audit row [I14]');
select ok(public.release_ai_lease(tests.id('a', 'organization'), tests.id('holder', 'two')), 'the lease ends');
select ok(tests.lease('three'), 'and is free at once');
select tests.become('postgres');

select is_empty($$
  select p.oid::regprocedure from pg_proc p
  where p.pronamespace = 'public'::regnamespace
    and p.proname in ('ai_dispatcher_state', 'ai_profile_version', 'set_ai_number', 'save_ai_draft',
      'take_ai_lease', 'release_ai_lease', 'set_ai_sync', 'save_ai_assistant', 'save_ai_insights',
      'publish_ai_dispatcher')
    and (has_function_privilege('authenticated', p.oid, 'execute')
      or not has_function_privilege('service_role', p.oid, 'execute'))
$$, 'a browser may call none of it');

select * from finish();
rollback;
