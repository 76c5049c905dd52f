import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import * as z from 'zod/mini';
import { historyRowSchema } from '@core/contracts/call-card.ts';
import type { Json } from '@database-types';
import { type CallHistoryFilter, databaseFilter } from './call-history-filter.ts';
import { hasGap, type HistoryCursor, type HistoryPage, mergeNewest } from './history-merge.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

export type { CallRow } from './history-merge.ts';

const CALL_HISTORY_PAGE = 25;

const pageSchema = z.object({
  rows: z.array(historyRowSchema),
  next: z.nullable(z.object({ startedAt: z.string(), id: z.string(), isPartial: z.boolean() })),
});

/** One page of the history, from a place on back in time. @param limit at most 200 */
export async function fetchHistoryPage(
  supabase: Supabase,
  filter: CallHistoryFilter,
  cursor: HistoryCursor | null,
  signal: AbortSignal,
  limit = CALL_HISTORY_PAGE,
): Promise<HistoryPage> {
  const { data } = await supabase
    .rpc('call_history', {
      p_filter: databaseFilter(filter) as Json,
      ...(cursor ? { p_before: cursor.startedAt, p_before_id: cursor.id } : {}),
      p_limit: limit,
    })
    .abortSignal(signal)
    .throwOnError();
  return pageSchema.parse(data);
}

const newestKey = (filter: CallHistoryFilter) => ['call-history', 'newest', filter];

/**
 * What was read, page by page, stays as it is: a changed call makes `['call-history']` old, and then only
 * the newest page is read again, however deep somebody has scrolled.
 */
function pagesQuery(
  supabase: Supabase,
  filter: CallHistoryFilter,
  seed: (page: HistoryPage) => void,
) {
  return infiniteQueryOptions({
    queryKey: ['call-pages', filter],
    queryFn: async ({ pageParam, signal }) => {
      const page = await fetchHistoryPage(supabase, filter, pageParam, signal);
      if (pageParam === null) seed(page);
      return page;
    },
    initialPageParam: null as HistoryCursor | null,
    getNextPageParam: (page) => page.next,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
    // A filter's result takes the place of the last one when it is there; nothing flickers.
    placeholderData: keepPreviousData,
  });
}

function newestQuery(supabase: Supabase, filter: CallHistoryFilter) {
  return queryOptions({
    queryKey: newestKey(filter),
    queryFn: ({ signal }) => fetchHistoryPage(supabase, filter, null, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The call history under a filter: its rows, newest first, and the way to older ones. */
export function useCallHistory(filter: CallHistoryFilter) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  const seed = (page: HistoryPage) => queryClient.setQueryData(newestKey(filter), page);
  const pages = useInfiniteQuery(pagesQuery(supabase, filter, seed));
  const { data, isSuccess, isPlaceholderData, refetch } = pages;
  const isRead = isSuccess && !isPlaceholderData;
  const newest = useQuery({ ...newestQuery(supabase, filter), enabled: isRead });
  const rows = useMemo(
    () => mergeNewest(data?.pages ?? [], isRead ? newest.data : undefined),
    [data, newest.data, isRead],
  );
  const isTorn = isRead && hasGap(data?.pages ?? [], newest.data);
  useEffect(() => {
    if (isTorn) void refetch();
  }, [isTorn, refetch]);
  const next = data?.pages.at(-1)?.next ?? null;
  return {
    rows,
    /** Less than a page was found back to here; there may be more. */
    lookedBackTo: next?.isPartial ? next.startedAt : null,
    isPending: pages.isPending,
    isSuccess,
    isError: pages.isError || newest.isError,
    isPlaceholderData,
    hasNextPage: pages.hasNextPage,
    isFetchingNextPage: pages.isFetchingNextPage,
    fetchNextPage: pages.fetchNextPage,
    refetch: async () => {
      await Promise.all([
        pages.isError ? refetch() : null,
        newest.isError ? newest.refetch() : null,
      ]);
    },
  };
}
