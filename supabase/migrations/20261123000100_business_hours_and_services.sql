-- When the business is open, what it offers, and how long that takes: what free slots are made of.
create extension if not exists btree_gist with schema extensions;

create table public.business_hours (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  weekday smallint not null check (weekday between 0 and 6),
  opens_at time not null,
  closes_at time not null,
  check (closes_at > opens_at),
  unique (organization_id, weekday, opens_at)
);
comment on table public.business_hours is
  'Weekly opening times in the organisation''s time zone; several rows a day for a lunch break.';
comment on column public.business_hours.weekday is '0 Sunday to 6 Saturday.';

create table public.holidays (
  organization_id uuid not null references public.organizations on delete cascade,
  day date not null,
  name text not null check (char_length(name) between 1 and 200),
  opens_at time,
  closes_at time,
  primary key (organization_id, day),
  check ((opens_at is null) = (closes_at is null) and closes_at > opens_at)
);
comment on table public.holidays is
  'Days that differ from the week: closed, or with times of their own.';

create table public.services (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  name text not null check (char_length(name) between 1 and 200),
  -- What callers call it, in every language; lower case.
  keywords text[] not null default '{}',
  duration_minutes integer not null check (duration_minutes between 15 and 720),
  price_cents integer check (price_cents >= 0),
  currency text not null default 'CAD' check (currency ~ '^[A-Z]{3}$'),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, name)
);
comment on table public.services is 'What can be booked, and what it costs as listed.';

create table public.resource_services (
  organization_id uuid not null,
  resource_id uuid not null,
  service_id uuid not null,
  primary key (resource_id, service_id),
  foreign key (organization_id, resource_id)
    references public.resources (organization_id, id) on delete cascade,
  foreign key (organization_id, service_id)
    references public.services (organization_id, id) on delete cascade
);
comment on table public.resource_services is
  'Who can do what. A service without a row can be done by everybody.';
create index resource_services_resource_idx on public.resource_services (organization_id, resource_id);
create index resource_services_service_idx on public.resource_services (organization_id, service_id);

alter table public.resources add column active boolean not null default true;

alter table public.business_hours enable row level security;
alter table public.business_hours force row level security;
alter table public.holidays enable row level security;
alter table public.holidays force row level security;
alter table public.services enable row level security;
alter table public.services force row level security;
alter table public.resource_services enable row level security;
alter table public.resource_services force row level security;
revoke all on public.business_hours, public.holidays, public.services, public.resource_services
  from anon, authenticated;
grant select, insert, update, delete
  on public.business_hours, public.holidays, public.services, public.resource_services
  to service_role, authenticated;

create policy "members read hours" on public.business_hours
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "admins write hours" on public.business_hours
  for all to authenticated
  using (organization_id = any (array(select app.my_admin_organizations())))
  with check (organization_id = any (array(select app.my_admin_organizations())));
create policy "members read holidays" on public.holidays
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "admins write holidays" on public.holidays
  for all to authenticated
  using (organization_id = any (array(select app.my_admin_organizations())))
  with check (organization_id = any (array(select app.my_admin_organizations())));
create policy "members read services" on public.services
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "admins write services" on public.services
  for all to authenticated
  using (organization_id = any (array(select app.my_admin_organizations())))
  with check (organization_id = any (array(select app.my_admin_organizations())));
create policy "members read who does what" on public.resource_services
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "admins write who does what" on public.resource_services
  for all to authenticated
  using (organization_id = any (array(select app.my_admin_organizations())))
  with check (organization_id = any (array(select app.my_admin_organizations())));
