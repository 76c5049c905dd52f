import type { LiveCallsListener } from '@/calling/ports.ts';
import { parseCallCard } from './parse-call-card.ts';
import type { Supabase } from './supabase-client.ts';

/** What else the channels tell, beside the calls themselves. */
export interface ChannelListener extends LiveCallsListener {
  /** @param payload of `transcript_changed`, as it came */
  onTranscriptChanged(payload: unknown): void;
  /** A visit was booked, moved or cancelled. */
  onAppointmentsChanged(): void;
}

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;

/**
 * Joins `org:<organization>` and `member:<member>` and rejoins whatever was lost: a refused join,
 * a socket cut, a channel that the server closed. (The client library rejoins after some of these,
 * not after all; a channel that failed is therefore thrown away and made anew.)
 *
 * @returns leaves both channels
 */
export function subscribeToCalls(
  supabase: Supabase,
  scope: { organizationId: string; memberId: string },
  listener: ChannelListener,
): () => void {
  const joined = new Map<string, boolean>();
  let wasJoined = false;
  const report = (topic: string, isJoined: boolean) => {
    joined.set(topic, isJoined);
    const allJoined = [...joined.values()].every(Boolean);
    if (allJoined || wasJoined) listener.onJoined(allJoined);
    wasJoined = allJoined;
  };
  const topics = [`org:${scope.organizationId}`, `member:${scope.memberId}`];
  for (const topic of topics) joined.set(topic, false);
  const leaves = topics.map((topic) =>
    keepJoined(supabase, topic, {
      onMessage: {
        call_changed: (payload) => {
          const card = parseCallCard(payload);
          if (card) listener.onCard(card);
        },
        transcript_changed: (payload) => listener.onTranscriptChanged(payload),
        appointments_changed: () => listener.onAppointmentsChanged(),
      },
      onJoined: (isJoined) => report(topic, isJoined),
    }),
  );
  return () => {
    for (const leave of leaves) leave();
  };
}

function keepJoined(
  supabase: Supabase,
  topic: string,
  on: {
    /** By event. */
    onMessage: Record<string, (payload: unknown) => void>;
    onJoined: (joined: boolean) => void;
  },
): () => void {
  let failures = 0;
  let generation = 0;
  let leaveCurrent = () => {};
  let retryTimer: ReturnType<typeof setTimeout> | null = null;

  const join = async () => {
    retryTimer = null;
    generation += 1;
    const mine = generation;
    await supabase.realtime.setAuth();
    if (mine !== generation) return;
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
      if (status === 'SUBSCRIBED') {
        failures = 0;
        on.onJoined(true);
        return;
      }
      on.onJoined(false);
      rejoin();
    });
  };

  const rejoin = () => {
    generation += 1;
    leaveCurrent();
    const delayMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
    failures += 1;
    retryTimer = setTimeout(attempt, delayMs);
  };

  const attempt = () => {
    join().catch(() => rejoin());
  };

  const onOnline = () => {
    failures = 0;
    if (retryTimer === null) return;
    clearTimeout(retryTimer);
    attempt();
  };
  window.addEventListener('online', onOnline);
  attempt();

  return () => {
    generation += 1;
    window.removeEventListener('online', onOnline);
    if (retryTimer !== null) clearTimeout(retryTimer);
    leaveCurrent();
  };
}
