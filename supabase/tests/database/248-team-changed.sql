-- The team hears at once who can be reached, and not of every sign of life.
begin;
select tests.fixture();
select plan(9);
update public.agent_devices set state = 'ready', last_seen_at = clock_timestamp()
where member_id = tests.id('a', 'agent');
create function tests.told_after(statement text) returns text language plpgsql as $$
begin
  delete from realtime.messages;
  execute statement;
  return coalesce((select string_agg(event || ' ' || topic, ', ') from realtime.messages), '');
end
$$;
create function tests.device(change text) returns text language sql as $$
  select tests.told_after(format('update public.agent_devices set %s where member_id = %L',
    change, tests.id('a', 'agent')))
$$;
create function tests.member(change text) returns text language sql as $$
  select tests.told_after(format('update public.members set %s where id = %L', change, tests.id('a', 'agent')))
$$;
create function tests.news() returns text language sql as $$
  select 'team_changed ' || app.org_topic(tests.id('a', 'organization'))
$$;

select is(tests.device('last_seen_at = last_seen_at + interval ''4 seconds'''), '', 'a sign of life as usual is no news');
select is(tests.device('state = ''in_call'', last_seen_at = last_seen_at + interval ''4 seconds'''), tests.news(),
  'another state is');
select is(tests.device('last_seen_at = last_seen_at + interval ''12 seconds'''), tests.news(), 'so is waking up');
select is(tests.device('state = ''signed_out'''), tests.news(), 'and signing out');
select is(tests.device('label = ''Other'''), '', 'a name of a browser is none');
select is(tests.member('availability = ''away'''), tests.news(), 'going away is news');
select is(tests.member('availability = ''away'''), '', 'staying away is not');
select is(tests.member('language = ''fr'''), '', 'nor what somebody reads');
select is((select count(*) from realtime.messages where topic like 'org:' || tests.id('b', 'organization') || '%'),
  0::bigint, 'another business hears nothing [I8]');

select * from finish();
rollback;
