-- A call-back belongs to somebody, or visibly to everybody: who takes it, gives it away, puts it off or
-- ticks it off is written down, and the others see it at once [I12, I14].
create index call_tasks_open_by_urgency_idx on public.call_tasks (organization_id, urgent desc, due_at, id)
  where done_at is null;

create function app.note_task_change() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_member uuid := app.acting_member(new.organization_id);
begin
  -- What a call itself settles is no deed of anybody.
  if v_member is null then
    return null;
  end if;
  insert into public.audit_log (organization_id, member_id, call_id, action, detail)
  select new.organization_id, v_member, new.call_id, deed.action, deed.detail
    || jsonb_build_object('taskId', new.id)
  from (values
    (old.assigned_member_id is distinct from new.assigned_member_id,
      case when new.assigned_member_id is null then 'task.released' else 'task.assigned' end,
      jsonb_build_object('from', old.assigned_member_id, 'to', new.assigned_member_id)),
    (old.due_at is distinct from new.due_at, 'task.snoozed',
      jsonb_build_object('dueAt', app.iso_utc(new.due_at))),
    ((old.done_at is null) <> (new.done_at is null),
      case when new.done_at is null then 'task.reopened' else 'task.done' end, '{}'::jsonb)
  ) as deed (happened, action, detail)
  where deed.happened;
  begin
    perform realtime.send('{}', 'tasks_changed', app.org_topic(new.organization_id), true);
  exception when others then
    raise warning 'The change of task % was not broadcast: %', new.id, sqlerrm;
  end;
  return null;
end
$$;
create trigger note_task_change after update of assigned_member_id, due_at, done_at on public.call_tasks
  for each row execute function app.note_task_change();

create function app.release_call_tasks() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.call_tasks t set assigned_member_id = null
  where t.organization_id = new.organization_id and t.assigned_member_id = new.id
    and t.done_at is null;
  return null;
end
$$;
comment on function app.release_call_tasks is
  'What somebody had promised is everybody''s again when they leave: nobody waits for them in vain.';
create trigger release_call_tasks after update of active on public.members
  for each row when (old.active and not new.active) execute function app.release_call_tasks();

create function public.change_call_task(p jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_organization uuid := (select app.my_organization());
  v_task public.call_tasks;
  v_to uuid := app.try_uuid(p ->> 'memberId');
  v_until timestamptz := app.try_instant(p ->> 'until');
  v_owner jsonb;
begin
  select t.* into v_task from public.call_tasks t
  where t.organization_id = v_organization and t.id = app.try_uuid(p ->> 'id')
  for update;
  if not found then
    return jsonb_build_object('ok', false, 'code', 'not_found');
  end if;
  -- Two press "Take it" at once: the second is told who has it. To take over is another press.
  if p ? 'seen' and v_task.assigned_member_id is distinct from app.try_uuid(p ->> 'seen') then
    select jsonb_build_object('id', m.id, 'name', m.display_name) into v_owner
    from public.members m where m.id = v_task.assigned_member_id;
    return jsonb_build_object('ok', false, 'code', 'changed', 'assignee', v_owner);
  end if;
  case p ->> 'action'
    when 'assign' then
      if p ->> 'memberId' is not null and not exists (
        select from public.members m
        where m.organization_id = v_organization and m.id = v_to and m.active
      ) then
        return jsonb_build_object('ok', false, 'code', 'member_not_found');
      end if;
      update public.call_tasks t set assigned_member_id = v_to where t.id = v_task.id;
    when 'snooze' then
      -- Back to an earlier time too: that is how it is undone.
      if v_until is null or v_until < v_task.created_at
        or v_until > clock_timestamp() + interval '60 days'
      then
        return jsonb_build_object('ok', false, 'code', 'invalid_request');
      end if;
      update public.call_tasks t set due_at = v_until where t.id = v_task.id;
    when 'done' then
      update public.call_tasks t set done_at = clock_timestamp()
      where t.id = v_task.id and t.done_at is null;
    when 'reopen' then
      update public.call_tasks t set done_at = null where t.id = v_task.id;
    else
      return jsonb_build_object('ok', false, 'code', 'invalid_request');
  end case;
  return jsonb_build_object('ok', true);
end
$$;
comment on function public.change_call_task is
  '{id, action: assign|snooze|done|reopen, memberId?, until?, seen?}: `seen` is the owner that the screen showed.';

create function public.call_task_counts() returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'all', count(*),
    'mine', count(*) filter (
      where t.assigned_member_id = (select app.my_member_id(app.my_organization()))
    ),
    'overdue', count(*) filter (where t.due_at < now())
  )
  from public.call_tasks t
  where t.organization_id = (select app.my_organization()) and t.done_at is null
$$;
comment on function public.call_task_counts is 'How many call-backs are open: all, mine, overdue.';

revoke all on function
  app.note_task_change(), app.release_call_tasks(), public.change_call_task(jsonb),
  public.call_task_counts()
  from public, anon, authenticated;
grant execute on function public.change_call_task(jsonb), public.call_task_counts() to authenticated;
