-- Whoever lost access hears nothing on a channel that they had joined before; the others move on.
begin;
select tests.fixture();
select plan(14);

create function tests.hears(who text, topic text) returns text language plpgsql as $$
begin
  perform set_config('realtime.topic', topic, true);
  return tests.probe(who, format(
    'select 1 from realtime.messages where topic = %L and extension = %L', topic, 'broadcast'));
end
$$;
create function tests.org_topic(epoch integer) returns text language sql as $$
  select format('org:%s:%s', tests.id('a', 'organization'), epoch)
$$;
create function tests.told() returns text language sql as $$
  select string_agg(event || ' ' || topic, ', ' order by topic, event) from realtime.messages
$$;

select is(app.org_topic(tests.id('a', 'organization')), tests.org_topic(1), 'the channel starts at its first epoch');
delete from realtime.messages;
update public.organizations set channel_epoch = 2 where id = tests.id('a', 'organization');
select is(tests.told(), 'channel_moved ' || tests.org_topic(1), 'the last word on the old channel: it has moved');
select is((select private::text || (payload ->> 'organizationId') from realtime.messages),
  'true' || tests.id('a', 'organization'), 'to its members only, with nothing but the business');
update public.organizations set name = 'Other name' where id = tests.id('a', 'organization');
select is((select count(*) from realtime.messages), 1::bigint, 'nothing else moves it');

insert into realtime.messages (topic, extension, payload, event, private)
select tests.org_topic(e), 'broadcast', '{}', 'x', true from generate_series(1, 3) e;
select is(tests.hears('agent_a', tests.org_topic(e)), expected, title) from (values
  (1, 'none', 'nobody joins an earlier epoch'),
  (2, 'yes', 'a member joins the present one'),
  (3, 'none', 'nor one to come')
) as t (e, expected, title);
select is(tests.hears('ex_a', tests.org_topic(2)), 'none', 'who left does not [I8]');
select is(tests.hears('owner_b', tests.org_topic(2)), 'none', 'nor does another business [I8]');

delete from realtime.messages;
select public.commit_call(tests.change('c1', 0, 'c1', '{}'));
select is(tests.told(), 'call_changed ' || tests.org_topic(2), 'a call rings on the present channel');
delete from realtime.messages;
update public.telnyx_calls set offered_to = array[tests.id('a', 'agent')], version = version + 1
where id = tests.id('a', 'c1');
select is(tests.told(), 'call_changed ' || tests.org_topic(2), 'everybody is told whom it rings for now');

update public.telnyx_calls set agent_id = tests.id('a', 'agent'), version = version + 1
where id = tests.id('a', 'c1');
delete from realtime.messages;
update public.telnyx_calls set version = version + 1 where id = tests.id('a', 'c1');
select is(tests.told(), 'call_changed member:' || tests.id('a', 'agent'), 'its agent is told of every step');
update public.members set active = false where id = tests.id('a', 'agent');
delete from realtime.messages;
update public.telnyx_calls set version = version + 1 where id = tests.id('a', 'c1');
select is(tests.told(), null, 'not once they were deactivated');
update public.telnyx_calls set status = 'ended', outcome = 'missed', ended_at = now(), duration_seconds = 0,
  version = version + 1 where id = tests.id('a', 'c1');
select is(tests.told(), 'call_changed ' || tests.org_topic(3), 'their colleagues are told of its end, elsewhere');

select * from finish();
rollback;
