import type postgres from 'postgres';
import type { Filter } from './history-pages.ts';

/**
 * Which calls a filter means, read from the calls themselves: slow, and plainly right. A search is taken for
 * digits, and all numbers for North American ones.
 */
export async function matchingCalls(
  sql: postgres.Sql,
  organizationId: string,
  filter: Filter,
): Promise<string[]> {
  const text = (name: string) => (filter[name] === undefined ? null : String(filter[name]));
  const person = text('agentId');
  const digits = text('search');
  const isMember = person !== null && person !== 'ai' && person !== 'nobody';
  const rows = await sql<{ id: string }[]>`
    select c.id from public.telnyx_calls c
    where c.organization_id = ${organizationId} and c.status = 'ended' and not c.is_test
      and (${text('direction')}::text is null or c.direction = ${text('direction')})
      and (${text('status')}::text is null or c.outcome = ${text('status')})
      and (${isMember ? person : null}::uuid is null or c.agent_id = ${isMember ? person : null})
      and (${person !== 'ai'} or c.handled_by = 'ai')
      and (${person !== 'nobody'} or c.handled_by is null)
      and (${text('lineId')}::uuid is null or c.phone_number_id = ${text('lineId')})
      and (${text('tag')}::text is null or ${text('tag')} = any (c.tags))
      and (${text('disposition')}::text is null or c.disposition = ${text('disposition')})
      and (${text('clientId')}::uuid is null or c.client_id = ${text('clientId')})
      and (${text('from')}::timestamptz is null or c.started_at >= ${text('from')})
      and (${text('to')}::timestamptz is null or c.started_at < ${text('to')})
      and (${filter['needsCallBack'] !== true} or exists (
        select from public.call_tasks t
        where t.organization_id = c.organization_id and t.call_id = c.id and t.done_at is null
      ))
      and (${digits}::text is null or c.outside_number like '%' || ${digits}::text
        or c.outside_number ~ ('^\\+(1(\\d{3})?)?' || nullif(ltrim(${digits}::text, '0'), ''))
        or c.outside_number ~ ('^\\+1\\d{3}' || ${digits}::text))
    order by c.started_at desc, c.id desc`;
  return rows.map(({ id }) => id);
}
