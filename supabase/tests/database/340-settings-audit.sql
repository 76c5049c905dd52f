-- Every change of a setting leaves a row that nobody can take back [I14].
begin;
select tests.fixture();
select plan(19);
update public.organizations set created_at = now() - interval '1 day';
create temporary table seen (at timestamptz);
create temporary view log as
  select l.member_id, l.action, l.detail from public.audit_log l
  where l.organization_id = tests.id('a', 'organization') and l.action = 'settings.changed'
    and l.at > (select max(at) from seen);
create function tests.do_as(who text, statement text) returns void language plpgsql as $$
begin
  insert into seen values (clock_timestamp());
  perform tests.become(who);
  execute statement;
  perform tests.become('postgres');
end
$$;

select tests.do_as('owner_a', $$update public.organizations set name = 'New name'
  where id = tests.id('a', 'organization')$$);
select results_eq('select member_id, detail ->> ''area'', detail -> ''changes'' from log',
  format($$values (%L::uuid, 'business', '[{"name": ["Organisation a", "New name"]}]'::jsonb)$$,
    tests.id('a', 'owner')), 'who changed what, from what to what');

select tests.do_as('owner_a', $$insert into public.business_hours
  (organization_id, weekday, opens_at, closes_at)
  select tests.id('a', 'organization'), day, '08:00', '17:00' from generate_series(0, 3) day$$);
select results_eq('select (detail ->> ''rows'')::integer, detail ->> ''verb'', detail ->> ''area'' from log',
  $$values (4, 'insert', 'hours')$$, 'a week is one change');
select tests.do_as('owner_a', $$update public.business_hours set closes_at = closes_at$$);
select is_empty('select * from log', 'a change of nothing is none');
select tests.do_as('owner_a', $$delete from public.business_hours where weekday = 2$$);
select results_eq($$select detail ->> 'verb', detail #> '{changes,0,closes_at}' from log$$,
  $$values ('delete', '["17:00:00", null]'::jsonb)$$, 'what was deleted is told');

select tests.do_as('postgres', $$update public.telnyx_phone_numbers set forward_to = '+14165550123'
  where id = tests.id('a', 'number')$$);
select results_eq($$select member_id, detail #> '{changes,0,forward_to}' from log$$,
  $$values (null::uuid, '[null, "+1416•••0123"]'::jsonb)$$, 'no whole number in the log; nobody''s change');
select tests.do_as('postgres', format($$select set_config('app.member_id', %L, true);
  update public.telnyx_phone_numbers set label = 'Emergency' where id = tests.id('a', 'number')$$,
  tests.id('a', 'owner')));
select results_eq('select member_id from log', format($$values (%L::uuid)$$, tests.id('a', 'owner')),
  'a function says for whom it acts');
select set_config('app.member_id', '', true);
select tests.do_as('postgres', $$update public.members set role = 'admin' where id = tests.id('a', 'agent')$$);
select results_eq($$select detail ->> 'area', detail -> 'changes' from log$$,
  $$values ('team', '[{"role": ["agent", "admin"]}]'::jsonb)$$, 'a role');
select tests.do_as('agent_a', $$select public.save_my_preferences('{"language": "fr", "availability": "away"}')$$);
select is_empty('select * from log', 'what somebody chooses for themselves is nobody''s business');

-- Reading it.
create function tests.ask(who text, expression text) returns jsonb language plpgsql as $$
declare
  v_answer jsonb;
begin
  perform tests.become(who);
  execute 'select coalesce(jsonb_agg(a), ''[]'') from (select ' || expression || ' as a) q' into v_answer;
  perform tests.become('postgres');
  return v_answer;
end
$$;
update public.members set role = 'agent' where id = tests.id('a', 'agent');
select is(tests.ask('agent_a', $$public.last_settings_change('business') ->> 'memberName'$$), '["owner a"]',
  'an agent may know who changed a setting');
select is(tests.ask('owner_b', $$public.last_settings_change('business')$$), '[null]', 'not of another business [I8]');
select is(tests.ask('agent_a', $$public.search_audit_log('{}')$$), '[]', 'but not read the log');
select is(tests.ask('owner_b', $$public.search_audit_log('{"search": "New name"}')$$), '[]', 'nor does another owner [I8]');
select is(tests.probe('anon', $$select public.search_audit_log('{}')$$), 'denied', 'nor a stranger');
select is(jsonb_array_length(tests.ask('owner_a', $$public.search_audit_log('{"search": "New name"}')$$)), 1,
  'an owner finds a change by its words');
select is(tests.ask('owner_a', $$public.search_audit_log('{"search": "100%_"}')$$), '[]',
  'the marks of patterns are only letters');
select is(jsonb_array_length(tests.ask('owner_a', $$public.search_audit_log('{"area": "hours"}')$$)), 2, 'by area');
select is(tests.ask('owner_a', $$public.search_audit_log('{"kind": "call"}')$$), '[]', 'by kind');
select is(
  (select jsonb_agg(x -> 'id') from jsonb_array_elements(
    tests.ask('owner_a', $$public.search_audit_log('{"limit": 2}')$$)) x),
  (select jsonb_agg(id) from (select id from public.audit_log
    where organization_id = tests.id('a', 'organization') order by at desc, id desc limit 2) l),
  'newest first, a page at a time');
select is(
  (select count(*) from jsonb_array_elements(tests.ask('owner_a', format(
    'public.search_audit_log(%L)', (select jsonb_build_object('before', app.iso_utc(at), 'beforeId', id)
      from public.audit_log where organization_id = tests.id('a', 'organization')
      order by at desc, id desc offset 1 limit 1))))),
  (select count(*) - 2 from public.audit_log where organization_id = tests.id('a', 'organization')),
  'and the next page begins after it');

select * from finish();
rollback;
