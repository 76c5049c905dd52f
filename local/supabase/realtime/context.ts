import type { Sql } from '../database/connect.ts';
import type { StackKeys } from '../keys.ts';
import type { RealtimeFaults } from './faults.ts';
import type { Topics } from './topics.ts';

/** What all sessions share. */
export interface RealtimeContext {
  /** Connections as supabase_realtime_admin. */
  sql: Sql;
  keys: StackKeys;
  topics: Topics;
  /** Only private channels may be joined. */
  privateOnly: boolean;
  faults: RealtimeFaults;
  note(message: string): void;
}

export const privateOnlyMessage = 'PrivateOnly: This project only allows private channels';
