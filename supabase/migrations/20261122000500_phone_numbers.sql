create table public.telnyx_phone_numbers (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  phone_number text not null unique check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  label text not null default '',
  connection_id text,
  ai_dispatcher_enabled boolean not null default false,
  is_default boolean not null default false,
  ring_timeout_seconds integer check (ring_timeout_seconds between 5 and 120),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id)
);
comment on table public.telnyx_phone_numbers is 'Our numbers at Telnyx: whose they are and how they ring.';
comment on column public.telnyx_phone_numbers.connection_id is
  'Telnyx Call Control application. Its ids exceed 2^53, so text.';
comment on column public.telnyx_phone_numbers.ai_dispatcher_enabled is
  'Set by manage-ai-dispatcher only, which also tells Telnyx.';
create unique index telnyx_phone_numbers_one_default_idx
  on public.telnyx_phone_numbers (organization_id) where is_default;
create trigger touch_updated_at before update on public.telnyx_phone_numbers
  for each row execute function app.touch_updated_at();

alter table public.telnyx_phone_numbers enable row level security;
alter table public.telnyx_phone_numbers force row level security;
revoke all on public.telnyx_phone_numbers from anon, authenticated;
grant select, insert, update, delete on public.telnyx_phone_numbers to service_role;
grant select on public.telnyx_phone_numbers to authenticated;
grant update (label, is_default, ring_timeout_seconds)
  on public.telnyx_phone_numbers to authenticated;

create policy "members read numbers" on public.telnyx_phone_numbers
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "admins change numbers" on public.telnyx_phone_numbers
  for update to authenticated
  using (organization_id = any (array(select app.my_admin_organizations())))
  with check (organization_id = any (array(select app.my_admin_organizations())));
