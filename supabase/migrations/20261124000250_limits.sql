-- What limits money: the business's own limits, where may be called, and what every dial has reserved.
-- Money is counted in hundredths of a cent (1/10,000 dollar): a minute costs less than a cent.
create table public.spend_limits (
  organization_id uuid primary key references public.organizations on delete cascade,
  daily_cap_cents integer not null default 2000 check (daily_cap_cents between 100 and 1000000),
  warn_at_percent smallint not null default 80 check (warn_at_percent between 10 and 100),
  max_call_minutes smallint not null default 60 check (max_call_minutes between 1 and 240),
  -- A new Telnyx account has ten legs, and a call out has two.
  concurrent_calls smallint not null default 5 check (concurrent_calls between 1 and 200),
  dials_per_minute_agent smallint not null default 20 check (dials_per_minute_agent between 1 and 60),
  dials_per_minute smallint not null default 30 check (dials_per_minute between 1 and 1000),
  confirm_new_destinations boolean not null default true,
  allowed_number_types text[] not null default '{fixed_line,mobile,voip,toll_free}' check (
    allowed_number_types <@ array['fixed_line', 'mobile', 'voip', 'toll_free', 'shared_cost',
      'personal_number', 'uan', 'pager', 'voicemail', 'premium_rate']
    and array_position(allowed_number_types, null) is null
  ),
  calling_stopped_at timestamptz,
  -- No foreign key: outlives the member, like the audit log.
  calling_stopped_by uuid,
  end_live_calls boolean not null default false,
  updated_at timestamptz not null default now(),
  check ((calling_stopped_at is null) = (calling_stopped_by is null))
);
comment on table public.spend_limits is
  'How much a business lets itself spend on calls out, and how fast. Checked by reserve_dial.';
comment on column public.spend_limits.calling_stopped_at is
  'The kill switch: not null while nobody may call out. end_live_calls: those that ran were ended too.';
create trigger touch_updated_at before update on public.spend_limits
  for each row execute function app.touch_updated_at();

create table public.allowed_destinations (
  organization_id uuid not null references public.organizations on delete cascade,
  country text not null check (country ~ '^[A-Z]{2}$'),
  primary key (organization_id, country)
);
comment on table public.allowed_destinations is 'Countries (ISO 3166) that a business may call.';

-- Apart from the settings: a call there is no change of them.
create table app.known_destinations (
  organization_id uuid not null,
  country text not null,
  first_called_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, country),
  foreign key (organization_id, country)
    references public.allowed_destinations (organization_id, country) on delete cascade
);
comment on table app.known_destinations is
  'Allowed countries that somebody has called; of others a person is asked first.';

create table public.dial_reservations (
  organization_id uuid not null references public.organizations on delete cascade,
  -- The call's row comes after its reservation, so no foreign key.
  call_id uuid not null,
  kind text not null check (kind in ('agent', 'forward', 'self_test')),
  member_id uuid,
  destination text not null,
  country text not null,
  number_type text not null,
  rate_per_minute integer not null check (rate_per_minute > 0),
  time_limit_seconds integer not null check (time_limit_seconds between 30 and 14400),
  reserved bigint not null check (reserved > 0),
  settled bigint check (settled >= 0),
  settled_by text check (settled_by in ('unused', 'estimate', 'telnyx')),
  command_id text,
  reserved_at timestamptz not null default clock_timestamp(),
  settled_at timestamptz,
  primary key (call_id, kind),
  check ((settled is null) = (settled_at is null) and (settled is null) = (settled_by is null))
);
comment on table public.dial_reservations is
  'What each dial may cost at most, and what it cost. In hundredths of a cent.';
comment on column public.dial_reservations.destination is
  'E.164 until it is settled, then masked: the call''s row has the number.';
comment on column public.dial_reservations.settled_by is
  'estimate: minutes begun at our own rate; telnyx: the sum of what it told; unused: never dialled.';
comment on column public.dial_reservations.command_id is 'The one dial that was made with it.';
create index dial_reservations_day_idx
  on public.dial_reservations (organization_id, reserved_at) include (reserved, settled);
create index dial_reservations_open_idx
  on public.dial_reservations (organization_id) where settled_at is null;

-- Tries of a member (or, under the business's own id, of everybody) that are still free.
create table app.dial_buckets (
  holder_id uuid primary key,
  tokens double precision not null,
  refilled_at timestamptz not null
);
comment on table app.dial_buckets is 'Token buckets: so many dials at once, then so many a minute.';

create table app.limit_states (
  organization_id uuid primary key references public.organizations on delete cascade,
  warned_on date,
  mirror_state text not null default 'pending' check (mirror_state in ('pending', 'ok', 'failed', 'none')),
  mirror_code text,
  mirror_tries integer not null default 0,
  mirror_due_at timestamptz not null default now(),
  mirrored_at timestamptz
);
comment on table app.limit_states is
  'The last day that a warning was given, and whether Telnyx''s voice profile says the same as we.';
comment on column app.limit_states.mirror_state is 'none: the business has no voice profile of its own.';

create function app.give_default_limits() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.spend_limits (organization_id) values (new.id);
  insert into app.limit_states (organization_id) values (new.id);
  insert into public.allowed_destinations (organization_id, country)
  select distinct new.id, c from unnest(array[new.country, 'US', 'CA']) as c;
  return null;
end
$$;
create trigger give_default_limits after insert on public.organizations
  for each row execute function app.give_default_limits();

insert into public.spend_limits (organization_id, dials_per_minute)
select o.id, greatest(o.dials_per_minute, 1) from public.organizations o;
insert into app.limit_states (organization_id) select o.id from public.organizations o;
insert into public.allowed_destinations (organization_id, country)
select distinct o.id, c from public.organizations o, unnest(o.allowed_countries) as c;
drop function public.outbound_context(uuid, uuid, uuid, text, uuid);
alter table public.organizations drop column allowed_countries, drop column dials_per_minute;

alter table public.spend_limits enable row level security;
alter table public.spend_limits force row level security;
alter table public.allowed_destinations enable row level security;
alter table public.allowed_destinations force row level security;
alter table public.dial_reservations enable row level security;
alter table public.dial_reservations force row level security;
alter table app.known_destinations enable row level security;
alter table app.known_destinations force row level security;
alter table app.dial_buckets enable row level security;
alter table app.dial_buckets force row level security;
alter table app.limit_states enable row level security;
alter table app.limit_states force row level security;
revoke all on public.spend_limits, public.allowed_destinations, public.dial_reservations
  from anon, authenticated;
revoke all on app.known_destinations, app.dial_buckets, app.limit_states
  from public, anon, authenticated;
grant select, insert, update, delete on public.spend_limits, public.allowed_destinations,
  public.dial_reservations, app.known_destinations, app.dial_buckets, app.limit_states to service_role;
grant select on public.spend_limits, public.allowed_destinations, public.dial_reservations
  to authenticated;
create policy "the service knows who was called" on app.known_destinations
  to service_role using (true) with check (true);
create policy "the service counts dials" on app.dial_buckets
  to service_role using (true) with check (true);
create policy "the service notes warnings and mirrors" on app.limit_states
  to service_role using (true) with check (true);

create policy "members read their limits" on public.spend_limits
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "members read where may be called" on public.allowed_destinations
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "admins read what dials cost" on public.dial_reservations
  for select to authenticated
  using (organization_id = any (array(select app.my_admin_organizations())));

revoke all on function app.give_default_limits() from public;
