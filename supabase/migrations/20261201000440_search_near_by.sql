-- What is common fills its page near by: the newest calls are looked at for the name, and for the words.
create function app.search_near_by(
  p_organization_id uuid, p_range text, p_conditions text, p_pattern text, p_query tsquery,
  p_before timestamptz, p_limit integer
) returns app.history_page
language plpgsql stable set search_path = ''
as $$
declare
  v_page app.history_page := app.walk_calls(p_organization_id, p_range,
    format('coalesce(app.fold_text(e.client_name) like %L, false) and %s', p_pattern, p_conditions), 1000, p_limit);
  v_found public.call_entries[] := coalesce(v_page.entries, '{}');
begin
  if cardinality(v_found) = p_limit then
    v_page.walked_to := v_found[p_limit].started_at;
  end if;
  if p_query is not null then
    v_found := v_found || app.words_near_by(p_organization_id, p_query, coalesce(v_page.walked_to, '-infinity'),
      p_before, p_conditions, p_limit);
  end if;
  v_page.entries := array(
    select f.e from (select distinct on (e.started_at, e.call_id) e from unnest(v_found) e) f
    where v_page.walked_to is null or (f.e).started_at > v_page.walked_to
      or cardinality(v_page.entries) = p_limit and (f.e).started_at = v_page.walked_to
    order by (f.e).started_at desc, (f.e).call_id desc limit p_limit
  );
  if cardinality(v_page.entries) = p_limit then
    v_page.walked_to := null;
    v_page.walked_to_id := null;
  end if;
  return v_page;
end
$$;
comment on function app.search_near_by is 'A page of names and words among the newest calls; with walked_to where they are not enough.';

-- Two letters begin too many words: such a word is looked for whole, and left out where it comes last, since
-- more of it may be on its way.
create or replace function app.word_query(p_search text) returns tsquery
language plpgsql immutable set search_path = ''
as $$
begin
  return (
    select to_tsquery('simple', string_agg(quote_literal(w.word) || case when w.is_long then ':*' else '' end, ' & '))
    from (
      select t.word, length(t.word) > 2 as is_long, t.place = max(t.place) over () as is_last,
        bool_or(length(t.word) > 2) over () as is_any_long
      from regexp_split_to_table(app.fold_text(p_search), '[^[:alnum:]]+') with ordinality t (word, place)
      where t.word <> ''
    ) w
    where w.is_long or not (w.is_last and w.is_any_long)
  );
end
$$;
comment on function app.word_query is 'All words, each that has three letters by its beginning.';

drop function app.search_entries(uuid, jsonb, text, timestamptz, timestamptz, boolean, integer);

create function app.search_entries(
  p_organization_id uuid, p_filter jsonb, p_range text, p_after timestamptz, p_before timestamptz,
  p_before_id uuid, p_newest boolean, p_limit integer
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
  v_walked text;
  v_found public.call_entries[] := '{}';
  v_words app.history_page;
  v_page app.history_page;
begin
  if p_organization_id not in (select app.my_organizations()) then
    return v_page;
  end if;
  if v_digits is null and p_newest then
    v_page := app.search_near_by(p_organization_id, p_range, v_conditions, v_pattern, v_query, p_before, p_limit);
    if v_page.walked_to is null then
      return v_page;
    end if;
    v_page := null;
  end if;
  if v_digits is null then
    v_clients := array(
      select k.id from public.clients k
      where k.organization_id = p_organization_id and app.fold_text(k.name) like v_pattern limit 501
    );
    if cardinality(v_clients) > 500 then
      v_walked := format('app.fold_text(x.client_name) like %L', v_pattern);
    elsif cardinality(v_clients) > 0 then
      v_found := v_found || app.entries_of(p_organization_id, 'client_id', v_clients,
        v_conditions, p_newest, p_limit);
    end if;
  elsif p_filter ? 'number' then
    v_page := app.walk_entries(p_organization_id, p_filter, p_range, null, p_after, p_before, false,
      p_newest, p_limit);
  elsif p_newest then
    v_page := app.entries_with_digits(p_organization_id, p_filter, v_digits, p_range, p_after, p_before,
      p_before_id, p_limit);
  else
    v_walked := app.digits_condition(v_digits, 'x');
  end if;
  -- Digits are looked for in the words only where no number has them.
  if v_query is not null and not p_filter ? 'number'
    and (v_digits is null or v_page.walked_to is null and coalesce(cardinality(v_page.entries), 0) = 0
      and not app.is_number_known(p_organization_id, v_digits))
  then
    v_words := app.entries_with_words(p_organization_id, v_query, p_filter, v_conditions, p_after,
      p_before, p_newest, p_limit);
    v_found := v_found || v_words.entries;
  end if;
  if v_walked is not null then
    v_page := app.walk_entries(p_organization_id, p_filter, p_range, v_walked, p_after, p_before, false,
      p_newest, p_limit);
  end if;
  v_found := v_found || v_page.entries;
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
    least(coalesce(p_limit, 25), 200) * case when v_filter ? 'tag' then 3 else 4 end / 4, 1);
  v_range text := app.history_range(v_filter, p_before, p_before_id, p_after, p_after_id);
  v_after timestamptz := greatest((v_filter ->> 'from')::timestamptz, p_after, '-infinity');
  v_before timestamptz := least((v_filter ->> 'to')::timestamptz, p_before, 'infinity');
  v_page app.history_page;
  -- A look that found less than a page ended between two calls, not at one.
  v_resumes boolean := coalesce(p_before_id < '00000000-0000-0000-0000-0000000000ff', false);
  v_names jsonb := app.history_names(v_organization_id);
  v_rows jsonb;
begin
  if v_organization_id is null then
    return jsonb_build_object('rows', jsonb '[]', 'next', null);
  end if;
  if char_length(btrim(v_filter ->> 'search')) >= 2 then
    v_page := app.search_entries(v_organization_id, v_filter, v_range, v_after, v_before, p_before_id,
      p_after is null, v_limit);
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
  app.search_near_by(uuid, text, text, text, tsquery, timestamptz, integer),
  app.search_entries(uuid, jsonb, text, timestamptz, timestamptz, uuid, boolean, integer)
  from public;
