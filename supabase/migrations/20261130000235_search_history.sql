-- Search: names and numbers by a part, words by their beginning. Row-level security keeps LIKE from
-- using an index (its operator is not leakproof), so the search runs as the owner and checks the
-- organisation itself. What is rare is looked up; what is common is met by walking from the newest.

create function app.like_text(p_text text) returns text
language sql immutable strict parallel safe set search_path = ''
as $$
  select replace(replace(replace(p_text, '\', '\\'), '%', '\%'), '_', '\_')
$$;

create function app.digits_searched(p_filter jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  -- Zeros at the beginning dial out of a country, and stand in no number here.
  v_digits text := ltrim(regexp_replace(p_filter ->> 'search', '\D', '', 'g'), '0');
begin
  if p_filter ? 'number' then
    return ltrim(p_filter ->> 'number', '+');
  end if;
  return case
    when p_filter ->> 'search' ~ '^[-+()./\s\d]+$' and length(v_digits) >= 3 then v_digits
  end;
end
$$;
comment on function app.digits_searched is 'The part of a number that is searched for; null where it is none.';

create function app.word_query(p_search text) returns tsquery
language plpgsql immutable set search_path = ''
as $$
begin
  return (
    select to_tsquery('simple', string_agg(quote_literal(w) || ':*', ' & '))
    from regexp_split_to_table(app.fold_text(p_search), '[^[:alnum:]]+') as w
    where w <> ''
  );
end
$$;
comment on function app.word_query is 'All words, each by its beginning.';

-- Keys of one list of owners (clients or numbers): the newest of each, then the newest of all.
create function app.entries_of(
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
      ) f join public.call_entries x on x.organization_id = $1 and x.call_id = f.call_id'
    end, p_column, p_conditions, v_order, p_limit)
  using p_organization_id, p_keys into v_entries;
  return v_entries;
end
$$;

create function app.entries_with_words(
  p_organization_id uuid, p_query tsquery, p_range text, p_conditions text, p_newest boolean,
  p_limit integer
) returns public.call_entries[]
language plpgsql stable set search_path = ''
as $$
declare
  v_order text := case when p_newest then 'desc' else 'asc' end;
  v_first integer;
  v_last integer;
  v_span integer := 1;
  v_at integer;
  v_entries public.call_entries[];
  v_more public.call_entries[];
begin
  execute format('select app.month_number(min(e.started_at)), app.month_number(max(e.started_at))
    from public.call_entries e where e.organization_id = $1 and %s', p_range)
  using p_organization_id into v_first, v_last;
  v_at := case when p_newest then v_last else v_first end;
  while v_at between v_first and v_last and coalesce(cardinality(v_entries), 0) < p_limit loop
    execute format('select array_agg(f.entry) from (
      select e as entry from public.call_words w
      join public.call_entries e on e.organization_id = $1 and e.call_id = w.call_id
      where w.organization_id = $1 and w.month between $2 and $3 and w.words @@ $4 and %s
      order by e.started_at %s, e.call_id %2$s limit %s) f', p_conditions, v_order, p_limit)
    using p_organization_id,
      case when p_newest then v_at - v_span + 1 else v_at end,
      case when p_newest then v_at else v_at + v_span - 1 end, p_query
    into v_more;
    v_entries := v_entries || v_more;
    v_at := case when p_newest then v_at - v_span else v_at + v_span end;
    -- The rarer the word, the longer the stretch.
    v_span := v_span * 4;
  end loop;
  return v_entries;
end
$$;

create function app.search_entries(
  p_organization_id uuid, p_filter jsonb, p_range text, p_newest boolean, p_limit integer
) returns app.history_page
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_search text := btrim(p_filter ->> 'search');
  v_pattern text := '%' || app.like_text(app.fold_text(v_search)) || '%';
  v_digits text := app.digits_searched(p_filter);
  v_query tsquery := app.word_query(v_search);
  v_conditions text := concat_ws(' and ', p_range,
    nullif(array_to_string(app.history_conditions(p_filter), ' and '), ''),
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
    v_page := app.walk_entries(p_organization_id, p_filter, p_range, v_walked[1], p_newest, p_limit);
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
comment on function app.search_entries is
  'A page of the calls whose client, number or words have the text; nothing of other organisations.';

revoke all on function
  app.history_conditions(jsonb), app.history_range(jsonb, timestamptz, uuid, timestamptz, uuid),
  app.walk_entries(uuid, jsonb, text, text, boolean, integer),
  app.history_row(public.call_entries, jsonb), app.history_names(uuid),
  app.live_history_rows(uuid, jsonb, text, integer), app.like_text(text), app.digits_searched(jsonb),
  app.word_query(text), app.entries_of(uuid, text, anyarray, text, boolean, integer),
  app.entries_with_words(uuid, tsquery, text, text, boolean, integer),
  app.search_entries(uuid, jsonb, text, boolean, integer)
  from public;
grant execute on function
  app.history_conditions(jsonb), app.history_range(jsonb, timestamptz, uuid, timestamptz, uuid),
  app.walk_entries(uuid, jsonb, text, text, boolean, integer),
  app.history_row(public.call_entries, jsonb), app.history_names(uuid),
  app.live_history_rows(uuid, jsonb, text, integer), app.like_text(text), app.digits_searched(jsonb)
  to authenticated, service_role;
grant execute on function app.search_entries(uuid, jsonb, text, boolean, integer) to authenticated;
revoke all on function public.call_history(jsonb, timestamptz, uuid, timestamptz, uuid, integer)
  from public, anon, authenticated;
grant execute on function public.call_history(jsonb, timestamptz, uuid, timestamptz, uuid, integer)
  to authenticated;
