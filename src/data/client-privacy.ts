import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type EraseAnswer, eraseAnswer, exportAnswer } from '@core/contracts/client-privacy.ts';
import { type FunctionResult, invokeFunction } from './invoke-function.ts';
import { useSupabase } from './supabase-context.tsx';

const TIMEOUT_MS = 30_000;

/** Everything that is kept of a client. */
export function useExportClient(clientId: string) {
  const supabase = useSupabase();
  return useMutation({
    mutationFn: () =>
      invokeFunction(supabase, {
        name: 'client-privacy',
        schema: exportAnswer,
        body: { action: 'export', client_id: clientId },
        timeoutMs: TIMEOUT_MS,
      }),
  });
}

/** Deletes a client and every trace. */
export function useEraseClient(clientId: string) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (confirm: string): Promise<FunctionResult<EraseAnswer>> =>
      invokeFunction(supabase, {
        name: 'client-privacy',
        schema: eraseAnswer,
        body: { action: 'erase', client_id: clientId, confirm },
        timeoutMs: TIMEOUT_MS,
      }),
    onSuccess: async (result) => {
      // Lists everywhere may show the name.
      if (result.ok) await queryClient.invalidateQueries();
    },
  });
}
