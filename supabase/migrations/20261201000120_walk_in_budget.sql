-- A page costs a fixed number of blocks whatever is filtered by: the marks meet the filters inside the
-- index, the spans skip months and days that have nothing, and what is left is walked in looks of a known
-- price. When the price is paid before the page is full, the answer says how far it looked.

drop function app.history_conditions(jsonb);
create function app.history_conditions(p_filter jsonb, p_row text) returns text[]
language plpgsql immutable set search_path = ''
as $$
declare
  v_status text := p_filter ->> 'status';
  v_agent text := p_filter ->> 'agentId';
begin
  return array(select p_row || '.' || condition from unnest(array[
    case when p_filter -> 'needsCallBack' = 'true' then 'needs_call_back' end,
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
comment on function app.history_conditions is
  'Conditions on an entry or a call. Values go into the text quoted, nothing else does.';

create function app.mark_conditions(p_filter jsonb) returns text[]
language plpgsql immutable set search_path = ''
as $$
declare
  v_agent text := p_filter ->> 'agentId';
begin
  return array_remove(array[
    case when p_filter -> 'needsCallBack' = 'true' then 'e.needs_call_back' end,
    case when p_filter ? 'disposition' then 'e.disposition_mark = ' || app.mark(p_filter ->> 'disposition') end,
    case when p_filter ? 'status' then 'e.outcome_mark = ' || app.mark(p_filter ->> 'status') end,
    case when v_agent in ('ai', 'nobody') then 'e.handled_mark = ' || app.mark(nullif(v_agent, 'nobody'))
      when v_agent is not null then 'e.agent_mark = ' || app.mark(v_agent) end,
    case when p_filter ? 'lineId' then 'e.line_mark = ' || app.mark(p_filter ->> 'lineId') end,
    case when p_filter ? 'direction' then 'e.direction_mark = ' || app.mark(p_filter ->> 'direction') end
  ], null);
end
$$;
comment on function app.mark_conditions is 'The same filters by mark, as the indexes of e hold them.';

-- The plan is not left to guesses about how many calls two filters share: an index in the order of the
-- page, and a lookup by hash where another table leads. Sorting a wrong guess would read thousands.
create function app.look_in_list(
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
      || app.history_conditions(p_filter, case when v_by_tag then 'x' else 'e' end)
      || case when p_filter ? 'tag' and not v_by_tag then 'e.is_tagged and $2 = any (e.tags)' end
      || p_range || p_extra, ' and '),
    case when p_newest then 'desc' else 'asc' end, p_limit)
  using p_organization_id, p_filter ->> 'tag' into v_entries;
  return v_entries;
end
$$;
comment on function app.look_in_list is 'The first entries of a stretch that meet the filter, in the order of the page.';

create function app.stretch_of_calls(p_organization_id uuid, p_before timestamptz, p_calls integer)
returns timestamptz
language plpgsql stable set search_path = ''
as $$
declare
  v_day record;
  v_days integer := 0;
  v_total integer := 0;
  v_start timestamptz := 'infinity';
begin
  for v_day in
    select d.day::timestamptz as starts_at, d.calls from public.call_days d
    where d.organization_id = p_organization_id and d.calls > 0 and d.day <= p_before::date
    order by d.day desc limit 400
  loop
    v_days := v_days + 1;
    v_total := v_total + v_day.calls;
    if v_total > p_calls and v_start < p_before then
      return v_start;
    elsif v_total > p_calls then
      -- One day has more: a part of it.
      return least(p_before, v_day.starts_at + interval '1 day')
        - make_interval(secs => 86400.0 * p_calls / v_day.calls);
    end if;
    v_start := v_day.starts_at;
  end loop;
  return case when v_days = 400 and v_start < p_before then v_start else '-infinity' end;
end
$$;
comment on function app.stretch_of_calls is
  'Since when there were about so many calls, by the day: what a look into that stretch costs at most.';

create function app.spans_with(
  p_organization_id uuid, p_filter jsonb, p_grain integer, p_first integer, p_last integer, p_limit integer
) returns integer[]
language plpgsql stable set search_path = ''
as $$
declare
  v_asked record := app.kind_asked(p_filter);
begin
  return array(
    select s.span from public.call_spans s
    where s.organization_id = p_organization_id and s.grain = p_grain and s.span between p_first and p_last
      and exists (select from unnest(s.kinds) k where k & v_asked.mask = v_asked.value)
    order by s.span desc limit p_limit
  );
end
$$;
comment on function app.spans_with is 'The newest months (1) or days (2) in which the filter may be met.';

create type app.history_looks as (
  -- Newest first.
  looks tstzrange[],
  -- Before all of them.
  reached timestamptz
);

-- The newest month that may have some, in looks of about p_calls calls: its days that may have some, or
-- months at once where few call.
create function app.next_looks(
  p_organization_id uuid, p_filter jsonb, p_after timestamptz, p_before timestamptz, p_calls integer
) returns app.history_looks
language plpgsql stable set search_path = ''
as $$
declare
  v_month integer := (app.spans_with(p_organization_id, p_filter, 1,
    case when p_after > '-infinity' then app.month_number(p_after) else 0 end,
    case when p_before < 'infinity' then app.month_number(p_before - interval '1 microsecond') else 100000 end,
    1))[1];
  v_from timestamptz := make_timestamptz((v_month - 1) / 12, (v_month - 1) % 12 + 1, 1, 0, 0, 0, 'UTC');
  v_to timestamptz := least(p_before, v_from + interval '1 month');
  v_days integer[];
  v_most integer;
  v_looks app.history_looks;
begin
  if v_month is null then
    return v_looks;
  end if;
  v_looks.reached := app.stretch_of_calls(p_organization_id, v_to, p_calls);
  if v_looks.reached <= v_from then
    v_looks.looks := array[tstzrange(v_looks.reached, v_to)];
    return v_looks;
  end if;
  v_looks.reached := v_from;
  v_days := app.spans_with(p_organization_id, p_filter, 2, app.day_number(greatest(v_from, p_after)),
    app.day_number(v_to - interval '1 microsecond'), 31);
  v_most := (
    select greatest(max(d.calls), 1) from public.call_days d
    where d.organization_id = p_organization_id and d.day between v_from::date and v_to::date
  );
  v_looks.looks := array(
    select tstzrange(greatest(g.starts_at + part * g.length / g.parts, p_after),
      least(g.starts_at + (part + 1) * g.length / g.parts, v_to))
    from (
      select (date '2000-01-01' + min(d))::timestamptz as starts_at, (max(d) - min(d) + 1) * interval '1 day'
        as length, case when max(d) > min(d) then 1 else ceil(v_most::numeric / p_calls)::integer end as parts
      from unnest(v_days) d group by (v_days[1] - d) / greatest(p_calls / v_most, 1)
    ) g, generate_series(0, g.parts - 1) part
    where g.starts_at + part * g.length / g.parts < v_to
    order by 1 desc
  );
  return v_looks;
end
$$;

-- A client's list is short, as a rule: a quarter of a year, a year, then what is left.
create function app.next_client_looks(p_before timestamptz, p_length interval) returns app.history_looks
language plpgsql stable set search_path = ''
as $$
declare
  v_to timestamptz := case when p_before < 'infinity' then p_before else clock_timestamp() end;
  v_from timestamptz := case when p_length > interval '4 years' then '-infinity' else v_to - p_length end;
begin
  return row(array[tstzrange(v_from, p_before)], v_from)::app.history_looks;
end
$$;

create function app.history_blocks() returns bigint
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
      'public.call_days', 'public.call_days_pkey'
    ]::regclass[]) x
  );
end
$$;
comment on function app.history_blocks is
  'How many blocks of the history this transaction has read: a walk is bounded by what it really costs.';

-- Backwards from p_before, look by look, until the page is full or the price is paid.
create function app.walk_back(
  p_organization_id uuid, p_filter jsonb, p_range text, p_extra text, p_after timestamptz,
  p_before timestamptz, p_resumes boolean, p_limit integer
) returns app.history_page
language plpgsql stable set search_path = ''
as $$
declare
  v_end bigint := app.history_blocks() + greatest(p_limit * 2 - 6, 44);
  v_is_client boolean := p_filter ? 'clientId';
  v_price integer := case when p_filter ? 'tag' and not v_is_client then 2 else 1 end;
  -- Calls, or a client's days, in a look. What a look costs beside its rows tells how many there may be in
  -- the next one.
  v_size integer := case when v_is_client then 90 when p_extra is null then 1500 else 900 end;
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
  if v_is_client then
    v_next := app.next_client_looks(p_before, make_interval(days => v_size));
  elsif not p_resumes then
    v_next.reached := app.stretch_of_calls(p_organization_id, p_before, v_size);
    v_next.looks := array[tstzrange(v_next.reached, p_before)];
  end if;
  loop
    foreach v_look in array v_next.looks loop
      v_began := app.history_blocks();
      v_room := least(p_limit - cardinality(v_page.entries), (v_end - v_began - v_leaves) / v_price);
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
      v_leaves := app.history_blocks() - v_began - coalesce(cardinality(v_found), 0) * v_price;
    end loop;
    if v_next.reached <= p_after then
      return v_page;
    elsif app.history_blocks() + 14 > v_end then
      v_page.walked_to := v_next.reached;
      return v_page;
    end if;
    v_growth := case when p_extra is not null or v_leaves > 7 then 1 when v_leaves > 5 or v_is_client then 4 else 16 end;
    v_size := v_size * v_growth;
    v_leaves := v_leaves + v_growth / 2;
    v_next := case when v_is_client then app.next_client_looks(v_next.reached, make_interval(days => v_size))
      else app.next_looks(p_organization_id, p_filter, p_after, v_next.reached, v_size) end;
    if v_next.looks is null then
      return v_page;
    end if;
  end loop;
end
$$;

create function app.walk_entries(
  p_organization_id uuid, p_filter jsonb, p_range text, p_extra text, p_after timestamptz,
  p_before timestamptz, p_resumes boolean, p_newest boolean, p_limit integer
) returns app.history_page
language plpgsql stable set search_path = ''
as $$
declare
  v_lists integer := cardinality(app.mark_conditions(p_filter))
    + case when p_filter ? 'tag' then 1 else 0 end + case when p_filter ? 'clientId' then 1 else 0 end;
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

create or replace function app.entries_of(
  p_organization_id uuid, p_column text, p_keys anyarray, p_conditions text, p_newest boolean,
  p_limit integer
) returns public.call_entries[]
language plpgsql stable set search_path = ''
as $$
declare
  v_order text := case when p_newest then 'desc' else 'asc' end;
  v_entries public.call_entries[];
begin
  -- One key: its index hands the rows over in order. Several: first their places, then the rows.
  execute format(case when cardinality(p_keys) = 1
    then 'select array_agg(f.entry) from (select e as entry from public.call_entries e
      where e.organization_id = $1 and e.%1$I = $2[1] and %2$s
      order by e.started_at %3$s, e.call_id %3$s limit %4$s) f'
    else 'select array_agg(x) from (
        select p.call_id from unnest($2) k cross join lateral (
          select e.started_at, e.call_id from public.call_entries e
          where e.organization_id = $1 and e.%1$I = k and %2$s
          order by e.started_at %3$s, e.call_id %3$s limit %4$s
        ) p order by p.started_at %3$s, p.call_id %3$s limit %4$s
      ) f join public.call_entries x on x.call_id = f.call_id and (x.organization_id = $1) is true'
    end, p_column, p_conditions, v_order, p_limit)
  using p_organization_id, p_keys into v_entries;
  return v_entries;
end
$$;

drop function app.search_entries(uuid, jsonb, text, boolean, integer);
create function app.search_entries(
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
    v_found := v_found || app.entries_with_words(p_organization_id, v_query, p_range, v_conditions,
      p_newest, p_limit);
  end if;
  if cardinality(v_walked) > 0 then
    v_page := app.walk_entries(p_organization_id, p_filter, p_range, v_walked[1], p_after, p_before, false,
      p_newest, p_limit);
    v_found := v_found || v_page.entries;
  end if;
  v_page.entries := array(
    select f.e from (select distinct on (e.started_at, e.call_id) e from unnest(v_found) e) f
    order by
      case when p_newest then (f.e).started_at end desc, case when p_newest then (f.e).call_id end desc,
      (f.e).started_at, (f.e).call_id
    limit p_limit
  );
  return v_page;
end
$$;

create or replace function app.live_history_rows(
  p_organization_id uuid, p_filter jsonb, p_range text, p_limit integer
) returns table (started_at timestamptz, id uuid, shown jsonb)
language plpgsql stable set search_path = ''
as $$
declare
  v_pattern text := '%' || app.like_text(app.fold_text(btrim(p_filter ->> 'search'))) || '%';
  v_digits text := app.digits_searched(p_filter);
begin
  if p_filter -> 'needsCallBack' = 'true' or p_filter ->> 'status' <> 'live' then
    return;
  end if;
  return query execute format($sql$
    select e.started_at, e.id, app.call_card(e.call) || jsonb_build_object(
      'durationSeconds', null,
      'waitSeconds', floor(extract(epoch from e.answered_at - e.started_at))::integer,
      'aiOutcome', null, 'sentiment', null, 'followUps', jsonb '[]',
      'disposition', e.disposition, 'tags', to_jsonb(e.tags), 'notes', left(e.notes, 300),
      'summary', left(e.summary, 1000), 'visit', null, 'task', null)
    from (
      select c as call, c.*, c.id as call_id from public.telnyx_calls c
      where c.organization_id = $1 and c.status <> 'ended'
    ) e
    where %s and %s
      and ($2 is null or app.fold_text(e.notes) like $2 or e.outside_number like $3 or exists (
        select from public.clients k where k.id = e.client_id and app.fold_text(k.name) like $2
      ))
    order by e.started_at desc, e.id desc limit %s
  $sql$, p_range, concat_ws(' and ', 'true',
    nullif(array_to_string(app.history_conditions(p_filter - 'status', 'e'), ' and '), ''),
    quote_literal(p_filter ->> 'tag') || ' = any (e.tags)'), p_limit)
  using p_organization_id, v_pattern, '%' || v_digits || '%';
end
$$;

-- Who and what the rows name, in one look; only functions that have checked the organisation call it.
create or replace function app.history_names(p_organization_id uuid) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return jsonb_build_object(
    'members', (select jsonb_object_agg(m.id, m.display_name) from public.members m
      where m.organization_id = p_organization_id),
    'lines', (select jsonb_object_agg(n.id, jsonb_build_array(n.phone_number, n.label))
      from public.telnyx_phone_numbers n where n.organization_id = p_organization_id)
  );
end
$$;

create or replace function public.call_history(
  p_filter jsonb default '{}',
  p_before timestamptz default null,
  p_before_id uuid default null,
  p_after timestamptz default null,
  p_after_id uuid default null,
  p_limit integer default 25
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_organization_id uuid := app.my_organization();
  v_filter jsonb := jsonb_strip_nulls(coalesce(p_filter, '{}'));
  -- A row of which another table knows the call costs two blocks: such a page is shorter.
  v_limit integer := greatest(
    least(coalesce(p_limit, 25), 200) * case when v_filter ? 'tag' then 4 else 5 end / 5, 1);
  v_range text := app.history_range(v_filter, p_before, p_before_id, p_after, p_after_id);
  v_after timestamptz := greatest((v_filter ->> 'from')::timestamptz, p_after, '-infinity');
  v_before timestamptz := least((v_filter ->> 'to')::timestamptz, p_before, 'infinity');
  v_page app.history_page;
  -- A look that found less than a page ended between two calls, not at one.
  v_resumes boolean := coalesce(p_before_id = '00000000-0000-0000-0000-000000000000', false);
  v_names jsonb := app.history_names(v_organization_id);
  v_rows jsonb;
begin
  if v_organization_id is null then
    return jsonb_build_object('rows', jsonb '[]', 'next', null);
  end if;
  if char_length(btrim(v_filter ->> 'search')) >= 2 then
    v_page := app.search_entries(v_organization_id, v_filter, v_range, v_after, v_before, p_after is null, v_limit);
  else
    v_filter := v_filter - 'search';
    v_page := app.walk_entries(v_organization_id, v_filter, v_range, null, v_after, v_before,
      v_resumes, p_after is null, v_limit);
  end if;
  v_rows := (
    select coalesce(jsonb_agg(x.shown order by x.started_at desc, x.id desc), '[]') from (
      select f.* from (
        select e.started_at, e.call_id as id, app.history_row(e, v_names) as shown
        from unnest(v_page.entries) e
        union all
        select l.* from app.live_history_rows(v_organization_id, v_filter, v_range, v_limit) l
      ) f
      order by
        case when p_after is null then f.started_at end desc,
        case when p_after is null then f.id end desc,
        f.started_at, f.id
      limit v_limit
    ) x
  );
  return jsonb_build_object(
    'rows', v_rows,
    'next', case
      when jsonb_array_length(v_rows) = v_limit then jsonb_build_object(
        'startedAt', v_rows #> array[(v_limit - 1)::text, 'startedAt'],
        'id', v_rows #> array[(v_limit - 1)::text, 'id'], 'isPartial', false)
      when v_page.walked_to is not null then jsonb_build_object(
        'startedAt', app.iso_utc(v_page.walked_to),
        'id', coalesce(v_page.walked_to_id, '00000000-0000-0000-0000-000000000000'), 'isPartial', true)
    end
  );
end
$$;

revoke all on function
  app.history_conditions(jsonb, text), app.mark_conditions(jsonb), app.history_blocks(),
  app.look_in_list(uuid, jsonb, text, text, boolean, integer), app.stretch_of_calls(uuid, timestamptz, integer),
  app.spans_with(uuid, jsonb, integer, integer, integer, integer),
  app.next_looks(uuid, jsonb, timestamptz, timestamptz, integer),
  app.next_client_looks(timestamptz, interval),
  app.walk_back(uuid, jsonb, text, text, timestamptz, timestamptz, boolean, integer),
  app.walk_entries(uuid, jsonb, text, text, timestamptz, timestamptz, boolean, boolean, integer),
  app.search_entries(uuid, jsonb, text, timestamptz, timestamptz, boolean, integer)
  from public;
-- They check no organisation: what may be called is call_history, which does.
revoke execute on function
  app.history_row(public.call_entries, jsonb), app.history_names(uuid),
  app.live_history_rows(uuid, jsonb, text, integer)
  from authenticated;
