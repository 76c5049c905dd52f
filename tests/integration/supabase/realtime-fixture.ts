import type { RealtimeChannel } from '@supabase/supabase-js';
import type { Client, StackFixture } from './stack-fixture.ts';

export interface Received {
  event: string;
  payload: unknown;
}

export interface JoinedChannel {
  channel: RealtimeChannel;
  received: Received[];
  statuses: string[];
}

export interface JoinOptions {
  ack?: boolean;
  self?: boolean;
  isPrivate?: boolean;
  presenceKey?: string;
}

/** Joins a channel; resolves with its first status that is final, and collects what comes. */
export async function join(
  client: Client,
  topic: string,
  options: JoinOptions = {},
): Promise<JoinedChannel & { status: string; reason: string | undefined }> {
  const { ack = false, self = false, isPrivate = true, presenceKey = '' } = options;
  const channel = client.channel(topic, {
    config: { private: isPrivate, broadcast: { ack, self }, presence: { key: presenceKey } },
  });
  const received: Received[] = [];
  const statuses: string[] = [];
  channel.on('broadcast', { event: '*' }, ({ event, payload }) =>
    received.push({ event, payload }),
  );
  if (presenceKey) channel.on('presence', { event: 'sync' }, () => undefined);
  const first = await new Promise<{ status: string; reason: string | undefined }>((resolve) => {
    channel.subscribe((status, error) => {
      statuses.push(status);
      resolve({ status, reason: error?.message });
    });
  });
  return { channel, received, statuses, ...first };
}

/** Makes a user a member of a room. */
export async function addMember(
  fixture: StackFixture,
  room: string,
  userId: string,
  mayWrite: boolean,
): Promise<void> {
  const row = { room, user_id: userId, may_write: mayWrite };
  const { error } = await fixture.admin().from('room_members').upsert(row);
  if (error) throw error;
}
