create table public.clients (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default app.my_organization()
    references public.organizations on delete cascade,
  name text not null check (char_length(name) between 1 and 10000),
  email text,
  address text,
  company text,
  preferred_language text check (preferred_language ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  notes_summary text,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id)
);
comment on table public.clients is 'The people and companies that a business serves.';
comment on column public.clients.preferred_language is 'BCP 47, such as en, fr or fr-CA.';
create index clients_name_search_idx on public.clients
  using gin (organization_id, name extensions.gin_trgm_ops);
create index clients_name_idx on public.clients (organization_id, name, id)
  where archived_at is null;

create table public.client_phones (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default app.my_organization()
    references public.organizations on delete cascade,
  client_id uuid not null,
  phone_number text not null check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  label text,
  is_main boolean not null default false,
  created_at timestamptz not null default now(),
  unique (client_id, phone_number),
  foreign key (organization_id, client_id)
    references public.clients (organization_id, id) on delete cascade
);
comment on table public.client_phones is
  'Numbers of clients, E.164. Several clients may share one: a family, an office.';
create index client_phones_number_idx on public.client_phones (organization_id, phone_number);
create index client_phones_client_idx on public.client_phones (organization_id, client_id);
create unique index client_phones_one_main_idx on public.client_phones (client_id) where is_main;

create table public.client_notes (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default app.my_organization()
    references public.organizations on delete cascade,
  client_id uuid not null,
  member_id uuid not null,
  body text not null check (char_length(body) between 1 and 20000),
  created_at timestamptz not null default now(),
  foreign key (organization_id, client_id)
    references public.clients (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id) references public.members (organization_id, id)
);
comment on table public.client_notes is 'What agents write down about a client.';
create index client_notes_client_idx
  on public.client_notes (organization_id, client_id, created_at desc);
create index client_notes_member_idx on public.client_notes (organization_id, member_id);

create function app.set_note_author() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.member_id := coalesce(new.member_id, app.my_member_id(new.organization_id));
  return new;
end
$$;
revoke all on function app.set_note_author() from public;
create trigger set_note_author before insert on public.client_notes
  for each row execute function app.set_note_author();
create trigger touch_updated_at before update on public.clients
  for each row execute function app.touch_updated_at();

alter table public.clients enable row level security;
alter table public.clients force row level security;
alter table public.client_phones enable row level security;
alter table public.client_phones force row level security;
alter table public.client_notes enable row level security;
alter table public.client_notes force row level security;

revoke all on public.clients, public.client_phones, public.client_notes from anon, authenticated;
grant select, insert, update, delete
  on public.clients, public.client_phones, public.client_notes to service_role;
grant select, delete on public.clients, public.client_phones, public.client_notes to authenticated;
grant insert (
    id, organization_id, name, email, address, company, preferred_language, notes_summary
  ) on public.clients to authenticated;
grant update (name, email, address, company, preferred_language, notes_summary, archived_at)
  on public.clients to authenticated;
grant insert (id, organization_id, client_id, phone_number, label, is_main)
  on public.client_phones to authenticated;
grant update (phone_number, label, is_main) on public.client_phones to authenticated;
grant insert (id, organization_id, client_id, member_id, body)
  on public.client_notes to authenticated;
grant update (body) on public.client_notes to authenticated;

create policy "members read clients" on public.clients
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "members add clients" on public.clients
  for insert to authenticated with check (organization_id = any (array(select app.my_organizations())));
create policy "members change clients" on public.clients
  for update to authenticated
  using (organization_id = any (array(select app.my_organizations())))
  with check (organization_id = any (array(select app.my_organizations())));
create policy "admins delete clients" on public.clients
  for delete to authenticated using (organization_id = any (array(select app.my_admin_organizations())));

create policy "members read phones" on public.client_phones
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "members add phones" on public.client_phones
  for insert to authenticated with check (organization_id = any (array(select app.my_organizations())));
create policy "members change phones" on public.client_phones
  for update to authenticated
  using (organization_id = any (array(select app.my_organizations())))
  with check (organization_id = any (array(select app.my_organizations())));
create policy "members remove phones" on public.client_phones
  for delete to authenticated using (organization_id = any (array(select app.my_organizations())));

create policy "members read notes" on public.client_notes
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "members write notes of their own" on public.client_notes
  for insert to authenticated
  with check (
    organization_id = any (array(select app.my_organizations()))
    and member_id = any (array(select app.my_member_ids()))
  );
create policy "members change notes of their own" on public.client_notes
  for update to authenticated
  using (
    organization_id = any (array(select app.my_organizations()))
    and member_id = any (array(select app.my_member_ids()))
  )
  with check (member_id = any (array(select app.my_member_ids())));
create policy "members delete notes of their own" on public.client_notes
  for delete to authenticated
  using (
    organization_id = any (array(select app.my_organizations()))
    and member_id = any (array(select app.my_member_ids()))
  );
