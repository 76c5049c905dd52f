-- Two clients become one, in one transaction, and for a week two again. What is moved is found in the
-- catalog: a table that comes later cannot be forgotten.

alter table public.clients
  add column merged_into uuid,
  -- Who is erased is erased under every name they had.
  add constraint clients_merged_into_fkey foreign key (organization_id, merged_into)
    references public.clients (organization_id, id) on delete cascade,
  add constraint clients_merged_is_archived check (merged_into is null or archived_at is not null);
create index clients_merged_into_idx on public.clients (organization_id, merged_into)
  where merged_into is not null;
comment on column public.clients.merged_into is 'Where an old link leads; the row holds what it was.';

create table public.client_merges (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  kept_id uuid not null,
  gone_id uuid not null,
  member_id uuid,
  merged_at timestamptz not null default clock_timestamp(),
  undone_at timestamptz,
  -- {"schema.table.column": [ids]} of what the one had, and the numbers that both had.
  moved jsonb not null default '{}',
  -- The facts of the kept client before and after, and both main numbers.
  facts jsonb not null default '{}',
  foreign key (organization_id, kept_id)
    references public.clients (organization_id, id) on delete cascade,
  foreign key (organization_id, gone_id)
    references public.clients (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id)
    references public.members (organization_id, id) on delete set null (member_id)
);
comment on table public.client_merges is 'Which client was merged into which, with what it takes to undo it.';
create index client_merges_kept_idx on public.client_merges (organization_id, kept_id, merged_at desc);
create index client_merges_gone_idx on public.client_merges (organization_id, gone_id);
create index client_merges_member_idx on public.client_merges (organization_id, member_id);
alter table public.client_merges enable row level security;
alter table public.client_merges force row level security;
revoke all on public.client_merges from anon, authenticated;
grant select, insert, update, delete on public.client_merges to service_role;
grant select on public.client_merges to authenticated;
create policy "members read merges" on public.client_merges
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));

create function app.client_references() returns table (place text, relation regclass, col name)
language sql stable set search_path = ''
as $$
  select format('%s.%s.%s', n.nspname, t.relname, a.attname), t.oid::regclass, a.attname
  from pg_catalog.pg_constraint k
  join pg_catalog.pg_class t on t.oid = k.conrelid
  join pg_catalog.pg_namespace n on n.oid = t.relnamespace
  cross join lateral unnest(k.conkey, k.confkey) as pair (own, foreign_column)
  join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.own
  join pg_catalog.pg_attribute f on f.attrelid = k.confrelid and f.attnum = pair.foreign_column
  where k.contype = 'f' and k.confrelid = 'public.clients'::regclass and f.attname = 'id'
    -- What is about two clients, and not about one.
    and t.relname not in ('client_merges', 'client_distinctions')
  order by 1
$$;
comment on function app.client_references is 'Every column that names a client, by the database''s own knowledge.';

create function app.move_client_rows(
  p_organization_id uuid, p_from uuid, p_to uuid, p_only jsonb default null
) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_ref record;
  v_ids uuid[];
  v_moved jsonb := '{}';
begin
  for v_ref in select * from app.client_references() loop
    execute format(
      'with moved as (update %s set %I = $1 %s where organization_id = $2 and %I = $3
         and ($4 is null or id in (select jsonb_array_elements_text($4)::uuid)) returning id)
       select array_agg(id) from moved', v_ref.relation, v_ref.col,
      -- Cards that are on screens follow.
      case when v_ref.relation = 'public.telnyx_calls'::regclass
        then ', version = version + (status <> ''ended'')::integer' end,
      v_ref.col)
    into v_ids using p_to, p_organization_id, p_from,
      case when p_only is not null then coalesce(p_only -> v_ref.place, '[]') end;
    if v_ids is not null then
      v_moved := v_moved || jsonb_build_object(v_ref.place, to_jsonb(v_ids));
    end if;
  end loop;
  return v_moved;
end
$$;
comment on function app.move_client_rows is
  'Everything that names one client names another; with p_only, of what an earlier move lists.';

create function app.client_facts_row(k public.clients) returns jsonb
language sql immutable set search_path = ''
as $$
  select jsonb_build_object('name', k.name, 'email', k.email, 'address', k.address,
    'company', k.company, 'preferredLanguage', k.preferred_language, 'summary', k.notes_summary)
$$;

create function app.write_client_facts(p_client_id uuid, p_facts jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  k public.clients;
begin
  update public.clients c set
    name = coalesce(p_facts ->> 'name', c.name),
    email = p_facts ->> 'email', address = p_facts ->> 'address', company = p_facts ->> 'company',
    preferred_language = p_facts ->> 'preferredLanguage', notes_summary = p_facts ->> 'summary'
  where c.id = p_client_id
  returning c.* into k;
  return app.client_facts_row(k);
end
$$;

create function app.set_main_number(p_client_id uuid, p_phone_number text) returns void
language plpgsql set search_path = ''
as $$
begin
  update public.client_phones p set is_main = false
  where p.client_id = p_client_id and p.is_main and p.phone_number <> p_phone_number;
  update public.client_phones p set is_main = true
  where p.client_id = p_client_id and p.phone_number = p_phone_number;
end
$$;

create function public.merge_clients(
  p_kept_id uuid, p_gone_id uuid, p_facts jsonb default '{}', p_main_number text default null
) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_kept public.clients;
  v_gone public.clients;
  v_merge public.client_merges;
  v_mains jsonb;
  v_doubles jsonb;
  v_before jsonb;
begin
  -- Both in the same order: two who merge the same pair the other way round do not wait for each other.
  perform from public.clients k where k.id in (p_kept_id, p_gone_id) order by k.id for update;
  select * into v_kept from public.clients k
  where k.id = p_kept_id and k.archived_at is null and k.organization_id in (select app.my_organizations());
  select * into v_gone from public.clients k
  where k.id = p_gone_id and k.archived_at is null and k.organization_id = v_kept.organization_id
    and k.id <> v_kept.id;
  if v_gone.id is null then
    return jsonb_build_object('ok', false, 'code', 'client_not_found');
  end if;
  v_before := app.client_facts_row(v_kept);
  v_mains := jsonb_build_object(
    'kept', (select p.phone_number from public.client_phones p where p.client_id = v_kept.id and p.is_main),
    'gone', (select p.phone_number from public.client_phones p where p.client_id = v_gone.id and p.is_main));
  update public.client_phones p set is_main = false where p.client_id = v_gone.id and p.is_main;
  with doubles as (
    delete from public.client_phones p where p.client_id = v_gone.id and exists (
      select from public.client_phones o where o.client_id = v_kept.id and o.phone_number = p.phone_number
    ) returning p.phone_number, p.label
  )
  select coalesce(jsonb_agg(to_jsonb(d)), '[]') into v_doubles from doubles d;
  insert into public.client_merges (organization_id, kept_id, gone_id, member_id, moved)
  values (v_kept.organization_id, v_kept.id, v_gone.id, app.my_member_id(v_kept.organization_id),
    app.move_client_rows(v_kept.organization_id, v_gone.id, v_kept.id)
      || jsonb_build_object('doubles', v_doubles))
  returning * into v_merge;
  perform app.set_main_number(v_kept.id, coalesce(p_main_number, v_mains ->> 'kept', v_mains ->> 'gone'));
  -- What nobody chose is kept, and where there was nothing the other's is taken.
  update public.client_merges m set facts = jsonb_build_object('before', v_before, 'mains', v_mains,
    'after', app.write_client_facts(v_kept.id,
      jsonb_strip_nulls(app.client_facts_row(v_gone)) || jsonb_strip_nulls(v_before) || p_facts))
  where m.id = v_merge.id;
  update public.clients k set merged_into = v_kept.id, archived_at = clock_timestamp()
  where k.id = v_gone.id;
  -- Whoever was not the one is not the other.
  insert into public.client_distinctions (organization_id, client_a, client_b, member_id)
  select x.organization_id, least(v_kept.id, o.id), greatest(v_kept.id, o.id), x.member_id
  from public.client_distinctions x
  cross join lateral (
    select case when x.client_a = v_gone.id then x.client_b else x.client_a end as id
  ) o
  where x.organization_id = v_kept.organization_id and v_gone.id in (x.client_a, x.client_b)
    and o.id <> v_kept.id
  on conflict (client_a, client_b) do nothing;
  perform app.audit(v_kept.organization_id, v_merge.member_id, 'client.merged',
    jsonb_build_object('clientId', v_kept.id, 'mergedClientId', v_gone.id));
  return jsonb_build_object('ok', true, 'mergeId', v_merge.id);
end
$$;
comment on function public.merge_clients is
  'Merges a client into another: everything moves, the chosen facts stay. Code: client_not_found.';

create function public.unmerge_clients(p_merge_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  m public.client_merges;
  v_kept public.clients;
  v_facts jsonb;
begin
  select * into m from public.client_merges x
  where x.id = p_merge_id and x.organization_id in (select app.my_organizations()) for update;
  perform from public.clients k where k.id in (m.kept_id, m.gone_id) order by k.id for update;
  select * into v_kept from public.clients k where k.id = m.kept_id and k.merged_into is null;
  if m.id is null or m.undone_at is not null or v_kept.id is null
    or m.merged_at < clock_timestamp() - interval '7 days'
    or not exists (select from public.clients k where k.id = m.gone_id and k.merged_into = m.kept_id)
  then
    return jsonb_build_object('ok', false, 'code', 'too_late');
  end if;
  update public.clients k set merged_into = null, archived_at = null where k.id = m.gone_id;
  update public.client_phones p set is_main = false
  where p.client_id = m.kept_id and p.is_main
    and p.id in (select jsonb_array_elements_text(m.moved -> 'public.client_phones.client_id')::uuid);
  perform app.move_client_rows(m.organization_id, m.kept_id, m.gone_id, m.moved);
  insert into public.client_phones (organization_id, client_id, phone_number, label)
  select m.organization_id, m.gone_id, d ->> 'phone_number', d ->> 'label'
  from jsonb_array_elements(m.moved -> 'doubles') d
  on conflict do nothing;
  perform app.set_main_number(m.gone_id, m.facts #>> '{mains,gone}');
  perform app.set_main_number(m.kept_id, m.facts #>> '{mains,kept}');
  -- What was changed since the merge is somebody's later word.
  select jsonb_object_agg(f.key, case when f.value = m.facts #> array['after', f.key]
    then m.facts #> array['before', f.key] else f.value end) into v_facts
  from jsonb_each(app.client_facts_row(v_kept)) f;
  perform app.write_client_facts(m.kept_id, v_facts);
  update public.client_merges x set undone_at = clock_timestamp() where x.id = m.id;
  perform app.audit(m.organization_id, app.my_member_id(m.organization_id), 'client.unmerged',
    jsonb_build_object('clientId', m.kept_id, 'mergedClientId', m.gone_id));
  return jsonb_build_object('ok', true);
end
$$;
comment on function public.unmerge_clients is
  'Makes two of one again, for a week after: what came with the other goes back with it. Code: too_late.';

revoke all on function
  app.client_references(), app.move_client_rows(uuid, uuid, uuid, jsonb),
  app.client_facts_row(public.clients), app.write_client_facts(uuid, jsonb),
  app.set_main_number(uuid, text),
  public.merge_clients(uuid, uuid, jsonb, text), public.unmerge_clients(uuid)
  from public, anon, authenticated;
grant execute on function
  public.merge_clients(uuid, uuid, jsonb, text), public.unmerge_clients(uuid)
  to authenticated;
