-- A whole number is a list of its own, as a client is: with other filters it is walked back in looks. A walk
-- that looks at each call takes looks of as many calls as it has blocks for.
create or replace function app.history_conditions(p_filter jsonb, p_row text) returns text[]
language plpgsql immutable set search_path = ''
as $$
declare
  v_status text := p_filter ->> 'status';
  v_agent text := p_filter ->> 'agentId';
begin
  return array(select p_row || '.' || condition from unnest(array[
    case when p_filter -> 'needsCallBack' = 'true' then 'needs_call_back' end,
    'outside_number = ' || quote_literal(p_filter ->> 'number'),
    'client_id = ' || quote_literal(p_filter ->> 'clientId') || '::uuid',
    'disposition = ' || quote_literal(p_filter ->> 'disposition'),
    'outcome = ' || quote_literal(v_status),
    case v_agent when 'ai' then 'handled_by = ''ai''' when 'nobody' then 'handled_by is null'
      else 'agent_id = ' || quote_literal(v_agent) || '::uuid' end,
    'phone_number_id = ' || quote_literal(p_filter ->> 'lineId') || '::uuid',
    'direction = ' || quote_literal(p_filter ->> 'direction')
  ]) as condition where condition is not null);
end
$$;

create or replace function app.look_in_list(
  p_organization_id uuid, p_filter jsonb, p_range text, p_extra text, p_newest boolean, p_limit integer
) returns public.call_entries[]
language plpgsql stable set search_path = '' set enable_sort = off set enable_incremental_sort = off
  set enable_bitmapscan = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  -- A client's tagged calls are fewer than a tag's.
  v_by_tag boolean := p_filter ? 'tag' and not p_filter ? 'clientId';
  v_entries public.call_entries[];
begin
  execute format(case when v_by_tag
    then 'select array_agg(f.entry) from (
      select x as entry from public.call_entry_tags e
      join public.call_entries x on x.call_id = e.call_id and (x.organization_id = $1) is true
      where e.organization_id = $1 and e.tag = $2 and %1$s order by e.started_at %2$s, e.call_id %2$s limit %3$s) f'
    else 'select array_agg(f.x) from (
      select x from public.call_entries e cross join lateral (select (e).*) x
      where e.organization_id = $1 and %1$s order by e.started_at %2$s, e.call_id %2$s limit %3$s) f'
    end,
    array_to_string(app.mark_conditions(p_filter)
      -- Who waits stands in e; asked of x again, the planner would go through all who wait.
      || app.history_conditions(case when v_by_tag then p_filter - 'needsCallBack' else p_filter end,
        case when v_by_tag then 'x' else 'e' end)
      || case when p_filter ? 'tag' and not v_by_tag then 'e.is_tagged and $2 = any (e.tags)' end
      || p_range || p_extra, ' and '),
    case when p_newest then 'desc' else 'asc' end, p_limit)
  using p_organization_id, p_filter ->> 'tag' into v_entries;
  return v_entries;
end
$$;

create or replace function app.history_blocks() returns bigint
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select sum(pg_stat_get_xact_blocks_fetched(x)) from unnest(array[
      'public.call_entries', 'public.call_entries_page_idx', 'public.call_entries_direction_idx',
      'public.call_entries_outcome_idx', 'public.call_entries_handled_idx', 'public.call_entries_agent_idx',
      'public.call_entries_line_idx', 'public.call_entries_client_idx', 'public.call_entries_number_idx',
      'public.call_entries_local_idx', 'public.call_entries_backwards_idx', 'public.call_entries_disposition_idx',
      'public.call_entries_waiting_idx', 'public.call_entries_call_idx', 'public.call_entry_tags',
      'public.call_entry_tags_page_idx', 'public.call_spans', 'public.call_spans_pkey',
      'public.call_days', 'public.call_days_pkey', 'public.call_words', 'public.call_words_search_idx',
      'public.call_words_page_idx'
    ]::regclass[]) x
  );
end
$$;

create or replace function app.walk_back(
  p_organization_id uuid, p_filter jsonb, p_range text, p_extra text, p_after timestamptz,
  p_before timestamptz, p_resumes boolean, p_limit integer
) returns app.history_page
language plpgsql stable set search_path = ''
as $$
declare
  v_end bigint := app.history_blocks() + greatest(p_limit * 2 - 6, 44);
  -- The calls of one client or number are a short list, as a rule.
  v_is_short boolean := p_filter ? 'clientId' or (p_filter ? 'number' and not p_filter ? 'tag');
  v_price integer := case when p_filter ? 'tag' and not v_is_short then 2 else 1 end;
  -- Calls, or a client's days, in a look. What a look costs beside its rows tells how many there may be in
  -- the next one.
  v_size integer := case when v_is_short then 90 when p_extra is null then 1500
    -- Each call is looked at: some twenty in a block.
    else (case when p_filter ? 'tag' then 4 else 20 end) * greatest(least(v_end - app.history_blocks() - 8, 45), 5) end;
  v_leaves bigint := 8;
  v_next app.history_looks := row('{}', p_before);
  v_look tstzrange;
  v_began bigint;
  v_growth integer;
  v_room integer;
  v_found public.call_entries[];
  v_page app.history_page;
begin
  v_page.entries := '{}';
  if v_is_short then
    v_next := app.next_client_looks(p_before, make_interval(days => v_size));
  elsif not p_resumes then
    v_next.reached := app.stretch_of_calls(p_organization_id, p_before, v_size);
    v_next.looks := array[tstzrange(v_next.reached, p_before)];
  end if;
  loop
    foreach v_look in array v_next.looks loop
      v_began := app.history_blocks();
      v_room := least(p_limit - cardinality(v_page.entries), case when p_extra is null then (v_end - v_began - v_leaves) / v_price
        when v_end - v_began >= v_leaves then p_limit else 0 end);
      if v_room < 1 then
        v_page.walked_to := upper(v_look);
        return v_page;
      end if;
      v_found := app.look_in_list(p_organization_id, p_filter, format('%s and e.started_at >= %L and e.started_at < %L',
        p_range, lower(v_look), upper(v_look)), p_extra, true, v_room);
      v_page.entries := v_page.entries || v_found;
      if cardinality(v_page.entries) >= p_limit then
        return v_page;
      elsif cardinality(v_found) = v_room then
        v_page.walked_to := v_found[v_room].started_at;
        v_page.walked_to_id := v_found[v_room].call_id;
        return v_page;
      end if;
      v_leaves := app.history_blocks() - v_began
        - case when p_extra is null then coalesce(cardinality(v_found), 0) * v_price else 0 end;
    end loop;
    if v_next.reached <= p_after then
      return v_page;
    elsif app.history_blocks() + 14 > v_end then
      v_page.walked_to := v_next.reached;
      return v_page;
    end if;
    v_growth := case when p_extra is not null or v_leaves > 7 then 1 when v_leaves > 5 or v_is_short then 4 else 16 end;
    v_size := v_size * v_growth;
    v_leaves := v_leaves + v_growth / 2;
    v_next := case when v_is_short then app.next_client_looks(v_next.reached, make_interval(days => v_size))
      else app.next_looks(p_organization_id, p_filter, p_after, v_next.reached, v_size) end;
    if v_next.looks is null then
      return v_page;
    end if;
  end loop;
end
$$;

create or replace function app.walk_entries(
  p_organization_id uuid, p_filter jsonb, p_range text, p_extra text, p_after timestamptz,
  p_before timestamptz, p_resumes boolean, p_newest boolean, p_limit integer
) returns app.history_page
language plpgsql stable set search_path = ''
as $$
declare
  v_lists integer := cardinality(app.mark_conditions(p_filter))
    + case when p_filter ? 'tag' then 1 else 0 end + case when p_filter ? 'clientId' then 1 else 0 end
    + case when p_filter ? 'number' then 1 else 0 end;
  v_page app.history_page;
begin
  if p_filter ->> 'status' = 'live' then
    return v_page;
  elsif p_newest and (v_lists > 1 or p_extra is not null) then
    return app.walk_back(p_organization_id, p_filter, p_range, p_extra, p_after, p_before, p_resumes, p_limit);
  end if;
  v_page.entries := app.look_in_list(p_organization_id, p_filter, p_range, p_extra, p_newest, p_limit);
  return v_page;
end
$$;
