-- Open windows: hours and holidays on the business's own clock, also when that clock jumps.
begin;
select tests.fixture_ai();
select plan(29);

-- Opens '08:00-12:00,13:00-17:00' every day and nothing else, in this zone.
create function tests.opens(zone text, hours text) returns void language plpgsql as $$
begin
  delete from public.business_hours;
  delete from public.holidays;
  update public.organizations set time_zone = zone where id = tests.id('a', 'organization');
  insert into public.business_hours (organization_id, weekday, opens_at, closes_at)
  select tests.id('a', 'organization'), day, split_part(w, '-', 1)::time, split_part(w, '-', 2)::time
  from generate_series(0, 6) as day, string_to_table(hours, ',') as w where w <> '';
end
$$;
create function tests.windows(first date, last date) returns text language sql as $$
  select coalesce(string_agg(to_char(opens_at at time zone 'UTC', 'MM-DD HH24:MI') || '/'
    || to_char(closes_at at time zone 'UTC', 'MM-DD HH24:MI'), ' ' order by opens_at), '')
  from app.open_windows(tests.id('a', 'organization'), first, last)
$$;
create function tests.window(day date) returns text language sql as $$
  select regexp_replace(tests.windows(day, day), '\d\d-\d\d ', '', 'g')
$$;

select is(tests.windows('2026-11-22', '2026-11-24'),
  '11-23 14:00/11-23 22:00 11-24 14:00/11-24 22:00', 'the week''s hours; Sunday is closed');
select is(tests.windows('2026-12-24', '2026-12-26'), '12-24 14:00/12-24 22:00',
  'no window on a holiday, nor on Saturday');
update public.holidays set opens_at = '10:00', closes_at = '12:30'
where organization_id = tests.id('a', 'organization');
select is(tests.windows('2026-12-25', '2026-12-25'), '12-25 15:00/12-25 17:30',
  'a holiday may have hours of its own');
update public.holidays set day = '2026-12-27' where organization_id = tests.id('a', 'organization');
select is(tests.windows('2026-12-27', '2026-12-27'), '12-27 15:00/12-27 17:30',
  'even where the week has none');
select is(tests.windows('2026-11-24', '2026-11-23'), '', 'no day, no window');
select is((select count(*)::integer from app.open_windows(tests.id('a', 'organization'),
  '2026-01-01', '9999-12-31')), 288, 'a mistaken end costs no more than a year and a bit');

select tests.opens('America/Toronto', '08:00-12:00,13:00-17:00');
select is(tests.window('2026-03-07'), '13:00/17:00 18:00/22:00', 'two windows around lunch, in winter');
select is(tests.window('2026-03-08'), '12:00/16:00 17:00/21:00', 'from the day of the change in summer time');
select is(tests.window('2026-10-31'), '12:00/16:00 17:00/21:00', 'and so until the last of October');
select is(tests.window('2026-11-01'), '13:00/17:00 18:00/22:00', 'and in winter time again');
select tests.opens('Europe/Paris', '08:00-12:00');
select is(tests.windows('2026-03-28', '2026-03-29'), '03-28 07:00/03-28 11:00 03-29 06:00/03-29 10:00',
  'Paris changes three weeks later');
select is(tests.windows('2026-10-24', '2026-10-25'), '10-24 06:00/10-24 10:00 10-25 07:00/10-25 11:00',
  'and a week earlier');

-- The hours of the night in which the clock jumps: Toronto 2026-03-08 02:00 -> 03:00 (07:00 UTC).
select tests.opens('America/Toronto', '02:30-06:00');
select is(tests.window('2026-03-08'), '07:30/10:00', 'an opening time that is left out moves on');
select tests.opens('America/Toronto', '00:00-02:30');
select is(tests.window('2026-03-08'), '05:00/07:00', 'a closing time that is left out is where the clock jumps');
select tests.opens('America/Toronto', '02:00-02:30');
select is(tests.window('2026-03-08'), '', 'and a window that is left out is none');
-- Toronto 2026-11-01 02:00 -> 01:00 (06:00 UTC): 01:30 is 05:30 and 06:30 UTC.
select tests.opens('America/Toronto', '01:30-04:00');
select is(tests.window('2026-11-01'), '06:30/09:00', 'who opens at a repeated time opens the second time');
select tests.opens('America/Toronto', '00:00-01:30');
select is(tests.window('2026-11-01'), '04:00/05:30', 'who closes at one closes the first time');
select tests.opens('America/Toronto', '01:00-01:30');
select is(tests.window('2026-11-01'), '', 'and nobody is open between the two');
select tests.opens('America/Toronto', '00:00-24:00');
select is(tests.window('2026-11-01'), '04:00/05:00', 'around the clock: 25 hours that day');
select is(tests.window('2026-03-08'), '05:00/04:00', 'and 23 in spring');
select tests.opens('Australia/Lord_Howe', '01:45-06:00');
select is(tests.window('2026-04-05'), '15:15/19:30', 'a zone that turns back by half an hour');

select tests.opens('America/Toronto', '09:00-17:00');
select is(app.is_open(tests.id('a', 'organization'), at), expected, title) from (values
  (timestamptz '2026-11-23 13:59:59Z', false, 'closed before nine'),
  ('2026-11-23 14:00Z', true, 'open at nine'),
  ('2026-11-23 21:59:59Z', true, 'open before five'),
  ('2026-11-23 22:00Z', false, 'closed at five')
) as t (at, expected, title);
select is(app.is_within_hours(tests.id('a', 'organization'), '2026-11-23 21:00Z', '2026-11-23 22:00Z'),
  true, 'a visit may end when the business closes');
select is(app.is_within_hours(tests.id('a', 'organization'), '2026-11-23 21:30Z', '2026-11-23 22:30Z'),
  false, 'but not later');
select tests.opens('America/Toronto', '09:00-12:00,13:00-17:00');
select is(app.is_within_hours(tests.id('a', 'organization'), '2026-11-23 16:00Z', '2026-11-23 19:00Z'),
  false, 'nor across lunch');
select tests.opens('America/Toronto', '');
select is(app.is_open(tests.id('a', 'organization'), '2026-11-23 15:00Z'), false, 'without hours: never open');

select * from finish();
rollback;
