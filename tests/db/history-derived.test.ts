import fc from 'fast-check';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeHistory } from '../../local/history/make-history.ts';
import { becomeMember, makeBusiness } from '../support/history-pages.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';

/** What can happen to the calls of a business; `$1` is the business, `$2` picks which call. */
const STEPS = {
  ends: `insert into public.telnyx_calls (id, organization_id, direction, from_number, to_number, status,
      outcome, started_at, ended_at, version, tags)
    values (gen_random_uuid(), $1, case $2::integer % 2 when 0 then 'inbound' else 'outbound' end, '+14165550100',
      '+14375550100', 'ended', case $2::integer % 3 when 0 then 'missed' else 'answered' end,
      now() - make_interval(hours => $2), now(), 1, case $2::integer % 4 when 0 then '{vip}' else '{}' end::text[])`,
  // An event that comes late tells that it was another call than we thought.
  turnsOut: `update public.telnyx_calls c set outcome = case c.outcome when 'missed' then 'answered' else 'missed' end
    where c.id = (select p.id from picked($1, $2) p)`,
  startedEarlier: `update public.telnyx_calls c set started_at = c.started_at - interval '31 hours'
    where c.id = (select p.id from picked($1, $2) p)`,
  tagged: `update public.telnyx_calls c set tags = c.tags || array['tag ' || $2], disposition = 'Quote'
    where c.id = (select p.id from picked($1, $2) p)`,
  waits: `insert into public.call_tasks (organization_id, call_id, due_at)
    select $1, p.id, now() from picked($1, $2) p on conflict do nothing`,
  calledBack: `update public.call_tasks t set done_at = case when t.done_at is null then now() end
    where t.call_id = (select p.id from picked($1, $2) p)`,
  taken: `update public.telnyx_calls c set handled_by = 'ai', client_id = (
      select k.id from public.clients k where k.organization_id = $1 order by k.id offset $2::integer % 5 limit 1)
    where c.id = (select p.id from picked($1, $2) p)`,
  erased: `delete from public.telnyx_calls c where c.id = (select p.id from picked($1, $2) p)`,
  moved: `update public.organizations o
    set time_zone = case $2::integer % 2 when 0 then 'Asia/Tokyo' else 'America/Toronto' end where o.id = $1`,
} as const;
type Step = keyof typeof STEPS;

const steps = fc.array(
  fc.record({ step: fc.constantFrom(...(Object.keys(STEPS) as Step[])), which: fc.nat(400) }),
  { minLength: 5, maxLength: 25 },
);

/** Each row is something that is kept and differs from what it is made of. */
const DIFFERENCES = `
  with entry as (select e.* from public.call_entries e where e.organization_id = $1)
  select 'an entry' as what from app.call_entry_source s
    left join entry e on e.call_id = s.call_id
    where s.organization_id = $1 and (e.call_id is null or (s.started_at, s.outcome, s.direction, s.tags,
      s.needs_call_back, s.client_id, s.handled_by, s.disposition, s.extra) is distinct from (e.started_at,
      e.outcome, e.direction, e.tags, e.needs_call_back, e.client_id, e.handled_by, e.disposition, e.extra))
  union all select 'an entry without its call' from entry e
    where not exists (select from public.telnyx_calls c where c.id = e.call_id)
  union all select 'a tag' from (
    (select * from public.call_entry_tags t where t.organization_id = $1
      except select * from app.call_tag_source s where s.organization_id = $1)
    union all (select * from app.call_tag_source s where s.organization_id = $1
      except select * from public.call_entry_tags t where t.organization_id = $1)) x
  union all select 'a kind that its month or day does not know' from app.call_kind_source k
    where k.organization_id = $1 and not (
      exists (select from public.call_spans s where s.organization_id = $1 and s.grain = 1
        and s.span = app.month_number(k.started_at) and s.kinds @> array[k.kind])
      and exists (select from public.call_spans s where s.organization_id = $1 and s.grain = 2
        and s.span = app.day_number(k.started_at) and s.kinds @> array[k.kind]))
  union all select 'a day' from (
    select (e.started_at at time zone o.time_zone)::date as day, count(*) as calls,
      count(*) filter (where e.direction = 'inbound') as inbound,
      count(*) filter (where e.direction = 'inbound' and e.outcome = 'missed') as missed
    from entry e join public.organizations o on o.id = $1 group by 1
  ) x full join (select * from public.call_days d where d.organization_id = $1) d on d.day = x.day
  where (coalesce(x.calls, 0), coalesce(x.inbound, 0), coalesce(x.missed, 0))
    <> (coalesce(d.calls, 0), coalesce(d.inbound, 0), coalesce(d.missed, 0))
  union all select 'the totals' from public.call_totals t where t.organization_id = $1
    and (t.calls, t.waiting) <> (select count(*), count(*) filter (where e.needs_call_back) from entry e)`;

let database: TestDatabase;
let owner: postgres.Sql;
let member: postgres.Sql;
let organizationId: string;

beforeAll(async () => {
  database = await startTestDatabase();
  owner = postgres(database.url, { max: 1, onnotice: () => undefined });
  member = postgres(database.url, { max: 1, onnotice: () => undefined });
  const business = await makeBusiness(owner);
  ({ organizationId } = business);
  await makeHistory(owner, organizationId, 400);
  await becomeMember(member, business.userId);
  await owner`
    create function pg_temp.picked(uuid, integer) returns table (id uuid) language sql as $$
      select c.id from public.telnyx_calls c where c.organization_id = $1
      order by c.id offset $2 limit 1 $$`;
});
afterAll(async () => {
  await owner?.end();
  await member?.end();
  await database?.stop();
});

const differences = async () => owner.unsafe(DIFFERENCES, [organizationId]);

const wordsApart = async () => owner`
  (select * from public.call_words except select * from app.call_words_source)
  union all (select * from app.call_words_source except select * from public.call_words)`;

describe('what is derived from calls', () => {
  it('a generated history is what triggers would have made of it', async () => {
    expect(await differences()).toEqual([]);
    expect(await wordsApart()).toEqual([]);
  });

  it('more calls for a business that has some leave those as they are', async () => {
    const said = async () =>
      (
        await owner`
          select call_id, count(*)::integer as lines from public.call_transcript_segments
          where organization_id = ${organizationId} group by call_id order by call_id`
      ).map(({ call_id: id, lines }) => [id, lines] as const);
    const before = await said();
    await makeHistory(owner, organizationId, 100);
    const [counted] = await owner`
      select count(*)::integer as calls from public.call_entries
      where organization_id = ${organizationId}`;
    expect(counted?.['calls']).toBe(500);
    expect(await differences()).toEqual([]);
    expect(await wordsApart()).toEqual([]);
    const after = new Map(await said());
    expect(before.map(([id]) => [id, after.get(id)])).toEqual(before);
  });

  it('the figures and lists stay right, whatever happens to the calls, and in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (happened) => {
        for (const { step, which } of happened) {
          const statement = STEPS[step].replaceAll('picked(', 'pg_temp.picked(');
          await owner.unsafe(
            statement,
            STEPS[step].includes('$2') ? [organizationId, which] : [organizationId],
          );
        }
        expect(await differences()).toEqual([]);
        const [counted] = await owner`
          select count(*)::integer as calls, least(count(*) filter (where exists (
              select from public.call_tasks t where t.call_id = c.id and t.done_at is null
            )), 100)::integer as "needCallBack",
            count(*) filter (where c.direction = 'inbound' and c.outcome = 'missed'
              and (c.started_at at time zone o.time_zone)::date = (now() at time zone o.time_zone)::date
            )::integer as "missedToday"
          from public.telnyx_calls c join public.organizations o on o.id = c.organization_id
          where c.organization_id = ${organizationId}`;
        const [shown] = await member`select public.history_counts() as counts`;
        expect(shown?.['counts']).toEqual({ ...counted });
      }),
      { numRuns: 40 },
    );
  });
});
