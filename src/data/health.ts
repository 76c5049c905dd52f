import type { Supabase } from './supabase-client.ts';

/** Probes of the server, for the health check. Each asks the real thing and says how long it took. */

export type Probe<Found> =
  | { ok: true; found: Found; tookMs: number }
  | { ok: false; tookMs: number };

const PROBE_TIMEOUT_MS = 8_000;

async function timed<Found>(probe: (signal: AbortSignal) => Promise<Found>): Promise<Probe<Found>> {
  const startedAt = performance.now();
  const tookMs = () => Math.round(performance.now() - startedAt);
  try {
    const found = await probe(AbortSignal.timeout(PROBE_TIMEOUT_MS));
    return { ok: true, found, tookMs: tookMs() };
  } catch {
    return { ok: false, tookMs: tookMs() };
  }
}

/** Whether the sign-in service answers and still knows this session. */
export function probeSession(supabase: Supabase): Promise<Probe<null>> {
  return timed(async () => {
    const { error } = await supabase.auth.getUser();
    if (error) throw error;
    return null;
  });
}

/** Whether the database answers under row-level security, and how many of our numbers it shows. */
export function probeDatabase(supabase: Supabase): Promise<Probe<{ numbers: number }>> {
  return timed(async (signal) => {
    const { count } = await supabase
      .from('telnyx_phone_numbers')
      .select('id', { count: 'exact', head: true })
      .abortSignal(signal)
      .throwOnError();
    return { numbers: count ?? 0 };
  });
}

/** When the telephone network last told us anything: the newest event of the newest call. */
export function probeLastEvent(supabase: Supabase): Promise<Probe<{ receivedAt: string | null }>> {
  return timed(async (signal) => {
    const { data: calls } = await supabase
      .from('telnyx_calls')
      .select('id')
      .order('started_at', { ascending: false })
      .order('id', { ascending: false })
      .limit(5)
      .abortSignal(signal)
      .throwOnError();
    if (calls.length === 0) return { receivedAt: null };
    const { data: events } = await supabase
      .from('call_events')
      .select('received_at')
      .in(
        'call_id',
        calls.map(({ id }) => id),
      )
      .eq('source', 'telnyx')
      .order('received_at', { ascending: false })
      .limit(1)
      .abortSignal(signal)
      .throwOnError();
    return { receivedAt: events[0]?.received_at ?? null };
  });
}
