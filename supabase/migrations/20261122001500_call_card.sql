-- What the screen knows of a call (`_shared/core/contracts/call-card.ts`): the broadcast's payload,
-- a row of live_calls() and the head of a row of call_history().

create function app.call_card_json(
  c public.telnyx_calls,
  p_client_name text,
  p_client_count bigint,
  p_line_number text,
  p_line_label text,
  p_agent_name text
) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', c.id,
    'organizationId', c.organization_id,
    'version', c.version,
    'direction', c.direction,
    'status', c.status,
    'outcome', c.outcome,
    'outcomeReason', c.outcome_reason,
    'fromNumber', c.from_number,
    'toNumber', c.to_number,
    'client', case
      when p_client_name is not null
      then jsonb_build_object('id', c.client_id, 'name', p_client_name)
    end,
    'clientCount', coalesce(p_client_count, 0),
    -- A number that was given up has no row any more; the call still tells which it was.
    'line', jsonb_build_object(
      'id', coalesce(c.phone_number_id::text, ''),
      'phoneNumber', coalesce(
        p_line_number, case c.direction when 'inbound' then c.to_number else c.from_number end, ''
      ),
      'label', coalesce(p_line_label, '')
    ),
    'agent', case
      when p_agent_name is not null then jsonb_build_object('id', c.agent_id, 'name', p_agent_name)
    end,
    'startedAt', app.iso_utc(c.started_at),
    'answeredAt', app.iso_utc(c.answered_at),
    'endedAt', app.iso_utc(c.ended_at),
    'deadlineAt', app.iso_utc(c.deadline_at),
    'declinedBy', to_jsonb(c.declined_by),
    'serverTime', app.iso_utc(clock_timestamp())
  );
end
$$;

create function app.count_clients(p_organization_id uuid, p_number text) returns bigint
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select count(*) from public.client_phones p
    join public.clients k on k.id = p.client_id and k.archived_at is null
    where p.organization_id = p_organization_id and p.phone_number = p_number
  );
end
$$;

create function app.call_card(c public.telnyx_calls) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select app.call_card_json(
      c,
      (select k.name from public.clients k where k.id = c.client_id),
      app.count_clients(c.organization_id, c.outside_number),
      n.phone_number,
      n.label,
      (select m.display_name from public.members m where m.id = c.agent_id)
    )
    from (select) as one
    left join public.telnyx_phone_numbers n on n.id = c.phone_number_id
  );
end
$$;
comment on function app.call_card is 'CallCard of one call, with what the reader may see.';

create function public.live_calls() returns setof jsonb
language sql stable set search_path = ''
as $$
  select app.call_card(c) from public.telnyx_calls c
  where c.organization_id = (select app.my_organization()) and c.status <> 'ended'
  order by c.started_at, c.id
$$;
comment on function public.live_calls is 'CallCards of the organisation''s unfinished calls, oldest first.';

create function public.update_call_notes(
  p_call_id uuid,
  p_notes text default null,
  p_disposition text default null,
  p_tags text[] default null
) returns jsonb
language sql security definer set search_path = ''
as $$
  update public.telnyx_calls c set
    notes = coalesce(p_notes, c.notes),
    disposition = coalesce(p_disposition, c.disposition),
    tags = coalesce(p_tags, c.tags)
  where c.id = p_call_id and c.organization_id in (select app.my_organizations())
  returning jsonb_build_object(
    'id', c.id, 'notes', c.notes, 'disposition', c.disposition, 'tags', to_jsonb(c.tags)
  )
$$;
comment on function public.update_call_notes is
  'What an agent writes about a call; null leaves a field as it is. Null: no such call of yours.';

revoke all on function
  app.call_card_json(public.telnyx_calls, text, bigint, text, text, text),
  app.count_clients(uuid, text),
  app.call_card(public.telnyx_calls)
  from public;
grant execute on function
  app.call_card_json(public.telnyx_calls, text, bigint, text, text, text),
  app.count_clients(uuid, text),
  app.call_card(public.telnyx_calls)
  to authenticated, service_role;
revoke all on function public.live_calls(), public.update_call_notes(uuid, text, text, text[])
  from public, anon, authenticated;
grant execute on function public.live_calls(), public.update_call_notes(uuid, text, text, text[])
  to authenticated;
