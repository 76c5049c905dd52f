import {
  type QueryClient,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { AiLanguage, AiMode } from '@core/contracts/ai-profile.ts';
import type { ManageAiState } from '@core/contracts/manage-ai.ts';
import { manageAi } from './ai-dispatcher-api.ts';
import { useMembership } from './membership.queries.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

/** One of our numbers, and when the AI answers on it. */
export interface AiLine {
  id: string;
  /** E.164 */
  phoneNumber: string;
  label: string;
  isOn: boolean;
  mode: AiMode;
  overflowAfterSeconds: number;
  language: AiLanguage;
}

export type AiLineChange = Partial<
  Pick<AiLine, 'isOn' | 'mode' | 'overflowAfterSeconds' | 'language'>
>;

const CHANGE_KEY = ['change-ai-line'];
// Under the key of the numbers: what renames a line refreshes this too.
const linesKey = (organizationId: string) => ['phone-numbers', 'ai', organizationId];

function aiLinesQuery(supabase: Supabase, organizationId: string) {
  return queryOptions({
    queryKey: linesKey(organizationId),
    queryFn: async ({ signal }): Promise<AiLine[]> => {
      const { data } = await supabase
        .from('telnyx_phone_numbers')
        .select(
          'id, phone_number, label, ai_dispatcher_enabled, ai_mode, ai_overflow_after_seconds, ai_language',
        )
        .eq('organization_id', organizationId)
        .order('is_default', { ascending: false })
        .order('label')
        .abortSignal(signal)
        .throwOnError();
      return data.map((row) => ({
        id: row.id,
        phoneNumber: row.phone_number,
        label: row.label,
        isOn: row.ai_dispatcher_enabled,
        mode: row.ai_mode as AiMode,
        overflowAfterSeconds: row.ai_overflow_after_seconds,
        language: row.ai_language as AiLanguage,
      }));
    },
  });
}

/** Every number of the business with its AI switch: the one place that the screen reads it from. */
export function useAiLines() {
  const { data: membership } = useMembership();
  const organizationId = membership?.organizationId ?? '';
  return useQuery({
    ...aiLinesQuery(useSupabase(), organizationId),
    enabled: organizationId !== '',
  });
}

/** Takes over what the server says about the numbers. */
export function keepLines(
  queryClient: QueryClient,
  organizationId: string,
  numbers: ManageAiState['numbers'],
): void {
  queryClient.setQueryData<AiLine[]>(linesKey(organizationId), (lines) =>
    lines?.map((line) => {
      const stored = numbers.find((number) => number.phone_number_id === line.id);
      if (!stored) return line;
      return {
        ...line,
        isOn: stored.enabled,
        mode: stored.mode,
        overflowAfterSeconds: stored.overflow_after_seconds,
        language: stored.language,
      };
    }),
  );
}

/**
 * Switches the AI of a number, or changes when it answers: on screen at once, taken back when the
 * server refuses. Fails with a ManageAiError.
 *
 * @param onState gets what the server stored
 */
export function useChangeAiLine(onState: (state: ManageAiState) => void = () => undefined) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  const organizationId = useMembership().data?.organizationId ?? '';
  const key = linesKey(organizationId);
  const show = (id: string, change: AiLineChange) =>
    queryClient.setQueryData<AiLine[]>(key, (lines) =>
      lines?.map((line) => (line.id === id ? { ...line, ...change } : line)),
    );
  // While another change is on its way, what the server says is behind what is on screen.
  const isLast = () => queryClient.isMutating({ mutationKey: CHANGE_KEY }) === 1;
  return useMutation({
    mutationKey: CHANGE_KEY,
    // One after the other: the last click decides.
    scope: { id: 'change-ai-line' },
    mutationFn: ({ line, change }: { line: AiLine; change: AiLineChange }) =>
      manageAi(supabase, {
        phone_number_id: line.id,
        ...(change.isOn === undefined ? {} : { enabled: change.isOn }),
        ...(change.mode === undefined ? {} : { mode: change.mode }),
        ...(change.overflowAfterSeconds === undefined
          ? {}
          : { overflow_after_seconds: change.overflowAfterSeconds }),
        ...(change.language === undefined ? {} : { language: change.language }),
      }),
    onMutate: async ({ line, change }) => {
      await queryClient.cancelQueries({ queryKey: key });
      show(line.id, change);
    },
    // Only what this change touched: another one may be on its way.
    onError: (_error, { line, change }) => {
      const before = Object.fromEntries(
        Object.keys(change).map((name) => [name, line[name as keyof AiLineChange]]),
      );
      show(line.id, before);
    },
    onSuccess: (state) => {
      if (isLast()) onState(state);
    },
    // Not waited for: what went wrong is said at once.
    onSettled: () => {
      if (isLast()) void queryClient.invalidateQueries({ queryKey: ['phone-numbers'] });
    },
  });
}
