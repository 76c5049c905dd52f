-- Who rings on a line, in which order, and what happens when nobody answers.

create function app.who_rings_line(n public.telnyx_phone_numbers) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_ring_timeout_seconds integer := coalesce(
    n.ring_timeout_seconds,
    (select o.ring_timeout_seconds from public.organizations o where o.id = n.organization_id)
  );
begin
  return jsonb_build_object(
    'numberId', n.id,
    'label', n.label,
    'phoneNumber', n.phone_number,
    'strategy', n.ring_strategy,
    'steps', (
      select jsonb_agg(jsonb_build_object(
        'ringSeconds', (s.step ->> 'ringMs')::integer / 1000, 'memberIds', s.step -> 'memberIds'
      ) order by s.position)
      from jsonb_array_elements(app.ring_step_list(n, v_ring_timeout_seconds))
        with ordinality as s (step, position)
    ),
    'unanswered', jsonb_build_object(
      'outcome', n.unanswered_outcome, 'message', n.unanswered_message
    ),
    'forwardTo', n.forward_to,
    'language', n.ai_language,
    'ai', jsonb_build_object(
      'enabled', n.ai_dispatcher_enabled and app.ai_answers(n.organization_id), 'mode', n.ai_mode,
      'overflowAfterSeconds', n.ai_overflow_after_seconds
    )
  );
end
$$;

create function public.who_rings() returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'lines', coalesce((
      select jsonb_agg(app.who_rings_line(n) order by n.is_default desc, n.label, n.phone_number)
      from public.telnyx_phone_numbers n where n.organization_id = (select app.my_organization())
    ), '[]'),
    'members', coalesce((select jsonb_agg(t) from public.team() as t), '[]')
  )
$$;
comment on function public.who_rings is
  '{lines: [{numberId, label, phoneNumber, strategy, steps: [{ringSeconds, memberIds}], unanswered, forwardTo, language, ai}], members: team()}.';

create function app.check_ring_steps(p_organization_id uuid, p_strategy text, p_steps jsonb)
returns text
language plpgsql stable set search_path = ''
as $$
declare
  v_member_ids uuid[];
begin
  if jsonb_typeof(p_steps) is distinct from 'array' or jsonb_array_length(p_steps) = 0
    or exists (
      select from jsonb_array_elements(p_steps) as s
      where jsonb_typeof(s) <> 'object'
        or coalesce(s ->> 'ringSeconds', '') !~ '^[0-9]{1,3}$'
        or jsonb_typeof(s -> 'memberIds') is distinct from 'array'
    )
    or exists (
      select from jsonb_array_elements(p_steps) as s
      cross join lateral jsonb_array_elements_text(s -> 'memberIds') as m
      where m !~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
    )
  then
    return 'invalid_request';
  end if;
  if exists (
    select from jsonb_array_elements(p_steps) as s
    where (s ->> 'ringSeconds')::integer not between 5 and 120
  ) then
    return 'invalid_ring_time';
  end if;
  if p_strategy = 'all' then
    return case when jsonb_array_length(p_steps) > 1 then 'invalid_request' end;
  end if;
  if jsonb_array_length(p_steps) > 20 then
    return 'too_many_steps';
  end if;
  if exists (
    select from jsonb_array_elements(p_steps) as s
    where jsonb_array_length(s -> 'memberIds') = 0
  ) then
    return 'empty_step';
  end if;
  if exists (
    select from jsonb_array_elements(p_steps) as s
    where (p_strategy = 'in_order' and jsonb_array_length(s -> 'memberIds') > 1)
      or jsonb_array_length(s -> 'memberIds')
        <> (select count(distinct m) from jsonb_array_elements_text(s -> 'memberIds') as m)
  ) then
    return 'invalid_request';
  end if;
  v_member_ids := array(
    select distinct m::uuid
    from jsonb_array_elements(p_steps) as s, jsonb_array_elements_text(s -> 'memberIds') as m
  );
  if exists (
    select from unnest(v_member_ids) as id
    where id not in (select m.id from public.members m where m.organization_id = p_organization_id)
  ) then
    return 'unknown_member';
  end if;
  if exists (
    select from public.members m where m.id = any (v_member_ids) and not m.active
  ) then
    return 'inactive_member';
  end if;
  return null;
end
$$;

create function app.check_who_rings(p_organization_id uuid, p jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  v_outcome text := p ->> 'unansweredOutcome';
begin
  if coalesce(p ->> 'strategy', '') not in ('all', 'in_order', 'groups')
    or coalesce(v_outcome, '') not in ('none', 'message', 'forward')
  then
    return 'invalid_request';
  end if;
  if char_length(btrim(p ->> 'unansweredMessage')) > 1000 then
    return 'message_too_long';
  end if;
  if nullif(p ->> 'forwardTo', '') !~ '^\+[1-9][0-9]{6,14}$' then
    return 'invalid_number';
  end if;
  if v_outcome = 'forward' and nullif(p ->> 'forwardTo', '') is null then
    return 'forward_number_missing';
  end if;
  return app.check_ring_steps(p_organization_id, p ->> 'strategy', p -> 'steps');
end
$$;
comment on function app.check_who_rings is 'What is wrong with a request to save_who_rings; null: nothing.';

create function app.write_ring_steps(
  p_organization_id uuid, p_phone_number_id uuid, p_steps jsonb
) returns void
language plpgsql set search_path = ''
as $$
begin
  delete from public.ring_steps s
  where s.organization_id = p_organization_id and s.phone_number_id = p_phone_number_id;
  with told as (
    select gen_random_uuid() as id, step, (position - 1)::smallint as position
    from jsonb_array_elements(p_steps) with ordinality as t (step, position)
  ),
  written as (
    insert into public.ring_steps (id, organization_id, phone_number_id, position, ring_seconds)
    select told.id, p_organization_id, p_phone_number_id, told.position,
      (told.step ->> 'ringSeconds')::integer
    from told
    returning id
  )
  insert into public.ring_step_members (organization_id, ring_step_id, member_id)
  select p_organization_id, told.id, m::uuid
  from told
  join written using (id)
  cross join lateral jsonb_array_elements_text(told.step -> 'memberIds') as m;
end
$$;

create function public.save_who_rings(p jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_number public.telnyx_phone_numbers;
  v_code text;
begin
  if coalesce(p ->> 'numberId', '') !~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then
    return '{"ok": false, "code": "invalid_request"}';
  end if;
  v_code := app.my_number_to_change((p ->> 'numberId')::uuid);
  -- Two who save at once: one after the other.
  select * into v_number from public.telnyx_phone_numbers n
  where n.id = (p ->> 'numberId')::uuid and v_code is null for update;
  v_code := coalesce(v_code, app.check_who_rings(v_number.organization_id, p));
  if v_code is not null then
    return jsonb_build_object('ok', false, 'code', v_code);
  end if;
  update public.telnyx_phone_numbers n set
    ring_strategy = p ->> 'strategy',
    ring_timeout_seconds = case
      when p ->> 'strategy' = 'all' then (p #>> '{steps,0,ringSeconds}')::integer
      else n.ring_timeout_seconds
    end,
    unanswered_outcome = p ->> 'unansweredOutcome',
    unanswered_message = nullif(btrim(p ->> 'unansweredMessage'), ''),
    forward_to = case when p ? 'forwardTo' then nullif(p ->> 'forwardTo', '') else n.forward_to end
  where n.id = v_number.id;
  perform app.write_ring_steps(
    v_number.organization_id, v_number.id,
    case when p ->> 'strategy' = 'all' then '[]' else p -> 'steps' end
  );
  return '{"ok": true}';
exception
  -- The other outcome still forwards to the number that was taken away.
  when check_violation then
    return '{"ok": false, "code": "forward_number_missing"}';
end
$$;
comment on function public.save_who_rings is
  '{numberId, strategy, steps, unansweredOutcome, unansweredMessage, forwardTo} in, {ok, code?} out. Owners and admins.';

revoke all on function
  app.who_rings_line(public.telnyx_phone_numbers),
  app.check_ring_steps(uuid, text, jsonb),
  app.check_who_rings(uuid, jsonb),
  app.write_ring_steps(uuid, uuid, jsonb)
  from public;
grant execute on function app.who_rings_line(public.telnyx_phone_numbers) to authenticated;
grant execute on function app.ring_step_list(public.telnyx_phone_numbers, integer) to authenticated;
revoke all on function public.who_rings(), public.save_who_rings(jsonb)
  from public, anon, authenticated;
grant execute on function public.who_rings(), public.save_who_rings(jsonb) to authenticated;
