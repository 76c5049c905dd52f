-- One booking per technician and time, kept by the database itself [I10].
alter table public.appointments
  add column service_id uuid,
  add column booked_by text not null default 'person' check (booked_by in ('person', 'ai')),
  add column note text check (char_length(note) <= 5000),
  add column updated_at timestamptz not null default now(),
  add constraint appointments_service_fkey foreign key (organization_id, service_id)
    references public.services (organization_id, id) on delete set null (service_id),
  add constraint appointments_one_at_a_time exclude using gist (
    resource_id with =, tstzrange(starts_at, ends_at) with &&
  ) where (status <> 'cancelled'),
  add constraint appointments_organization_key unique (organization_id, id);
create index appointments_service_idx on public.appointments (organization_id, service_id);
create trigger touch_updated_at before update on public.appointments
  for each row execute function app.touch_updated_at();

create table public.slot_offers (
  id text primary key,
  organization_id uuid not null references public.organizations on delete cascade,
  -- The call, or the conversation of the test panel, that it was offered in.
  call_id uuid,
  test_conversation_id uuid,
  service_id uuid not null,
  resource_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  offered_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  appointment_id uuid,
  check ((call_id is null) <> (test_conversation_id is null)),
  foreign key (organization_id, call_id)
    references public.telnyx_calls (organization_id, id) on delete cascade,
  foreign key (organization_id, service_id)
    references public.services (organization_id, id) on delete cascade,
  foreign key (organization_id, resource_id)
    references public.resources (organization_id, id) on delete cascade,
  foreign key (organization_id, appointment_id)
    references public.appointments (organization_id, id) on delete set null (appointment_id)
);
comment on table public.slot_offers is
  'Slots that the AI was given to offer; it can book no other [I10].';
create index slot_offers_call_idx on public.slot_offers (organization_id, call_id);
create index slot_offers_service_idx on public.slot_offers (organization_id, service_id);
create index slot_offers_resource_idx on public.slot_offers (organization_id, resource_id);
create index slot_offers_appointment_idx on public.slot_offers (organization_id, appointment_id);
create index slot_offers_expires_idx on public.slot_offers (expires_at);

alter table public.slot_offers enable row level security;
alter table public.slot_offers force row level security;
revoke all on public.slot_offers from anon, authenticated;
grant select, insert, update, delete on public.slot_offers to service_role;
grant select on public.slot_offers to authenticated;
create policy "members read offered slots" on public.slot_offers
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
