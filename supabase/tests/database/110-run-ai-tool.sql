-- The one door for the AI's tool calls: every refusal, and what is written down of each [I14].
begin;
select tests.fixture_ai();
select tests.ai_call('a', 'known', '+14165559901', 'A');
select plan(92);

-- What a call left behind: tool calls, audit rows, segments and broadcasts.
create function tests.traces() returns text language sql as $$
  select format('%s %s %s %s',
    (select count(*) from public.ai_tool_calls where call_id = tests.id('a', 'known')),
    (select count(*) from public.audit_log where action like 'ai_tool.%'),
    (select count(*) from public.call_transcript_segments where call_id = tests.id('a', 'known')),
    (select count(*) from realtime.messages where event = 'transcript_changed'))
$$;
create function tests.effects() returns text language sql as $$
  select format('%s visits, %s clients, %s tasks, %s offers',
    (select count(*) from public.appointments), (select count(*) from public.clients),
    (select count(*) from public.call_tasks), (select count(*) from public.slot_offers))
$$;
-- Tool calls of this test do not use up the call's budget.
create function tests.forget() returns void language sql as $$
  delete from public.ai_tool_calls;
  delete from public.call_transcript_segments;
  delete from realtime.messages;
$$;
create temporary table before as select tests.effects() as effects;

-- Done.
select tests.forget();
select is(tests.tool('known', 'look_up_client') - array['visits', 'firstName'], jsonb_build_object(
  'ok', true, 'known', true, 'identity', 'number', 'organizationId', tests.id('a', 'organization'),
  'callId', tests.id('a', 'known'), 'language', 'en', 'timeZone', 'America/Toronto'),
  'an answer says whose call it is, in which language and time zone');
select is(tests.traces(), '1 1 1 1', 'one row, one audit row, one segment, one broadcast');
select results_eq($$select tool, ok, reason, call_id, organization_id, at from public.ai_tool_calls$$,
  $$values ('look_up_client', true, null::text, tests.id('a', 'known'), tests.id('a', 'organization'),
    timestamptz '2026-11-23 15:00Z')$$, 'the row says what was done');
select results_eq(
  $$select action, organization_id, call_id, detail from public.audit_log where action like 'ai_tool.%'$$,
  $$values ('ai_tool.executed', tests.id('a', 'organization'), tests.id('a', 'known'),
    '{"tool": "look_up_client", "arguments": []}'::jsonb)$$, 'so does the audit row');
select results_eq($$
  select ((payload #> '{segments,0}') - 'id') #- '{tool,durationMs}' #- '{tool,result}' from realtime.messages
  where topic = 'org:' || tests.id('a', 'organization') || ':1' and private and event = 'transcript_changed'
    and payload ->> 'callId' = tests.id('a', 'known')::text$$,
  $$values (jsonb_build_object('callId', tests.id('a', 'known'), 'position', 0, 'speaker', 'tool',
    'text', 'look_up_client', 'language', 'en', 'at', '2026-11-23T15:00:00.000000Z',
    'tool', '{"name": "look_up_client", "arguments": {}, "ok": true, "reason": null}'::jsonb))$$,
  'and the segment on the organisation''s channel');

-- Refused: the reason, and that nothing happened but the writing down.
create temporary table poisoned (tool text, arguments jsonb, reason text, title text);
insert into poisoned values
  ('', '{}', 'unknown_tool', 'no tool'),
  ('drop_tables', '{}', 'unknown_tool', 'an invented tool'),
  ('Book_Visit', '{}', 'unknown_tool', 'a tool in other letters'),
  (repeat('x', 100000), '{}', 'unknown_tool', 'a long name'),
  ('hangup', '{}', 'unknown_tool', 'a tool that is Telnyx''s own'),
  ('look_up_client', '{"client_id": "a4000000-0000-4000-8000-000000000001"}', 'invalid_arguments',
    'whom to look up is not the model''s to say [I8]'),
  ('look_up_client', '[]', 'invalid_arguments', 'arguments that are a list'),
  ('look_up_client', '"x"', 'invalid_arguments', 'or a text'),
  ('look_up_client', '7', 'invalid_arguments', 'or a number'),
  ('find_slots', '{}', 'invalid_arguments', 'nothing said'),
  ('find_slots', '{"problem": 7}', 'invalid_arguments', 'a number as the problem'),
  ('find_slots', '{"problem": {"a": 1}}', 'invalid_arguments', 'an object as the problem'),
  ('find_slots', jsonb_build_object('problem', repeat('x', 501)), 'invalid_arguments', 'a problem too long'),
  ('find_slots', '{"problem": "x", "organization_id": "b"}', 'invalid_arguments',
    'whose slots is not the model''s to say [I8]'),
  ('find_slots', '{"problem": "x", "duration_hours": 9999}', 'invalid_arguments', '9,999 hours'),
  ('find_slots', '{"problem": "x", "date_from": "tomorrow"}', 'invalid_arguments', 'a date in words'),
  ('find_slots', '{"problem": "x", "date_from": "2026-02-30"}', 'invalid_arguments', 'a day that is none'),
  ('find_slots', '{"problem": "x", "date_from": "2026-11-23T09:00"}', 'invalid_arguments', 'a time for a day'),
  ('find_slots', '{"problem": "x", "date_from": "2026-11-01", "date_to": "2026-11-22"}',
    'invalid_arguments', 'days that are over'),
  ('find_slots', '{"problem": "x", "date_from": "2026-11-22"}', 'invalid_arguments', 'yesterday'),
  ('find_slots', '{"problem": "x", "date_to": "2026-11-22"}', 'invalid_arguments', 'until yesterday'),
  ('find_slots', '{"problem": "x", "date_from": "2026-12-08"}', 'invalid_arguments', 'beyond the horizon'),
  ('find_slots', '{"problem": "x", "date_from": "9999-12-31"}', 'invalid_arguments', 'far beyond it'),
  ('find_slots', '{"problem": "x", "date_from": "0001-01-01"}', 'invalid_arguments', 'far before'),
  ('find_slots', '{"problem": "x", "date_from": "2026-11-26", "date_to": "2026-11-25"}',
    'invalid_arguments', 'an end before the beginning'),
  ('find_slots', '{"problem": "x", "part_of_day": "night"}', 'invalid_arguments', 'a part that no day has'),
  ('find_slots', '{"problem": "x", "visit_id": "1"}', 'invalid_arguments', 'no id'),
  ('find_slots', '{"visit_id": "a4000000-0000-4000-8000-000000000001"}', 'unknown_visit', 'no visit'),
  ('book_visit', '{}', 'invalid_arguments', 'a booking of nothing'),
  ('book_visit', '{"slot_id": "Monday 9:00", "problem": "x", "confirmed": true}', 'invalid_arguments',
    'a time instead of a slot [I10]'),
  ('book_visit', '{"slot_id": "sabcdefgh", "problem": "x", "confirmed": true}', 'not_offered',
    'a slot that the model made up [I10]'),
  ('book_visit', '{"slot_id": "sabcdefgh''; drop table appointments; --", "problem": "x", "confirmed": true}',
    'invalid_arguments', 'SQL as a slot'),
  ('book_visit', '{"slot_id": "sabcdefgh", "problem": "x", "confirmed": "true"}', 'invalid_arguments',
    'a yes that is a text'),
  ('book_visit', '{"slot_id": "sabcdefgh", "problem": "x", "confirmed": 1}', 'invalid_arguments',
    'a yes that is a number'),
  ('book_visit', jsonb_build_object('slot_id', 'sabcdefgh', 'problem', 'x', 'confirmed', true, 'name',
    repeat('x', 121)), 'invalid_arguments', 'a name too long'),
  ('book_visit', '{"slot_id": "sabcdefgh", "problem": "x", "confirmed": true,
    "starts_at": "2020-01-01T00:00Z"}', 'invalid_arguments', 'a time beside the slot [I10]'),
  ('reschedule_visit', '{"visit_id": "a4000000-0000-4000-8000-000000000001"}', 'invalid_arguments',
    'a move to nowhere'),
  ('reschedule_visit', '{"visit_id": "a4000000-0000-4000-8000-000000000001", "slot_id": "sabcdefgh",
    "confirmed": true}', 'unknown_visit', 'a move of nothing'),
  ('cancel_visit', '{"visit_id": "all", "confirmed": true}', 'invalid_arguments', 'a cancellation of all'),
  ('cancel_visit', '{"visit_id": "a4000000-0000-4000-8000-000000000001", "confirmed": true}',
    'unknown_visit', 'a cancellation of nothing'),
  ('take_message', '{"message": ""}', 'invalid_arguments', 'an empty message'),
  ('take_message', '{"message": "   "}', 'invalid_arguments', 'a message of blanks'),
  ('take_message', jsonb_build_object('message', repeat('x', 2001)), 'invalid_arguments', 'a message too long'),
  ('take_message', '{"message": "x", "urgent": "very"}', 'invalid_arguments', 'an urgency in words'),
  ('request_callback', '{"when": "now"}', 'invalid_arguments', 'a call-back without a reason'),
  ('request_callback', '{"reason": "x", "phone_number": "+19005550100"}', 'invalid_arguments',
    'who is called back is not the model''s to say [I11]'),
  ('quote_price', '{}', 'invalid_arguments', 'the price of nothing'),
  ('quote_price', '{"service": "a new house"}', 'not_on_list', 'a price that is on no list'),
  ('quote_price', '{"service": "Boiler service"}', 'not_on_list', 'a service without a price'),
  ('request_person', '{}', 'invalid_arguments', 'a person for no reason');

create function tests.poison(p_tool text, p_arguments jsonb) returns text language plpgsql as $$
declare
  v_answer jsonb;
  v_seen text;
begin
  perform tests.forget();
  v_answer := tests.tool('known', p_tool, p_arguments);
  select format('%s/%s/%s', t.reason, l.detail ->> 'reason', s.tool ->> 'reason') into v_seen
  from public.ai_tool_calls t, public.call_transcript_segments s,
    (select detail from public.audit_log where action = 'ai_tool.refused' order by id desc limit 1) l
  where not t.ok and s.tool -> 'ok' = 'false';
  return format('%s %s', v_answer ->> 'reason', v_seen);
end
$$;
select is(tests.poison(tool, arguments), format('%s %s/%s/%s', reason, reason, reason, reason),
  format('refused and written down: %s', title))
from poisoned;
select is(tests.effects(), effects, 'none of which did anything') from before;
select is_empty($$select from public.audit_log where length(detail::text) > 1500$$,
  'a poisoned name does not fill the audit log');
select is_empty($$select from public.audit_log
  where action like 'ai_tool.%' and detail::text ~ '9999-12-31|drop table|Monday 9:00|tomorrow'$$,
  'which has names of arguments and nothing that was said');

-- Arguments that say nothing.
select tests.forget();
select is(tests.reason(tests.tool('known', 'look_up_client', 'null')), 'ok', 'no arguments at all');
select is(tests.reason(tests.tool('known', 'look_up_client', '{"x": null}')), 'ok', 'a null is no argument');
select is(jsonb_array_length(tests.tool('known', 'find_slots',
  '{"problem": "tap", "service": "", "date_from": null, "part_of_day": ""}') -> 'slots'), 3,
  'nor is an empty text');
select is(tests.tool('known', 'find_slots',
  '{"problem": "tap", "date_from": "2026-11-01", "date_to": "2026-11-24"}') #>> '{slots,0,startsAt}',
  '2026-11-23T16:00:00.000000Z', 'of days that have begun the rest is meant');
select is((select array_agg(distinct left(s ->> 'startsAt', 10)) from jsonb_array_elements(tests.tool('known',
  'find_slots', '{"problem": "tap", "date_from": "2026-12-07", "date_to": "2027-12-31"}') -> 'slots') s),
  array['2026-12-07'], 'of days that go beyond the horizon, those before it');

-- Whatever comes in, an answer goes out.
create function tests.survives(body jsonb) returns text language sql as $$
  select tests.reason(public.run_ai_tool(body))
$$;
select is(tests.survives(body), expected, format('an answer to %s', left(coalesce(body::text, 'null'), 60)))
from (values
  (null::jsonb, 'unknown_call'), ('null', 'unknown_call'), ('[]', 'unknown_call'), ('"x"', 'unknown_call'),
  ('7', 'unknown_call'), ('{}', 'unknown_call'), ('{"callControlId": {"a": []}}', 'unknown_call'),
  ('{"callControlId": "v3:known", "tool": ["x"]}', 'unknown_tool'),
  ('{"callControlId": "v3:known"}', 'unknown_tool'),
  ('{"callControlId": "v3:known", "tool": "look_up_client", "at": "soon"}', 'unavailable'),
  ('{"callControlId": "v3:known", "tool": "look_up_client", "requestId": {"a": 1}}', 'ok'),
  ('{"callControlId": "leg b", "tool": "look_up_client"}', 'call_not_live')
) as t (body, expected);

-- The call.
select tests.forget();
select is(tests.reason(tests.tool('nobody', 'look_up_client')), 'unknown_call', 'a leg that is none of ours');
update public.call_legs set role = 'agent' where call_control_id = 'v3:known';
select is(tests.reason(tests.tool('known', 'look_up_client')), 'unknown_call', 'an agent''s leg is no caller');
update public.call_legs set role = 'external' where call_control_id = 'v3:known';
update public.telnyx_calls set ai = '{"status": "over"}' where id = tests.id('a', 'known');
select is(tests.reason(tests.tool('known', 'look_up_client')), 'call_not_live', 'a person has taken over');
update public.telnyx_calls set ai = null where id = tests.id('a', 'known');
select is(tests.reason(tests.tool('known', 'look_up_client')), 'call_not_live', 'the AI never had the call');
update public.telnyx_calls set ai = '{"status": "talking"}', status = 'ended', outcome = 'answered',
  ended_at = now() where id = tests.id('a', 'known');
select is(tests.reason(tests.tool('known', 'look_up_client')), 'call_not_live', 'the call is over');
update public.telnyx_calls set status = 'active', outcome = null, ended_at = null
where id = tests.id('a', 'known');

-- Once.
select tests.forget();
select is(tests.reason(tests.tool('known', 'take_message', '{"message": "once"}', '{"requestId": "r1"}')), 'ok',
  'a request');
create temporary table once as select tests.effects() as effects;
select is(tests.tool('known', 'take_message', '{"message": "once"}', '{"requestId": "r1"}')
  - array['message', 'organizationId', 'callId', 'language', 'timeZone'],
  '{"ok": false, "reason": "replayed", "isDuplicate": true}', 'that comes again is refused');
select is((select note from public.call_tasks where call_id = tests.id('a', 'known')), 'once', 'and not done again');
select is(split_part(tests.traces(), ' ', 1), '1', 'it has one row');
select is((select detail ->> 'reason' from public.audit_log order by id desc limit 1), 'replayed',
  'and an audit row of its own');

-- Not too often.
select tests.forget();
select is((select string_agg(reason, ' ' order by n) from (
  select n, tests.reason(tests.tool('known', 'look_up_client')) as reason from generate_series(1, 14) as n
  order by n) t), repeat('ok ', 12) || 'too_many_calls too_many_calls', '12 at once, and no 13th');
select is(tests.reason(tests.tool('known', 'look_up_client', '{}', '{"at": "2026-11-23T15:00:05Z"}')), 'ok',
  'five seconds later again');
insert into public.ai_tool_calls (id, organization_id, call_id, tool, ok, at)
select 'many ' || n, tests.id('a', 'organization'), tests.id('a', 'known'), 'x', true, '2026-11-23T14:00Z'
from generate_series(1, 64) as n;
select is(tests.reason(tests.tool('known', 'look_up_client', '{}', '{"at": "2026-11-23T15:01:00Z"}')), 'ok',
  '80 in a call');
select is(tests.reason(tests.tool('known', 'look_up_client', '{}', '{"at": "2026-11-23T15:02:00Z"}')),
  'too_many_calls', 'and no 81st');

-- Whoever may run it.
select is(tests.probe(who, $$select public.run_ai_tool('{}')$$), expected, format('%s: run_ai_tool', who))
from (values ('anon', 'denied'), ('owner_a', 'denied'), ('service_role', 'yes')) as t (who, expected);

select * from finish();
rollback;
