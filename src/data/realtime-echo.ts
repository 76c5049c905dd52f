import type { RealtimeChannel } from '@supabase/supabase-js';
import type { Supabase } from './supabase-client.ts';

export type Echo = { ok: true; tookMs: number } | { ok: false; why: 'not_joined' | 'no_echo' };

const ECHO_TIMEOUT_MS = 5_000;
/** A page that was just opened, or lost its socket for a moment, is still joining. */
const JOIN_TIMEOUT_MS = 5_000;
const JOIN_POLL_MS = 100;
const listening = new WeakSet<RealtimeChannel>();
const waiting = new Map<string, () => void>();

async function joinedChannel(supabase: Supabase, topic: string): Promise<RealtimeChannel | null> {
  const endsAt = performance.now() + JOIN_TIMEOUT_MS;
  for (;;) {
    const channels = supabase.getChannels();
    const joined = channels.find((one) => one.topic === topic && one.state === 'joined');
    if (joined) return joined;
    if (performance.now() >= endsAt) return null;
    await new Promise((resolve) => setTimeout(resolve, JOIN_POLL_MS));
  }
}

/**
 * Lets the database send a word to this person's own channel, and waits for it: the way that a ring
 * takes. The channel is the one on which calls come; none is joined for this.
 */
export async function echoRealtime(supabase: Supabase, memberId: string): Promise<Echo> {
  const channel = await joinedChannel(supabase, `realtime:member:${memberId}`);
  if (!channel) return { ok: false, why: 'not_joined' };
  if (!listening.has(channel)) {
    listening.add(channel);
    channel.on('broadcast', { event: 'health_echo' }, (message: { payload?: unknown }) => {
      const nonce = (message.payload as { nonce?: unknown } | undefined)?.nonce;
      if (typeof nonce === 'string') waiting.get(nonce)?.();
    });
  }
  const nonce = crypto.randomUUID();
  const startedAt = performance.now();
  const heard = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), ECHO_TIMEOUT_MS);
    waiting.set(nonce, () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
  const { error } = await supabase.rpc('health_echo', { p_nonce: nonce });
  const isHeard = error ? false : await heard;
  waiting.delete(nonce);
  if (!isHeard) return { ok: false, why: 'no_echo' };
  return { ok: true, tookMs: Math.round(performance.now() - startedAt) };
}
