import { queryOptions, useQuery } from '@tanstack/react-query';
import { aiProfile, type AiProfile, DEFAULT_AI_PROFILE } from '@core/contracts/ai-profile.ts';
import { useMembership } from './membership.queries.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

/**
 * The profile that answers callers, for people who may look at it only: read under row-level security,
 * since the function refuses them.
 */
function publishedProfileQuery(supabase: Supabase, organizationId: string) {
  return queryOptions({
    queryKey: ['ai-dispatcher', 'published', organizationId],
    queryFn: async ({ signal }): Promise<AiProfile> => {
      const { data } = await supabase
        .from('ai_dispatchers')
        .select('draft, published_version, ai_dispatcher_versions(version, profile)')
        .eq('organization_id', organizationId)
        .abortSignal(signal)
        .maybeSingle()
        .throwOnError();
      if (!data) return DEFAULT_AI_PROFILE;
      const published = data.ai_dispatcher_versions.find(
        ({ version }) => version === data.published_version,
      );
      const parsed = aiProfile.safeParse(published?.profile ?? data.draft);
      return parsed.success ? parsed.data : DEFAULT_AI_PROFILE;
    },
  });
}

export function usePublishedProfile({ enabled }: { enabled: boolean }) {
  const organizationId = useMembership().data?.organizationId ?? '';
  return useQuery({
    ...publishedProfileQuery(useSupabase(), organizationId),
    enabled: enabled && organizationId !== '',
  });
}

export interface KnownFacts {
  /** Services that can be booked. */
  services: number;
  hours: { weekday: number; opensAt: string; closesAt: string }[];
}

/** What the dispatcher knows from the other settings: how many services, and the opening times. */
export function useKnownFacts() {
  const supabase = useSupabase();
  const organizationId = useMembership().data?.organizationId ?? '';
  return useQuery({
    queryKey: ['business', 'facts', organizationId],
    enabled: organizationId !== '',
    queryFn: async ({ signal }): Promise<KnownFacts> => {
      const services = supabase
        .from('services')
        .select('id', { count: 'exact', head: true })
        .eq('organization_id', organizationId)
        .eq('active', true)
        .abortSignal(signal)
        .throwOnError();
      const hours = supabase
        .from('business_hours')
        .select('weekday, opens_at, closes_at')
        .eq('organization_id', organizationId)
        .is('phone_number_id', null)
        .order('weekday')
        .order('opens_at')
        .abortSignal(signal)
        .throwOnError();
      const [{ count }, { data }] = await Promise.all([services, hours]);
      return {
        services: count ?? 0,
        hours: data.map((row) => ({
          weekday: row.weekday,
          opensAt: row.opens_at,
          closesAt: row.closes_at,
        })),
      };
    },
  });
}
