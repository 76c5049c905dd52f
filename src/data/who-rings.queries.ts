import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { AI_LANGUAGES } from '@core/contracts/ai-profile.ts';
import { assertSaved, lineAiSchema } from './line-settings.ts';
import { useMembership } from './membership.queries.ts';
import { useSupabase } from './supabase-context.tsx';

const ringLineSchema = z.object({
  numberId: z.string(),
  label: z.string(),
  /** E.164 */
  phoneNumber: z.string(),
  strategy: z.enum(['all', 'in_order', 'groups']),
  /** One after the other; where everybody rings there is one. */
  steps: z.array(z.object({ ringSeconds: z.number(), memberIds: z.array(z.string()) })),
  unanswered: z.object({
    outcome: z.enum(['none', 'message', 'forward']),
    message: z.nullable(z.string()),
  }),
  /** E.164; the line has one such number, for unanswered calls and for closed hours. */
  forwardTo: z.nullable(z.string()),
  language: z.enum(AI_LANGUAGES),
  ai: z.extend(lineAiSchema, { overflowAfterSeconds: z.number() }),
});

/** How one of our numbers rings, and what happens when nobody answers. */
export type RingLine = z.infer<typeof ringLineSchema>;
export type RingStrategy = RingLine['strategy'];
export type UnansweredOutcome = RingLine['unanswered']['outcome'];

const answerSchema = z.object({ lines: z.array(ringLineSchema) });

/** Every line of the business, the default one first. */
export function useRingLines() {
  const supabase = useSupabase();
  const organizationId = useMembership().data?.organizationId ?? '';
  return useQuery({
    queryKey: ['business', 'who-rings', organizationId],
    enabled: organizationId !== '',
    // The AI's switch stands on another page.
    staleTime: 0,
    queryFn: async ({ signal }): Promise<RingLine[]> => {
      const { data } = await supabase.rpc('who_rings').abortSignal(signal).throwOnError();
      return answerSchema.parse(data).lines;
    },
  });
}

export type RingLineChange = Pick<RingLine, 'numberId' | 'strategy' | 'steps'> & {
  unansweredOutcome: UnansweredOutcome;
  unansweredMessage: string | null;
  /** E.164; left out: it stays as it is. */
  forwardTo?: string | null;
};

/** Saves how a line rings. Fails with a LineSettingsProblem when the server refuses it. */
export function useSaveRingLine() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (change: RingLineChange) => {
      const { data } = await supabase.rpc('save_who_rings', { p: change }).throwOnError();
      assertSaved(data);
    },
    // Before the form lets go of its draft: it shows what is saved from then on.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['business'] }),
  });
}
