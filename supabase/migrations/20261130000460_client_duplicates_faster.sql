-- Names are compared by the index up to the likeness that counts, not down to pg_trgm's own default:
-- of 10,000 clients hundreds share a first name. What somebody promised for a client is everybody's
-- again when they leave.

create or replace function public.client_duplicates(p_client_ids uuid[]) returns setof jsonb
language plpgsql stable security definer
set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
begin
  -- For this transaction. Two letters of a name may differ; two people of one family are not alike.
  perform set_config('pg_trgm.similarity_threshold', '0.6', true);
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

create function app.release_client_tasks() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.client_tasks t set assigned_member_id = null
  where t.organization_id = new.organization_id and t.assigned_member_id = new.id
    and t.done_at is null;
  return null;
end
$$;
create trigger release_client_tasks after update of active on public.members
  for each row when (old.active and not new.active) execute function app.release_client_tasks();
revoke all on function app.release_client_tasks() from public, anon, authenticated;
