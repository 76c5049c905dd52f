-- Rules that hold for every table and function, also for those that do not exist yet.
begin;
select plan(20);

create function tests.tables_without_rls() returns setof text language sql as $$
  select c.oid::regclass::text from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and not (c.relrowsecurity and c.relforcerowsecurity)
$$;
create function tests.our_functions() returns setof pg_proc language sql as $$
  select p from pg_proc p
  where p.pronamespace in ('public'::regnamespace, 'app'::regnamespace)
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
$$;
create function tests.functions_without_search_path() returns setof text language sql as $$
  select p.oid::regprocedure::text from tests.our_functions() p
  where not coalesce('search_path=""' = any (p.proconfig), false)
$$;
create function tests.functions_open_to_all() returns setof text language sql as $$
  select p.oid::regprocedure::text from tests.our_functions() p
  where has_function_privilege('anon', p.oid, 'execute')
    or exists (
      select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0
    )
$$;
-- The foreign key's columns are the first of some index, in any order.
create function tests.foreign_keys_without_index() returns setof text language sql as $$
  select format('%s.%s', k.conrelid::regclass, k.conname) from pg_constraint k
  where k.contype = 'f' and k.connamespace = 'public'::regnamespace
    and not exists (
      select from pg_index i
      -- A condition that the key is there does no harm: the check looks for a value.
      where i.indrelid = k.conrelid
        and coalesce(pg_get_expr(i.indpred, i.indrelid) ~ '^\(\w+ IS NOT NULL\)$', true)
        and (i.indkey::smallint[])[0 : cardinality(k.conkey) - 1] @> k.conkey
    )
$$;
-- Of two tables that both have an organisation the key must hold it, or rows could cross.
create function tests.foreign_keys_across_organizations() returns setof text language sql as $$
  select format('%s.%s', k.conrelid::regclass, k.conname) from pg_constraint k
  where k.contype = 'f' and k.connamespace = 'public'::regnamespace
    and exists (
      select from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'organization_id'
    )
    and not exists (
      select from pg_attribute a
      where a.attrelid = k.conrelid and a.attname = 'organization_id' and a.attnum = any (k.conkey)
    )
$$;
create function tests.tables_open_to_anon() returns setof text language sql as $$
  select c.oid::regclass::text from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
    and case c.relkind
      when 'S' then has_sequence_privilege('anon', c.oid, 'usage, select, update')
      else has_any_column_privilege('anon', c.oid, 'select, insert, update, references')
        or has_table_privilege('anon', c.oid, 'delete, truncate, trigger')
    end
$$;
-- A helper that is called as `in (select app.f())` runs once per statement, bare it runs per row.
create function tests.policies_per_row() returns setof text language sql as $$
  select format('%s on %s', policyname, tablename) from pg_policies
  where schemaname in ('public', 'realtime')
    and regexp_replace(coalesce(qual, '') || coalesce(with_check, ''),
      'SELECT (app|auth|realtime)\.\w+\(', '', 'g') ~ '(app|auth|realtime)\.\w+\('
$$;
create function tests.foreign_schema_objects() returns setof text language sql as $$
  select 'table ' || c.oid::regclass from pg_class c
  where c.relnamespace in (select oid from pg_namespace where nspname in ('auth', 'storage', 'realtime'))
    and c.relowner = 'postgres'::regrole
  union all
  select 'function ' || p.oid::regprocedure from pg_proc p
  where p.pronamespace in (select oid from pg_namespace where nspname in ('auth', 'storage', 'realtime'))
    and p.proowner = 'postgres'::regrole
$$;

select is_empty('select tests.tables_without_rls()', 'every table has RLS, forced [I8]');
select is_empty('select tests.functions_without_search_path()', 'every function pins its search_path');
select is_empty('select tests.functions_open_to_all()', 'no function is open to anon or PUBLIC');
select is_empty('select tests.foreign_keys_without_index()', 'every foreign key has an index');
select is_empty('select tests.foreign_keys_across_organizations()', 'no key crosses organisations [I8]');
select is_empty('select tests.tables_open_to_anon()', 'anon has no right on any table or sequence');
select is_empty('select tests.policies_per_row()', 'no policy calls a function per row');
select is_empty('select tests.foreign_schema_objects()', 'nothing of ours in auth, storage, realtime');
select is_empty($$
  select policyname from pg_policies where schemaname = 'public' and roles <> '{authenticated}'
$$, 'every policy names the role it is for');
select is_empty($$
  select c.relname from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    and obj_description(c.oid, 'pg_class') is null
$$, 'every table says what it is');
select is_empty($$
  select table_name from information_schema.tables t
  where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'organizations'
    and not exists (
      select from information_schema.columns c
      where c.table_schema = 'public' and c.table_name = t.table_name
        and c.column_name = 'organization_id'
    )
$$, 'every row belongs to an organisation');
select is_empty($$
  select p.oid::regprocedure from pg_proc p where p.pronamespace = 'app'::regnamespace
    and p.prosecdef and p.provolatile = 'v' and p.prorettype <> 'trigger'::regtype
$$, 'no security definer helper writes');

-- The gates see a planted fault.
create table public.planted_parent (id uuid primary key, organization_id uuid);
create table public.planted (id uuid primary key, parent_id uuid references public.planted_parent);
grant select on public.planted to anon;
create function app.planted() returns integer language sql security definer as 'select 1';
grant execute on function app.planted() to public;
create policy planted on public.clients
  for select to authenticated using (app.my_organization() = organization_id);

select set_has('select tests.tables_without_rls()', $$values ('planted')$$, 'a table without RLS is found');
alter table public.planted enable row level security;
select set_has('select tests.tables_without_rls()', $$values ('planted')$$, 'a table without FORCE is found');
select set_has('select tests.functions_without_search_path()', $$values ('app.planted()')$$,
  'an open search_path is found');
select set_has('select tests.functions_open_to_all()', $$values ('app.planted()')$$,
  'a function that everybody may run is found');
select set_has('select tests.foreign_keys_without_index()',
  $$values ('planted.planted_parent_id_fkey')$$, 'a foreign key without index is found');
select set_has('select tests.foreign_keys_across_organizations()',
  $$values ('planted.planted_parent_id_fkey')$$, 'a key that could cross organisations is found');
select set_has('select tests.tables_open_to_anon()', $$values ('planted')$$, 'a right of anon is found');
select set_has('select tests.policies_per_row()', $$values ('planted on clients')$$,
  'a policy that calls a function per row is found');

select * from finish();
rollback;
