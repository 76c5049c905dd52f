import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { makeHistory } from './history/make-history.ts';

/**
 * `npm run generate:history -- --calls 1000000`: gives the demo business of a
 * running `npm start` a long history, to look at and to measure.
 */
const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '100000' },
    organization: { type: 'string', default: 'Maple Plumbing' },
    database: {
      type: 'string',
      default: 'postgres://postgres:postgres@127.0.0.1:54322/postgres',
    },
  },
});

const sql = postgres(values.database, { max: 1, onnotice: () => undefined });
try {
  const [organization] = await sql<{ id: string }[]>`
    select id from public.organizations where name = ${values.organization}`;
  if (!organization) throw new Error(`There is no organisation "${values.organization}".`);
  const startedAt = performance.now();
  await makeHistory(sql, organization.id, Number(values.calls));
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(`${values.calls} calls for ${values.organization} in ${seconds} s.`);
} finally {
  await sql.end();
}
