import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

/** What a business is called, and where it is. */
export interface Organization {
  name: string;
  /** ISO 3166. */
  country: string;
  /** IANA; opening hours, visits and the day's spending are counted in it. */
  timeZone: string;
}

function organizationQuery(supabase: Supabase, id: string) {
  return queryOptions({
    queryKey: ['organization', id],
    queryFn: async ({ signal }): Promise<Organization> => {
      const { data } = await supabase
        .from('organizations')
        .select('name, country, time_zone')
        .eq('id', id)
        .abortSignal(signal)
        .single()
        .throwOnError();
      return { name: data.name, country: data.country, timeZone: data.time_zone };
    },
  });
}

/** The member's business. */
export function useOrganization(id: string) {
  return useQuery(organizationQuery(useSupabase(), id));
}

/** Changes the business; row level security lets owners and admins. */
export function useSaveOrganization(id: string) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, country, timeZone }: Organization) => {
      const { data } = await supabase
        .from('organizations')
        .update({ name: name.trim(), country, time_zone: timeZone })
        .eq('id', id)
        .select('id')
        .throwOnError();
      if (data.length === 0) throw new Error('The business was not changed.');
    },
    // Times everywhere are the business's.
    onSuccess: () => queryClient.invalidateQueries(),
  });
}
