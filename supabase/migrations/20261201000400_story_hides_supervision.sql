-- Where the business does not show agents that somebody listens, one call's page does not tell them after.

-- The numbers of the parties of whom this member is not told.
create function app.hidden_parties(c public.telnyx_calls) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  if (c).organization_id = any (array(select app.my_admin_organizations())) or
    (select o.supervision_visible from public.organizations o where o.id = (c).organization_id)
  then
    return '[]';
  end if;
  return (
    select coalesce(jsonb_agg(p -> 'number'), '[]')
    from jsonb_array_elements(coalesce((c).room -> 'parties', '[]')) p
    where p ->> 'role' = 'supervisor'
  );
end
$$;
comment on function app.hidden_parties is
  'Supervisors among the parties of a call, for agents of a business that does not show them; else none.';

create or replace function app.story_events(
  c public.telnyx_calls, p_after timestamptz, p_after_id text, p_limit integer
) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_hidden jsonb := app.hidden_parties(c);
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', e.id, 'source', e.source, 'type', coalesce(e.event ->> 'type', e.type), 'rawType', e.type,
      'at', app.iso_utc(e.occurred_at), 'receivedAt', app.iso_utc(e.received_at),
      'ignoredReason', e.ignored_reason,
      'fields', app.shown_event(coalesce(e.event ->> 'type', e.type), nullif(e.event, 'null'))
    ) order by e.occurred_at, e.id), '[]')
    from (
      select * from public.call_events x
      where x.call_id = c.id and x.organization_id = c.organization_id
        and (p_after is null or (x.occurred_at, x.id) > (p_after, p_after_id))
        and (v_hidden = '[]' or not coalesce(
          v_hidden @> (x.event -> 'party')
            or (x.event #>> '{leg,role}' = 'party' and v_hidden @> (x.event #> '{leg,attempt}')),
          false
        ))
      order by x.occurred_at, x.id limit p_limit
    ) e
  );
end
$$;

create or replace function app.story_legs(c public.telnyx_calls) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_hidden jsonb := app.hidden_parties(c);
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'callControlId', l.call_control_id, 'callLegId', l.call_leg_id,
      'role', l.role, 'attempt', l.attempt,
      'initiatedAt', app.iso_utc(l.initiated_at), 'answeredAt', app.iso_utc(l.answered_at),
      'bridgedAt', app.iso_utc(l.bridged_at), 'endedAt', app.iso_utc(l.ended_at),
      'hangupCause', l.hangup_cause,
      'quality', (
        select app.leg_quality(e.payload -> 'call_quality_stats') from public.call_events e
        where e.call_id = c.id and e.organization_id = c.organization_id and e.type = 'call.hangup'
          and e.payload ->> 'call_control_id' = l.call_control_id
        order by e.occurred_at desc limit 1
      )
    ) order by l.created_at, l.call_control_id), '[]')
    from (
      select * from public.call_legs x
      where x.call_id = c.id and x.organization_id = c.organization_id
        and not (x.role = 'party' and v_hidden @> to_jsonb(x.attempt))
      order by x.created_at, x.call_control_id limit 200
    ) l
  );
end
$$;

create or replace function app.story_commands(c public.telnyx_calls) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_hidden jsonb := app.hidden_parties(c);
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', d.command_id, 'kind', d.kind, 'status', d.status, 'tries', d.tries,
      'errorCode', d.error_code, 'at', app.iso_utc(d.created_at),
      'lastTriedAt', app.iso_utc(d.last_tried_at), 'doneAt', app.iso_utc(d.done_at),
      'callControlId', d.body ->> 'callControlId',
      'attempt', case when jsonb_typeof(d.body -> 'attempt') = 'number' then d.body -> 'attempt' end
    ) order by d.created_at, d.command_id), '[]')
    from (
      select * from public.call_commands x
      where x.call_id = c.id and x.organization_id = c.organization_id
        and (v_hidden = '[]' or not coalesce(
          x.kind = 'switch_supervisor' or v_hidden @> (x.body -> 'party')
            or x.body ->> 'callControlId' in (
              select l.call_control_id from public.call_legs l
              where l.call_id = c.id and l.role = 'party' and v_hidden @> to_jsonb(l.attempt)
            ),
          false
        ))
      order by x.created_at, x.command_id limit 500
    ) d
  );
end
$$;

revoke all on function app.hidden_parties(public.telnyx_calls) from public;
