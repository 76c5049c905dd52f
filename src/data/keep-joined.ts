import type { Supabase } from './supabase-client.ts';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;

export interface KeptChannel {
  /** Leaves the channel for one of another name, when the name is another. */
  moveTo(topic: string): void;
  /** Asks for the name again and joins what it says. */
  moveNow(): void;
  leave(): void;
}

export interface KeptChannelOptions {
  /** What the channel is called, asked before every join. Null: nobody may join any more. */
  topic: () => Promise<string | null>;
  /** By event. */
  onMessage: Record<string, (payload: unknown) => void>;
  onJoined: (joined: boolean) => void;
  /** The server refused the join, or there is no such channel for this person. */
  onRefused: () => void;
}

/**
 * Joins a private channel and rejoins whatever was lost: a refused join, a socket cut, a channel that
 * the server closed. (The client library rejoins after some of these, not after all; a channel that
 * failed is therefore thrown away and made anew.)
 */
export function keepJoined(supabase: Supabase, on: KeptChannelOptions): KeptChannel {
  let failures = 0;
  let generation = 0;
  let current: string | null = null;
  let leaveCurrent = () => {};
  let retryTimer: ReturnType<typeof setTimeout> | null = null;

  const join = async (mine: number) => {
    const [topic] = await Promise.all([on.topic(), supabase.realtime.setAuth()]);
    if (mine !== generation) return;
    if (topic === null) return refused();
    current = topic;
    const channel = supabase.channel(topic, {
      config: { private: true, broadcast: { self: false } },
    });
    for (const [event, onMessage] of Object.entries(on.onMessage)) {
      channel.on('broadcast', { event }, (message: { payload: unknown }) =>
        onMessage(message.payload),
      );
    }
    leaveCurrent = () => void supabase.removeChannel(channel);
    channel.subscribe((status) => {
      if (mine !== generation) return;
      if (status !== 'SUBSCRIBED') return refused();
      failures = 0;
      on.onJoined(true);
    });
  };

  const attempt = () => {
    retryTimer = null;
    generation += 1;
    const mine = generation;
    join(mine).catch(() => {
      if (mine === generation) rejoinLater();
    });
  };

  const drop = () => {
    generation += 1;
    if (retryTimer !== null) clearTimeout(retryTimer);
    retryTimer = null;
    current = null;
    leaveCurrent();
    leaveCurrent = () => {};
  };

  const rejoinLater = () => {
    drop();
    on.onJoined(false);
    const delayMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
    failures += 1;
    retryTimer = setTimeout(attempt, delayMs);
  };

  const refused = () => {
    rejoinLater();
    on.onRefused();
  };

  const moveNow = () => {
    drop();
    on.onJoined(false);
    failures = 0;
    attempt();
  };

  const onOnline = () => {
    failures = 0;
    if (retryTimer === null) return;
    clearTimeout(retryTimer);
    attempt();
  };
  window.addEventListener('online', onOnline);
  attempt();

  return {
    moveTo(topic) {
      if (current !== null && current !== topic) moveNow();
    },
    moveNow,
    leave() {
      window.removeEventListener('online', onOnline);
      drop();
    },
  };
}
