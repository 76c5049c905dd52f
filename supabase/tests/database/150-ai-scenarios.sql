-- Test conversations, and scenarios made of past calls.
begin;
select tests.fixture();
select plan(26);

create function tests.by(who text, more jsonb default '{}') returns jsonb language sql as $$
  select jsonb_build_object('organizationId', tests.id('a', 'organization'),
    'memberId', tests.id('a', who)) || more
$$;
create function tests.org(org text) returns uuid language sql as $$ select tests.id(org, 'organization') $$;
create function tests.scenario() returns jsonb language sql as $$
  select public.ai_dispatcher_state(tests.org('a')) -> 'scenarios' -> 0
$$;
create function tests.run(is_passed boolean) returns jsonb language sql as $$
  select jsonb_build_object('passed', is_passed, 'why', null)
$$;
create function tests.report(is_passed boolean) returns jsonb language sql as $$
  select jsonb_build_object('passed', is_passed::integer, 'failed', 1 - is_passed::integer,
    'scenarios', jsonb_build_array(jsonb_build_object('id', tests.id('a', 'scenario'), 'name', 'x',
      'before', null, 'after', tests.run(is_passed))))
$$;
create function tests.save_test(more jsonb) returns boolean language sql as $$
  select public.save_ai_test(tests.by('owner', jsonb_build_object('id', tests.id('a', 'test'),
    'conversationId', 'conversation', 'language', 'fr', 'forReal', false,
    'callerNumber', '+14165559901') || more))
$$;
grant execute on all functions in schema tests to service_role;
select tests.become('service_role');

-- Tests.
select ok(tests.save_test('{}'), 'a test conversation');
select is(public.ai_test(tests.org('a'), tests.id('a', 'test')), jsonb_build_object(
  'id', tests.id('a', 'test'), 'conversationId', 'conversation', 'language', 'fr', 'forReal', false,
  'callerNumber', '+14165559901'), 'is found');
select is(public.ai_test(tests.org('b'), tests.id('a', 'test')), null, 'by its own organisation [I8]');
select is((select count(*) from public.audit_log where action = 'ai.test_for_real'), 0::bigint,
  'one that writes nothing leaves no audit row');
select ok(tests.save_test('{"forReal": true, "language": "en"}'), 'for real');
select is(public.ai_test(tests.org('a'), tests.id('a', 'test')) - 'id' - 'conversationId' - 'callerNumber',
  '{"language": "fr", "forReal": true}', 'nothing else of it changes');
select is((select count(*) from public.audit_log where action = 'ai.test_for_real'), 1::bigint,
  'for real is written down [I14]');
select is(tests.save_test(jsonb_build_object('organizationId', tests.org('b'),
  'memberId', tests.id('b', 'owner'))), false, 'another organisation cannot change it [I8]');
insert into public.ai_tool_calls (id, organization_id, test_conversation_id, tool, ok, result, duration_ms, at)
values
  ('2', tests.org('a'), tests.id('a', 'test'), 'book_visit', true, '{"visit_id": "v"}', 80, now()),
  ('1', tests.org('a'), tests.id('a', 'test'), 'find_slots', true, '{}', 90, now() - interval '1 s');
select is(public.ai_test_tools(tests.org('a'), tests.id('a', 'test')), '[
  {"id": "1", "name": "find_slots", "arguments": {}, "ok": true, "reason": null, "result": {}, "duration_ms": 90},
  {"id": "2", "name": "book_visit", "arguments": {}, "ok": true, "reason": null,
    "result": {"visit_id": "v"}, "duration_ms": 80}]', 'its tools in their order');
select is(public.ai_test_tools(tests.org('b'), tests.id('a', 'test')), '[]', 'for its own organisation [I8]');

-- A call.
insert into public.call_transcript_segments
  (id, organization_id, call_id, conversation_id, position, speaker, text, at, tool)
select s.id, tests.org('a'), tests.id('a', 'call'), s.conversation, s.position, s.speaker, s.text, now(), s.tool
from (values
  ('s1', 'c', 1, 'ai', 'Hello', null::jsonb),
  ('s2', 'c', 2, 'caller', 'My tap leaks', null),
  ('s3', null, 3, 'tool', '', '{"name": "find_slots", "ok": true}'),
  ('s4', 'person', 4, 'caller', 'Hi Ana', null),
  ('s5', 'person', 5, 'agent', 'Hi', null),
  ('s6', null, 6, 'system', 'Taken over', null)
) as s (id, conversation, position, speaker, text, tool);
select is((select string_agg(s ->> 'text', '|' order by n) from jsonb_array_elements(
  public.ai_call_dialogue(tests.org('a'), tests.id('a', 'call')) -> 'segments') with ordinality as x (s, n)),
  'Hello|My tap leaks|', 'what was said to the AI, without what was said to people');
select is(public.ai_call_dialogue(tests.org('a'), tests.id('a', 'call')) ->> 'callerNumber',
  '+14165559901', 'and by whom');
select is(public.ai_call_dialogue(tests.org('b'), tests.id('a', 'call')), null,
  'not of another organisation''s call [I8]');

-- A scenario.
select ok(public.insert_ai_scenario(tests.by('owner', jsonb_build_object(
  'id', tests.id('a', 'scenario'), 'callId', tests.id('a', 'call'), 'name', 'Tap', 'language', 'en',
  'callerNumber', null, 'lines', '["My tap leaks", "Yes"]'::jsonb,
  'expected', '[{"tool": "book_visit", "ok": true}]'::jsonb, 'before', tests.run(true)))), 'a scenario');
select is(tests.scenario() - 'id' - 'callId', jsonb_build_object('name', 'Tap', 'language', 'en',
  'callerNumber', null, 'lines', '["My tap leaks", "Yes"]'::jsonb,
  'expected', '[{"tool": "book_visit", "ok": true}]'::jsonb, 'active', true,
  'lastResult', jsonb_build_object('before', tests.run(true), 'after', null), 'lastRunAt', null),
  'with what happened in the call');
select is(public.save_ai_scenario_runs(tests.by('owner', jsonb_build_object('report', tests.report(false)))),
  1, 'a run');
select is(tests.scenario() -> 'lastResult', jsonb_build_object('before', tests.run(true),
  'after', tests.run(false)), 'stands beside what was');
insert into public.ai_dispatchers (organization_id, draft) values (tests.org('a'), '{}');
select public.take_ai_lease(tests.org('a'), tests.id('a', 'holder'), 60);
select is(public.publish_ai_dispatcher(tests.by('owner', jsonb_build_object(
  'leaseHolder', tests.id('a', 'holder'), 'slot', 'a', 'profile', '{"languages": ["en"]}'::jsonb,
  'report', tests.report(true), 'rolledBackTo', null))) ->> 'ok', 'true', 'publishing');
select is(tests.scenario() -> 'lastResult', jsonb_build_object('before', tests.run(true),
  'after', tests.run(true)), 'makes it what callers get');
select ok(public.update_ai_scenario(tests.by('owner', jsonb_build_object(
  'id', tests.id('a', 'scenario'), 'active', false))), 'switched off');
select isnt(tests.scenario() -> 'lastResult', 'null', 'the result stays');
select ok(public.update_ai_scenario(tests.by('owner', jsonb_build_object(
  'id', tests.id('a', 'scenario'), 'lines', '["Other"]'::jsonb))), 'with other lines');
select is(tests.scenario() -> 'lastResult', 'null', 'it does not');
select is(public.update_ai_scenario(jsonb_build_object('organizationId', tests.org('b'),
  'memberId', tests.id('b', 'owner'), 'id', tests.id('a', 'scenario'), 'active', true)), false,
  'not by another organisation [I8]');
select is(public.delete_ai_scenario(jsonb_build_object('organizationId', tests.org('b'),
  'memberId', tests.id('b', 'owner'), 'id', tests.id('a', 'scenario'))), false, 'nor deleted by it [I8]');
select ok(public.delete_ai_scenario(tests.by('owner', jsonb_build_object('id', tests.id('a', 'scenario')))),
  'deleted');

select * from finish();
rollback;
