import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { AI_LANGUAGES } from '@core/contracts/ai-profile.ts';
import { assertSaved, lineAiSchema } from './line-settings.ts';
import { useMembership } from './membership.queries.ts';
import { useSupabase } from './supabase-context.tsx';

const openingSchema = z.object({
  /** 0 for Sunday to 6 for Saturday. */
  weekday: z.number(),
  /** `HH:MM`, as is closesAt. */
  opensAt: z.string(),
  closesAt: z.string(),
});
const holidaySchema = z.object({
  /** ISO date. */
  day: z.string(),
  name: z.string(),
  opensAt: z.nullable(z.string()),
  closesAt: z.nullable(z.string()),
});
const lineHoursSchema = z.object({
  numberId: z.string(),
  label: z.string(),
  /** E.164 */
  phoneNumber: z.string(),
  timeZone: z.string(),
  usesOwnHours: z.boolean(),
  isOpen: z.boolean(),
  /** When it closes or opens next; null: not within a month. */
  changesAt: z.nullable(z.string()),
  closedOutcome: z.enum(['ring', 'message', 'forward']),
  closedMessage: z.nullable(z.string()),
  /** E.164 */
  forwardTo: z.nullable(z.string()),
  ai: lineAiSchema,
  language: z.enum(AI_LANGUAGES),
  week: z.array(openingSchema),
  holidays: z.array(holidaySchema),
});

/** When one of our numbers is open, and what happens to callers while it is not. */
export type LineHours = z.infer<typeof lineHoursSchema>;
export type ClosedOutcome = LineHours['closedOutcome'];

/** "Open until 18:00" becomes another sentence by the clock alone. */
const REFRESH_MS = 60_000;

export function useLineHours() {
  const supabase = useSupabase();
  const organizationId = useMembership().data?.organizationId ?? '';
  return useQuery({
    // Under the business's key too: its week and holidays are those of most lines.
    queryKey: ['business', 'line-hours', organizationId],
    enabled: organizationId !== '',
    staleTime: 0,
    refetchInterval: REFRESH_MS,
    queryFn: async ({ signal }): Promise<LineHours[]> => {
      const { data } = await supabase.rpc('line_hours').abortSignal(signal).throwOnError();
      return z.array(lineHoursSchema).parse(data);
    },
  });
}

export type LineHoursChange = Pick<
  LineHours,
  'numberId' | 'usesOwnHours' | 'closedOutcome' | 'closedMessage' | 'week' | 'holidays'
> & {
  /** E.164; left out: it stays as it is. */
  forwardTo?: string | null;
};

/** Saves a line's hours. Fails with a LineSettingsProblem when the server refuses them. */
export function useSaveLineHours() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (change: LineHoursChange) => {
      const { data } = await supabase.rpc('save_line_hours', { p: change }).throwOnError();
      assertSaved(data);
    },
    // Before the form lets go of its draft: it shows what is saved from then on.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['business'] }),
  });
}
