-- What a minute may cost at most: reserved before a dial. Not a price list. Each rate is above what
-- Telnyx charges there (trunk, two Call Control legs and the browser's leg; telnyx.md, section 12),
-- and the voice profile's max_destination_rate keeps Telnyx from connecting anything dearer
-- (docs/adr/0016-spend-is-reserved.md).
create table app.dial_rates (
  country text not null check (country ~ '^([A-Z]{2}|\*)$'),
  number_type text not null,
  rate_per_minute integer not null check (rate_per_minute > 0),
  primary key (country, number_type)
);
comment on table app.dial_rates is
  'Hundredths of a cent a minute, the most specific row counts: country and kind, kind, country, any.';

insert into app.dial_rates (country, number_type, rate_per_minute) values
  ('*', 'any', 10000),
  ('*', 'toll_free', 10000),
  ('*', 'shared_cost', 20000),
  ('*', 'personal_number', 20000),
  ('*', 'uan', 20000),
  ('*', 'pager', 20000),
  ('*', 'voicemail', 20000),
  ('*', 'premium_rate', 100000),
  ('US', 'toll_free', 300),
  ('CA', 'toll_free', 300),
  ('US', 'any', 300),
  ('CA', 'any', 300);
-- Countries with many carriers: cheap to reach on a landline, dearer on a mobile.
insert into app.dial_rates (country, number_type, rate_per_minute)
select c, r.number_type, r.rate
from unnest(string_to_array(
  'AR,AT,AU,BE,BR,CH,CL,CN,CY,CZ,DE,DK,ES,FI,FR,GB,GR,HK,HU,IE,IL,IN,IT,JP,KR,LU,MT,MX,MY,NL,NO,NZ,'
  || 'PL,PR,PT,RO,SE,SG,SK,TH,TR,TW,ZA', ',')) as c,
  (values ('fixed_line', 3000), ('any', 6000)) as r (number_type, rate);

-- Where fraud calls go: far above the cost of a call there, so that few of them fill a day's cap.
create table app.risky_destinations (
  country text primary key check (country ~ '^[A-Z]{2}$'),
  reason text not null check (reason in ('revenue_share', 'looks_domestic'))
);
comment on table app.risky_destinations is
  'revenue_share: numbers that pay the fraudster; looks_domestic: +1, but dear and not here.';
insert into app.risky_destinations (country, reason)
select c, 'revenue_share' from unnest(string_to_array(
  'AC,AL,AZ,BA,BI,BY,CD,CF,CG,CK,CM,CU,DJ,DZ,EE,ER,FK,GA,GM,GN,GQ,GW,IO,KI,KM,KP,LI,LR,LT,LV,LY,MC,'
  || 'MD,ME,MG,MK,MR,MV,NE,NR,NU,PG,RS,SB,SC,SH,SI,SL,SM,SN,SO,ST,SY,TD,TG,TK,TL,TN,TO,TV,VU,WF,WS,'
  || 'XK,YE,ZW', ',')) as c
union all
select c, 'looks_domestic' from unnest(string_to_array(
  'AG,AI,AS,BB,BM,BS,DM,DO,GD,GU,JM,KN,KY,LC,MP,MS,SX,TC,TT,VC,VG,VI', ',')) as c;
insert into app.dial_rates (country, number_type, rate_per_minute)
select d.country, 'any', 30000 from app.risky_destinations d where d.reason = 'revenue_share';

create function app.dial_rate(p_country text, p_number_type text) returns integer
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select r.rate_per_minute from app.dial_rates r
    where r.country in (p_country, '*') and r.number_type in (p_number_type, 'any')
    order by (r.number_type = p_number_type and r.country = p_country) desc,
      r.number_type = p_number_type desc, r.country = p_country desc
    limit 1
  );
end
$$;
comment on function app.dial_rate is 'The most that a minute to there is taken to cost.';

create function app.number_type(p_types jsonb, p_national text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  v_type text;
begin
  -- The dear kinds first: where a number could be two things, it is the one that costs.
  foreach v_type in array array['premium_rate', 'shared_cost', 'personal_number', 'uan', 'pager',
    'voicemail', 'toll_free', 'voip', 'mobile', 'fixed_line']
  loop
    if p_national ~ ('^(?:' || (p_types ->> v_type) || ')$') then
      return v_type;
    end if;
  end loop;
  return null;
end
$$;

create function app.destination_of(p_number text, out country text, out number_type text)
language plpgsql stable set search_path = ''
as $$
declare
  v_plan app.number_plans;
  v_national text;
begin
  if p_number !~ '^\+[1-9][0-9]{6,14}$' then
    return;
  end if;
  for v_plan in
    select * from app.number_plans n
    where n.calling_code in (
      substr(p_number, 2, 1), substr(p_number, 2, 2), substr(p_number, 2, 3)
    )
    -- Leading digits are quick to look at, and exact.
    order by n.leading_digits is null, n.position
  loop
    v_national := substr(p_number, 2 + char_length(v_plan.calling_code));
    -- Plain digits without a pattern: Postgres keeps 32 of them ready, and +1 alone has more.
    continue when case
      when v_plan.leading_digits ~ '^\d+$' then not starts_with(v_national, v_plan.leading_digits)
      else v_national !~ ('^(?:' || v_plan.leading_digits || ')')
    end;
    number_type := app.number_type(v_plan.types, v_national);
    if number_type is not null or v_plan.leading_digits is not null then
      country := v_plan.country;
      if v_plan.calling_code = '1' and substr(v_national, 4, 3) = '976' then
        -- Exchanges that cost the caller extra; the plans do not tell them apart.
        number_type := 'premium_rate';
      end if;
      return;
    end if;
  end loop;
end
$$;
comment on function app.destination_of is
  'Country and kind of an E.164 number, found here so that no function of ours need be trusted. Null:
not known, which may not be called.';

alter table app.dial_rates enable row level security;
alter table app.dial_rates force row level security;
alter table app.risky_destinations enable row level security;
alter table app.risky_destinations force row level security;
revoke all on app.dial_rates, app.risky_destinations from public, anon, authenticated;
grant select on app.dial_rates, app.risky_destinations to service_role;
create policy "the service reads rates" on app.dial_rates for select to service_role using (true);
create policy "the service reads risks" on app.risky_destinations
  for select to service_role using (true);
revoke all on function app.dial_rate(text, text), app.number_type(jsonb, text),
  app.destination_of(text) from public;
grant execute on function app.dial_rate(text, text), app.number_type(jsonb, text),
  app.destination_of(text) to service_role;
