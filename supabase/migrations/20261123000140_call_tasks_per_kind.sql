-- A call can leave a message and a call-back: one task of each kind.
create or replace function app.update_call_tasks(p_old public.telnyx_calls, p_new public.telnyx_calls)
returns void
language plpgsql set search_path = ''
as $$
begin
  if (p_new).direction = 'inbound' and (p_new).outcome = 'missed'
    and (p_old).outcome is distinct from 'missed'
  then
    insert into public.call_tasks
      (organization_id, call_id, client_id, kind, reason, phone_number, due_at)
    values (
      (p_new).organization_id, (p_new).id, (p_new).client_id, 'call_back', (p_new).outcome_reason,
      (p_new).from_number, clock_timestamp() + interval '1 hour'
    )
    on conflict (call_id, kind) do nothing;
  end if;
  -- They spoke: nobody needs to be called back any more. A late event can show it after the end.
  if (p_new).handled_by = 'person' and (p_old).handled_by is distinct from 'person' then
    update public.call_tasks t set done_at = clock_timestamp()
    where t.organization_id = (p_new).organization_id and t.done_at is null
      and t.kind = 'call_back'
      and (
        t.phone_number = (p_new).outside_number or t.client_id = (p_new).client_id
        or t.call_id = (p_new).id
      );
  end if;
end
$$;
