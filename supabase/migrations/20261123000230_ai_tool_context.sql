-- Whose tool call it is and what that caller may do. All of it follows from the call, nothing from
-- what the model wrote [I8].

create type app.ai_tool_context as (
  organization_id uuid,
  -- One of the two.
  call_id uuid,
  test_id uuid,
  -- False in the test panel unless asked: everything is checked, nothing is written.
  is_for_real boolean,
  is_live boolean,
  at timestamptz,
  time_zone text,
  language text,
  -- E.164; null when withheld.
  caller_number text,
  is_attested boolean,
  -- Whom the number proves, at identity level `number`; null: nobody.
  client_id uuid,
  may_book boolean,
  may_change boolean,
  may_quote boolean,
  booking_horizon_days integer,
  call_back_within_minutes integer
);

create function app.is_attested(p_call public.telnyx_calls, p_call_control_id text) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  -- Full attestation (A): the caller's carrier knows the caller and his right to the number. The
  -- header alone proves nothing when Telnyx could not validate its signature.
  return exists (
    select from public.call_events e
    where e.call_id = p_call.id and e.organization_id = p_call.organization_id
      and e.type = 'call.initiated' and e.source = 'telnyx'
      and e.payload ->> 'shaken_stir_attestation' = 'A'
      and coalesce(e.payload ->> 'shaken_stir_validated', 'true') = 'true'
      and coalesce(e.payload ->> 'call_control_id', p_call_control_id) = p_call_control_id
  );
end
$$;

create function app.clients_with_number(p_organization_id uuid, p_number text)
returns setof public.clients
language plpgsql stable set search_path = ''
as $$
begin
  return query
  select k.* from public.clients k
  where k.organization_id = p_organization_id and k.archived_at is null
    and k.id in (
      select p.client_id from public.client_phones p
      where p.organization_id = p_organization_id and p.phone_number = p_number
    );
end
$$;

create function app.only_client_with_number(p_organization_id uuid, p_number text) returns uuid
language plpgsql stable set search_path = ''
as $$
declare
  v_ids uuid[] := array(
    select k.id from app.clients_with_number(p_organization_id, p_number) k limit 2
  );
begin
  -- A number that several share (a couple, an office) does not say which of them calls.
  return case when cardinality(v_ids) = 1 then v_ids[1] end;
end
$$;

create function app.ai_may(c app.ai_tool_context, p_profile jsonb) returns app.ai_tool_context
language plpgsql stable set search_path = ''
as $$
begin
  -- What the profile does not say is not allowed.
  c.may_book := coalesce(p_profile -> 'mayBook' = 'true', false);
  c.may_change := coalesce(p_profile -> 'mayChange' = 'true', false);
  c.may_quote := coalesce(p_profile -> 'mayQuote' = 'true', false);
  c.booking_horizon_days := coalesce((p_profile ->> 'bookingHorizonDays')::integer, 14);
  c.call_back_within_minutes := coalesce((p_profile ->> 'callBackWithinMinutes')::integer, 60);
  return c;
end
$$;

create function app.ai_call_context(p_call_control_id text, p_at timestamptz)
returns app.ai_tool_context
language plpgsql stable set search_path = ''
as $$
declare
  c app.ai_tool_context;
  v_call public.telnyx_calls;
begin
  select k.* into v_call
  from public.call_legs l
  join public.telnyx_calls k on k.organization_id = l.organization_id and k.id = l.call_id
  where l.call_control_id = p_call_control_id and l.role = 'external';
  if v_call.id is null then
    return null;
  end if;
  c.organization_id := v_call.organization_id;
  c.call_id := v_call.id;
  c.is_for_real := true;
  c.is_live := v_call.status <> 'ended' and coalesce(v_call.ai ->> 'status' = 'talking', false);
  c.at := p_at;
  c.time_zone := app.time_zone_of(v_call.organization_id);
  c.language := coalesce(v_call.ai ->> 'language', (
    select n.ai_language from public.telnyx_phone_numbers n
    where n.organization_id = v_call.organization_id and n.id = v_call.phone_number_id
  ), 'en');
  c.caller_number := case
    when v_call.outside_number ~ '^\+[1-9][0-9]{6,14}$' then v_call.outside_number
  end;
  c.is_attested := v_call.direction = 'inbound' and app.is_attested(v_call, p_call_control_id);
  if c.is_attested then
    c.client_id := app.only_client_with_number(c.organization_id, c.caller_number);
    -- Whom the number meant when it rang counts while nobody else has that number.
    if c.client_id is null then
      select k.id into c.client_id from public.clients k
      where k.organization_id = c.organization_id and k.id = v_call.client_id
        and k.archived_at is null
        and not exists (select from app.clients_with_number(c.organization_id, c.caller_number));
    end if;
  end if;
  return app.ai_may(c, (
    select v.profile
    from public.ai_dispatchers d
    join public.ai_dispatcher_versions v
      on v.organization_id = d.organization_id and v.version = d.published_version
    where d.organization_id = c.organization_id
  ));
end
$$;
comment on function app.ai_call_context is
  'The context of a call by the leg of the party outside; null: no such call.';

create function app.ai_test_context(p_conversation_id text, p_at timestamptz)
returns app.ai_tool_context
language plpgsql stable set search_path = ''
as $$
declare
  c app.ai_tool_context;
  v_test public.ai_test_conversations;
begin
  select t.* into v_test from public.ai_test_conversations t
  where t.conversation_id = p_conversation_id;
  if v_test.id is null then
    return null;
  end if;
  c.organization_id := v_test.organization_id;
  c.test_id := v_test.id;
  c.is_for_real := v_test.for_real;
  c.is_live := true;
  c.at := p_at;
  c.time_zone := app.time_zone_of(v_test.organization_id);
  c.language := v_test.language;
  c.caller_number := case
    when v_test.caller_number ~ '^\+[1-9][0-9]{6,14}$' then v_test.caller_number
  end;
  c.is_attested := c.caller_number is not null;
  c.client_id := app.only_client_with_number(c.organization_id, c.caller_number);
  return app.ai_may(c, (
    select d.draft from public.ai_dispatchers d where d.organization_id = c.organization_id
  ));
end
$$;
comment on function app.ai_test_context is
  'The context of a conversation of the test panel, which plays a caller with an attested number.';

revoke all on all functions in schema app from public;
grant execute on function
  app.is_attested(public.telnyx_calls, text),
  app.clients_with_number(uuid, text),
  app.only_client_with_number(uuid, text),
  app.ai_may(app.ai_tool_context, jsonb),
  app.ai_call_context(text, timestamptz),
  app.ai_test_context(text, timestamptz)
  to service_role;
