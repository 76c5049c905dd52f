-- What somebody pastes into the e-mail field may be longer than an index takes; no address is
-- (RFC 5321: 320 characters).
drop index public.clients_email_idx;
create index clients_email_idx on public.clients (organization_id, left(lower(email), 320))
  where email is not null;

create or replace function public.client_duplicates(p_client_ids uuid[]) returns setof jsonb
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
      where k.organization_id = c.organization_id and left(lower(k.email), 320) = left(lower(c.email), 320)
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
