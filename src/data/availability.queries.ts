import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { Availability } from '@/calling/ports.ts';
import { useSupabase } from './supabase-context.tsx';

const answerSchema = z.object({ ok: z.boolean() });
const TIMEOUT_MS = 8_000;
const SAVING = { mutationKey: ['save-availability'] };
/** Between the tabs of one browser. */
const CHANNEL = 'switchboard.availability';

/** A choice is on its way to the server. */
export function isSavingAvailability(queryClient: QueryClient): boolean {
  return queryClient.isMutating(SAVING) > 0;
}

/** Tells when it was changed in another tab of this browser. @returns ends that */
export function onAvailabilityElsewhere(listener: () => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => {};
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', listener);
  return () => channel.close();
}

function tellOtherTabs(): void {
  if (typeof BroadcastChannel === 'undefined') return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('changed');
  channel.close();
}

/** Saves whether calls ring for the member; one after the other, so that the last choice stands. */
export function useSaveAvailability() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    ...SAVING,
    scope: { id: 'save-availability' },
    // What cannot be saved now is said now, not kept for later.
    networkMode: 'always',
    mutationFn: async (availability: Availability) => {
      const { data } = await supabase
        .rpc('save_my_preferences', { p: { availability } })
        .abortSignal(AbortSignal.timeout(TIMEOUT_MS))
        .throwOnError();
      if (!answerSchema.parse(data).ok) throw new Error('The availability was refused.');
    },
    onSuccess: tellOtherTabs,
    onSettled: () => {
      if (queryClient.isMutating(SAVING) > 1) return;
      void queryClient.invalidateQueries({ queryKey: ['membership'] });
      void queryClient.invalidateQueries({ queryKey: ['team'] });
    },
  });
}
