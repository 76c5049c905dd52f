-- Two rows for one person: found by number, e-mail and name, told apart or merged by people.

create table public.client_distinctions (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  client_a uuid not null,
  client_b uuid not null,
  member_id uuid,
  created_at timestamptz not null default now(),
  unique (client_a, client_b),
  check (client_a < client_b),
  foreign key (organization_id, client_a)
    references public.clients (organization_id, id) on delete cascade,
  foreign key (organization_id, client_b)
    references public.clients (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id)
    references public.members (organization_id, id) on delete set null (member_id)
);
comment on table public.client_distinctions is
  'Two clients that look alike and are not the same: somebody said so, nobody is asked again.';
create index client_distinctions_a_idx on public.client_distinctions (organization_id, client_a);
create index client_distinctions_b_idx on public.client_distinctions (organization_id, client_b);
create index client_distinctions_member_idx on public.client_distinctions (organization_id, member_id);

alter table public.client_distinctions enable row level security;
alter table public.client_distinctions force row level security;
revoke all on public.client_distinctions from anon, authenticated;
grant select, insert, update, delete on public.client_distinctions to service_role;
grant select on public.client_distinctions to authenticated;
create policy "members read who is not the same" on public.client_distinctions
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));

create index clients_email_idx on public.clients (organization_id, lower(email)) where email is not null;

-- Row-level security keeps % from using its index (its operator is not leakproof), so this runs as the
-- owner and checks the organisation itself.
create function public.client_duplicates(p_client_ids uuid[]) returns setof jsonb
language plpgsql stable security definer
set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
begin
  return query
  select jsonb_build_object('clientId', c.id, 'reasons', to_jsonb(d.reasons), 'client',
    jsonb_build_object('id', o.id, 'name', o.name, 'company', o.company))
  from public.clients c
  cross join lateral (
    select found.other_id, array_agg(distinct found.reason order by found.reason desc) as reasons
    from (
      select p.client_id as other_id, 'number' as reason
      from public.client_phones own
      join public.client_phones p
        on p.organization_id = c.organization_id and p.phone_number = own.phone_number
      where own.organization_id = c.organization_id and own.client_id = c.id
      union all
      select k.id, 'email' from public.clients k
      where k.organization_id = c.organization_id and lower(k.email) = lower(c.email)
      union all
      select k.id, 'name' from public.clients k
      where k.organization_id = c.organization_id and k.name operator(extensions.%) c.name
        -- Two letters of a name may differ; two people of one family do not look the same.
        and extensions.similarity(k.name, c.name) >= 0.6
    ) found
    where found.other_id <> c.id
    group by found.other_id
  ) d
  join public.clients o on o.id = d.other_id and o.archived_at is null
  where c.id = any (p_client_ids[1:200]) and c.archived_at is null
    and c.organization_id in (select app.my_organizations())
    and not exists (
      select from public.client_distinctions x
      where x.client_a = least(c.id, d.other_id) and x.client_b = greatest(c.id, d.other_id)
    )
  order by c.id, cardinality(d.reasons) desc, o.name, o.id;
end
$$;
comment on function public.client_duplicates is
  'Clients that may be the same as one of these, and why: number, email, name.';

create function public.tell_clients_apart(p_client_id uuid, p_other_id uuid, p_apart boolean default true)
returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_organization uuid := (
    select a.organization_id from public.clients a
    join public.clients b on b.organization_id = a.organization_id and b.id = p_other_id
    where a.id = p_client_id and a.id <> b.id and a.organization_id in (select app.my_organizations())
  );
begin
  if v_organization is null then
    return false;
  end if;
  if p_apart then
    insert into public.client_distinctions (organization_id, client_a, client_b, member_id)
    values (v_organization, least(p_client_id, p_other_id), greatest(p_client_id, p_other_id),
      app.my_member_id(v_organization))
    on conflict (client_a, client_b) do nothing;
  else
    delete from public.client_distinctions x
    where x.client_a = least(p_client_id, p_other_id) and x.client_b = greatest(p_client_id, p_other_id);
  end if;
  return true;
end
$$;
comment on function public.tell_clients_apart is
  'Remembers that two clients are not the same, or forgets it. False: they are not the caller''s.';

revoke all on function
  public.client_duplicates(uuid[]), public.tell_clients_apart(uuid, uuid, boolean)
  from public, anon, authenticated;
grant execute on function
  public.client_duplicates(uuid[]), public.tell_clients_apart(uuid, uuid, boolean)
  to authenticated;
