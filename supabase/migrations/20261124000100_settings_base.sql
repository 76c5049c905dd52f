-- What the settings of a business need to stand on: people's own choices, the channel's epoch, how a
-- line rings and what happens when nobody can answer.
alter table public.members
  add column language text not null default 'en' check (language in ('en', 'fr')),
  add column availability text not null default 'available'
    check (availability in ('available', 'away', 'do_not_disturb')),
  add column availability_changed_at timestamptz not null default now();
comment on column public.members.availability is
  'What the member chose. Whether a call would reach them besides: team().';

alter table public.organizations
  add column channel_epoch integer not null default 1 check (channel_epoch > 0);
comment on column public.organizations.channel_epoch is
  'Part of the realtime topic. Raised when somebody loses access: a joined socket is not asked again.';

alter table public.telnyx_calls
  add column offered_to uuid[],
  add column is_test boolean not null default false,
  add column forwarded_to text check (forwarded_to ~ '^\+[1-9][0-9]{6,14}$');
comment on column public.telnyx_calls.offered_to is
  'Members in whose browsers it rings now. Null: in everybody''s.';
comment on column public.telnyx_calls.is_test is
  'A health check''s own call: in no history, task or figure.';

alter table public.telnyx_phone_numbers
  add column telnyx_number_id text,
  add column ring_strategy text not null default 'all'
    check (ring_strategy in ('all', 'in_order', 'groups')),
  add column uses_own_hours boolean not null default false,
  add column closed_outcome text not null default 'ring'
    check (closed_outcome in ('ring', 'message', 'forward')),
  add column unanswered_outcome text not null default 'none'
    check (unanswered_outcome in ('none', 'message', 'forward')),
  add column closed_message text check (char_length(closed_message) between 1 and 1000),
  add column unanswered_message text check (char_length(unanswered_message) between 1 and 1000),
  add column forward_to text check (forward_to ~ '^\+[1-9][0-9]{6,14}$'),
  add constraint closed_forward_has_number check (closed_outcome <> 'forward' or forward_to is not null),
  add constraint unanswered_forward_has_number
    check (unanswered_outcome <> 'forward' or forward_to is not null);
comment on column public.telnyx_phone_numbers.closed_outcome is
  'Outside opening hours, where the AI does not answer.';
comment on column public.telnyx_phone_numbers.unanswered_outcome is
  'When nobody accepted in time, where the AI does not answer.';

alter table public.business_hours add column phone_number_id uuid;
alter table public.business_hours
  add foreign key (organization_id, phone_number_id)
    references public.telnyx_phone_numbers (organization_id, id) on delete cascade,
  drop constraint business_hours_organization_id_weekday_opens_at_key;
create unique index business_hours_unique_idx
  on public.business_hours (organization_id, phone_number_id, weekday, opens_at)
  nulls not distinct;
comment on column public.business_hours.phone_number_id is
  'Null: the business''s own times. Else those of one line.';

create table public.ring_steps (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  phone_number_id uuid not null,
  position smallint not null check (position between 0 and 19),
  ring_seconds integer not null check (ring_seconds between 5 and 120),
  unique (organization_id, id),
  unique (organization_id, phone_number_id, position),
  foreign key (organization_id, phone_number_id)
    references public.telnyx_phone_numbers (organization_id, id) on delete cascade
);
comment on table public.ring_steps is
  'Who rings on a line, one group after the other. A line without steps rings for everybody.';

create table public.ring_step_members (
  organization_id uuid not null,
  ring_step_id uuid not null,
  member_id uuid not null,
  primary key (ring_step_id, member_id),
  foreign key (organization_id, ring_step_id)
    references public.ring_steps (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id)
    references public.members (organization_id, id) on delete cascade
);
comment on table public.ring_step_members is 'The people of a step.';
create index ring_step_members_step_idx
  on public.ring_step_members (organization_id, ring_step_id);
create index ring_step_members_member_idx
  on public.ring_step_members (organization_id, member_id);

create table public.telnyx_setups (
  organization_id uuid primary key references public.organizations on delete cascade,
  outbound_voice_profile_id text,
  call_control_application_id text,
  credential_connection_id text,
  messaging_profile_id text,
  updated_at timestamptz not null default now()
);
comment on table public.telnyx_setups is
  'What was made at Telnyx for a business. Without a row it uses the installation''s own.';
create trigger touch_updated_at before update on public.telnyx_setups
  for each row execute function app.touch_updated_at();

create table app.installation (
  is_only boolean primary key default true check (is_only),
  sign_up text not null default 'first' check (sign_up in ('open', 'first', 'closed'))
);
comment on column app.installation.sign_up is
  'Who may create a business: anybody, only the first, or nobody. All share one Telnyx account.';
insert into app.installation default values;
alter table app.installation enable row level security;
alter table app.installation force row level security;
revoke all on app.installation from public, anon, authenticated;
grant select, update on app.installation to service_role;
create policy "the service reads and changes the installation" on app.installation
  to service_role using (true) with check (true);

alter table public.ring_steps enable row level security;
alter table public.ring_steps force row level security;
alter table public.ring_step_members enable row level security;
alter table public.ring_step_members force row level security;
alter table public.telnyx_setups enable row level security;
alter table public.telnyx_setups force row level security;
revoke all on public.ring_steps, public.ring_step_members, public.telnyx_setups
  from anon, authenticated;
grant select, insert, update, delete
  on public.ring_steps, public.ring_step_members, public.telnyx_setups to service_role;
grant select on public.ring_steps, public.ring_step_members, public.telnyx_setups to authenticated;

create policy "members read who rings" on public.ring_steps
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "members read who rings" on public.ring_step_members
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "admins read what was set up" on public.telnyx_setups
  for select to authenticated
  using (organization_id = any (array(select app.my_admin_organizations())));

create function app.org_topic(p_organization_id uuid) returns text
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select 'org:' || o.id || ':' || o.channel_epoch
    from public.organizations o where o.id = p_organization_id
  );
end
$$;
comment on function app.org_topic is 'The realtime topic of a business as it is called now.';

create function app.masked_number(p_number text) returns text
language sql immutable set search_path = ''
as $$
  select left(p_number, greatest(char_length(p_number) - 7, 2)) || '•••' || right(p_number, 4)
$$;
comment on function app.masked_number is 'A number as logs and cards may show it: +1416•••0123.';

create function app.audit(
  p_organization_id uuid, p_member_id uuid, p_action text, p_detail jsonb default '{}'
) returns void
language plpgsql set search_path = ''
as $$
begin
  insert into public.audit_log (organization_id, member_id, action, detail)
  values (p_organization_id, p_member_id, p_action, coalesce(p_detail, '{}'));
end
$$;
comment on function app.audit is
  'Writes who did what. No personal data in the detail: ids, codes, masked numbers.';

create function public.save_my_preferences(p jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_language text := p ->> 'language';
  v_availability text := p ->> 'availability';
  v_name text := nullif(btrim(p ->> 'displayName'), '');
begin
  if v_language not in ('en', 'fr')
    or v_availability not in ('available', 'away', 'do_not_disturb')
    or char_length(v_name) > 200
  then
    return jsonb_build_object('ok', false, 'code', 'invalid_request');
  end if;
  update public.members m set
    language = coalesce(v_language, m.language),
    display_name = coalesce(v_name, m.display_name),
    availability = coalesce(v_availability, m.availability),
    availability_changed_at = case
      when coalesce(v_availability, m.availability) is distinct from m.availability
      then clock_timestamp() else m.availability_changed_at
    end
  where m.user_id = (select auth.uid()) and m.active;
  return jsonb_build_object('ok', found);
end
$$;
comment on function public.save_my_preferences is
  'A member''s own choices: {language?, availability?, displayName?}; what is left out stays.';

create or replace function public.my_membership() returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'memberId', m.id, 'organizationId', m.organization_id, 'organizationName', o.name,
    'timeZone', o.time_zone, 'role', m.role, 'displayName', m.display_name, 'email', m.email,
    'language', m.language, 'availability', m.availability, 'channelEpoch', o.channel_epoch
  )
  from public.members m
  join public.organizations o on o.id = m.organization_id
  where m.organization_id = (select app.my_organization())
    and m.user_id = (select auth.uid()) and m.active
$$;

revoke all on function
  app.org_topic(uuid), app.masked_number(text), app.audit(uuid, uuid, text, jsonb),
  public.save_my_preferences(jsonb)
  from public, anon, authenticated;
grant execute on function app.masked_number(text) to authenticated, service_role;
grant execute on function app.org_topic(uuid), app.audit(uuid, uuid, text, jsonb) to service_role;
grant execute on function public.save_my_preferences(jsonb) to authenticated;
