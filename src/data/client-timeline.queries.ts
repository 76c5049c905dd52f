import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
} from '@tanstack/react-query';
import * as z from 'zod/mini';
import { historyRowSchema } from '@core/contracts/call-card.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

export const TIMELINE_KINDS = ['calls', 'notes', 'visits', 'tasks'] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

const personSchema = z.object({ id: z.string(), name: z.nullable(z.string()) });
const visitSchema = z.object({
  title: z.string(),
  status: z.enum(['confirmed', 'unconfirmed', 'cancelled', 'done']),
  startsAt: z.string(),
  endsAt: z.string(),
  /** Who comes. */
  resource: z.string(),
});
export type TimelineVisit = z.infer<typeof visitSchema>;

const noteSchema = z.object({
  body: z.string(),
  editedAt: z.nullable(z.string()),
  author: personSchema,
  /** Written here, not yet confirmed by the server. */
  isPending: z.optional(z.boolean()),
});
export type TimelineNote = z.infer<typeof noteSchema>;

const place = { id: z.string(), at: z.string() };
const entrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), ...place, call: historyRowSchema }),
  z.object({ kind: z.literal('note'), ...place, note: noteSchema }),
  /** A visit that lies ahead, at the moment when it was booked. */
  z.object({ kind: z.literal('booking'), ...place, visit: visitSchema }),
  z.object({ kind: z.literal('visit'), ...place, visit: visitSchema }),
  z.object({
    kind: z.literal('task'),
    ...place,
    task: z.object({
      title: z.string(),
      doneAt: z.nullable(z.string()),
      /** Who did it; of an open one who wrote it. */
      by: z.nullable(personSchema),
    }),
  }),
  z.object({ kind: z.literal('called_back'), ...place, by: z.nullable(z.string()) }),
]);

/** One thing that happened with a client. */
export type TimelineEntry = z.infer<typeof entrySchema>;
export type TimelinePages = InfiniteData<TimelineEntry[], Cursor | null>;

interface Cursor {
  at: string;
  id: string;
}

const PAGE = 30;
const pageSchema = z.array(entrySchema);

/** All timelines of a client, whatever kind they show. */
export const timelineKey = (clientId: string) => ['client-timeline', clientId];

function clientTimelineQuery(supabase: Supabase, clientId: string, kind: TimelineKind | 'all') {
  return infiniteQueryOptions({
    queryKey: [...timelineKey(clientId), kind],
    queryFn: async ({ pageParam, signal }): Promise<TimelineEntry[]> => {
      const { data } = await supabase
        .rpc('client_timeline', {
          p_client_id: clientId,
          ...(kind === 'all' ? {} : { p_kinds: [kind] }),
          ...(pageParam ? { p_before: pageParam.at, p_before_id: pageParam.id } : {}),
          p_limit: PAGE,
        })
        .abortSignal(signal)
        .throwOnError();
      return pageSchema.parse(data ?? []);
    },
    initialPageParam: null as Cursor | null,
    getNextPageParam: (page): Cursor | null => {
      const last = page.at(-1);
      return last && page.length === PAGE ? { at: last.at, id: last.id } : null;
    },
    placeholderData: keepPreviousData,
  });
}

/** What happened with a client, newest first, page by page. */
export function useClientTimeline(clientId: string, kind: TimelineKind | 'all') {
  return useInfiniteQuery(clientTimelineQuery(useSupabase(), clientId, kind));
}

/** Changes what is shown of a client's timelines before the server has confirmed it. */
export function changeTimelines(
  queryClient: QueryClient,
  clientId: string,
  change: (page: TimelineEntry[], index: number) => TimelineEntry[],
): void {
  queryClient.setQueriesData<TimelinePages>({ queryKey: timelineKey(clientId) }, (before) =>
    before ? { ...before, pages: before.pages.map(change) } : before,
  );
}
