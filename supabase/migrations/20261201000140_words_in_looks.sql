-- Words are looked for near by first, then by months that may have some, for as many blocks as a page of
-- words may cost; the answer says how far that was. A common word fills its page near by, a rare one is
-- found by the index in the whole history at once.
create index call_words_page_idx on public.call_words (organization_id, started_at desc, call_id desc);

create or replace function app.history_blocks() returns bigint
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select sum(pg_stat_get_xact_blocks_fetched(x)) from unnest(array[
      'public.call_entries', 'public.call_entries_page_idx', 'public.call_entries_direction_idx',
      'public.call_entries_outcome_idx', 'public.call_entries_handled_idx', 'public.call_entries_agent_idx',
      'public.call_entries_line_idx', 'public.call_entries_client_idx', 'public.call_entries_disposition_idx',
      'public.call_entries_waiting_idx', 'public.call_entries_call_idx', 'public.call_entry_tags',
      'public.call_entry_tags_page_idx', 'public.call_spans', 'public.call_spans_pkey',
      'public.call_days', 'public.call_days_pkey', 'public.call_words', 'public.call_words_search_idx',
      'public.call_words_page_idx'
    ]::regclass[]) x
  );
end
$$;

create function app.words_near_by(
  p_organization_id uuid, p_query tsquery, p_since timestamptz, p_before timestamptz, p_conditions text,
  p_limit integer
) returns public.call_entries[]
language plpgsql stable set search_path = '' set enable_sort = off set enable_incremental_sort = off
  set enable_bitmapscan = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_entries public.call_entries[];
begin
  -- offset 0: the words lead, whatever the planner thinks of the filters.
  execute format('select array_agg(x.entry) from (
      select f.entry from (
        select w.call_id from public.call_words w
        where w.organization_id = $1 and w.started_at >= $3 and w.started_at <= $4 and w.words @@ $2
        order by w.started_at desc, w.call_id desc offset 0
      ) w
      cross join lateral (
        select e as entry from public.call_entries e
        where e.call_id = w.call_id and (e.organization_id = $1) is true and %s offset 0
      ) f limit %s
    ) x', p_conditions, p_limit)
  using p_organization_id, p_query, p_since, p_before into v_entries;
  return v_entries;
end
$$;

create function app.words_of_months(
  p_organization_id uuid, p_query tsquery, p_months integer[], p_conditions text, p_newest boolean,
  p_limit integer
) returns public.call_entries[]
language plpgsql stable set search_path = '' set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_entries public.call_entries[];
begin
  -- Collected first, then put in order: left to choose, the planner takes any word for a common one.
  execute format('with found as materialized (
      select w.call_id, w.started_at from public.call_words w
      where w.organization_id = $1 and w.words @@ $2 and w.month = any ($3)
    )
    select array_agg(x.entry) from (
      select f.entry from (select call_id from found order by started_at %1$s, call_id %1$s offset 0) w
      cross join lateral (
        select e as entry from public.call_entries e
        where e.call_id = w.call_id and (e.organization_id = $1) is true and %2$s offset 0
      ) f limit %3$s
    ) x', case when p_newest then 'desc' else 'asc' end, p_conditions, p_limit)
  using p_organization_id, p_query, p_months into v_entries;
  return v_entries;
end
$$;

drop function app.entries_with_words(uuid, tsquery, text, text, boolean, integer);
create function app.entries_with_words(
  p_organization_id uuid, p_query tsquery, p_filter jsonb, p_conditions text, p_after timestamptz,
  p_before timestamptz, p_newest boolean, p_limit integer
) returns app.history_page
language plpgsql stable set search_path = ''
as $$
declare
  v_end bigint := app.history_blocks() + 1200;
  v_since timestamptz := greatest(app.stretch_of_calls(p_organization_id, p_before, 1500), p_after);
  v_months integer[];
  v_at integer := 1;
  v_next integer := 1;
  v_began bigint;
  v_more public.call_entries[];
  v_page app.history_page;
begin
  v_months := app.spans_with(p_organization_id, p_filter, 1,
    case when p_after > '-infinity' then app.month_number(p_after) else 0 end,
    case when p_newest and v_since > '-infinity' then app.month_number(v_since)
      when p_before < 'infinity' then app.month_number(p_before) else 100000 end, 10000);
  if not p_newest then
    v_page.entries := app.words_of_months(p_organization_id, p_query, v_months, p_conditions, false, p_limit);
    return v_page;
  end if;
  v_page.entries := coalesce(app.words_near_by(p_organization_id, p_query, v_since, p_before, p_conditions, p_limit), '{}');
  if v_since <= p_after then
    return v_page;
  end if;
  while cardinality(v_page.entries) < p_limit and v_at <= cardinality(v_months) loop
    if app.history_blocks() > v_end then
      v_page.walked_to := make_timestamptz((v_months[v_at - 1] - 1) / 12, (v_months[v_at - 1] - 1) % 12 + 1,
        1, 0, 0, 0, 'UTC');
      return v_page;
    end if;
    v_began := app.history_blocks();
    v_more := app.words_of_months(p_organization_id, p_query, v_months[v_at:v_at + v_next - 1],
      format('%s and e.started_at < %L', p_conditions, v_since), true,
      p_limit - cardinality(v_page.entries));
    v_page.entries := v_page.entries || v_more;
    v_at := v_at + v_next;
    -- The cheaper the last look, the rarer the word.
    v_next := v_next * case when app.history_blocks() - v_began < 100 then 12
      when app.history_blocks() - v_began < 400 then 3 else 1 end;
  end loop;
  return v_page;
end
$$;

create or replace function app.search_entries(
  p_organization_id uuid, p_filter jsonb, p_range text, p_after timestamptz, p_before timestamptz,
  p_newest boolean, p_limit integer
) returns app.history_page
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_search text := btrim(p_filter ->> 'search');
  v_pattern text := '%' || app.like_text(app.fold_text(v_search)) || '%';
  v_digits text := app.digits_searched(p_filter);
  v_query tsquery := app.word_query(v_search);
  v_conditions text := concat_ws(' and ', p_range,
    nullif(array_to_string(app.mark_conditions(p_filter) || app.history_conditions(p_filter, 'e'), ' and '), ''),
    quote_literal(p_filter ->> 'tag') || ' = any (e.tags)');
  v_clients uuid[];
  v_numbers text[];
  v_walked text[] := '{}';
  v_found public.call_entries[] := '{}';
  v_words app.history_page;
  v_page app.history_page;
begin
  if p_organization_id not in (select app.my_organizations()) then
    return v_page;
  end if;
  if v_digits is null then
    v_clients := array(
      select k.id from public.clients k
      where k.organization_id = p_organization_id and app.fold_text(k.name) like v_pattern limit 501
    );
    if cardinality(v_clients) > 500 then
      v_walked := v_walked || format('app.fold_text(e.client_name) like %L', v_pattern);
    elsif cardinality(v_clients) > 0 then
      v_found := v_found || app.entries_of(p_organization_id, 'client_id', v_clients,
        v_conditions, p_newest, p_limit);
    end if;
  elsif p_filter ? 'number' then
    v_numbers := array[p_filter ->> 'number'];
  elsif length(v_digits) > 3 then
    v_numbers := array(
      select n.number from public.call_numbers n
      where n.organization_id = p_organization_id and n.number like '%' || v_digits || '%' limit 101
    );
  end if;
  if v_digits is not null then
    if cardinality(v_numbers) between 1 and 100 then
      v_found := v_found || app.entries_of(p_organization_id, 'outside_number', v_numbers,
        v_conditions, p_newest, p_limit);
    elsif cardinality(v_numbers) > 100 or v_numbers is null then
      v_walked := v_walked || format('e.outside_number like %L', '%' || v_digits || '%');
    end if;
  end if;
  -- Digits are looked for in the words only where no number has them.
  if v_query is not null and not p_filter ? 'number'
    and (v_digits is null or cardinality(v_numbers) = 0)
  then
    v_words := app.entries_with_words(p_organization_id, v_query, p_filter, v_conditions, p_after,
      p_before, p_newest, p_limit);
    v_found := v_found || v_words.entries;
  end if;
  if cardinality(v_walked) > 0 then
    v_page := app.walk_entries(p_organization_id, p_filter, p_range, v_walked[1], p_after, p_before, false,
      p_newest, p_limit);
    v_found := v_found || v_page.entries;
  end if;
  -- Of two ways to look, the one that came less far says where the page ends: older calls come with the next.
  if v_page.walked_to is null or v_words.walked_to > v_page.walked_to then
    v_page.walked_to := v_words.walked_to;
    v_page.walked_to_id := null;
  end if;
  v_page.entries := array(
    select f.e from (select distinct on (e.started_at, e.call_id) e from unnest(v_found) e
      where v_page.walked_to is null or (e.started_at, e.call_id)
        >= (v_page.walked_to, coalesce(v_page.walked_to_id, '00000000-0000-0000-0000-000000000000'))) f
    order by
      case when p_newest then (f.e).started_at end desc, case when p_newest then (f.e).call_id end desc,
      (f.e).started_at, (f.e).call_id
    limit p_limit
  );
  return v_page;
end
$$;

revoke all on function
  app.words_near_by(uuid, tsquery, timestamptz, timestamptz, text, integer),
  app.words_of_months(uuid, tsquery, integer[], text, boolean, integer),
  app.entries_with_words(uuid, tsquery, jsonb, text, timestamptz, timestamptz, boolean, integer)
  from public;
