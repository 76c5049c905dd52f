-- Words are looked up first, then put in order. Left to choose, the planner takes any word for a common
-- one and walks the whole history in the order of the page: a rare word took seconds on a million calls.
create or replace function app.entries_with_words(
  p_organization_id uuid, p_query tsquery, p_range text, p_conditions text, p_newest boolean,
  p_limit integer
) returns public.call_entries[]
language plpgsql stable set search_path = ''
as $$
declare
  v_order text := case when p_newest then 'desc' else 'asc' end;
  v_first integer;
  v_last integer;
  v_step integer;
  v_months integer[];
  v_entries public.call_entries[];
  v_more public.call_entries[];
begin
  execute format('select app.month_number(min(e.started_at)), app.month_number(max(e.started_at))
    from public.call_entries e where e.organization_id = $1 and %s', p_range)
  using p_organization_id into v_first, v_last;
  v_step := case when p_newest then -1 else 1 end;
  -- The next month, then four more, then all others: a word that is rare in five months is rare at all.
  -- A range of months would have the index collect every call of them.
  for v_stage in 1..3 loop
    exit when coalesce(cardinality(v_entries), 0) >= p_limit;
    v_months := case v_stage
      when 1 then array[case when p_newest then v_last else v_first end]
      when 2 then array(
        select case when p_newest then v_last else v_first end + v_step * n
        from generate_series(1, 4) n
      )
    end;
    execute format('with found as materialized (
        select w.call_id from public.call_words w
        where w.organization_id = $1 and w.words @@ $2 and %s
      )
      select array_agg(f.entry) from (
        select e as entry from found
        join public.call_entries e on e.organization_id = $1 and e.call_id = found.call_id
        where %s order by e.started_at %s, e.call_id %3$s limit %s
      ) f',
      case when v_months is null
        then case when p_newest then 'w.month + 0 < $3[1]' else 'w.month + 0 > $3[1]' end
        else 'w.month = any ($3)'
      end, p_conditions, v_order, p_limit)
    using p_organization_id, p_query,
      coalesce(v_months, array[case when p_newest then v_last - 4 else v_first + 4 end])
    into v_more;
    v_entries := v_entries || v_more;
  end loop;
  return v_entries;
end
$$;
