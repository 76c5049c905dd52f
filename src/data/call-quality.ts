import type { QualityPort } from '@/calling/ports.ts';
import type { Supabase } from './supabase-client.ts';

const TIMEOUT_MS = 8_000;

/** How my calls sound: `report_call_quality`. */
export function createQuality(supabase: Supabase): QualityPort {
  return {
    async report(callId, reports) {
      const { data, error, status } = await supabase
        .rpc('report_call_quality', {
          p_call_id: callId,
          p_changes: reports.map((report) => ({ ...report })),
        })
        .abortSignal(AbortSignal.timeout(TIMEOUT_MS));
      if (data) return { ok: true, value: null };
      const code = error && status === 0 ? 'offline' : error ? 'unavailable' : 'not_found';
      return { ok: false, error: { code, message: error?.message ?? 'Not a call of mine' } };
    },
  };
}
