import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { CallHistoryFilter } from './call-history-filter.ts';
import {
  createMerge,
  hasGap,
  type HistoryCursor,
  type HistoryPage,
  isUnfilled,
} from './history-merge.ts';
import { fetchHistoryPage } from './history-page.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';
import { useFreshPages } from './use-fresh-pages.ts';

export type { CallRow } from './history-merge.ts';

const newestKey = (filter: CallHistoryFilter) => ['call-history', 'newest', filter];

/**
 * What was read, page by page, stays as it is: a changed call makes `['call-history']` old, and then only
 * the newest page is read again, and the one that is looked at, however deep somebody has scrolled.
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
    // Comparing thousands of rows for each page that comes would make deep scrolling stutter.
    structuralSharing: false,
    // A filter's result takes the place of the last one when it is there; nothing flickers.
    placeholderData: keepPreviousData,
  });
}

function newestQuery(supabase: Supabase, filter: CallHistoryFilter) {
  return queryOptions({
    queryKey: newestKey(filter),
    queryFn: ({ signal }) => fetchHistoryPage(supabase, filter, null, signal),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
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
  const [merge] = useState(createMerge);
  const rows = useMemo(
    () => merge(data?.pages ?? [], isRead ? newest.data : undefined),
    [merge, data, newest.data, isRead],
  );
  const isTorn = isRead && hasGap(data?.pages ?? [], newest.data);
  useEffect(() => {
    if (isTorn) void refetch();
  }, [isTorn, refetch]);
  const { isFetching, isFetchNextPageError, fetchNextPage } = pages;
  const isLooking = isRead && !isFetchNextPageError && isUnfilled(data?.pages ?? []);
  useEffect(() => {
    if (isLooking && !isFetching) void fetchNextPage();
  }, [isLooking, isFetching, fetchNextPage]);
  const seen = useFreshPages(filter, isRead ? newest.dataUpdatedAt : 0);
  const next = data?.pages.at(-1)?.next ?? null;
  return {
    rows,
    /** Less than a page was found back to here; there may be more. */
    lookedBackTo: next?.isPartial ? next.startedAt : null,
    /** It goes on by itself. */
    isLooking,
    /** These rows are on screen: they follow what changes. */
    seen,
    isPending: pages.isPending,
    isSuccess,
    isError: pages.isError || newest.isError,
    isPlaceholderData,
    hasNextPage: pages.hasNextPage,
    isFetchingNextPage: pages.isFetchingNextPage,
    fetchNextPage,
    refetch: async () => {
      await Promise.all([
        pages.isError ? refetch() : null,
        newest.isError ? newest.refetch() : null,
      ]);
    },
  };
}
