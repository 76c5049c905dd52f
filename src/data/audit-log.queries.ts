import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

const entrySchema = z.object({
  id: z.number(),
  at: z.string(),
  /** Kind and deed: `settings.changed`, `number.bought`. */
  action: z.string(),
  detail: z.record(z.string(), z.unknown()),
  callId: z.nullable(z.string()),
  /** Null: nobody's own doing, such as the AI's or a machine's. The name is null once they are gone. */
  member: z.nullable(z.object({ id: z.string(), name: z.nullable(z.string()) })),
});
export type AuditEntry = z.infer<typeof entrySchema>;

const entriesSchema = z.array(entrySchema);
const PAGE = 50;

export interface AuditFilter {
  /** Words of an action, a person's name or a detail. */
  search: string;
  /** The part of an action before the dot; empty: all. */
  kind: string;
  /** Whose doings; empty: everybody's. */
  memberId: string;
}

interface Cursor {
  before: string;
  beforeId: number;
}

function auditLogQuery(supabase: Supabase, filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ['audit-log', filter],
    queryFn: async ({ pageParam, signal }): Promise<AuditEntry[]> => {
      const { data } = await supabase
        .rpc('search_audit_log', {
          p: {
            ...(filter.search === '' ? {} : { search: filter.search }),
            ...(filter.kind === '' ? {} : { kind: filter.kind }),
            ...(filter.memberId === '' ? {} : { memberId: filter.memberId }),
            ...pageParam,
            limit: PAGE,
          },
        })
        .abortSignal(signal)
        .throwOnError();
      return entriesSchema.parse(data ?? []);
    },
    initialPageParam: null as Cursor | null,
    getNextPageParam: (page): Cursor | null => {
      const last = page.at(-1);
      return !last || page.length < PAGE ? null : { before: last.at, beforeId: last.id };
    },
    placeholderData: keepPreviousData,
  });
}

/** The audit log under a filter, newest first, page by page. Empty for who may not read it. */
export function useAuditLog(filter: AuditFilter) {
  return useInfiniteQuery(auditLogQuery(useSupabase(), filter));
}

const lastChangeSchema = z.nullable(
  z.object({ at: z.string(), memberName: z.nullable(z.string()) }),
);

function lastChangeQuery(supabase: Supabase, area: string) {
  return queryOptions({
    queryKey: ['last-settings-change', area],
    queryFn: async ({ signal }) => {
      const { data } = await supabase
        .rpc('last_settings_change', { p_area: area })
        .abortSignal(signal)
        .throwOnError();
      return lastChangeSchema.parse(data);
    },
    refetchInterval: 30_000,
    staleTime: 0,
  });
}

/** Who changed an area of the settings last; null where nobody did. */
export function useLastSettingsChange(area: string) {
  return useQuery(lastChangeQuery(useSupabase(), area));
}
