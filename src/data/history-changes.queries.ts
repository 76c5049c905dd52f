import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { Json } from '@database-types';
import { type CallRow, type HistoryPage, patchPages } from './history-merge.ts';
import { useSupabase } from './supabase-context.tsx';

/** What can be done to many calls at once. */
export interface CallsChange {
  addTags?: string[];
  dropTags?: string[];
  disposition?: string;
  callBackDone?: true;
}

const MOST_AT_ONCE = 500;

/** Changes calls; shown at once, read again when the server refuses. */
export function useChangeCalls() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ ids, change }: { ids: readonly string[]; change: CallsChange }) => {
      for (let start = 0; start < ids.length; start += MOST_AT_ONCE) {
        await supabase
          .rpc('change_calls', {
            p_ids: ids.slice(start, start + MOST_AT_ONCE),
            p_change: change as Json,
          })
          .throwOnError();
      }
    },
    onMutate: ({ ids, change }) => {
      const chosen = new Set(ids);
      const patch = (row: CallRow) => (chosen.has(row.id) ? changedRow(row, change) : row);
      queryClient.setQueriesData<{ pages: HistoryPage[]; pageParams: unknown[] }>(
        { queryKey: ['call-pages'] },
        (data) => data && { ...data, pages: patchPages(data.pages, patch) },
      );
      queryClient.setQueriesData<HistoryPage>(
        { queryKey: ['call-history', 'newest'] },
        (page) => page && patchPages([page], patch)[0],
      );
    },
    onError: () => queryClient.invalidateQueries({ queryKey: ['call-pages'] }),
    onSettled: async () => {
      await Promise.all(
        ['call-history', 'call-tasks', 'client-tasks', 'history-choices'].map((key) =>
          queryClient.invalidateQueries({ queryKey: [key] }),
        ),
      );
    },
  });
}

function changedRow(row: CallRow, change: CallsChange): CallRow {
  const kept = row.tags.filter((tag) => !change.dropTags?.includes(tag));
  const isDone = change.callBackDone && row.task && row.task.doneAt === null;
  return {
    ...row,
    tags: [...new Set([...kept, ...(change.addTags ?? [])])],
    disposition: change.disposition ?? row.disposition,
    task: isDone && row.task ? { ...row.task, doneAt: new Date().toISOString() } : row.task,
  };
}

const choicesSchema = z.object({ tags: z.array(z.string()), dispositions: z.array(z.string()) });

/** What the history can be filtered by: the tags and outcomes that there are. */
export function useHistoryChoices() {
  const supabase = useSupabase();
  return useQuery(
    queryOptions({
      queryKey: ['history-choices'],
      queryFn: async ({ signal }) => {
        const { data } = await supabase.rpc('history_choices').abortSignal(signal).throwOnError();
        return choicesSchema.parse(data);
      },
      staleTime: 60_000,
    }),
  );
}

const countsSchema = z.object({
  calls: z.number(),
  missedToday: z.number(),
  needCallBack: z.number(),
});

/** How many calls there are, and how many wait for ours (a hundred at most). */
export function useHistoryCounts() {
  const supabase = useSupabase();
  return useQuery(
    queryOptions({
      queryKey: ['call-history', 'counts'],
      queryFn: async ({ signal }) => {
        const { data } = await supabase.rpc('history_counts').abortSignal(signal).throwOnError();
        return countsSchema.parse(data);
      },
    }),
  );
}
