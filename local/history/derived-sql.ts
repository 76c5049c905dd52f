/**
 * What triggers derive of a call, for a whole history at once: set by set instead of row by row. The same
 * as `app.call_entry_source` and `app.call_words_source`; `tests/db` compares them. A generated history has
 * no visits, and each of its calls at most one task.
 */
export const ENTRIES = `
  insert into public.call_entries
  with shared as (
    select p.phone_number, count(*)::integer as clients
    from public.client_phones p
    join public.clients s on s.id = p.client_id and s.archived_at is null
    where p.organization_id = $1 group by p.phone_number
  )
  select c.organization_id, c.id, c.started_at, c.answered_at, c.ended_at, c.version,
    c.duration_seconds, c.direction, c.outcome, c.outcome_reason, c.from_number, c.to_number,
    c.outside_number, c.client_id, k.name, coalesce(h.clients, 0), c.phone_number_id, c.agent_id,
    c.handled_by, c.disposition, c.tags, t.id is not null and t.done_at is null, left(c.notes, 300),
    left(c.summary, 1000),
    case when c.ai is null and t.id is null then null else
      case when c.ai is not null then jsonb_build_object('ai', c.ai) else '{}' end
      || case when t.id is not null then jsonb_build_object('task', jsonb_build_object(
        'id', t.id, 'dueAt', app.iso_utc(t.due_at), 'doneAt', app.iso_utc(t.done_at),
        'assignedId', t.assigned_member_id
      )) else '{}' end
      || case when c.ai_outcome is not null then jsonb_build_object('aiOutcome', c.ai_outcome) else '{}' end
    end
  from public.telnyx_calls c
  left join public.clients k on k.id = c.client_id
  left join shared h on h.phone_number = c.outside_number
  left join public.call_tasks t on t.organization_id = $1 and t.call_id = c.id
  where c.organization_id = $1 and c.status = 'ended' and not c.is_test
    and not exists (select from public.call_entries x where x.call_id = c.id)
  order by c.started_at`;

/** Only calls with something written or said; the others have no words to find. */
export const WORDS = `
  insert into public.call_words
  with said as materialized (
    select g.call_id, string_agg(g.text, ' ' order by g.at, g.position) as text
    from public.call_transcript_segments g
    where g.organization_id = $1 and g.speaker in ('caller', 'ai', 'agent') group by g.call_id
  )
  select c.organization_id, c.id, c.started_at, app.month_number(c.started_at),
    to_tsvector('simple', app.fold_text(left(concat_ws(' ', c.notes, c.summary, c.disposition, s.text), 200000)))
  from public.telnyx_calls c left join said s on s.call_id = c.id
  where c.organization_id = $1 and c.status = 'ended' and not c.is_test
    and not exists (select from public.call_words x where x.call_id = c.id)
    and (c.notes is not null or c.summary is not null or c.disposition is not null or s.text is not null)
  order by c.started_at`;
