import { useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { Membership } from './membership.queries.ts';
import { useSupabase } from './supabase-context.tsx';

export type Availability = 'available' | 'away' | 'do_not_disturb';

/** A member's own choices; what is left out stays as it is. */
export interface Preferences {
  language?: Membership['language'];
  availability?: Availability;
  displayName?: string;
}

const answerSchema = z.object({ ok: z.boolean() });

/** Saves the member's own choices; fails when the server did not take them. */
export function useSavePreferences() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (preferences: Preferences) => {
      const { data } = await supabase
        .rpc('save_my_preferences', { p: { ...preferences } })
        .throwOnError();
      if (!answerSchema.parse(data).ok) throw new Error('The preferences were refused.');
    },
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['membership'] }),
        queryClient.invalidateQueries({ queryKey: ['team'] }),
      ]),
  });
}
