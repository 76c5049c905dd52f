-- What a member chose for themselves beyond language and availability: which shortcuts are switched off
-- (WCAG 2.1.4), in every browser of theirs.
create table public.member_preferences (
  organization_id uuid not null references public.organizations on delete cascade,
  member_id uuid not null,
  shortcuts_off text[] not null default '{}',
  updated_at timestamptz not null default now(),
  primary key (organization_id, member_id),
  foreign key (organization_id, member_id)
    references public.members (organization_id, id) on delete cascade
);
comment on table public.member_preferences is 'A member''s own choices; nobody else reads them.';

alter table public.member_preferences enable row level security;
alter table public.member_preferences force row level security;
revoke all on public.member_preferences from anon, authenticated;
grant select, insert, update, delete on public.member_preferences to service_role;
grant select on public.member_preferences to authenticated;
create policy "members read their own preferences" on public.member_preferences
  for select to authenticated using (member_id = any (array(select app.my_member_ids())));

create function public.my_shortcuts_off() returns text[]
language sql stable set search_path = ''
as $$
  select coalesce((
    select p.shortcuts_off from public.member_preferences p
    where p.organization_id = (select app.my_organization())
  ), '{}')
$$;
comment on function public.my_shortcuts_off is 'The shortcuts that the member switched off.';

create function public.save_my_shortcuts_off(p_off text[]) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_organization uuid := (select app.my_organization());
  v_member uuid := app.my_member_id(v_organization);
begin
  if v_member is null or p_off is null or cardinality(p_off) > 100
    or exists (select from unnest(p_off) as o (name) where o.name is null or o.name !~ '^[a-z_]{1,40}$')
  then
    return false;
  end if;
  insert into public.member_preferences as p (organization_id, member_id, shortcuts_off)
  values (v_organization, v_member, p_off)
  on conflict (organization_id, member_id) do update
    set shortcuts_off = excluded.shortcuts_off, updated_at = clock_timestamp();
  return true;
end
$$;
comment on function public.save_my_shortcuts_off is 'Replaces the list of shortcuts that are off.';

revoke all on function public.my_shortcuts_off(), public.save_my_shortcuts_off(text[])
  from public, anon, authenticated;
grant execute on function public.my_shortcuts_off(), public.save_my_shortcuts_off(text[])
  to authenticated;
