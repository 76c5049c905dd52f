create table public.resources (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  name text not null check (char_length(name) between 1 and 200),
  kind text not null default 'technician' check (kind in ('technician')),
  created_at timestamptz not null default now(),
  unique (organization_id, id)
);
comment on table public.resources is 'Who or what an appointment is booked on; needs no sign-in.';

create table public.appointments (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  client_id uuid not null,
  resource_id uuid not null,
  title text not null check (char_length(title) between 1 and 500),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  status text not null default 'unconfirmed'
    check (status in ('confirmed', 'unconfirmed', 'cancelled', 'done')),
  source_call_id uuid,
  created_at timestamptz not null default now(),
  check (ends_at > starts_at),
  foreign key (organization_id, client_id)
    references public.clients (organization_id, id) on delete cascade,
  foreign key (organization_id, resource_id) references public.resources (organization_id, id),
  foreign key (organization_id, source_call_id)
    references public.telnyx_calls (organization_id, id) on delete set null (source_call_id)
);
comment on table public.appointments is 'Visits booked with clients.';
create index appointments_client_idx on public.appointments (organization_id, client_id, starts_at);
create index appointments_resource_idx
  on public.appointments (organization_id, resource_id, starts_at);
create index appointments_starts_at_idx on public.appointments (organization_id, starts_at);
create index appointments_source_call_idx on public.appointments (organization_id, source_call_id);

alter table public.resources enable row level security;
alter table public.resources force row level security;
alter table public.appointments enable row level security;
alter table public.appointments force row level security;
revoke all on public.resources, public.appointments from anon, authenticated;
grant select, insert, update, delete on public.resources, public.appointments to service_role;
grant select on public.resources, public.appointments to authenticated;

create policy "members read resources" on public.resources
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "members read appointments" on public.appointments
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
