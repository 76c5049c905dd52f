-- Views of the history that somebody keeps, and what is done to many calls at once.
create table public.history_views (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default app.my_organization(),
  member_id uuid not null,
  name text not null check (char_length(btrim(name)) between 1 and 60),
  -- The filters as they stand in the address.
  query text not null check (char_length(query) <= 1000),
  is_shared boolean not null default false,
  created_at timestamptz not null default now(),
  unique (member_id, name),
  foreign key (organization_id, member_id)
    references public.members (organization_id, id) on delete cascade
);
comment on table public.history_views is 'Filters of the call history that a member keeps, or shares.';
create index history_views_member_idx on public.history_views (organization_id, member_id);

create trigger set_author before insert on public.history_views
  for each row execute function app.set_note_author();
alter table public.history_views enable row level security;
alter table public.history_views force row level security;
revoke all on public.history_views from anon, authenticated;
grant select, insert, update, delete on public.history_views to service_role;
grant select, delete on public.history_views to authenticated;
grant insert (organization_id, member_id, name, query, is_shared) on public.history_views to authenticated;
grant update (name, query, is_shared) on public.history_views to authenticated;
create policy "members read views of their own and shared ones" on public.history_views
  for select to authenticated using (
    organization_id = any (array(select app.my_organizations()))
    and (is_shared or member_id = any (array(select app.my_member_ids())))
  );
create policy "members keep views of their own" on public.history_views
  for insert to authenticated with check (
    organization_id = any (array(select app.my_organizations()))
    and member_id = any (array(select app.my_member_ids()))
  );
create policy "members change views of their own" on public.history_views
  for update to authenticated
  using (
    organization_id = any (array(select app.my_organizations()))
    and member_id = any (array(select app.my_member_ids()))
  )
  with check (member_id = any (array(select app.my_member_ids())));
create policy "members drop views of their own" on public.history_views
  for delete to authenticated using (
    organization_id = any (array(select app.my_organizations()))
    and member_id = any (array(select app.my_member_ids()))
  );

create function public.change_calls(p_ids uuid[], p_change jsonb) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_add text[] := array(select btrim(x) from jsonb_array_elements_text(p_change -> 'addTags') x);
  v_drop text[] := array(select jsonb_array_elements_text(p_change -> 'dropTags'));
  v_ids uuid[];
begin
  if cardinality(p_ids) > 500 or exists (
    select from unnest(v_add) x where char_length(x) not between 1 and 40
  ) then
    raise exception 'Too many calls, or no good tag' using errcode = 'check_violation';
  end if;
  v_ids := array(
    select c.id from public.telnyx_calls c
    where c.id = any (p_ids) and not c.is_test
      and c.organization_id = any (array(select app.my_organizations()))
    order by c.id for update
  );
  if p_change ? 'disposition' or cardinality(v_add || v_drop) > 0 then
    update public.telnyx_calls c set
      disposition = case
        when p_change ? 'disposition' then nullif(btrim(p_change ->> 'disposition'), '')
        else c.disposition
      end,
      tags = array(
        select x from unnest(c.tags || v_add) with ordinality as u (x, place)
        where x <> all (v_drop) group by x order by min(place)
      )
    where c.id = any (v_ids);
  end if;
  if p_change -> 'callBackDone' = 'true' then
    update public.call_tasks t set done_at = clock_timestamp()
    where t.call_id = any (v_ids) and t.done_at is null
      and t.organization_id = any (array(select app.my_organizations()));
  end if;
  return cardinality(v_ids);
end
$$;
comment on function public.change_calls is
  'Changes many calls: {addTags, dropTags, disposition, callBackDone}; answers how many of them are yours.';

create function public.history_choices() returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_organization_id uuid := app.my_organization();
begin
  return jsonb_build_object(
    -- From one value to the next by the index: as many steps as there are values.
    'tags', (
      with recursive tag as (
        select min(t.tag) as name from public.call_entry_tags t
        where t.organization_id = v_organization_id
        union all
        select (select min(t.tag) from public.call_entry_tags t
          where t.organization_id = v_organization_id and t.tag > tag.name)
        from tag where tag.name is not null
      )
      select coalesce(jsonb_agg(s.name order by s.name), '[]')
      from (select name from tag where name is not null limit 200) s
    ),
    'dispositions', (
      with recursive outcome as (
        select min(e.disposition) as name from public.call_entries e
        where e.organization_id = v_organization_id and e.disposition is not null
        union all
        select (select min(e.disposition) from public.call_entries e
          where e.organization_id = v_organization_id and e.disposition > outcome.name)
        from outcome where outcome.name is not null
      )
      select coalesce(jsonb_agg(s.name order by s.name), '[]')
      from (select name from outcome where name is not null limit 200) s
    )
  );
end
$$;
comment on function public.history_choices is '{tags, dispositions}: what there is to filter by.';

create function public.begin_history_export(p_filter jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_organization_id uuid := app.my_organization();
begin
  if v_organization_id is null then
    raise exception 'No member' using errcode = 'insufficient_privilege';
  end if;
  -- What was typed may be a name: the log tells by what was filtered, not for whom.
  perform app.audit(v_organization_id, app.my_member_id(v_organization_id), 'history.exported',
    jsonb_build_object('filters', (
      select coalesce(jsonb_agg(k order by k), '[]') from jsonb_object_keys(p_filter) k
    )));
end
$$;
comment on function public.begin_history_export is 'Writes down that a member takes calls out of the app [I14].';

revoke all on function
  public.change_calls(uuid[], jsonb), public.history_choices(), public.begin_history_export(jsonb)
  from public, anon, authenticated;
grant execute on function
  public.change_calls(uuid[], jsonb), public.history_choices(), public.begin_history_export(jsonb)
  to authenticated;
