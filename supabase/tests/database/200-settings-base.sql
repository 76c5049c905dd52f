-- People's own choices, and what a line's settings may be.
begin;
select tests.fixture();
select plan(16);

create function tests.prefer(who text, p jsonb) returns jsonb language plpgsql as $$
declare
  v_answer jsonb;
begin
  perform tests.become(who);
  v_answer := public.save_my_preferences(p);
  perform tests.become('postgres');
  return v_answer;
end
$$;
create function tests.choices(who text) returns text language sql as $$
  select concat_ws(' ', language, availability, display_name) from public.members
  where id = tests.id('a', who)
$$;

select is(tests.prefer('agent_a', '{"language": "fr"}'), '{"ok": true}', 'an agent chooses a language');
select is(tests.choices('agent'), 'fr available agent a', 'and nothing else changes');
select is(tests.choices('owner'), 'en available owner a', 'for nobody else [I8]');
select is(tests.prefer('agent_a', '{"availability": "away", "displayName": " Ana "}'), '{"ok": true}',
  'and says when to be left alone');
select is(tests.choices('agent'), 'fr away Ana', 'both are kept, the name without its blanks');
select is(tests.prefer('agent_a', '{"availability": "asleep"}') ->> 'code', 'invalid_request',
  'an unknown choice is refused');
select is(tests.prefer('agent_a', '{"language": "de"}') ->> 'code', 'invalid_request', 'so is a language');
select is(tests.prefer('agent_a', jsonb_build_object('displayName', repeat('x', 201))) ->> 'code',
  'invalid_request', 'and a name without end');
select is(tests.choices('agent'), 'fr away Ana', 'nothing of it was kept');
select is(tests.prefer('ex_a', '{"language": "fr"}'), '{"ok": false}', 'who left changes nothing');
select is(tests.probe('anon', $$select public.save_my_preferences('{}')$$), 'denied', 'nor does a stranger');

select is(app.org_topic(tests.id('a', 'organization')), 'org:' || tests.id('a', 'organization') || ':1',
  'the topic of a business tells its epoch');
select throws_ok(format($$update public.telnyx_phone_numbers set closed_outcome = 'forward' where id = %L$$,
  tests.id('a', 'number')), '23514', null, 'nothing is forwarded to nowhere');
select throws_ok(format($$insert into public.ring_step_members values (%L, gen_random_uuid(), %L)$$,
  tests.id('a', 'organization'), tests.id('a', 'agent')), '23503', null, 'a person rings in a step that exists');
insert into public.ring_steps (id, organization_id, phone_number_id, position, ring_seconds)
values (tests.id('a', 'step'), tests.id('a', 'organization'), tests.id('a', 'number'), 0, 20);
select throws_ok(format($$insert into public.ring_step_members values (%L, %L, %L)$$,
  tests.id('a', 'organization'), tests.id('a', 'step'), tests.id('b', 'agent')), '23503', null,
  'nobody of another business rings [I8]');
select is(tests.probe('service_role', $$select app.audit(tests.id('a', 'organization'), null, 'x')$$), 'yes',
  'the functions write down what they did [I14]');

select * from finish();
rollback;
