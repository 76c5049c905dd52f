import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { CallHistoryFilter } from './call-history-filter.ts';
import {
  type HistoryCursor,
  type HistoryPage,
  pagesToReadAgain,
  withFreshPage,
} from './history-merge.ts';
import { fetchHistoryPage } from './history-page.ts';
import { useSupabase } from './supabase-context.tsx';

type Pages = InfiniteData<HistoryPage, HistoryCursor | null>;

/**
 * Rows that were read deep in the history follow what changes while somebody looks at them: their page is
 * read again when something has changed since, be it now or before they were scrolled to.
 *
 * @param changedAtMs when the newest page was last read again: a change makes it old
 * @returns takes the ids of the rows on screen
 */
export function useFreshPages(
  filter: CallHistoryFilter,
  changedAtMs: number,
): (ids: readonly string[]) => void {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  const onScreen = useRef<readonly string[]>([]);
  const reading = useRef(new Set<number>());
  const filterKey = JSON.stringify(filter);

  const refresh = useCallback(() => {
    const queryKey = ['call-pages', JSON.parse(filterKey) as CallHistoryFilter];
    const data = queryClient.getQueryData<Pages>(queryKey);
    if (!data) return;
    const seen = new Set(onScreen.current);
    for (const index of pagesToReadAgain(data.pages, seen, changedAtMs)) {
      if (reading.current.has(index)) continue;
      reading.current.add(index);
      const { signal } = new AbortController();
      void fetchHistoryPage(
        supabase,
        queryKey[1] as CallHistoryFilter,
        data.pageParams[index] ?? null,
        signal,
      )
        .then((fresh) =>
          queryClient.setQueryData<Pages>(
            queryKey,
            (now) => now && { ...now, pages: withFreshPage(now.pages, index, fresh) },
          ),
        )
        // The next change, or the next step of scrolling, tries again.
        .catch(() => undefined)
        .finally(() => reading.current.delete(index));
    }
  }, [supabase, queryClient, filterKey, changedAtMs]);

  useEffect(refresh, [refresh]);
  return useCallback(
    (ids) => {
      onScreen.current = ids;
      refresh();
    },
    [refresh],
  );
}
