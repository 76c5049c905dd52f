create table public.organizations (
  id uuid primary key default gen_random_uuid(),
  name text not null check (char_length(name) between 1 and 200),
  time_zone text not null default 'America/Toronto',
  country text not null default 'CA' check (country ~ '^[A-Z]{2}$'),
  ring_timeout_seconds integer not null default 25 check (ring_timeout_seconds between 5 and 120),
  allowed_countries text[] not null default '{US,CA}',
  dials_per_minute integer not null default 30 check (dials_per_minute between 0 and 1000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.organizations is 'A business with its own people, clients, numbers and calls.';
comment on column public.organizations.allowed_countries is
  'ISO 3166 codes that agents may dial. Changed by the service only: it limits toll fraud.';

create table public.members (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  -- Nullable: who left keeps the calls, notes and audit rows that name this member.
  user_id uuid references auth.users on delete set null,
  role text not null check (role in ('owner', 'admin', 'agent')),
  display_name text not null check (char_length(display_name) between 1 and 200),
  email text not null,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, user_id)
);
comment on table public.members is 'A person''s place in an organisation. Inactive: no access at all.';
create index members_user_id_idx on public.members (user_id, organization_id) where active;
create index members_user_id_fk_idx on public.members (user_id);

create trigger touch_updated_at before update on public.organizations
  for each row execute function app.touch_updated_at();
create trigger touch_updated_at before update on public.members
  for each row execute function app.touch_updated_at();

-- The helpers below stand in policies as `= any (array(select ...))`: evaluated once per statement,
-- not once per row, and, unlike `in (select ...)`, good for an index even when a query names no
-- organisation. They are plpgsql because a session then keeps their plans.
create function app.my_organizations() returns setof uuid
language plpgsql stable security definer set search_path = '' rows 1
as $$
begin
  return query
    select m.organization_id from public.members m
    where m.user_id = (select auth.uid()) and m.active;
end
$$;
comment on function app.my_organizations is 'Organisations in which the caller is an active member.';

create function app.my_admin_organizations() returns setof uuid
language plpgsql stable security definer set search_path = '' rows 1
as $$
begin
  return query
    select m.organization_id from public.members m
    where m.user_id = (select auth.uid()) and m.active and m.role in ('owner', 'admin');
end
$$;
comment on function app.my_admin_organizations is 'Organisations that the caller owns or administers.';

create function app.my_owner_organizations() returns setof uuid
language plpgsql stable security definer set search_path = '' rows 1
as $$
begin
  return query
    select m.organization_id from public.members m
    where m.user_id = (select auth.uid()) and m.active and m.role = 'owner';
end
$$;

create function app.my_member_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' rows 1
as $$
begin
  return query
    select m.id from public.members m where m.user_id = (select auth.uid()) and m.active;
end
$$;
comment on function app.my_member_ids is 'The caller''s active memberships.';

create function app.my_organization() returns uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select m.organization_id from public.members m
    where m.user_id = (select auth.uid()) and m.active
    order by m.created_at, m.id limit 1
  );
end
$$;
comment on function app.my_organization is
  'The organisation that the app works in: the caller''s oldest active membership.';

create function app.my_member_id(p_organization_id uuid) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select m.id from public.members m
    where m.user_id = (select auth.uid()) and m.active and m.organization_id = p_organization_id
  );
end
$$;
comment on function app.my_member_id is 'The caller''s membership of one organisation, or null.';

create function app.keep_an_owner() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- Two owners who step down at once must see each other.
  perform from public.organizations o where o.id = old.organization_id for update;
  if found and not exists (
    select from public.members m
    where m.organization_id = old.organization_id and m.role = 'owner' and m.active
      and m.id <> old.id
  ) then
    raise exception 'An organisation needs an active owner' using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create trigger keep_an_owner_on_update after update on public.members
  for each row
  when (old.role = 'owner' and old.active and (new.role <> 'owner' or not new.active))
  execute function app.keep_an_owner();
create trigger keep_an_owner_on_delete after delete on public.members
  for each row when (old.role = 'owner' and old.active) execute function app.keep_an_owner();

revoke all on all functions in schema app from public;
grant execute on all functions in schema app to authenticated, service_role;

alter table public.organizations enable row level security;
alter table public.organizations force row level security;
alter table public.members enable row level security;
alter table public.members force row level security;

revoke all on public.organizations, public.members from anon, authenticated;
grant select, insert, update, delete on public.organizations, public.members to service_role;
grant select on public.organizations, public.members to authenticated;
grant update (name, time_zone, country, ring_timeout_seconds)
  on public.organizations to authenticated;
grant update (display_name, role, active) on public.members to authenticated;

create policy "members read their organisation" on public.organizations
  for select to authenticated using (id = any (array(select app.my_organizations())));
create policy "admins change their organisation" on public.organizations
  for update to authenticated
  using (id = any (array(select app.my_admin_organizations())))
  with check (id = any (array(select app.my_admin_organizations())));

create policy "members read their colleagues" on public.members
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
-- An admin can neither make an owner nor change one.
create policy "admins change members" on public.members
  for update to authenticated
  using (
    organization_id = any (array(select app.my_admin_organizations()))
    and (role <> 'owner' or organization_id = any (array(select app.my_owner_organizations())))
  )
  with check (
    organization_id = any (array(select app.my_admin_organizations()))
    and (role <> 'owner' or organization_id = any (array(select app.my_owner_organizations())))
  );
