import { useQuery } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { useMembership } from './membership.queries.ts';
import { useSupabase } from './supabase-context.tsx';

const state = z.enum(['ok', 'warn', 'bad']);
const daysSchema = z.array(z.object({ day: z.string(), state: z.nullable(state) }));
export type HealthDay = z.infer<typeof daysSchema>[number];

/** A report older than this says nothing about now: the sweeper makes one every hour. */
const STALE_AFTER_MS = 2 * 3_600_000;
const EVERY_MS = 60_000;

/** What the last check of anybody found, or the sweeper's own; null: nothing, or too long ago. */
export function useLatestHealth(): z.infer<typeof state> | null {
  const supabase = useSupabase();
  const organizationId = useMembership().data?.organizationId ?? '';
  const { data } = useQuery({
    queryKey: ['health-latest', organizationId],
    enabled: organizationId !== '',
    refetchInterval: EVERY_MS,
    queryFn: async ({ signal }) => {
      const { data: rows } = await supabase
        .from('health_reports')
        .select('at, state')
        .eq('organization_id', organizationId)
        .order('at', { ascending: false })
        .limit(1)
        .abortSignal(signal)
        .throwOnError();
      const latest = rows[0];
      if (!latest || Date.now() - Date.parse(latest.at) > STALE_AFTER_MS) return null;
      return state.parse(latest.state);
    },
  });
  return data ?? null;
}

/** The worst of each of the last 30 days, the oldest first. */
export function useHealthDays() {
  const supabase = useSupabase();
  const organizationId = useMembership().data?.organizationId ?? '';
  return useQuery({
    queryKey: ['health-days', organizationId],
    enabled: organizationId !== '',
    queryFn: async ({ signal }): Promise<HealthDay[]> => {
      const { data } = await supabase.rpc('health_days').abortSignal(signal).throwOnError();
      return daysSchema.parse(data);
    },
  });
}
