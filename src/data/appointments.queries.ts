import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

export type AppointmentStatus = 'confirmed' | 'unconfirmed' | 'cancelled' | 'done';

export interface Appointment {
  id: string;
  title: string;
  startsAt: string;
  endsAt: string;
  createdAt: string;
  status: AppointmentStatus;
  client: { id: string; name: string };
  resource: { id: string; name: string };
}

const COLUMNS =
  'id, title, starts_at, ends_at, created_at, status, clients!inner(id, name), resources!inner(id, name)';

interface AppointmentColumns {
  id: string;
  title: string;
  starts_at: string;
  ends_at: string;
  created_at: string;
  status: string;
  clients: { id: string; name: string };
  resources: { id: string; name: string };
}

function toAppointment(row: AppointmentColumns): Appointment {
  return {
    id: row.id,
    title: row.title,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    createdAt: row.created_at,
    status: row.status as AppointmentStatus,
    client: row.clients,
    resource: row.resources,
  };
}

function clientAppointmentsQuery(supabase: Supabase, clientId: string) {
  return queryOptions({
    queryKey: ['appointments', 'client', clientId],
    queryFn: async ({ signal }): Promise<Appointment[]> => {
      const { data } = await supabase
        .from('appointments')
        .select(COLUMNS)
        .eq('client_id', clientId)
        .order('starts_at', { ascending: false })
        .limit(200)
        .abortSignal(signal)
        .throwOnError();
      return data.map(toAppointment);
    },
  });
}

/** The visits of a client, latest first. */
export function useClientAppointments(clientId: string) {
  return useQuery(clientAppointmentsQuery(useSupabase(), clientId));
}
