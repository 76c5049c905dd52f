-- How a business comes to a number (docs/adr/0015): one row for each number's set-up, and one lease for
-- each business, so that nothing is ever made at Telnyx for it by two functions at once.

alter table public.telnyx_setups
  add column lease_setup_id uuid,
  add column lease_holder uuid,
  add column lease_until timestamptz,
  add constraint telnyx_setups_lease_check
    check ((lease_holder is null) = (lease_until is null));
create index telnyx_setups_application_idx on public.telnyx_setups (call_control_application_id);

create table public.number_setups (
  -- Also the order's reference at Telnyx.
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  kind text not null check (kind in ('buy', 'attach')),
  phone_number text not null check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  label text not null default '' check (char_length(label) <= 60),
  kept_connection_id text,
  state text not null default 'running'
    check (state in ('running', 'waiting', 'failed', 'done', 'replaced', 'released')),
  steps jsonb not null default '{}' check (jsonb_typeof(steps) = 'object'),
  order_state text not null default 'none'
    check (order_state in ('none', 'tried', 'placed', 'refused', 'failed')),
  order_tried_at timestamptz,
  order_id text,
  monthly_cost numeric(11, 4) check (monthly_cost >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  phone_number_id uuid,
  failures integer not null default 0 check (failures >= 0),
  next_look_at timestamptz,
  started_by uuid,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  foreign key (organization_id, phone_number_id)
    references public.telnyx_phone_numbers (organization_id, id)
    on delete set null (phone_number_id),
  foreign key (organization_id, started_by)
    references public.members (organization_id, id) on delete set null (started_by)
);
comment on table public.number_setups is
  'How far a number''s set-up has come. What to do next is found by comparing, not read from here.';
comment on column public.number_setups.kept_connection_id is
  'The connection that an attached number stays on. Null: the business''s own application.';
comment on column public.number_setups.order_state is
  'tried: written before Telnyx is asked, so that a killed function''s order is looked for.';
comment on column public.number_setups.finished_at is 'When the number worked for the first time.';
-- Nobody else may set up the same number, and a business buys one after the other.
create unique index number_setups_number_idx on public.number_setups (phone_number)
  where state not in ('replaced', 'released');
create unique index number_setups_unfinished_idx on public.number_setups (organization_id)
  where finished_at is null and state not in ('replaced', 'released');
create index number_setups_due_idx on public.number_setups (next_look_at)
  where state in ('running', 'waiting');
create index number_setups_phone_number_idx
  on public.number_setups (organization_id, phone_number_id);
create index number_setups_started_by_idx on public.number_setups (organization_id, started_by);

create table app.number_offers (
  organization_id uuid not null references public.organizations on delete cascade,
  phone_number text not null check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  monthly_cost numeric(11, 4) not null check (monthly_cost >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  seen_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, phone_number)
);
comment on table app.number_offers is
  'Numbers that a search has shown, with their price: only these can be bought, for half an hour.';

create table app.telnyx_public_keys (
  public_key text primary key check (char_length(public_key) between 40 and 60),
  fetched_at timestamptz not null default clock_timestamp()
);
comment on table app.telnyx_public_keys is
  'Keys that Telnyx signs webhooks with, as its API told them. The secret TELNYX_PUBLIC_KEY holds besides.';

alter table public.agent_devices add column credential_connection_id text;
comment on column public.agent_devices.credential_connection_id is
  'Where the credential belongs. Null: to the installation''s credential connection.';

alter table public.number_setups enable row level security;
alter table public.number_setups force row level security;
alter table app.number_offers enable row level security;
alter table app.number_offers force row level security;
alter table app.telnyx_public_keys enable row level security;
alter table app.telnyx_public_keys force row level security;
revoke all on public.number_setups from anon, authenticated;
revoke all on app.number_offers, app.telnyx_public_keys from public, anon, authenticated;
grant select, insert, update, delete
  on public.number_setups, app.number_offers to service_role;
grant select, insert, update, delete on app.telnyx_public_keys to service_role;
grant select on public.number_setups to authenticated;
create policy "admins read set-ups" on public.number_setups
  for select to authenticated
  using (organization_id = any (array(select app.my_admin_organizations())));
create policy "the service keeps Telnyx's keys" on app.telnyx_public_keys
  to service_role using (true) with check (true);
create policy "the service keeps offers" on app.number_offers
  to service_role using (true) with check (true);
