-- Free slots: a half-hour grid within hours, somebody free, a choice of days and parts of a day.
begin;
select tests.fixture_ai();
select plan(27);
-- Monday, November 23, 2026, 10:00 in Toronto (UTC-5). Open 9 to 17.
delete from public.resource_services;

create function tests.free(service text, first text, last text, part text default 'any',
  most integer default 3, except_visit uuid default null, now_at timestamptz default '2026-11-23T15:00Z')
returns text language sql as $$
  select coalesce(string_agg(
    to_char(f.starts_at at time zone 'America/Toronto', 'DD HH24:MI') || ' ' || r.name,
    ', ' order by f.starts_at), '')
  from app.free_slots(tests.id('a', 'organization'), tests.id('a', service),
    first::timestamp at time zone 'America/Toronto', last::timestamp at time zone 'America/Toronto',
    part, most, except_visit, now_at) f
  join public.resources r on r.id = f.resource_id
$$;
create function tests.book(resource text, starts text, takes interval, visit text default null,
  state text default 'confirmed') returns void language sql as $$
  insert into public.appointments (id, organization_id, client_id, resource_id, title, starts_at,
    ends_at, status)
  values (coalesce(tests.id('a', visit), gen_random_uuid()), tests.id('a', 'organization'),
    tests.id('a', 'client'), tests.id('a', resource), 'Visit',
    starts::timestamp at time zone 'America/Toronto',
    starts::timestamp at time zone 'America/Toronto' + takes, state)
$$;

update public.resources set active = false where id = tests.id('a', 'spare resource');
select is(tests.free('service', '2026-11-24', '2026-11-25', 'any', 100),
  '24 09:00 Luis, 24 09:30 Luis, 24 10:00 Luis, 24 10:30 Luis, 24 11:00 Luis, 24 11:30 Luis, '
  '24 12:00 Luis, 24 12:30 Luis, 24 13:00 Luis, 24 13:30 Luis, 24 14:00 Luis, 24 14:30 Luis, '
  '24 15:00 Luis, 24 15:30 Luis, 24 16:00 Luis', 'every half hour; the last ends when the day does');
select is(tests.free('long service', '2026-11-24T14:00', '2026-11-25', 'any', 100),
  '24 14:00 Luis, 24 14:30 Luis, 24 15:00 Luis', 'what takes longer begins earlier');
select is(tests.free('service', '2026-11-24', '2026-11-27'), '24 09:00 Luis, 24 12:00 Luis, 25 09:00 Luis',
  'a choice: morning, afternoon, another day');
select is(tests.free('service', '2026-11-24', '2026-11-25'), '24 09:00 Luis, 24 12:00 Luis, 24 14:00 Luis',
  'of one day no three neighbours');
select is(tests.free('service', '2026-11-24T09:00', '2026-11-24T10:01'),
  '24 09:00 Luis, 24 09:30 Luis, 24 10:00 Luis', 'unless there is nothing else');
select is(tests.free('service', '2026-11-24', '2026-11-27', 'morning'),
  '24 09:00 Luis, 25 09:00 Luis, 26 09:00 Luis', 'mornings only');
select is(tests.free('service', '2026-11-24T11:00', '2026-11-24T13:00', 'morning', 100),
  '24 11:00 Luis, 24 11:30 Luis', 'a morning ends at noon');
select is(tests.free('service', '2026-11-24T11:00', '2026-11-24T13:00', 'afternoon', 100),
  '24 12:00 Luis, 24 12:30 Luis', 'and then it is afternoon');
select is(tests.free('service', '2026-11-23', '2026-11-24', 'any', 1), '23 11:00 Luis',
  'not before an hour from now');
select is(tests.free('service', '2026-11-23', '2026-11-24', 'any', 1, null, '2026-11-23T15:00:01Z'),
  '23 11:30 Luis', 'and a second more is too late for that one');
select is(tests.free('service', '2026-11-28', '2026-11-30'), '', 'nothing at the weekend');
select is(tests.free('service', '2026-12-25', '2026-12-26'), '', 'nothing on a holiday');
select is(tests.free('service', '2026-11-24', '2026-11-25', 'any', 0), '', 'none asked for, none given');

select tests.book('resource', '2026-11-24T09:45', '1 hour', 'taken');
select is(tests.free('service', '2026-11-24T09:00', '2026-11-24T11:01', 'any', 100), '24 11:00 Luis',
  'nothing that overlaps a visit');
update public.appointments set status = 'cancelled' where id = tests.id('a', 'taken');
select is(tests.free('service', '2026-11-24T09:00', '2026-11-24T09:31', 'any', 100),
  '24 09:00 Luis, 24 09:30 Luis', 'a cancelled one blocks nothing');
update public.appointments set status = 'unconfirmed', starts_at = '2026-11-24T14:30Z',
  ends_at = '2026-11-24T15:30Z' where id = tests.id('a', 'taken');
select is(tests.free('service', '2026-11-24T09:00', '2026-11-24T10:01', 'any', 100,
  tests.id('a', 'taken')), '24 09:00 Luis, 24 10:00 Luis',
  'a visit that is moved does not block itself; where it is is no other time');
update public.appointments set ends_at = '2026-11-24T16:30Z' where id = tests.id('a', 'taken');
select is(tests.free('service', '2026-11-24T14:30', '2026-11-25', 'any', 100, tests.id('a', 'taken')),
  '24 14:30 Luis, 24 15:00 Luis', 'and keeps its length');
delete from public.appointments;
-- A visit without end in the table (an illness, a fair) still counts.
select tests.book('resource', '2026-11-20T09:00', '10 days');
select is(tests.free('service', '2026-11-24', '2026-11-25'), '', 'a long absence that began last week');
delete from public.appointments;

update public.resources set active = true, name = 'Sam' where id = tests.id('a', 'spare resource');
select is(tests.free('service', '2026-11-24T09:00', '2026-11-24T09:30', 'any', 100), '24 09:00 Luis',
  'one technician per start, by name');
select tests.book('resource', '2026-11-24T15:00', '1 hour');
select is(tests.free('service', '2026-11-24T09:00', '2026-11-24T09:30', 'any', 100), '24 09:00 Sam',
  'the less busy of that day first');
select is(tests.free('service', '2026-11-25T09:00', '2026-11-25T09:30', 'any', 100), '25 09:00 Luis',
  'of that day: the next begins even');
select tests.book('spare resource', '2026-11-24T09:00', '30 minutes');
select is(tests.free('service', '2026-11-24T09:00', '2026-11-24T10:00', 'any', 100),
  '24 09:00 Luis, 24 09:30 Sam', 'who is free is asked before who is less busy');
insert into public.resource_services (organization_id, resource_id, service_id)
values (tests.id('a', 'organization'), tests.id('a', 'spare resource'), tests.id('a', 'service'));
select is(tests.free('service', '2026-11-24T09:00', '2026-11-24T10:00', 'any', 100), '24 09:30 Sam',
  'only who does the service, where somebody is listed');
select is(tests.free('general service', '2026-11-24T09:00', '2026-11-24T10:00', 'any', 100),
  '24 09:00 Luis, 24 09:30 Sam', 'everybody does a service that nobody is listed for');
update public.resources set active = false where id = tests.id('a', 'spare resource');
select is(tests.free('service', '2026-11-24', '2026-11-25'), '', 'who has left does nothing');
delete from public.resource_services;
select is_empty($$select from app.free_slots(tests.id('b', 'organization'), tests.id('a', 'service'),
  '2026-11-24', '2026-11-25')$$, 'another organisation''s service is none [I8]');
select is((select count(distinct r.organization_id)::integer from app.free_slots(
  tests.id('b', 'organization'), tests.id('b', 'service'), '2026-11-24', '2026-12-25', 'any', 500) f
  join public.resources r on r.id = f.resource_id where r.organization_id = tests.id('b', 'organization')),
  1, 'nor is another''s technician sent [I8]');

select * from finish();
rollback;
