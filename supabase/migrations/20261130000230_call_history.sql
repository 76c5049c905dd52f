-- One page of the history: filters, both directions of time, bounded work. What the filter may hold
-- stands at call_history, the last function here.
drop function public.call_history(text, text, text, uuid, timestamptz, uuid, integer);
drop function app.search_call_ids(uuid, text, text, uuid, timestamptz, uuid, integer, text);

create type app.history_page as (
  entries public.call_entries[],
  -- How far a bounded walk came when it found less than a page; null when there is no more.
  walked_to timestamptz,
  walked_to_id uuid
);

create function app.history_conditions(p_filter jsonb) returns text[]
language plpgsql immutable set search_path = ''
as $$
declare
  v_status text := p_filter ->> 'status';
  v_agent text := p_filter ->> 'agentId';
begin
  return array_remove(array[
    case when p_filter -> 'needsCallBack' = 'true' then 'e.needs_call_back' end,
    'e.client_id = ' || quote_literal(p_filter ->> 'clientId') || '::uuid',
    'e.disposition = ' || quote_literal(p_filter ->> 'disposition'),
    case when v_status not in ('answered', 'live') then 'e.outcome = ' || quote_literal(v_status) end,
    case v_agent when 'ai' then 'e.handled_by = ''ai''' when 'nobody' then 'e.handled_by is null'
      else 'e.agent_id = ' || quote_literal(v_agent) || '::uuid' end,
    'e.phone_number_id = ' || quote_literal(p_filter ->> 'lineId') || '::uuid',
    'e.direction = ' || quote_literal(p_filter ->> 'direction'),
    case v_status when 'answered' then 'e.outcome = ''answered''' when 'live' then 'false' end
  ], null);
end
$$;
comment on function app.history_conditions is
  'Conditions on call_entries e, the most selective first. Values go into the text quoted, nothing else does.';

create function app.history_range(
  p_filter jsonb, p_before timestamptz, p_before_id uuid, p_after timestamptz, p_after_id uuid
) returns text
language plpgsql stable set search_path = ''
as $$
begin
  return concat_ws(' and ',
    'true',
    'e.started_at >= ' || quote_literal((p_filter ->> 'from')::timestamptz) || '::timestamptz',
    'e.started_at < ' || quote_literal((p_filter ->> 'to')::timestamptz) || '::timestamptz',
    '(e.started_at, e.call_id) < (' || quote_literal(p_before) || '::timestamptz, '
      || quote_literal(coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff')) || '::uuid)',
    '(e.started_at, e.call_id) > (' || quote_literal(p_after) || '::timestamptz, '
      || quote_literal(coalesce(p_after_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff')) || '::uuid)'
  );
end
$$;
comment on function app.history_range is 'The stretch of time of a page, as a condition on e.';

-- An index leads along its most selective condition, the other conditions are checked on the way, and
-- after so many rows the walk stops and says where: two common filters may have nothing in common.
create function app.walk_entries(
  p_organization_id uuid, p_filter jsonb, p_range text, p_extra text, p_newest boolean, p_limit integer
) returns app.history_page
language plpgsql stable set search_path = ''
as $$
declare
  v_conditions text[] := app.history_conditions(p_filter);
  v_tag text := quote_literal(p_filter ->> 'tag');
  v_order text := case when p_newest then 'desc' else 'asc' end;
  v_steps integer := case when p_filter ? 'tag' then 400 else 4000 end;
  v_rest text;
  v_walk text;
  v_page app.history_page;
begin
  if v_tag is null then
    v_walk := 'public.call_entries e where e.organization_id = $1 and '
      || coalesce(v_conditions[1], 'true');
    v_rest := concat_ws(' and ', 'true', nullif(array_to_string(v_conditions[2:], ' and '), ''), p_extra);
  else
    v_walk := 'public.call_entry_tags e where e.organization_id = $1 and e.tag = ' || v_tag;
    v_rest := concat_ws(' and ', 'true', nullif(array_to_string(v_conditions, ' and '), ''), p_extra);
  end if;
  if v_rest = 'true' then
    v_steps := p_limit;
  end if;
  v_walk := format('%s and %s order by e.started_at %s, e.call_id %3$s', v_walk, p_range, v_order);
  execute format(case when v_tag is null
    then 'select array_agg(p.entry) from (
      select w.entry from (select e as entry from %s limit %s) w, lateral (select (w.entry).*) e
      where %s limit %s) p'
    else 'select array_agg(p.entry) from (
      select e as entry from (select e.organization_id, e.call_id from %s limit %s) w
      join public.call_entries e using (organization_id, call_id) where %s
      order by e.started_at ' || v_order || ', e.call_id ' || v_order || ' limit %s) p'
    end, v_walk, v_steps, v_rest, p_limit)
  using p_organization_id into v_page.entries;
  if v_rest <> 'true' and coalesce(cardinality(v_page.entries), 0) < p_limit then
    execute format('select e.started_at, e.call_id from %s offset %s limit 1', v_walk, v_steps - 1)
    using p_organization_id into v_page.walked_to, v_page.walked_to_id;
  end if;
  return v_page;
end
$$;

-- One look at who and what the rows name, instead of one per row and policy.
create function app.history_names(p_organization_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  if p_organization_id not in (select app.my_organizations()) then
    return '{}';
  end if;
  return jsonb_build_object(
    'members', (select jsonb_object_agg(m.id, m.display_name) from public.members m
      where m.organization_id = p_organization_id),
    'lines', (select jsonb_object_agg(n.id, jsonb_build_array(n.phone_number, n.label))
      from public.telnyx_phone_numbers n where n.organization_id = p_organization_id)
  );
end
$$;
comment on function app.history_names is '{members: {id: name}, lines: {id: [number, label]}} of one''s own organisation.';

create function app.history_row(e public.call_entries, p_names jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  c public.telnyx_calls;
  v_line jsonb := p_names -> 'lines' -> e.phone_number_id::text;
  v_members jsonb := p_names -> 'members';
  v_task jsonb := e.extra -> 'task';
begin
  c.id := e.call_id;
  c.organization_id := e.organization_id;
  c.version := e.version;
  c.direction := e.direction;
  c.status := 'ended';
  c.outcome := e.outcome;
  c.outcome_reason := e.outcome_reason;
  c.from_number := e.from_number;
  c.to_number := e.to_number;
  c.client_id := e.client_id;
  c.phone_number_id := e.phone_number_id;
  c.agent_id := e.agent_id;
  c.handled_by := e.handled_by;
  c.started_at := e.started_at;
  c.answered_at := e.answered_at;
  c.ended_at := e.ended_at;
  c.declined_by := '{}';
  c.ring_step := 0;
  c.is_test := false;
  c.ai := e.extra -> 'ai';
  c.forwarded_to := e.extra ->> 'forwardedTo';
  c.summary_line := e.extra ->> 'summaryLine';
  return app.call_card_json(
    c, e.client_name, e.client_count, v_line ->> 0, v_line ->> 1, v_members ->> e.agent_id::text
  ) || jsonb_build_object(
    'durationSeconds', e.duration_seconds,
    'waitSeconds', floor(extract(epoch from coalesce(e.answered_at, e.ended_at) - e.started_at))::integer,
    'aiOutcome', e.extra -> 'aiOutcome',
    'sentiment', e.extra -> 'sentiment',
    'followUps', coalesce(e.extra -> 'followUps', '[]'),
    'disposition', e.disposition,
    'tags', to_jsonb(e.tags),
    'notes', e.notes,
    'summary', e.summary,
    'visit', e.extra -> 'visit',
    'task', case when v_task is not null then jsonb_build_object(
      'id', v_task -> 'id', 'dueAt', v_task -> 'dueAt', 'doneAt', v_task -> 'doneAt',
      'assignedName', v_members -> (v_task ->> 'assignedId')
    ) end
  );
end
$$;
comment on function app.history_row is 'HistoryRow (call-card.ts) of an ended call.';

create function app.live_history_rows(
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
    nullif(array_to_string(app.history_conditions(p_filter - 'status'), ' and '), ''),
    quote_literal(p_filter ->> 'tag') || ' = any (e.tags)'), p_limit)
  using p_organization_id, v_pattern, '%' || v_digits || '%';
end
$$;

create function public.call_history(
  p_filter jsonb default '{}',
  p_before timestamptz default null,
  p_before_id uuid default null,
  p_after timestamptz default null,
  p_after_id uuid default null,
  p_limit integer default 25
) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_organization_id uuid := app.my_organization();
  v_filter jsonb := jsonb_strip_nulls(coalesce(p_filter, '{}'));
  v_limit integer := least(greatest(coalesce(p_limit, 25), 1), 200);
  v_range text := app.history_range(v_filter, p_before, p_before_id, p_after, p_after_id);
  v_page app.history_page;
  v_names jsonb := app.history_names(v_organization_id);
  v_rows jsonb;
begin
  if char_length(btrim(v_filter ->> 'search')) >= 2 then
    v_page := app.search_entries(v_organization_id, v_filter, v_range, p_after is null, v_limit);
  else
    v_filter := v_filter - 'search';
    v_page := app.walk_entries(v_organization_id, v_filter, v_range, null, p_after is null, v_limit);
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
        'startedAt', app.iso_utc(v_page.walked_to), 'id', v_page.walked_to_id, 'isPartial', true)
    end
  );
end
$$;
comment on function public.call_history is
  'A page of the history, newest first: {rows, next}. p_filter: {direction, status (an outcome or live), clientId, agentId (a member, ai or nobody), lineId, tag, disposition, needsCallBack, from, to, search, number (the search as E.164)}. next.isPartial: less than a page was found so far, look further from there.';
