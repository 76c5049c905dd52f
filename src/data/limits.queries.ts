import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ErrorCode } from '@core/contracts/functions.ts';
import {
  type CallingNotice,
  callingNotice,
  type LimitsState,
  limitsState,
  type ManageLimitsAnswer,
  manageLimitsAnswer,
  type ManageLimitsRequest,
} from '@core/contracts/limits.ts';
import { invokeFunction } from './invoke-function.ts';
import { onLimitsChanged } from './limits-changed.ts';
import { useMembership } from './membership.queries.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

const TIMEOUT_MS = 20_000;
/** Spend moves while calls run. */
const WATCH_MS = 15_000;
/** The broadcast may be lost. */
const NOTICE_MS = 60_000;

const stateKey = (organizationId: string) => ['limits', 'state', organizationId];
const noticeKey = (organizationId: string) => ['limits', 'notice', organizationId];

function limitsQuery(supabase: Supabase, organizationId: string) {
  return queryOptions({
    queryKey: stateKey(organizationId),
    queryFn: async ({ signal }): Promise<LimitsState> => {
      const { data } = await supabase.rpc('limits_state').abortSignal(signal).throwOnError();
      return limitsState.parse(data);
    },
    refetchInterval: WATCH_MS,
  });
}

/** The limits of calls out, what was spent today, and whether Telnyx says the same. */
export function useLimits() {
  const organizationId = useMembership().data?.organizationId ?? '';
  return useQuery({
    ...limitsQuery(useSupabase(), organizationId),
    enabled: organizationId !== '',
  });
}

function noticeQuery(supabase: Supabase, organizationId: string) {
  return queryOptions({
    queryKey: noticeKey(organizationId),
    queryFn: async ({ signal }): Promise<CallingNotice> => {
      const { data } = await supabase.rpc('calling_notice').abortSignal(signal).throwOnError();
      return callingNotice.parse(data);
    },
    refetchInterval: NOTICE_MS,
  });
}

/** What everybody must know: calls out are stopped; and, for owners and admins, the cap is near. */
export function useCallingNotice() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  const organizationId = useMembership().data?.organizationId ?? '';
  useEffect(
    () => onLimitsChanged(() => void queryClient.invalidateQueries({ queryKey: ['limits'] })),
    [queryClient],
  );
  return useQuery({ ...noticeQuery(supabase, organizationId), enabled: organizationId !== '' });
}

/** Why a change of the limits did not work. */
export class LimitsError extends Error {
  readonly code: ErrorCode | 'offline';
  constructor(code: ErrorCode | 'offline') {
    super(`refused: ${code}`);
    this.code = code;
  }
}

/** Saves the limits, stops and resumes calls out: `manage-limits`. */
export function useManageLimits() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation<ManageLimitsAnswer, Error, ManageLimitsRequest>({
    mutationFn: async (body) => {
      const result = await invokeFunction(supabase, {
        name: 'manage-limits',
        schema: manageLimitsAnswer,
        body,
        timeoutMs: TIMEOUT_MS,
      });
      if (!result.ok) throw new LimitsError(result.error.code);
      return result.value;
    },
    // Before the form lets go of its draft: it shows what is saved from then on.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['limits'] }),
  });
}
