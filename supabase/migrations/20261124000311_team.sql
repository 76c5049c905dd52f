-- People come by invitation and lose everything at once when they are deactivated. What the browser
-- asks for goes through the function manage-team; what must hold by whatever way stands in triggers.

alter table public.members
  add column chosen_at timestamptz,
  add column deactivated_at timestamptz;
comment on column public.members.chosen_at is
  'When this person last chose to work here; the latest counts.';

create table public.member_invites (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  email text not null check (email = lower(btrim(email)) and char_length(email) between 3 and 320),
  role text not null check (role in ('owner', 'admin', 'agent')),
  display_name text not null check (char_length(display_name) between 1 and 200),
  invited_by uuid,
  created_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  expires_at timestamptz not null default clock_timestamp() + interval '7 days',
  accepted_at timestamptz,
  accepted_by uuid,
  revoked_at timestamptz,
  unique (organization_id, id),
  foreign key (organization_id, invited_by) references public.members (organization_id, id),
  foreign key (organization_id, accepted_by) references public.members (organization_id, id)
);
comment on table public.member_invites is
  'Who was asked to join, and as what. Open: neither accepted nor revoked, and not expired.';
comment on column public.member_invites.sent_at is 'Null: the mail could not be handed over yet.';
create unique index member_invites_open_idx on public.member_invites (organization_id, email)
  where accepted_at is null and revoked_at is null;
create index member_invites_email_idx on public.member_invites (email)
  where accepted_at is null and revoked_at is null;
create index member_invites_invited_by_idx on public.member_invites (organization_id, invited_by);
create index member_invites_accepted_by_idx on public.member_invites (organization_id, accepted_by);

create table public.access_revocations (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  member_id uuid not null,
  requested_by uuid,
  requested_at timestamptz not null default clock_timestamp(),
  -- Null: sign-in does not let the database end sessions here; they end with their token.
  sessions_ended integer,
  credential_ids text[] not null default '{}',
  credentials_left integer generated always as (cardinality(credential_ids)) stored,
  credentials_deleted integer not null default 0,
  calls_ended integer not null default 0,
  attempts integer not null default 0,
  error_code text,
  next_try_at timestamptz not null default clock_timestamp(),
  done_at timestamptz,
  foreign key (organization_id, member_id)
    references public.members (organization_id, id) on delete cascade
);
comment on table public.access_revocations is
  'What ends besides the rows a member could read: sessions, telephony credentials, live calls.';
create index access_revocations_member_idx
  on public.access_revocations (organization_id, member_id, requested_at desc);
create index access_revocations_due_idx on public.access_revocations (next_try_at)
  where done_at is null;

alter table public.member_invites enable row level security;
alter table public.member_invites force row level security;
alter table public.access_revocations enable row level security;
alter table public.access_revocations force row level security;
revoke all on public.member_invites, public.access_revocations from anon, authenticated;
grant select, insert, update, delete
  on public.member_invites, public.access_revocations to service_role;
grant select on public.member_invites to authenticated;
grant select (
  id, organization_id, member_id, requested_by, requested_at, sessions_ended, credentials_left,
  credentials_deleted, calls_ended, attempts, error_code, done_at
) on public.access_revocations to authenticated;
create policy "admins read invites" on public.member_invites
  for select to authenticated
  using (organization_id = any (array(select app.my_admin_organizations())));
create policy "admins read what ended" on public.access_revocations
  for select to authenticated
  using (organization_id = any (array(select app.my_admin_organizations())));
-- Roles and access change through manage-team only, which writes down who did it.
revoke update (role, active) on public.members from authenticated;

create or replace function app.my_organization() returns uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select m.organization_id from public.members m
    where m.user_id = (select auth.uid()) and m.active
    order by m.chosen_at desc nulls last, m.created_at, m.id limit 1
  );
end
$$;
comment on function app.my_organization is
  'The organisation that the app works in: the one chosen last, else the oldest membership.';

create function app.revoke_access() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_sessions integer;
  v_credentials text[];
begin
  begin
    delete from auth.sessions s where s.user_id = new.user_id;
    get diagnostics v_sessions = row_count;
  exception when insufficient_privilege then
    v_sessions := null;
  end;
  select coalesce(array_agg(d.credential_id), '{}') into v_credentials
  from public.agent_devices d
  where d.organization_id = new.organization_id and d.member_id = new.id
    and d.credential_id is not null;
  update public.agent_devices d set credential_id = null, sip_username = null, state = 'offline'
  where d.organization_id = new.organization_id and d.member_id = new.id;
  -- Whoever had left a door open for themselves finds it closed.
  update public.member_invites i set revoked_at = clock_timestamp()
  where i.organization_id = new.organization_id and i.invited_by = new.id
    and i.accepted_at is null and i.revoked_at is null;
  update public.organizations o set channel_epoch = o.channel_epoch + 1
  where o.id = new.organization_id;
  insert into public.access_revocations
    (organization_id, member_id, sessions_ended, credential_ids)
  values (new.organization_id, new.id, v_sessions, v_credentials);
  return null;
end
$$;
comment on function app.revoke_access is
  'Ends at once what the database can end, and notes what is left to do at Telnyx.';
create trigger revoke_access after update of active on public.members
  for each row when (old.active and not new.active) execute function app.revoke_access();

-- A browser that was being enrolled while its member was deactivated.
create function app.refuse_former_credential() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform from public.members m where m.id = new.member_id and m.active for share;
  if found then
    return new;
  end if;
  insert into public.access_revocations (organization_id, member_id, sessions_ended, credential_ids)
  values (new.organization_id, new.member_id, 0, array[new.credential_id]);
  new.credential_id := null;
  new.sip_username := null;
  return new;
end
$$;
create trigger refuse_former_credential
  before insert or update of credential_id on public.agent_devices
  for each row when (new.credential_id is not null)
  execute function app.refuse_former_credential();

-- The rules of roles, in one place: admins neither make owners nor touch them.
create function app.may_manage(
  p_organization_id uuid, p_actor_id uuid, variadic p_roles text[]
) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return exists (
    select from public.members m
    where m.organization_id = p_organization_id and m.id = p_actor_id and m.active
      and (m.role = 'owner' or (m.role = 'admin' and not 'owner' = any (p_roles)))
  );
end
$$;

create function app.refused(p_code text) returns jsonb
language sql immutable set search_path = ''
as $$
  select jsonb_build_object('ok', false, 'code', p_code)
$$;

create function public.invite_member(p jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_organization uuid := (p ->> 'organizationId')::uuid;
  v_actor uuid := (p ->> 'memberId')::uuid;
  v_email text := lower(btrim(p ->> 'email'));
  v_id uuid;
begin
  if not app.may_manage(v_organization, v_actor, p ->> 'role') then
    return app.refused('not_allowed');
  end if;
  -- Two who invite the same person at once take turns.
  perform pg_advisory_xact_lock(hashtextextended(v_organization::text || v_email, 3));
  if exists (
    select from public.members m
    where m.organization_id = v_organization and lower(m.email) = v_email and m.active
  ) then
    return app.refused('already_member');
  end if;
  update public.member_invites i set revoked_at = clock_timestamp()
  where i.organization_id = v_organization and i.email = v_email and i.accepted_at is null
    and i.revoked_at is null and i.expires_at <= clock_timestamp();
  if exists (
    select from public.member_invites i
    where i.organization_id = v_organization and i.email = v_email and i.accepted_at is null
      and i.revoked_at is null
  ) then
    return app.refused('already_invited');
  end if;
  if (
    select count(*) from public.member_invites i
    where i.organization_id = v_organization
      and i.created_at > clock_timestamp() - interval '1 hour'
  ) >= 50 then
    return app.refused('rate_limited');
  end if;
  insert into public.member_invites (organization_id, email, role, display_name, invited_by)
  values (v_organization, v_email, p ->> 'role', btrim(p ->> 'displayName'), v_actor)
  returning id into v_id;
  perform app.audit(v_organization, v_actor, 'member.invited',
    jsonb_build_object('inviteId', v_id, 'role', p ->> 'role'));
  return jsonb_build_object('ok', true, 'inviteId', v_id, 'email', v_email);
end
$$;
comment on function public.invite_member is
  'Notes an invitation: {organizationId, memberId, email, role, displayName}; the mail follows.';

create function app.open_invite(p jsonb) returns public.member_invites
language sql stable set search_path = ''
as $$
  select i from public.member_invites i
  where i.organization_id = (p ->> 'organizationId')::uuid and i.id = (p ->> 'inviteId')::uuid
    and i.accepted_at is null and i.revoked_at is null
$$;

create function public.renew_invite(p jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_invite public.member_invites := app.open_invite(p);
begin
  if v_invite.id is null then
    return app.refused('invite_not_found');
  end if;
  if not app.may_manage(v_invite.organization_id, (p ->> 'memberId')::uuid, v_invite.role) then
    return app.refused('not_allowed');
  end if;
  if v_invite.sent_at > clock_timestamp() - interval '1 minute' then
    return app.refused('rate_limited');
  end if;
  update public.member_invites i set expires_at = clock_timestamp() + interval '7 days'
  where i.id = v_invite.id;
  perform app.audit(v_invite.organization_id, (p ->> 'memberId')::uuid, 'member.invite_resent',
    jsonb_build_object('inviteId', v_invite.id));
  return jsonb_build_object('ok', true, 'inviteId', v_invite.id, 'email', v_invite.email);
end
$$;
comment on function public.renew_invite is 'Gives an open invitation another week; the mail follows.';

create function public.note_invite_sent(p_invite_id uuid) returns void
language sql set search_path = ''
as $$
  update public.member_invites i set sent_at = clock_timestamp() where i.id = p_invite_id
$$;

create function public.revoke_invite(p jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_invite public.member_invites := app.open_invite(p);
begin
  if v_invite.id is null then
    return app.refused('invite_not_found');
  end if;
  if not app.may_manage(v_invite.organization_id, (p ->> 'memberId')::uuid, v_invite.role) then
    return app.refused('not_allowed');
  end if;
  update public.member_invites i set revoked_at = clock_timestamp() where i.id = v_invite.id;
  perform app.audit(v_invite.organization_id, (p ->> 'memberId')::uuid, 'member.invite_revoked',
    jsonb_build_object('inviteId', v_invite.id));
  return '{"ok": true}';
end
$$;

-- Role, deactivation and reactivation: `change` is {role} or {active}.
create function public.change_member(p jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_actor uuid := (p ->> 'memberId')::uuid;
  v_role text := p #>> '{change,role}';
  v_active boolean := (p #>> '{change,active}')::boolean;
  v_old public.members;
begin
  select m.* into v_old from public.members m
  where m.organization_id = (p ->> 'organizationId')::uuid and m.id = (p ->> 'targetId')::uuid
  for update;
  if v_old.id is null then
    return app.refused('member_not_found');
  end if;
  if not app.may_manage(v_old.organization_id, v_actor, v_old.role, coalesce(v_role, v_old.role))
    -- Nobody locks themselves out by mistake.
    or (v_old.id = v_actor and v_active is not null)
  then
    return app.refused('not_allowed');
  end if;
  perform set_config('app.member_id', v_actor::text, true);
  update public.members m set
    role = coalesce(v_role, m.role),
    active = coalesce(v_active, m.active),
    deactivated_at = case when coalesce(v_active, m.active) then null
      else coalesce(m.deactivated_at, clock_timestamp()) end
  where m.id = v_old.id;
  if v_active <> v_old.active then
    perform app.audit(v_old.organization_id, v_actor,
      case when v_active then 'member.reactivated' else 'member.deactivated' end,
      jsonb_build_object('memberId', v_old.id));
    update public.access_revocations r set requested_by = v_actor
    where r.organization_id = v_old.organization_id and r.member_id = v_old.id
      and r.requested_by is null and not v_active;
  end if;
  return '{"ok": true}';
exception when check_violation then
  -- keep_an_owner
  return app.refused('last_owner');
end
$$;
comment on function public.change_member is
  '{organizationId, memberId, targetId, change: {role} or {active}} by the rules of roles.';

create function public.claim_revocations(p_member_id uuid default null) returns setof jsonb
language sql set search_path = ''
as $$
  with due as (
    select r.id from public.access_revocations r
    where r.done_at is null and case
      when p_member_id is null then r.next_try_at <= clock_timestamp()
      else r.member_id = p_member_id end
    order by r.next_try_at limit 20
    for update skip locked
  )
  update public.access_revocations r set
    attempts = r.attempts + 1,
    next_try_at = clock_timestamp() + least(300, 5 * 2 ^ least(r.attempts, 6)) * interval '1 second'
  from due where r.id = due.id
  returning jsonb_build_object(
    'id', r.id, 'organizationId', r.organization_id, 'memberId', r.member_id,
    'requestedBy', r.requested_by, 'credentialIds', to_jsonb(r.credential_ids),
    'callIds', (
      select coalesce(jsonb_agg(c.id), '[]') from public.telnyx_calls c
      where c.organization_id = r.organization_id and c.agent_id = r.member_id
        and c.status <> 'ended'
        -- Who came back meanwhile keeps their new call.
        and exists (select from public.members m where m.id = r.member_id and not m.active)
    )
  )
$$;
comment on function public.claim_revocations is
  'What is left to end, of one member or whatever is due; taken up again later if it fails.';

create function public.settle_revocation(p jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_gone text[] := array(select jsonb_array_elements_text(p -> 'deletedCredentialIds'));
begin
  update public.access_revocations r set
    credential_ids = array(select unnest(r.credential_ids) except select unnest(v_gone)),
    credentials_deleted = r.credentials_deleted + cardinality(v_gone),
    calls_ended = r.calls_ended + (p ->> 'callsEnded')::integer,
    error_code = p ->> 'errorCode',
    done_at = case when p ->> 'errorCode' is null then clock_timestamp() end
  where r.id = (p ->> 'id')::uuid and r.done_at is null;
  return jsonb_build_object('ok', found);
end
$$;

create function public.accept_invite(p jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_user auth.users;
  v_invite public.member_invites;
  v_member public.members;
  v_name text := nullif(btrim(p ->> 'displayName'), '');
begin
  select u.* into v_user from auth.users u where u.id = (select auth.uid());
  if v_user.id is null or v_user.email_confirmed_at is null then
    return app.refused('email_not_confirmed');
  end if;
  if p ->> 'language' not in ('en', 'fr') or char_length(v_name) > 200 then
    return app.refused('invalid_request');
  end if;
  select i.* into v_invite from public.member_invites i
  where i.id = (p ->> 'inviteId')::uuid and i.email = lower(v_user.email)
  for update;
  if v_invite.id is null or v_invite.revoked_at is not null then
    return app.refused('invite_not_found');
  end if;
  if v_invite.accepted_at is not null then
    return app.refused('invite_used');
  end if;
  if v_invite.expires_at <= clock_timestamp() then
    return app.refused('invite_expired');
  end if;
  insert into public.members as m
    (organization_id, user_id, role, display_name, email, language, chosen_at)
  values (v_invite.organization_id, v_user.id, v_invite.role,
    coalesce(v_name, v_invite.display_name), lower(v_user.email),
    coalesce(p ->> 'language', 'en'), clock_timestamp())
  on conflict (organization_id, user_id) do update set
    active = true, role = excluded.role, display_name = excluded.display_name,
    language = excluded.language, chosen_at = excluded.chosen_at, deactivated_at = null
  returning m.* into v_member;
  update public.member_invites i set accepted_at = clock_timestamp(), accepted_by = v_member.id
  where i.id = v_invite.id;
  perform app.audit(v_invite.organization_id, v_member.id, 'member.joined',
    jsonb_build_object('inviteId', v_invite.id, 'role', v_member.role));
  return jsonb_build_object('ok', true, 'organizationId', v_member.organization_id);
end
$$;
comment on function public.accept_invite is
  'Joins a business: {inviteId, displayName?, language?}, once, by whoever owns the invited address.';

create function app.may_create_organization() returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select case i.sign_up
      when 'open' then true
      when 'first' then not exists (select from public.organizations)
      else false end
    from app.installation i
  );
end
$$;

create function public.welcome_state() returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'mayCreate', app.may_create_organization(),
    'invites', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', i.id, 'organizationName', o.name, 'role', i.role, 'displayName', i.display_name,
        'invitedBy', m.display_name, 'expiresAt', app.iso_utc(i.expires_at)) order by i.created_at)
      from auth.users u
      join public.member_invites i on i.email = lower(u.email) and i.accepted_at is null
        and i.revoked_at is null and i.expires_at > clock_timestamp()
      join public.organizations o on o.id = i.organization_id
      left join public.members m on m.id = i.invited_by
      where u.id = (select auth.uid()) and u.email_confirmed_at is not null
    ), '[]'),
    'endedIn', coalesce((
      select jsonb_agg(o.name order by m.deactivated_at desc nulls last)
      from public.members m join public.organizations o on o.id = m.organization_id
      where m.user_id = (select auth.uid()) and not m.active
    ), '[]'),
    'businesses', coalesce((
      select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name,
        'isCurrent', o.id = app.my_organization()) order by o.name, o.id)
      from public.members m join public.organizations o on o.id = m.organization_id
      where m.user_id = (select auth.uid()) and m.active
    ), '[]')
  )
$$;
comment on function public.welcome_state is
  'What a signed-in person can do: join where they were invited, work somewhere, create a business.';

create function public.create_organization(p jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_user auth.users;
  v_id uuid;
  v_member uuid;
  v_name text := btrim(p ->> 'name');
  v_person text := btrim(coalesce(p ->> 'displayName', ''));
  v_country text := p ->> 'country';
begin
  select u.* into v_user from auth.users u where u.id = (select auth.uid());
  if v_user.id is null or v_user.email_confirmed_at is null then
    return app.refused('email_not_confirmed');
  end if;
  if v_name is null or char_length(v_name) not between 1 and 200
    or char_length(v_person) not between 1 and 200
    or v_country is null or v_country !~ '^[A-Z]{2}$'
    or p ->> 'language' is null or p ->> 'language' not in ('en', 'fr')
    or not exists (select from pg_catalog.pg_timezone_names z where z.name = p ->> 'timeZone')
  then
    return app.refused('invalid_request');
  end if;
  -- Two who both want to be the first take turns.
  perform from app.installation i for update;
  if exists (select from public.members m where m.user_id = v_user.id and m.active) then
    return app.refused('already_member');
  end if;
  if not app.may_create_organization() then
    return app.refused('sign_up_closed');
  end if;
  -- Its limits are given by a trigger.
  insert into public.organizations (name, time_zone, country)
  values (v_name, p ->> 'timeZone', v_country) returning id into v_id;
  insert into public.members
    (organization_id, user_id, role, display_name, email, language, chosen_at)
  values (v_id, v_user.id, 'owner', v_person, lower(v_user.email), p ->> 'language',
    clock_timestamp())
  returning id into v_member;
  insert into public.business_hours (organization_id, weekday, opens_at, closes_at)
  select v_id, day, time '08:00', time '17:00' from generate_series(1, 5) as day;
  perform app.audit(v_id, v_member, 'organization.created', jsonb_build_object('country', v_country));
  return jsonb_build_object('ok', true, 'organizationId', v_id);
end
$$;
comment on function public.create_organization is
  'Makes a business with its first owner: {name, country, timeZone, language, displayName}.';

create function public.switch_organization(p_organization_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  update public.members m set chosen_at = clock_timestamp()
  where m.user_id = (select auth.uid()) and m.active and m.organization_id = p_organization_id;
  return jsonb_build_object('ok', found);
end
$$;
comment on function public.switch_organization is 'Works in another of the caller''s businesses from now on.';

create function public.team_people() returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'people', coalesce(jsonb_agg(jsonb_build_object(
      'memberId', m.id, 'displayName', m.display_name, 'email', m.email, 'role', m.role,
      'isActive', m.active, 'joinedAt', app.iso_utc(m.created_at),
      'lastSeenAt', (
        select app.iso_utc(max(d.last_seen_at)) from public.agent_devices d
        where d.organization_id = m.organization_id and d.member_id = m.id),
      'devices', coalesce((
        select jsonb_agg(jsonb_build_object('label', coalesce(d.label, ''),
          'lastSeenAt', app.iso_utc(d.last_seen_at)) order by d.last_seen_at desc nulls last)
        from public.agent_devices d
        where d.organization_id = m.organization_id and d.member_id = m.id
          and d.last_seen_at > clock_timestamp() - interval '30 days'), '[]'),
      'ended', case when not m.active then (
        select jsonb_build_object('at', app.iso_utc(r.requested_at), 'by', b.display_name,
          'areSessionsEnded', r.sessions_ended is not null, 'credentialsLeft', r.credentials_left,
          'errorCode', r.error_code, 'doneAt', app.iso_utc(r.done_at))
        from public.access_revocations r
        left join public.members b on b.id = r.requested_by
        where r.organization_id = m.organization_id and r.member_id = m.id
        order by r.done_at is null desc, r.requested_at desc limit 1) end
      ) order by m.active desc, m.display_name, m.id), '[]'),
    'invites', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', i.id, 'email', i.email, 'role', i.role, 'displayName', i.display_name,
        'sentAt', app.iso_utc(i.sent_at), 'expiresAt', app.iso_utc(i.expires_at),
        'isExpired', i.expires_at <= clock_timestamp()) order by i.created_at desc)
      from public.member_invites i
      where i.organization_id = (select app.my_organization()) and i.accepted_at is null
        and i.revoked_at is null
    ), '[]')
  )
  from public.members m where m.organization_id = (select app.my_organization())
$$;
comment on function public.team_people is
  'Everybody of the caller''s business, also those who left; for admins the open invitations too.';

revoke all on function
  app.revoke_access(), app.refuse_former_credential(), app.refused(text),
  app.may_manage(uuid, uuid, text[]), app.open_invite(jsonb), app.may_create_organization()
  from public, anon, authenticated;
grant execute on function app.refused(text), app.may_manage(uuid, uuid, text[]), app.open_invite(jsonb)
  to service_role;
revoke all on function
  public.invite_member(jsonb), public.renew_invite(jsonb), public.note_invite_sent(uuid),
  public.revoke_invite(jsonb), public.change_member(jsonb), public.claim_revocations(uuid),
  public.settle_revocation(jsonb), public.accept_invite(jsonb), public.welcome_state(),
  public.create_organization(jsonb), public.switch_organization(uuid), public.team_people()
  from public, anon, authenticated;
grant execute on function
  public.invite_member(jsonb), public.renew_invite(jsonb), public.note_invite_sent(uuid),
  public.revoke_invite(jsonb), public.change_member(jsonb), public.claim_revocations(uuid),
  public.settle_revocation(jsonb)
  to service_role;
grant execute on function
  public.accept_invite(jsonb), public.welcome_state(), public.create_organization(jsonb),
  public.switch_organization(uuid), public.team_people()
  to authenticated;
