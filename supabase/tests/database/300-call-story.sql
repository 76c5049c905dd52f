-- One call's page: who may read it, what it never shows, and its pages.
begin;
select tests.fixture_ai();
select plan(27);

create function tests.story(who text, org text, after timestamptz default null, after_id text default null)
returns jsonb language plpgsql as $$
declare
  v_story jsonb;
begin
  perform tests.become(who);
  v_story := public.call_story(tests.id(org, 'call'), after, after_id);
  perform tests.become('postgres');
  return v_story;
end
$$;
create function tests.telling(who text) returns text language sql as $$
  select tests.probe(who, format('select public.call_story(%L)', tests.id('a', 'call')))
$$;

-- Every place where a secret could stand.
delete from public.call_events where call_id = tests.id('a', 'call');
insert into public.call_events
  (id, organization_id, call_id, source, type, occurred_at, event, payload, ignored_reason)
select id, tests.id('a', 'organization'), tests.id('a', 'call'), source, type, '2026-11-24T10:00:00Z'::timestamptz + after, event, payload, ignored
from (values
  ('e1', 'app', 'call.claimed', interval '1 s', jsonb_build_object('id', 'e1', 'type', 'call.claimed',
    'occurredAt', '2026-11-24T10:00:01Z', 'attempt', 1, 'memberId', tests.id('a', 'agent'),
    'deviceId', 'SECRETdevice', 'sipUsername', 'SECRETgencred', 'keepsCaller', true), null::jsonb, null),
  ('e2', 'app', 'forward.wanted', interval '2 s',
    '{"type": "forward.wanted", "to": "+14165550199", "because": "closed"}', null, null),
  ('e3', 'app', 'party.asked', interval '3 s', jsonb_build_object('type', 'party.asked', 'party',
    jsonb_build_object('number', 1, 'member', jsonb_build_object('sip_username', 'SECRETsip', 'name', 'Ben')),
    'client_state', 'SECRETstate', 'token', 'SECRETtoken', 'note', repeat('x', 5000)), null, null),
  ('e4', 'telnyx', 'call.hangup', interval '4 s', jsonb_build_object('type', 'leg.ended', 'cause', 'normal_clearing',
    'leg', jsonb_build_object('callControlId', 'leg a', 'role', 'external', 'attempt', 0)),
    '{"call_control_id": "leg a", "client_state": "SECRETraw", "from": "SECRETfrom", "sip_headers": ["SECRETheader"],
      "call_quality_stats": {"inbound": {"mos": "4.35", "jitter_max_variance": "12.5",
        "packet_count": "900", "skip_packet_count": "oops"}}}', null),
  ('e6', 'app', 'digits.pressed', interval '6 s', '{"type": "digits.pressed", "digits": "SECRET4242"}', null, null),
  ('e5', 'telnyx', 'call.speak.ended', interval '5 s', null, '{"client_state": "SECRETraw"}', 'not_interesting')
) as v (id, source, type, after, event, payload, ignored);
update public.call_commands set body = '{"kind": "dial_agent", "callControlId": "v3:x", "attempt": 2,
  "sipUsername": "SECRETcmd", "to": "SECRETto", "text": "SECRETtext"}', tries = 2, error_code = '90018'
where call_id = tests.id('a', 'call');
update public.telnyx_calls set tags = '{Leak}', notes = 'Ring twice', cost = 0.19, call_session_id = 'session a'
where id = tests.id('a', 'call');
insert into public.appointments (id, organization_id, client_id, resource_id, title, starts_at, ends_at, source_call_id)
values (tests.id('a', 'booked'), tests.id('a', 'organization'), tests.id('a', 'client'), tests.id('a', 'resource'),
  'Tap repair', '2026-11-26T15:00Z', '2026-11-26T16:00Z', tests.id('a', 'call'));
insert into public.call_tasks (organization_id, call_id, kind, reason, phone_number, due_at, assigned_member_id)
values (tests.id('a', 'organization'), tests.id('a', 'call'), 'call_back', 'caller_hung_up', '+14165559901', now(),
  tests.id('a', 'agent'));

-- Who may.
select is(tests.story(who, 'a') #>> '{call,id}', tests.id('a', 'call')::text, who || ' reads it')
from unnest(array['owner_a', 'agent_a', 'other_a']) as who;
select is(tests.story(who, 'a'), null, who || ' does not [I8]') from unnest(array['owner_b', 'agent_b', 'ex_a']) as who;
select is(tests.story('agent_a', 'b'), null, 'nor does anybody read another organisation''s call [I8]');
select is(tests.telling('anon'), 'denied', 'anon may not ask');
select is(tests.story('agent_b', 'a', '2026-01-01', ''), null, 'a later page is guarded as the first is [I8]');
update public.members set active = false where id = tests.id('a', 'other');
select is(tests.story('other_a', 'a'), null, 'who was deactivated a moment ago reads nothing [I8]');

-- What is told.
create temporary table told as select tests.story('agent_a', 'a') as story;
select is(story::text !~ 'SECRET', true, 'no secret and nothing of the raw payload is in it') from told;
select is(jsonb_array_length(story -> 'events'), 6, 'every event is') from told;
select is(story -> 'events' -> 0 -> 'fields', jsonb_build_object('attempt', 1, 'memberId', tests.id('a', 'agent'),
  'keepsCaller', true), 'an event tells what happened, without the browser it concerned') from told;
select is(story #>> '{events,1,fields,to}', '+1416•••0199', 'an owner''s mobile is masked') from told;
select is(story #> '{events,5,fields}', '{"digits": 10}', 'of pressed keys only how many') from told;
select is(char_length(story #>> '{events,2,fields,note}'), 1000, 'long texts are cut') from told;
select is(story #> '{events,2,fields,party,member}', '{"name": "Ben"}', 'secrets are dropped at any depth') from told;
select is(jsonb_build_array(story #> '{events,3,type}', story #> '{events,3,rawType}', story #> '{events,4,type}',
  story #> '{events,4,ignoredReason}'), '["leg.ended", "call.hangup", "call.speak.ended", "not_interesting"]',
  'an event has our name and its source''s') from told;
select is(story #> '{legs,0,quality}', '{"mos": 4.35, "jitterMs": 12.5, "packets": 900, "skipped": null}',
  'what the carrier measured is numbers') from told;
select is((story #> '{commands,0}') - array['at', 'lastTriedAt', 'doneAt'], '{"id": "command a", "kind": "hangup",
  "status": "done", "tries": 2, "errorCode": "90018", "callControlId": "v3:x", "attempt": 2}',
  'a command tells its fate, not what it carried') from told;
select is((story -> 'call') @> jsonb_build_object('tags', '["Leak"]'::jsonb, 'notes', 'Ring twice', 'cost', 0.19,
  'waitSeconds', 60, 'durationSeconds', 540, 'callSessionId', 'session a'), true, 'the facts are there') from told;
select is(story #>> '{call,visit,title}', 'Tap repair', 'and the visit that was booked') from told;
select is((story #> '{call,tasks,0}') - array['id', 'dueAt'], '{"kind": "call_back", "reason": "caller_hung_up",
  "note": null, "doneAt": null, "assignedName": "agent a"}', 'and what is to be done') from told;
select is(story -> 'recording', 'null', 'and that nothing was recorded') from told;

-- Pages.
insert into public.call_events (id, organization_id, call_id, source, type, occurred_at)
select 'many ' || to_char(n, 'FM0000'), tests.id('a', 'organization'), tests.id('a', 'call'), 'app', 'call.tested',
  '2026-11-24T10:01:00Z' from generate_series(1, 700) as n;
update told set story = tests.story('agent_a', 'a');
select is(jsonb_array_length(story -> 'events'), 500, 'a page has 500 events') from told;
create temporary table later as
select tests.story('agent_a', 'a', (story #>> '{next,at}')::timestamptz, story #>> '{next,id}') as story from told;
select is(jsonb_build_array(jsonb_array_length(story -> 'events'), story #>> '{events,0,id}', story -> 'next'),
  '[206, "many 0495", null]', 'the next begins where it ended, at the very same instant too') from later;
select is((select array_agg(k order by k) from later, jsonb_object_keys(story) as k), '{events,next}',
  'and repeats nothing');

select * from finish();
rollback;
