-- Which service a caller means, by the words that the business wrote down for it.

create function app.plain_words(p_text text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  -- Without accents, case and punctuation, one space on either side: words match as words.
  return ' ' || btrim(regexp_replace(
    lower(regexp_replace(normalize(coalesce(p_text, ''), nfd), '[\u0300-\u036f]', '', 'g')),
    '[[:space:][:punct:]‘’“”«»¿¡–—]+', ' ', 'g'
  )) || ' ';
end
$$;
comment on function app.plain_words is 'Text as it is compared: "Évier bouché!" is " evier bouche ".';

create function app.is_general_service(s public.services) returns boolean
language plpgsql immutable set search_path = ''
as $$
begin
  return 'visit' = any (s.keywords);
end
$$;

create function app.services_by_words(p_organization_id uuid, p_text text)
returns setof public.services
language plpgsql stable set search_path = ''
as $$
declare
  v_text text := app.plain_words(p_text);
begin
  return query
  select s.*
  from public.services s,
    lateral (
      select max(length(k.plain)) as longest, sum(length(k.plain)) as total
      from (
        select app.plain_words(word) as plain from unnest(s.keywords || s.name) as word
      ) k
      where btrim(k.plain) <> '' and position(k.plain in v_text) > 0
    ) found
  where s.organization_id = p_organization_id and s.active and found.longest is not null
  -- "My tap is leaking" means the tap: the general visit takes what nothing else does.
  order by app.is_general_service(s), found.longest desc, found.total desc, s.name;
end
$$;
comment on function app.services_by_words is
  'The services that a text names, best first: the longest of its words decides.';

create function app.service_for(p_organization_id uuid, p_service text, p_problem text)
returns public.services
language plpgsql stable set search_path = ''
as $$
declare
  v_service public.services;
begin
  select * into v_service from app.services_by_words(p_organization_id, p_service) limit 1;
  if v_service.id is null then
    select * into v_service from app.services_by_words(p_organization_id, p_problem) limit 1;
  end if;
  if v_service.id is null then
    select s.* into v_service from public.services s
    where s.organization_id = p_organization_id and s.active
    order by not app.is_general_service(s),
      case when app.is_general_service(s) then s.duration_minutes end, s.created_at, s.name
    limit 1;
  end if;
  return v_service;
end
$$;
comment on function app.service_for is
  'What is to be booked: as named, else by the problem, else the shortest general visit, else the first.';

revoke all on function
  app.plain_words(text),
  app.is_general_service(public.services),
  app.services_by_words(uuid, text),
  app.service_for(uuid, text, text)
  from public;
grant execute on function
  app.plain_words(text),
  app.is_general_service(public.services),
  app.services_by_words(uuid, text),
  app.service_for(uuid, text, text)
  to service_role;
