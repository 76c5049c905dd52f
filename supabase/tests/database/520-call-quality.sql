-- How a call sounds: who may tell, what is kept of it, who hears of it.
begin;
select tests.fixture();
select plan(38);

create function tests.tells(who text, org text, changes jsonb) returns boolean language plpgsql as $$
declare
  v_answer boolean;
begin
  perform tests.become(who);
  v_answer := public.report_call_quality(tests.id(org, 'live'), changes);
  perform tests.become('postgres');
  return v_answer;
end
$$;
-- A change so many seconds into the call.
create function tests.sounds(p_what text, seconds numeric, figures jsonb default '{}') returns jsonb
language sql as $$
  select jsonb_build_array(jsonb_build_object('what', p_what,
    'at', app.iso_utc(now() - interval '10 minutes' + make_interval(secs => seconds))) || figures)
$$;
create function tests.second(p timestamptz) returns text language sql as $$
  select round(extract(epoch from p - (now() - interval '10 minutes')))::text
$$;
create function tests.spans() returns text language sql as $$
  select string_agg(format('%s %s-%s', q.what, tests.second(q.since), coalesce(tests.second(q.until), '')), ', '
    order by q.since, q.what)
  from public.call_quality q where q.call_id = tests.id('a', 'live') and q.what <> 'whole'
$$;
create function tests.card_says(who text) returns jsonb language plpgsql as $$
declare
  v_card jsonb;
begin
  perform tests.become(who);
  select c into v_card from public.live_calls() as c where c ->> 'id' = tests.id('a', 'live')::text;
  perform tests.become('postgres');
  return v_card -> 'quality';
end
$$;
create function tests.told() returns bigint language sql as $$
  select count(*) from realtime.messages m
  where m.event = 'quality_changed' and m.payload ->> 'callId' = tests.id('a', 'live')::text
$$;

insert into public.telnyx_calls
  (id, organization_id, direction, from_number, to_number, status, started_at, answered_at, version, agent_id)
select tests.id(org, 'live'), tests.id(org, 'organization'), 'inbound', '+14165559977', '+14165550100', 'active',
  now() - interval '10 minutes', now() - interval '595 s', 2, tests.id(org, 'agent')
from unnest(array['a', 'b']) as org;

-- Who may.
select is(tests.tells('agent_b', 'a', tests.sounds('slow', 10)), false, 'another business tells nothing [I8]');
select is(tests.tells('other_a', 'a', tests.sounds('slow', 10)), false, 'nor a colleague who is not in the call');
select is(tests.tells('ex_a', 'a', tests.sounds('slow', 10)), false, 'nor who left the business');
select is(tests.probe('anon', format('select public.report_call_quality(%L, ''[]'')', tests.id('a', 'live'))),
  'denied', 'nor who is not signed in');
select is((select count(*) from public.call_quality where call_id = tests.id('a', 'live')), 0::bigint,
  'and nothing of it is kept');
select is(tests.tells('agent_a', 'a', tests.sounds('losing_out', 10, '{"lossOut": 4.26, "jitterMs": 31.4}')), true,
  'who talks in it does');

-- What is kept.
select is(tests.spans(), 'losing_out 10-', 'a stretch begins');
select is((select array[loss_out, jitter_ms, loss_in] from public.call_quality where call_id = tests.id('a', 'live')),
  array[4.3, 31, null], 'with its figures');
select is(tests.told(), 1::bigint, 'and everybody of the business hears of it');
select is((select payload #> '{quality,0}' ->> 'what' from realtime.messages where event = 'quality_changed'),
  'losing_out', 'in one word');
select is((select topic from realtime.messages where event = 'quality_changed'),
  app.org_topic(tests.id('a', 'organization')), 'on the business''s own channel [I8]');
select is(tests.card_says('other_a') #>> '{0,member,name}', 'agent a', 'whoever looks later reads it on the card');
select is(tests.card_says('agent_b'), null, 'another business does not [I8]');
select is(tests.tells('agent_a', 'a', tests.sounds('losing_out', 20, '{"lossOut": 9, "jitterMs": 5}')), true, 'the same again');
select is((select array[loss_out, jitter_ms] from public.call_quality where call_id = tests.id('a', 'live')),
  array[9.0, 31], 'only makes the figures those of its worst moment');
select is(tests.told(), 1::bigint, 'and is no news');
select is(tests.tells('agent_a', 'a', tests.sounds('slow', 30) || tests.sounds('good', 42)), true,
  'several at once, as after an outage');
select is(tests.spans(), 'losing_out 10-30, slow 30-42', 'one stretch ends where the next begins');
select is(tests.told(), 2::bigint, 'and are told once');
select is(tests.card_says('other_a'), '[]', 'the card forgets what is over');
select is(tests.tells('agent_a', 'a', tests.sounds('good', 50)), true, 'good as before');
select is(tests.told(), 2::bigint, 'is no news');
select is(tests.tells('agent_a', 'a', tests.sounds('cut', -400) || tests.sounds('good', 4000)), true, 'a clock that is wrong');
select is(tests.spans(), 'cut 0-600, losing_out 10-30, slow 30-42', 'goes neither before the call nor beyond now');
select is(tests.tells('agent_a', 'a', '[{"what": "whole", "at": "2000-01-01T00:00Z", "lossIn": 1.5}]'), true, 'the whole');
select is(tests.tells('agent_a', 'a', '[{"what": "whole", "at": "2000-01-01T00:00Z", "lossIn": 0.5, "lossOut": 200}]'), true,
  'of a second page too');
select is((select array_agg(array[loss_in, loss_out]) from public.call_quality
  where call_id = tests.id('a', 'live') and what = 'whole'), array[array[1.5, 100.0]], 'is one row: the worst');
select is(tests.tells('agent_a', 'a', '[{"what": "great", "at": "2000-01-01T00:00Z"}, {"what": "slow", "at": "soon"},
  {"what": "slow"}, 7, null]'), true, 'what makes no sense');
select is((select count(*) from public.call_quality where call_id = tests.id('a', 'live')), 4::bigint, 'leaves nothing');
select is(tests.tells('agent_a', 'a', to_jsonb(array_fill('{}'::jsonb, array[41]))), false, 'nor a flood at once');

-- Bounds.
select tests.tells('agent_a', 'a', tests.sounds(case when n % 2 = 0 then 'slow' else 'cut' end, 100 + n))
from generate_series(1, 40) as n;
select is((select count(*) from public.call_quality where call_id = tests.id('a', 'live')), 15::bigint,
  'no more rows a minute than a real network makes');
update public.call_quality set created_at = now() - interval '5 minutes', until = since where call_id = tests.id('a', 'live');
insert into public.call_quality (organization_id, call_id, member_id, what, since, until, created_at)
select tests.id('a', 'organization'), tests.id('a', 'live'), tests.id('a', 'agent'), 'slow', now(), now(), now() - interval '5 minutes'
from generate_series(1, 45);
select tests.tells('agent_a', 'a', tests.sounds('slow', 300));
select is((select count(*) from public.call_quality where call_id = tests.id('a', 'live')), 60::bigint, 'nor a call more than sixty');
delete from public.call_quality;

-- Others in the call, and whoever left it.
update public.telnyx_calls set room = jsonb_build_object('parties', jsonb_build_array(jsonb_build_object(
  'role', 'guest', 'status', 'joined', 'who', jsonb_build_object('memberId', tests.id('a', 'other')))))
where id = tests.id('a', 'live');
select is(tests.tells('other_a', 'a', tests.sounds('losing_in', 60)), true, 'a colleague who joined tells theirs');
update public.telnyx_calls set room = jsonb_set(room, '{parties,0,role}', '"supervisor"') where id = tests.id('a', 'live');
select is(tests.tells('other_a', 'a', tests.sounds('slow', 70)), false, 'whoever listens unseen does not');
select is(tests.card_says('agent_a'), '[]', 'and is not named by what they told before');
insert into public.call_events (id, organization_id, call_id, source, type, occurred_at, event)
values ('claimed', tests.id('a', 'organization'), tests.id('a', 'live'), 'app', 'call.claimed', now(),
  jsonb_build_object('type', 'call.claimed', 'memberId', tests.id('a', 'agent')));
update public.telnyx_calls set agent_id = null, room = null where id = tests.id('a', 'live');
select is(tests.tells('agent_a', 'a', tests.sounds('slow', 80)), true, 'who gave the call on tells how it was');
update public.telnyx_calls set status = 'ended', outcome = 'answered', ended_at = now() - interval '11 minutes',
  duration_seconds = 1 where id = tests.id('a', 'live');
select is(tests.tells('agent_a', 'a', tests.sounds('good', 90)), false, 'but not long after its end');
delete from public.telnyx_calls where id = tests.id('a', 'live');
select is((select count(*) from public.call_quality), 0::bigint, 'with the call goes what is stored of it');

select * from finish();
rollback;
