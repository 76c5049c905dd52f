-- Messages, call-backs, prices, persons; services by the words of three languages; what the door
-- refuses before a tool runs.
begin;
select tests.fixture_ai();
select tests.ai_call('a', 'known', '+14165559901', 'A');
select tests.ai_call('a', 'unsigned', '+14165559901', null);
select plan(51);

create function tests.task(call text, task_kind text) returns jsonb language sql as $$
  select to_jsonb(t) - array['id', 'organization_id', 'call_id', 'created_at', 'due_at'] from public.call_tasks t
  where t.call_id = tests.id('a', call) and t.kind = task_kind
$$;
create function tests.content(answer jsonb) returns jsonb language sql as $$
  select answer - array['organizationId', 'callId', 'language', 'timeZone', 'message']
$$;

select is(tests.content(tests.tool('known', 'take_message', '{"message": "The key is at the neighbour''s"}')),
  '{"ok": true, "withinMinutes": 30}', 'a message is taken');
select is(tests.task('known', 'message'), jsonb_build_object('client_id', tests.id('a', 'client'),
  'kind', 'message', 'reason', 'The key is at the neighbour''s', 'note', 'The key is at the neighbour''s',
  'caller_name', null, 'phone_number', '+14165559901', 'urgent', false, 'assigned_member_id', null, 'done_at', null),
  'as a task, with who called');
select is((select due_at from public.call_tasks where call_id = tests.id('a', 'known')),
  timestamptz '2026-11-23T15:30Z', 'due as soon as the profile promises');
update public.call_tasks set done_at = now() where call_id = tests.id('a', 'known');
select is(tests.reason(tests.tool('known', 'take_message',
  '{"message": "It is urgent", "name": "Maria", "urgent": true}', '{"at": "2026-11-23T15:10:00Z"}')), 'ok', 'a second message');
select is(tests.task('known', 'message') - array['client_id', 'phone_number', 'assigned_member_id', 'kind'],
  '{"reason": "It is urgent", "note": "The key is at the neighbour''s\nIt is urgent", "caller_name": "Maria",
    "urgent": true, "done_at": null}', 'is added to the first, which is open again');
select is((select due_at from public.call_tasks where call_id = tests.id('a', 'known')),
  timestamptz '2026-11-23T15:30Z', 'and not due later');
select is(tests.content(tests.tool('known', 'request_callback', '{"reason": "Wants a quote", "when": "after five"}')),
  '{"ok": true, "withinMinutes": 30}', 'a call-back is promised');
select is(tests.task('known', 'call_back') ->> 'note', 'Wants a quote. When: after five', 'and is a task beside the message');
select is((select count(*)::integer from public.call_tasks where call_id = tests.id('a', 'known')), 2, 'one of each kind');
select is(tests.task('unsigned', 'message') is null and tests.reason(tests.tool('unsigned', 'take_message',
  '{"message": "x"}')) = 'ok', true, 'anybody may leave a message');
select is(tests.content(tests.tool('known', 'request_person', '{"reason": "smells gas", "urgent": true}')),
  '{"ok": true, "personReason": "smells gas", "urgent": true}', 'a person is asked for');
select is(tests.content(tests.tool('known', 'quote_price', '{"service": "a tap that is leaking"}')),
  '{"ok": true, "quotes": [{"service": "Tap repair", "priceCents": 14500, "currency": "CAD"}]}',
  'a price from the list, of what was meant');
select is(tests.content(tests.tool('known', 'quote_price', '{"service": "something is leaking"}')),
  '{"ok": true, "quotes": [{"service": "Inspection", "priceCents": 9500, "currency": "CAD"}]}',
  'the general visit''s where nothing else is meant');

-- Services by words.
delete from public.services;
insert into public.services (organization_id, name, keywords, duration_minutes, active, created_at) values
  (tests.id('a', 'organization'), 'Tap repair', '{tap,"leaking tap",robinet,grifo}', 60, true, '2026-01-01'),
  (tests.id('a', 'organization'), 'Drain cleaning', '{drain,sink,bouché,évier,fregadero}', 60, true, '2026-01-02'),
  (tests.id('a', 'organization'), 'Water heater service', '{"water heater",chauffe-eau,"agua caliente"}', 90, true, '2026-01-03'),
  (tests.id('a', 'organization'), 'Long inspection', '{leaking,visit}', 120, true, '2026-01-04'),
  (tests.id('a', 'organization'), 'Inspection', '{pipe,leaking,visit}', 60, true, '2026-01-05'),
  (tests.id('a', 'organization'), 'Old boilers', '{boiler}', 60, false, '2026-01-06');
insert into public.services (organization_id, name, keywords, duration_minutes)
values (tests.id('b', 'organization'), 'Electrical visit', '{socket}', 60);
create function tests.service(service text, problem text, org text default 'a') returns text language sql as $$
  select (app.service_for(tests.id(org, 'organization'), service, problem)).name
$$;
select is(tests.service(service, problem), expected, format('%s: %s', coalesce(service, '-'), problem)) from (values
  (null, 'leaking tap', 'Tap repair'), (null, 'My TAP drips!', 'Tap repair'),
  (null, 'the kitchen tap is leaking', 'Tap repair'), (null, 'a tape measure', 'Inspection'),
  (null, 'The sink is blocked', 'Drain cleaning'), (null, 'L’évier est bouché', 'Drain cleaning'),
  (null, 'L''EVIER EST BOUCHE', 'Drain cleaning'), (null, '¿El fregadero?', 'Drain cleaning'),
  (null, 'mon chauffe-eau ne marche pas', 'Water heater service'), (null, 'no hay agua caliente.', 'Water heater service'),
  (null, 'water heater and tap', 'Water heater service'), (null, 'a pipe is leaking', 'Inspection'),
  (null, 'something else', 'Inspection'), (null, 'my boiler', 'Inspection'), (null, null, 'Inspection'),
  ('Tap repair', 'the sink', 'Tap repair'), ('robinet', 'x', 'Tap repair'), ('massage', 'the sink', 'Drain cleaning'),
  ('', '%', 'Inspection')
) as t (service, problem, expected);
select is(tests.service(null, 'tap', 'b'), 'Electrical visit', 'without a general visit the first service; of the own business [I8]');
update public.services set active = false;
select is(tests.service(null, 'tap'), null, 'no service, none found');
select is(tests.reason(tests.tool('known', 'find_slots', '{"problem": "tap"}')), 'not_on_list', 'and nothing to book');

-- Refused before it ran.
create function tests.refused(body jsonb) returns text language plpgsql as $$
begin
  delete from public.ai_tool_calls;
  delete from public.call_transcript_segments;
  perform public.ai_tool_refused(body);
  return format('%s %s %s', (select count(*) from public.ai_tool_calls where not ok),
    (select coalesce(organization_id::text, 'nobody') from public.audit_log order by id desc limit 1),
    (select detail::text from public.audit_log order by id desc limit 1));
end
$$;
select is(tests.refused('{"requestId": null, "callControlId": null, "tool": "book_visit", "reason": "bad_signature",
  "detail": {"from": "elsewhere"}}'), '0 nobody {"tool": "book_visit", "detail": {"from": "elsewhere"}, "reason": "bad_signature"}',
  'an unsigned request is nobody''s, and written down [I14]');
select is(tests.refused('{"requestId": "r9", "callControlId": "v3:known", "tool": "hack", "reason": "unknown_tool",
  "detail": {}}'), format('1 %s {"tool": "hack", "detail": {}, "reason": "unknown_tool"}', tests.id('a', 'organization')),
  'a call''s is its organisation''s');
select is(tests.reason(tests.tool('known', 'request_person', '{"reason": "x"}', '{"requestId": "r9"}')), 'ok',
  'and does not stand for the request that it may have been');
insert into public.ai_tool_calls (id, organization_id, call_id, tool, ok, at)
select 'refused:' || n, tests.id('a', 'organization'), tests.id('a', 'known'), 'x', false, '2026-11-23T15:00Z'
from generate_series(1, 100) as n;
select is(tests.reason(tests.tool('known', 'request_person', '{"reason": "x"}')), 'ok', 'nor use up the call''s budget');
select lives_ok(format('select public.ai_tool_refused(%L)', body), format('nor does the door stumble over %s', coalesce(body, 'null')))
from unnest(array[null, 'null', '[]', '7', '{}', '{"detail": "x", "tool": {"a": 1}, "requestId": 7}']) as body;
create function tests.strangers(message text) returns integer language plpgsql as $$
declare
  v_before bigint := (select count(*) from public.audit_log);
begin
  for n in 1..100 loop
    if message = 'refused' then
      perform public.ai_tool_refused('{"tool": "x", "reason": "bad_signature"}');
    else
      perform public.run_ai_tool('{"callControlId": "guessed", "tool": "look_up_client"}');
    end if;
  end loop;
  return (select count(*) from public.audit_log) - v_before;
end
$$;
select cmp_ok(tests.strangers('refused'), '<', 31, 'strangers write 30 rows a minute, no more [I9]');
select is(tests.strangers('run'), 0, 'together, at whichever door');
delete from public.ai_tool_calls;
do $$ begin
  for n in 1..100 loop
    perform public.ai_tool_refused('{"callControlId": "v3:known", "tool": "x", "reason": "bad_token"}');
  end loop;
end $$;
select is((select count(*)::integer from public.ai_tool_calls), 30, 'a call''s log is bounded in the same way');
select is(tests.probe(who, $$select public.ai_tool_refused('{}')$$), expected, format('%s: ai_tool_refused', who))
from (values ('anon', 'denied'), ('owner_a', 'denied'), ('service_role', 'yes')) as t (who, expected);

select * from finish();
rollback;
