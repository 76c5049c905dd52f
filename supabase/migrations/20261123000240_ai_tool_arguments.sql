-- What the model may write into a tool call. Strict: what is not listed is refused, so that nothing
-- it makes up (an organisation, a price, a length) is taken for something that we went by.

create function app.ai_tool_arguments(p_tool text) returns jsonb
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  -- name -> kind; "!" where it has to be there.
  return case p_tool
    when 'look_up_client' then '{}'::jsonb
    when 'find_slots' then '{"problem": "text", "service": "text", "date_from": "date",
      "date_to": "date", "part_of_day": "part", "visit_id": "visit"}'
    when 'book_visit' then '{"slot_id": "slot!", "problem": "text!", "confirmed": "flag",
      "name": "name", "address": "text"}'
    when 'reschedule_visit' then '{"visit_id": "visit!", "slot_id": "slot!", "confirmed": "flag"}'
    when 'cancel_visit' then '{"visit_id": "visit!", "confirmed": "flag"}'
    when 'take_message' then '{"message": "long_text!", "name": "name", "urgent": "flag"}'
    when 'request_callback' then '{"reason": "text!", "when": "text", "name": "name"}'
    when 'quote_price' then '{"service": "text!"}'
    when 'request_person' then '{"reason": "text!", "urgent": "flag"}'
  end;
end
$$;
comment on function app.ai_tool_arguments is
  'Names and kinds of a tool''s arguments; null: there is no such tool.';

create function app.try_date(p_text text) returns date
language plpgsql immutable set search_path = ''
as $$
begin
  return case when p_text ~ '^\d{4}-\d{2}-\d{2}$' then p_text::date end;
exception
  -- February 30.
  when datetime_field_overflow or invalid_datetime_format then
    return null;
end
$$;

create function app.is_argument(p_kind text, p_value jsonb) returns boolean
language plpgsql immutable set search_path = ''
as $$
declare
  v_text text := btrim(p_value #>> '{}');
begin
  if p_kind = 'flag' then
    return jsonb_typeof(p_value) = 'boolean';
  end if;
  return jsonb_typeof(p_value) = 'string' and case p_kind
    when 'text' then char_length(v_text) <= 500
    when 'long_text' then char_length(v_text) <= 2000
    when 'name' then char_length(v_text) <= 120
    when 'date' then app.try_date(v_text) is not null
    when 'part' then v_text in ('morning', 'afternoon', 'any')
    when 'visit' then v_text ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    when 'slot' then v_text ~ '^s[a-z2-9]{8}$'
  end;
end
$$;

create function app.given_arguments(p_arguments jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
begin
  if jsonb_typeof(coalesce(p_arguments, 'null')) = 'null' then
    return '{}';
  elsif jsonb_typeof(p_arguments) <> 'object' then
    return null;
  end if;
  -- Models write null or "" for what they leave out.
  return coalesce((
    select jsonb_object_agg(a.key, case jsonb_typeof(a.value)
      -- One line of printable text: what is stored is shown to people and read by models again.
      when 'string' then to_jsonb(btrim(regexp_replace(
        a.value #>> '{}', '[\u0001-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+', ' ', 'g')))
      else a.value end)
    from jsonb_each(p_arguments) a
    where jsonb_typeof(a.value) <> 'null' and btrim(a.value #>> '{}') <> ''
  ), '{}');
end
$$;
comment on function app.given_arguments is
  'The arguments that say something, trimmed; null: what came is no object.';

create function app.invalid_arguments(p_tool text, p_arguments jsonb) returns text[]
language plpgsql immutable set search_path = ''
as $$
declare
  v_kinds jsonb := app.ai_tool_arguments(p_tool);
begin
  if p_arguments is null then
    return '{arguments}';
  end if;
  return array(
    select k.key from jsonb_each_text(v_kinds) k
    where case when p_arguments ? k.key
      then not app.is_argument(rtrim(k.value, '!'), p_arguments -> k.key)
      else right(k.value, 1) = '!'
    end
    union all
    select 'unknown' where exists (
      select from jsonb_object_keys(p_arguments) as name where not v_kinds ? name
    )
  );
end
$$;
comment on function app.invalid_arguments is
  'Which of a tool''s arguments are wrong or missing; "unknown" for any that it does not have.';

create function app.ai_refusal(p_reason text, p_message text, p_more jsonb default '{}')
returns jsonb
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return jsonb_build_object('ok', false, 'reason', p_reason, 'message', p_message) || p_more;
end
$$;

revoke all on all functions in schema app from public;
grant execute on function
  app.ai_tool_arguments(text),
  app.try_date(text),
  app.is_argument(text, jsonb),
  app.given_arguments(jsonb),
  app.invalid_arguments(text, jsonb),
  app.ai_refusal(text, text, jsonb)
  to service_role;
