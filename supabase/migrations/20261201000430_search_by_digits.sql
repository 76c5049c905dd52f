-- A search by digits within the blocks of a page: by the ends of numbers in stretches of time, or on the way
-- back where most numbers have them.
-- All calls of a stretch of time with the digits, from the indexes of numbers; at most p_limit + 1 of them,
-- in no order.
create function app.digits_in_stretch(
  p_organization_id uuid, p_digits text, p_conditions text, p_since timestamptz, p_limit integer
) returns public.call_entries[]
language plpgsql stable set search_path = '' set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
  v_range text;
  v_more public.call_entries[];
  v_found public.call_entries[] := '{}';
begin
  foreach v_range in array app.digit_ranges(p_digits, 'e') loop
    execute format('select array_agg(f.e) from (
        select e from public.call_entries e
        where e.organization_id = $1 and e.outside_number is not null and %s and e.started_at >= $2 and %s
          and e.call_id <> all ($3) limit %s
      ) f', v_range, p_conditions, p_limit + 1 - cardinality(v_found))
    using p_organization_id, p_since, array(select f.call_id from unnest(v_found) f) into v_more;
    v_found := v_found || v_more;
    exit when cardinality(v_found) > p_limit;
  end loop;
  return v_found;
end
$$;

-- What a stretch of the indexes holds, as the planner knows it: its guess decides the way, not what is found.
create function app.calls_in_ranges(p_organization_id uuid, p_digits text) returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_range text;
  v_plan json;
  v_calls double precision := 0;
begin
  foreach v_range in array app.digit_ranges(p_digits, 'e') loop
    execute format('explain (format json) select from public.call_entries e
      where e.organization_id = %L and %s', p_organization_id, v_range) into v_plan;
    v_calls := v_calls + (v_plan -> 0 -> 'Plan' ->> 'Plan Rows')::double precision;
  end loop;
  return least(v_calls, 1e9);
end
$$;

-- How long the next look of a search is stands in the id of the place where the last one ended, in powers
-- of two of a second: no call has such an id, and every call comes after it.
create function app.id_of_look(p_seconds double precision) returns uuid
language sql immutable set search_path = ''
as $$
  select ('00000000-0000-0000-0000-'
    || lpad(to_hex(least(greatest(round(log(2, p_seconds::numeric)), 1), 40)::integer), 12, '0'))::uuid
$$;
create function app.seconds_of_look(p_id uuid) returns double precision
language sql immutable set search_path = ''
as $$
  select power(2, ('x' || right(p_id::text, 4))::bit(16)::integer)::double precision
  where p_id > '00000000-0000-0000-0000-000000000000' and p_id < '00000000-0000-0000-0000-0000000000ff'
$$;

-- So many calls, newest first, and those of them that are meant.
create function app.walk_calls(
  p_organization_id uuid, p_range text, p_condition text, p_calls integer, p_limit integer
) returns app.history_page
language plpgsql stable set search_path = '' set enable_sort = off set enable_bitmapscan = off
  set enable_seqscan = off
as $$
declare
  v_calls integer;
  v_page app.history_page;
begin
  execute format('select (array_agg(w.call order by w.place) filter (where w.is_meant))[:$3], count(*),
      (array_agg((w.call).started_at order by w.place desc))[1], (array_agg((w.call).call_id order by w.place desc))[1]
    from (
      select c.call, m.is_meant, row_number() over () as place
      from (
        select e as call from public.call_entries e where e.organization_id = $1 and %s
        order by e.started_at desc, e.call_id desc limit $2
      ) c
      cross join lateral (select %s as is_meant from (select (c.call).*) e) m
    ) w', p_range, p_condition)
  using p_organization_id, p_calls, p_limit
  into v_page.entries, v_calls, v_page.walked_to, v_page.walked_to_id;
  if v_calls < p_calls or cardinality(v_page.entries) = p_limit then
    v_page.walked_to := null;
  end if;
  return v_page;
end
$$;

-- Common digits are met on the way back from the newest call; for others the indexes of numbers are asked
-- for a stretch of time that should hold a page, as long as there are blocks left.
create function app.entries_with_digits(
  p_organization_id uuid, p_filter jsonb, p_digits text, p_range text, p_after timestamptz,
  p_before timestamptz, p_before_id uuid, p_limit integer
) returns app.history_page
language plpgsql stable set search_path = ''
as $$
declare
  v_end bigint := app.history_blocks() + 40;
  v_calls integer := app.calls_in_ranges(p_organization_id, p_digits);
  -- What a look costs beside its rows: the way down four trees, and the leaves.
  v_price integer := 12 + v_calls / 80;
  v_met_in_index text := array_to_string(app.mark_conditions(p_filter) || p_range, ' and ');
  v_met_in_row text := array_to_string(app.history_conditions(p_filter, 'e')
    || (quote_literal(p_filter ->> 'tag') || ' = any (e.tags)') || text 'true', ' and ');
  v_to timestamptz := least(p_before, clock_timestamp());
  v_oldest timestamptz;
  v_seconds double precision := app.seconds_of_look(p_before_id);
  v_since timestamptz;
  v_room integer;
  v_found public.call_entries[];
  v_page app.history_page;
begin
  if v_price > 36 and not p_filter ? 'tag' and cardinality(app.history_conditions(p_filter, 'e')) = 0 then
    return app.walk_calls(p_organization_id, p_range, app.digits_condition(p_digits, 'e'), least(600, (
        select 2 * p_limit * t.calls::bigint / v_calls + 30 from public.call_totals t
        where t.organization_id = p_organization_id
      ))::integer, p_limit);
  end if;
  -- A client has a list of its own, shorter than a number's.
  if v_price > 36 or p_filter ? 'clientId' then
    return app.walk_entries(p_organization_id, p_filter, p_range, app.digits_condition(p_digits, 'x'),
      p_after, p_before, false, true, p_limit);
  end if;
  select greatest(min(e.started_at), p_after) into v_oldest from public.call_entries e
  where e.organization_id = p_organization_id;
  v_seconds := greatest(coalesce(v_seconds, 0.3 * p_limit / (v_calls + 5) * extract(epoch from v_to - v_oldest)), 1);
  v_page.entries := '{}';
  v_page.walked_to := v_to;
  loop
    v_room := least(p_limit, v_end - app.history_blocks() - v_price);
    exit when v_room <= cardinality(v_page.entries);
    v_since := v_to - make_interval(secs => least(v_seconds, 3e9));
    if v_since <= v_oldest then
      v_since := p_after;
    end if;
    v_found := app.digits_in_stretch(p_organization_id, p_digits, v_met_in_index, v_since, v_room);
    if cardinality(v_found) > v_room then
      v_seconds := v_seconds / 8;
    else
      v_page.entries := v_found;
      v_page.walked_to := v_since;
      exit when v_since <= v_oldest;
      v_seconds := v_seconds * least(greatest(v_room / (cardinality(v_found) + 1), 1.5), 16);
    end if;
    exit when v_to - make_interval(secs => least(v_seconds, 3e9)) >= v_page.walked_to and v_page.walked_to < v_to;
  end loop;
  if v_page.walked_to <= v_oldest then
    v_page.walked_to := null;
  else
    v_page.walked_to_id := app.id_of_look(v_seconds);
  end if;
  execute format('select array_agg(e) from unnest($1) e where %s', v_met_in_row)
  using v_page.entries into v_page.entries;
  return v_page;
end
$$;
comment on function app.entries_with_digits is 'A page of the calls with numbers that have the digits at an end.';

create function app.is_number_known(p_organization_id uuid, p_digits text) returns boolean
language plpgsql stable set search_path = ''
as $$
declare
  v_range text;
  v_found boolean;
begin
  foreach v_range in array app.digit_ranges(p_digits, 'e') loop
    execute format('select exists (select from public.call_entries e
      where e.organization_id = $1 and e.outside_number is not null and %s)', v_range)
    using p_organization_id into v_found;
    if v_found then
      return true;
    end if;
  end loop;
  return false;
end
$$;

revoke all on function
  app.digits_in_stretch(uuid, text, text, timestamptz, integer), app.calls_in_ranges(uuid, text),
  app.id_of_look(double precision), app.seconds_of_look(uuid),
  app.walk_calls(uuid, text, text, integer, integer),
  app.entries_with_digits(uuid, jsonb, text, text, timestamptz, timestamptz, uuid, integer),
  app.is_number_known(uuid, text)
  from public;
