import { impersonate, type Sql, type Transaction } from '../database/connect.ts';
import type { JwtClaims } from '../jwt.ts';

/** What a caller may do on a private topic. */
export interface TopicRights {
  broadcast: { read: boolean; write: boolean };
  presence: { read: boolean; write: boolean };
}

export const allRights: TopicRights = {
  broadcast: { read: true, write: true },
  presence: { read: true, write: true },
};

const extensions = ['broadcast', 'presence'] as const;
type Extension = (typeof extensions)[number];

/**
 * Asks the row-level security of realtime.messages what a caller may do on a topic, as hosted
 * Realtime does: rows of that topic are tried as the caller and rolled back.
 *
 * @param sql connections as supabase_realtime_admin
 */
export async function probeRights(
  sql: Sql,
  claims: JwtClaims,
  topic: string,
): Promise<TopicRights> {
  let rights: TopicRights | null = null;
  const undone = new Error('undone');
  await sql
    .begin(async (transaction) => {
      const ids = await insertProbes(transaction, topic);
      await impersonate(transaction, claims);
      const readable = await readableProbes(transaction, ids);
      rights = {
        broadcast: {
          read: readable.has('broadcast'),
          write: await mayInsert(transaction, topic, 'broadcast'),
        },
        presence: {
          read: readable.has('presence'),
          write: await mayInsert(transaction, topic, 'presence'),
        },
      };
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  if (!rights) throw new Error('the rights could not be read');
  return rights;
}

async function insertProbes(sql: Transaction, topic: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with topic as (select set_config('realtime.topic', ${topic}, true))
    insert into realtime.messages (topic, extension, private)
    select ${topic}, extension, true from topic, unnest(${[...extensions]}::text[]) as extension
    returning id`;
  return rows.map(({ id }) => id);
}

async function readableProbes(sql: Transaction, ids: string[]): Promise<Set<Extension>> {
  try {
    const rows = await sql.savepoint(
      (inner) => inner<{ extension: Extension }[]>`
        select extension from realtime.messages where id = any(${ids}::uuid[])`,
    );
    return new Set(rows.map(({ extension }) => extension));
  } catch (error) {
    if (isRefusal(error)) return new Set();
    throw error;
  }
}

async function mayInsert(sql: Transaction, topic: string, extension: Extension): Promise<boolean> {
  try {
    await sql.savepoint(
      (inner) => inner`
        insert into realtime.messages (topic, extension, private)
        values (${topic}, ${extension}, true)`,
    );
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

/** insufficient_privilege: what a missing policy or grant answers. */
function isRefusal(error: unknown): boolean {
  return (error as { code?: string }).code === '42501';
}
