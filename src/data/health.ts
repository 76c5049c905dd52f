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

/** Whether the database answers under row-level security. */
export function probeDatabase(supabase: Supabase): Promise<Probe<null>> {
  return timed(async (signal) => {
    await supabase
      .from('telnyx_phone_numbers')
      .select('id', { head: true })
      .abortSignal(signal)
      .throwOnError();
    return null;
  });
}
