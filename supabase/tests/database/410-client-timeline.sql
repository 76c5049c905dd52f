-- One line of everything that happened with a client.
begin;
select tests.fixture();
select plan(13);

update public.client_notes set created_at = now() - interval '3 hours' where id = tests.id('a', 'note');
update public.call_tasks set done_at = now() - interval '30 minutes' where id = tests.id('a', 'task');
insert into public.client_tasks (id, organization_id, client_id, title, created_at)
values (tests.id('a', 'promise'), tests.id('a', 'organization'), tests.id('a', 'client'), 'Receipt',
  now() - interval '20 minutes');
update public.appointments set starts_at = now() + interval '1 day', ends_at = now() + interval '25 hours',
  created_at = now() - interval '10 minutes' where id = tests.id('a', 'appointment');

create function tests.line(who text, p_client uuid, p_more text default '') returns jsonb language plpgsql as $$
declare
  v_answer jsonb;
begin
  perform tests.become(who);
  execute format('select coalesce(jsonb_agg(t), ''[]'') from public.client_timeline(%L %s) t', p_client, p_more)
    into v_answer;
  perform tests.become('postgres');
  return v_answer;
end
$$;
create function tests.kinds(p_line jsonb) returns text language sql as $$
  select string_agg(e.value ->> 'kind', ' ' order by e.ordinality)
  from jsonb_array_elements(p_line) with ordinality e
$$;

select is(tests.kinds(tests.line('agent_a', tests.id('a', 'client'))), 'booking task called_back call note',
  'newest first, a coming visit where it was booked');
select is(tests.line('owner_b', tests.id('a', 'client')), '[]', 'another business sees nothing [I8]');
select is(tests.line('ex_a', tests.id('a', 'client')), '[]', 'nor does who left [I8]');
select is(tests.probe('anon', format('select public.client_timeline(%L)', tests.id('a', 'client'))), 'denied',
  'a stranger may not ask');
select is(tests.kinds(tests.line('agent_a', tests.id('a', 'client'), ', ''{tasks}''')), 'task called_back',
  'one kind alone');
select is(tests.kinds(tests.line('agent_a', tests.id('a', 'client'), ', ''{calls,notes}''')), 'call note', 'or two');

-- Pages meet without a gap and without an overlap, also where moments are the same.
insert into public.client_notes (organization_id, client_id, member_id, body, created_at)
select tests.id('a', 'organization'), tests.id('a', 'client'), tests.id('a', 'agent'), n::text,
  now() - interval '5 hours' from generate_series(1, 7) n;
create function tests.all_pages(p_limit integer) returns jsonb language plpgsql as $$
declare
  v_all jsonb := '[]';
  v_page jsonb;
  v_more text := '';
begin
  loop
    v_page := tests.line('agent_a', tests.id('a', 'client'),
      format(', p_limit => %s %s', p_limit, v_more));
    v_all := v_all || (select coalesce(jsonb_agg(jsonb_build_array(e.value -> 'kind', e.value -> 'id')
        order by e.ordinality), '[]')
      from jsonb_array_elements(v_page) with ordinality e);
    exit when jsonb_array_length(v_page) < p_limit;
    v_more := format(', p_before => %L, p_before_id => %L', v_page -> -1 ->> 'at', v_page -> -1 ->> 'id');
  end loop;
  return v_all;
end
$$;
select is(tests.all_pages(3), tests.all_pages(100), 'pages of three are the whole');
select is(jsonb_array_length(tests.all_pages(100)), 12, 'which has everything once');

select is(tests.line('agent_a', tests.id('a', 'client'), ', ''{calls}''') #>> '{0,call,agent,name}', 'agent a',
  'a call is told as the history tells it');
select is(tests.line('agent_a', tests.id('a', 'client'), ', ''{visits}''') #>> '{0,visit,resource}', 'Luis',
  'a visit names who comes');
select is(tests.line('agent_a', tests.id('a', 'client'), ', ''{tasks}''') #>> '{0,task,title}', 'Receipt',
  'a task says what');
update public.client_notes set deleted_at = now() where id = tests.id('a', 'note');
select ok(not tests.line('agent_a', tests.id('a', 'client')) @> '[{"note": {"body": "Note"}}]',
  'a note that was taken away is not shown');
update public.appointments set starts_at = now() - interval '1 day', ends_at = now() - interval '23 hours'
where id = tests.id('a', 'appointment');
select is(tests.line('agent_a', tests.id('a', 'client'), ', ''{visits}''') #>> '{0,kind}', 'visit',
  'a visit that is over stands where it took place');

select * from finish();
rollback;
