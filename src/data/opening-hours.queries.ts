import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMembership } from './membership.queries.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

/** A stretch of a weekday, by the business's clock. */
export interface OpeningTime {
  id: string;
  /** 0 for Sunday to 6 for Saturday. */
  weekday: number;
  /** `HH:MM` */
  opensAt: string;
  /** `HH:MM` */
  closesAt: string;
}

/** A day that differs from the week; both times null: closed. */
export interface Holiday {
  /** ISO date. */
  day: string;
  name: string;
  opensAt: string | null;
  closesAt: string | null;
}

const hoursKey = (organizationId: string) => ['business', 'hours', organizationId];
const holidaysKey = (organizationId: string) => ['business', 'holidays', organizationId];

/** `08:00:00` of a Postgres `time` as a time field takes it. */
const clock = (time: string) => time.slice(0, 5);

function openingTimesQuery(supabase: Supabase, organizationId: string) {
  return queryOptions({
    queryKey: hoursKey(organizationId),
    queryFn: async ({ signal }): Promise<OpeningTime[]> => {
      const { data } = await supabase
        .from('business_hours')
        .select('id, weekday, opens_at, closes_at')
        .eq('organization_id', organizationId)
        .is('phone_number_id', null)
        .order('weekday')
        .order('opens_at')
        .abortSignal(signal)
        .throwOnError();
      return data.map((row) => ({
        id: row.id,
        weekday: row.weekday,
        opensAt: clock(row.opens_at),
        closesAt: clock(row.closes_at),
      }));
    },
  });
}

function holidaysQuery(supabase: Supabase, organizationId: string) {
  return queryOptions({
    queryKey: holidaysKey(organizationId),
    queryFn: async ({ signal }): Promise<Holiday[]> => {
      const { data } = await supabase
        .from('holidays')
        .select('day, name, opens_at, closes_at')
        .eq('organization_id', organizationId)
        .is('phone_number_id', null)
        .order('day')
        .abortSignal(signal)
        .throwOnError();
      return data.map((row) => ({
        day: row.day,
        name: row.name,
        opensAt: row.opens_at && clock(row.opens_at),
        closesAt: row.closes_at && clock(row.closes_at),
      }));
    },
  });
}

const useOrganizationId = () => useMembership().data?.organizationId ?? '';

export function useOpeningTimes() {
  const organizationId = useOrganizationId();
  return useQuery({
    ...openingTimesQuery(useSupabase(), organizationId),
    enabled: organizationId !== '',
  });
}

export function useHolidays() {
  const organizationId = useOrganizationId();
  return useQuery({
    ...holidaysQuery(useSupabase(), organizationId),
    enabled: organizationId !== '',
  });
}

/** What a list shows at once, and how the server is told. */
interface Change<Row> {
  show: (rows: Row[]) => Row[];
  send: (supabase: Supabase, organizationId: string) => PromiseLike<unknown>;
}

/** Changes a list: on screen at once, taken back when the server refuses. */
function useListChange<Row>(key: readonly unknown[], organizationId: string) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ send }: Change<Row>) => {
      await send(supabase, organizationId);
    },
    onMutate: async ({ show }) => {
      await queryClient.cancelQueries({ queryKey: key });
      const before = queryClient.getQueryData<Row[]>(key);
      queryClient.setQueryData<Row[]>(key, (rows) => rows && show(rows));
      return { before };
    },
    onError: (_error, _change, context) => queryClient.setQueryData(key, context?.before),
    // Not waited for: what went wrong is said at once.
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['business'] });
      void queryClient.invalidateQueries({ queryKey: ['calendar-setup'] });
    },
  });
}

type Callbacks = { onError?: (error: Error) => void };

/** Adds, changes and removes opening times. Owners and admins only: the database refuses others. */
export function useChangeOpeningTimes() {
  const organizationId = useOrganizationId();
  const change = useListChange<OpeningTime>(hoursKey(organizationId), organizationId);
  const columns = ({ weekday, opensAt, closesAt }: OpeningTime) => ({
    weekday,
    opens_at: opensAt,
    closes_at: closesAt,
  });
  return {
    /** Keeps a stretch under its id: a new one, or a changed one. */
    keep: (time: OpeningTime, on: Callbacks) =>
      change.mutate(
        {
          show: (times) => [...times.filter(({ id }) => id !== time.id), time].toSorted(byTime),
          send: (supabase) =>
            supabase
              .from('business_hours')
              .upsert({ id: time.id, organization_id: organizationId, ...columns(time) })
              .throwOnError(),
        },
        on,
      ),
    remove: (id: string, on: Callbacks) =>
      change.mutate(
        {
          show: (times) => times.filter((time) => time.id !== id),
          send: (supabase) => supabase.from('business_hours').delete().eq('id', id).throwOnError(),
        },
        on,
      ),
  };
}

function byTime(a: OpeningTime, b: OpeningTime): number {
  return a.weekday - b.weekday || a.opensAt.localeCompare(b.opensAt);
}

/** Adds, changes and removes days that differ from the week; a day is known by its date. */
export function useChangeHolidays() {
  const organizationId = useOrganizationId();
  const change = useListChange<Holiday>(holidaysKey(organizationId), organizationId);
  return {
    keep: (holiday: Holiday, on: Callbacks) =>
      change.mutate(
        {
          show: (days) =>
            [...days.filter(({ day }) => day !== holiday.day), holiday].toSorted((a, b) =>
              a.day.localeCompare(b.day),
            ),
          send: (supabase) =>
            supabase
              .from('holidays')
              .upsert(
                {
                  organization_id: organizationId,
                  day: holiday.day,
                  name: holiday.name,
                  opens_at: holiday.opensAt,
                  closes_at: holiday.closesAt,
                },
                // The business's own day, beside those of its lines.
                { onConflict: 'organization_id,phone_number_id,day' },
              )
              .throwOnError(),
        },
        on,
      ),
    remove: (day: string, on: Callbacks) =>
      change.mutate(
        {
          show: (days) => days.filter((holiday) => holiday.day !== day),
          send: (supabase) =>
            supabase
              .from('holidays')
              .delete()
              .eq('organization_id', organizationId)
              .is('phone_number_id', null)
              .eq('day', day)
              .throwOnError(),
        },
        on,
      ),
  };
}
