import { connect, type Sql } from '../database/connect.ts';
import { Topics } from './topics.ts';

/** Messages older than this are deleted at start, as hosted drops its daily partitions. */
const retentionDays = 3;

interface MessageRow {
  id: string;
  topic: string;
  event: string | null;
  payload: unknown;
  private: boolean | null;
}

/** Delivers what the database sends with realtime.send. */
export interface DatabaseFeed {
  stop(): Promise<void>;
}

/**
 * Listens for new rows of realtime.messages. The notification names the row, which is then read:
 * a payload may be larger than a notification.
 *
 * @param url address as supabase_realtime_admin
 */
export async function startDatabaseFeed(
  url: string,
  topics: Topics,
  note: (message: string) => void,
): Promise<DatabaseFeed> {
  // One connection: its answers come in the order of the questions, so messages keep theirs.
  const sql = connect(url, 1);
  const listener = connect(url, 1);
  await sql`
    delete from realtime.messages
    where inserted_at < now() - make_interval(days => ${retentionDays})`;
  await listener.listen('realtime_messages', (reference) => {
    if (topics.isEmpty()) return;
    deliver(sql, topics, reference).catch((error: unknown) =>
      note(`realtime: a message from the database was lost: ${(error as Error).message}`),
    );
  });
  return {
    async stop() {
      await Promise.all([listener.end({ timeout: 2 }), sql.end({ timeout: 2 })]);
    },
  };
}

async function deliver(sql: Sql, topics: Topics, reference: string): Promise<void> {
  const [id = '', ...insertedAt] = reference.split(' ');
  // The timestamp stays text on its way: as a Date it would lose its microseconds.
  const [row] = await sql<MessageRow[]>`
    select id, topic, event, payload, private from realtime.messages
    where id = ${id} and inserted_at = ${insertedAt.join(' ')}::text::timestamp`;
  if (!row) return;
  topics.broadcast(Topics.key(row.topic, row.private !== false), {
    event: row.event ?? '',
    payload: row.payload,
    meta: { id: row.id },
  });
}
