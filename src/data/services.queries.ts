import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMembership } from './membership.queries.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

/** What can be booked. */
export interface BookableService {
  id: string;
  name: string;
  /** What callers call it, in every language; lower case. */
  keywords: string[];
  durationMinutes: number;
  /** Null: no price is said. */
  priceCents: number | null;
  currency: string;
  isActive: boolean;
  /** Who can do it; nobody named: everybody. */
  technicianIds: string[];
}

export interface ServiceTechnician {
  id: string;
  name: string;
}

const useOrganizationId = () => useMembership().data?.organizationId ?? '';

function servicesQuery(supabase: Supabase, organizationId: string) {
  return queryOptions({
    queryKey: ['business', 'services', organizationId],
    queryFn: async ({ signal }): Promise<BookableService[]> => {
      const { data } = await supabase
        .from('services')
        .select(
          'id, name, keywords, duration_minutes, price_cents, currency, active, resource_services(resource_id)',
        )
        .eq('organization_id', organizationId)
        .order('name')
        .abortSignal(signal)
        .throwOnError();
      return data.map((row) => ({
        id: row.id,
        name: row.name,
        keywords: row.keywords,
        durationMinutes: row.duration_minutes,
        priceCents: row.price_cents,
        currency: row.currency,
        isActive: row.active,
        technicianIds: row.resource_services.map((one) => one.resource_id),
      }));
    },
  });
}

/** Everything that can be booked, and what no longer can, by name. */
export function useServices() {
  const organizationId = useOrganizationId();
  return useQuery({
    ...servicesQuery(useSupabase(), organizationId),
    enabled: organizationId !== '',
  });
}

/** The people whom visits are booked on, by name. */
export function useServiceTechnicians() {
  const supabase = useSupabase();
  const organizationId = useOrganizationId();
  return useQuery({
    queryKey: ['business', 'technicians', organizationId],
    enabled: organizationId !== '',
    queryFn: async ({ signal }): Promise<ServiceTechnician[]> => {
      const { data } = await supabase
        .from('resources')
        .select('id, name')
        .eq('organization_id', organizationId)
        .eq('active', true)
        .order('name')
        .abortSignal(signal)
        .throwOnError();
      return data;
    },
  });
}

/** The list is up to date before the form closes; what went wrong is said at once. */
function useAfterChange() {
  const queryClient = useQueryClient();
  const refresh = async () => {
    await queryClient.invalidateQueries({ queryKey: ['business'] });
    await queryClient.invalidateQueries({ queryKey: ['calendar-setup'] });
  };
  return { onSuccess: refresh, onError: () => void refresh() };
}

/** Keeps a service under its id, new or changed, with who can do it. */
export function useSaveService() {
  const supabase = useSupabase();
  const organizationId = useOrganizationId();
  return useMutation({
    mutationFn: async (service: BookableService) => {
      await supabase
        .from('services')
        .upsert({
          id: service.id,
          organization_id: organizationId,
          name: service.name,
          keywords: service.keywords,
          duration_minutes: service.durationMinutes,
          price_cents: service.priceCents,
          currency: service.currency,
          active: service.isActive,
        })
        .throwOnError();
      await saveTechnicians(supabase, organizationId, service);
    },
    ...useAfterChange(),
  });
}

/** First the new ones: in between, more people can do it rather than everybody. */
async function saveTechnicians(
  supabase: Supabase,
  organizationId: string,
  { id, technicianIds }: BookableService,
): Promise<void> {
  if (technicianIds.length > 0) {
    await supabase
      .from('resource_services')
      .upsert(
        technicianIds.map((resourceId) => ({
          organization_id: organizationId,
          resource_id: resourceId,
          service_id: id,
        })),
      )
      .throwOnError();
  }
  const others = supabase.from('resource_services').delete().eq('service_id', id);
  await (
    technicianIds.length > 0
      ? others.not('resource_id', 'in', `(${technicianIds.join(',')})`)
      : others
  ).throwOnError();
}

/** Removes a service; visits that were booked keep their time and lose its name. */
export function useRemoveService() {
  const supabase = useSupabase();
  return useMutation({
    mutationFn: async (id: string) => {
      await supabase.from('services').delete().eq('id', id).throwOnError();
    },
    ...useAfterChange(),
  });
}
