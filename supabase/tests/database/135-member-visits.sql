-- Visits by people: who may, what is refused, what is written down, who hears of it.
begin;
select tests.fixture_ai();
select plan(64);
insert into public.appointments (id, organization_id, client_id, resource_id, title, starts_at, ends_at, status, note)
select tests.id(org, 'visit'), tests.id(org, 'organization'), tests.id(org, 'client'), tests.id(org, 'resource'),
  'Visit ' || org, '2026-11-25T15:00Z', '2026-11-25T16:00Z', 'confirmed', 'Bring a ladder'
from unnest(array['a', 'b']) as org;

-- As somebody signed in.
create function tests.saves(who text, visit jsonb) returns jsonb language plpgsql as $$
declare
  v_answer jsonb;
begin
  perform tests.become(who);
  v_answer := public.save_visit(visit);
  perform tests.become('postgres');
  return v_answer;
end
$$;
create function tests.cancels(who text, visit uuid) returns jsonb language plpgsql as $$
declare
  v_answer jsonb;
begin
  perform tests.become(who);
  v_answer := public.cancel_visit_by_member(visit);
  perform tests.become('postgres');
  return v_answer;
end
$$;
-- A visit on Thursday at 10:00.
create function tests.wish(more jsonb default '{}') returns jsonb language sql as $$
  select jsonb_build_object('client_id', tests.id('a', 'client'), 'resource_id', tests.id('a', 'resource'),
    'service_id', tests.id('a', 'service'), 'title', 'Tap repair', 'starts_at', '2026-11-26T10:00:00-05:00',
    'ends_at', '2026-11-26T11:00:00-05:00') || more
$$;
create function tests.change_of(visit text, more jsonb, org text default 'a') returns jsonb language sql as $$
  select jsonb_build_object('id', tests.id(org, visit)) || more
$$;
create function tests.stored(visit uuid) returns jsonb language sql as $$
  select to_jsonb(a) - array['id', 'organization_id', 'created_at', 'updated_at', 'source_call_id']
  from public.appointments a where a.id = visit
$$;

-- Made.
delete from realtime.messages;
create temporary table made as select tests.saves('agent_a', tests.wish('{"note": "  "}')) as answer;
select is(answer - 'id', '{"ok": true}', 'an agent makes a visit') from made;
select is(tests.stored((answer ->> 'id')::uuid), jsonb_build_object('client_id', tests.id('a', 'client'),
  'resource_id', tests.id('a', 'resource'), 'service_id', tests.id('a', 'service'), 'title', 'Tap repair',
  'starts_at', timestamptz '2026-11-26T15:00Z', 'ends_at', timestamptz '2026-11-26T16:00Z', 'status', 'confirmed',
  'booked_by', 'person', 'note', null), 'as asked for') from made;
select results_eq($$select organization_id, member_id, action, detail from public.audit_log order by id desc limit 1$$,
  format($$values (%L::uuid, %L::uuid, 'visit.created', '{"appointmentId": "%s"}'::jsonb)$$,
    tests.id('a', 'organization'), tests.id('a', 'agent'), (select answer ->> 'id' from made)), 'it is written down who did [I14]');
select results_eq($$select topic, event, private, payload - 'id' from realtime.messages$$,
  format($$values ('org:%s:1', 'appointments_changed', true,
    '{"organizationId": "%s", "appointmentId": "%s"}'::jsonb)$$, tests.id('a', 'organization'),
    tests.id('a', 'organization'), (select answer ->> 'id' from made)), 'and the organisation''s Calendars hear of it');

-- Moved: only what is named.
delete from realtime.messages;
select is(tests.saves('other_a', tests.change_of('visit', '{"starts_at": "2026-11-25T19:00:00Z",
  "ends_at": "2026-11-25T20:30:00Z"}')) ->> 'ok', 'true', 'a colleague moves a visit');
select is(tests.stored(tests.id('a', 'visit')), jsonb_build_object('client_id', tests.id('a', 'client'),
  'resource_id', tests.id('a', 'resource'), 'service_id', null, 'title', 'Visit a',
  'starts_at', timestamptz '2026-11-25T19:00Z', 'ends_at', timestamptz '2026-11-25T20:30Z', 'status', 'confirmed',
  'booked_by', 'person', 'note', 'Bring a ladder'), 'the rest stays as it is');
select is((select detail -> 'changed' from public.audit_log order by id desc limit 1), '["ends_at", "starts_at"]',
  'written down is what changed');
select is((select count(*)::integer from realtime.messages where event = 'appointments_changed'), 1, 'and told once');
select is(tests.saves('owner_a', tests.change_of('visit', '{"note": null, "status": "done"}')) ->> 'ok', 'true', 'a note is removed');
select is(tests.stored(tests.id('a', 'visit')) ->> 'note', null, 'by a null');
select is((select action from public.audit_log order by id desc limit 1), 'visit.changed', 'written down as a change');
select is(tests.saves('owner_a', tests.change_of('visit', '{"status": "done"}')) ->> 'ok', 'true', 'what changes nothing');
select is((select count(*)::integer from public.audit_log where action = 'visit.changed'), 2, 'is not written down');

-- Refused.
create temporary table before as select md5(string_agg(a::text, '' order by a.id)) as world from public.appointments a;
select is(tests.saves('agent_a', tests.wish(more)), expected, title) from (values
  ('{}'::jsonb, '{"ok": false, "reason": "conflict", "with_title": "Tap repair", "with_client": "Client a"}'::jsonb,
    'the technician has a visit: which, and whose'),
  ('{"starts_at": "2026-11-26T10:59:00-05:00", "ends_at": "2026-11-26T12:00:00-05:00"}',
    '{"ok": false, "reason": "conflict", "with_title": "Tap repair", "with_client": "Client a"}', 'a minute is too much'),
  ('{"outside_hours_ok": true}',
    '{"ok": false, "reason": "conflict", "with_title": "Tap repair", "with_client": "Client a"}', 'whatever the hours'),
  ('{"starts_at": "2026-11-26T17:00:00-05:00", "ends_at": "2026-11-26T18:00:00-05:00"}',
    '{"ok": false, "reason": "outside_hours"}', 'after closing time'),
  ('{"starts_at": "2026-12-25T10:00:00-05:00", "ends_at": "2026-12-25T11:00:00-05:00"}',
    '{"ok": false, "reason": "outside_hours"}', 'on a holiday'),
  ('{"starts_at": "2026-12-25T10:00:00-05:00", "ends_at": "2026-12-25T11:00:00-05:00", "outside_hours_ok": "yes"}',
    '{"ok": false, "reason": "invalid"}', 'a yes is true')
) as t (more, expected, title);
select is(tests.saves('agent_a', tests.wish(more)) ->> 'reason', 'invalid', format('%s: invalid', more)) from unnest(array[
  '{"title": ""}', '{"title": null}', '{"title": 7}', '{"title": {"a": 1}}', '{"status": "maybe"}',
  '{"starts_at": null}', '{"starts_at": "tomorrow"}', '{"starts_at": "2026-11-26T09:00:00"}',
  '{"starts_at": "2026-02-30T09:00:00Z"}', '{"ends_at": "2026-11-26T10:00:00-05:00"}',
  '{"ends_at": "2026-11-27T10:00:01-05:00"}', '{"client_id": "x"}', '{"client_id": null}', '{"resource_id": 7}',
  '{"service_id": "all"}', '{"outside_hours_ok": 1}'
]::jsonb[]) as more;
select is(tests.saves('agent_a', visit) ->> 'reason', 'invalid', format('%s: invalid', coalesce(visit::text, 'null')))
from unnest(array[null, 'null', '[]', '7', '{}']::jsonb[]) as visit;
select is(tests.saves('agent_a', tests.wish(jsonb_build_object(key, tests.id('b', thing), 'starts_at',
  '2026-11-26T12:00:00-05:00', 'ends_at', '2026-11-26T13:00:00-05:00'))) ->> 'reason', 'not_found', format('a foreign %s [I8]', thing))
from (values ('client_id', 'client'), ('resource_id', 'resource'), ('service_id', 'service'), ('id', 'visit')) as t (key, thing);
select is(tests.saves('agent_a', tests.wish('{"id": "x"}')) ->> 'reason', 'not_found', 'an id that is none');
select is(tests.saves('owner_b', tests.change_of('visit', '{"title": "Mine"}')) ->> 'reason', 'not_found',
  'another organisation changes nothing [I8]');
select is(tests.saves('ex_a', tests.change_of('visit', '{"title": "Mine"}')) ->> 'reason', 'not_found', 'nor does who left');
select is(tests.cancels(who, tests.id('a', 'visit')) ->> 'reason', 'not_found', format('%s: cancels nothing [I8]', who))
from unnest(array['owner_b', 'ex_a']) as who;
select is(md5(string_agg(a::text, '' order by a.id)), world, 'none of which changed a visit')
from public.appointments a, before group by world;
select is(tests.probe('anon', statement), 'denied', format('anon: %s', statement)) from (values
  ('select public.save_visit(''{}'')'), ('select public.cancel_visit_by_member(gen_random_uuid())')) as t (statement);

-- Allowed after all.
select is(tests.saves('agent_a', tests.wish('{"id": null, "starts_at": "2026-11-28T10:00:00-05:00", "ends_at": "2026-11-28T11:00:00-05:00",
  "outside_hours_ok": true}')) ->> 'ok', 'true', 'people may work at the weekend');
select is(tests.saves('agent_a', tests.wish(jsonb_build_object('resource_id', tests.id('a', 'spare resource')))) ->> 'ok', 'true',
  'the other technician is free');
update public.resources set active = false where id = tests.id('a', 'resource');
select is(tests.saves('agent_a', tests.wish('{"starts_at": "2026-11-27T10:00:00-05:00", "ends_at": "2026-11-27T11:00:00-05:00"}'))
  ->> 'reason', 'not_found', 'who has left gets no new visit');
select is(tests.saves('agent_a', tests.change_of('visit', '{"title": "Tap"}')) ->> 'ok', 'true', 'and keeps the old ones');
update public.business_hours set closes_at = '13:00';
select is(tests.saves('agent_a', tests.change_of('visit', '{"note": "Ring twice"}')) ->> 'ok', 'true',
  'a note can be written whatever became of the hours');

-- Cancelled.
select is(tests.cancels('agent_a', tests.id('a', 'visit')), jsonb_build_object('ok', true, 'id', tests.id('a', 'visit')),
  'an agent cancels a visit');
select is((select action || status from public.audit_log, public.appointments a where a.id = tests.id('a', 'visit')
  order by audit_log.id desc limit 1), 'visit.cancelledcancelled', 'which is written down');
select is(tests.cancels('agent_a', tests.id('a', 'visit')) ->> 'ok', 'true', 'again, it stays so');
select is((select count(*)::integer from public.audit_log where action = 'visit.cancelled'), 1, 'and is written down once');
select is(tests.saves('agent_a', tests.change_of('visit', '{"status": "confirmed"}')) ->> 'reason', 'outside_hours',
  'whoever brings it back needs the time again');

-- The broadcast.
delete from realtime.messages;
delete from public.appointments where id = tests.id('a', 'visit');
select is((select count(*)::integer from realtime.messages where event = 'appointments_changed'
  and payload ->> 'appointmentId' = tests.id('a', 'visit')::text), 1, 'a visit that is deleted is told, too');
create function tests.fail() returns trigger language plpgsql as $$ begin raise exception 'realtime is down'; end $$;
create trigger fail before insert on realtime.messages_default for each row execute function tests.fail();
select is(tests.saves('agent_a', tests.wish(jsonb_build_object('resource_id', tests.id('a', 'spare resource'),
  'starts_at', '2026-11-27T10:00:00-05:00', 'ends_at', '2026-11-27T11:00:00-05:00'))) ->> 'ok', 'true',
  'a failing broadcast undoes nothing');

select * from finish();
rollback;
