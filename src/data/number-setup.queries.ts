import {
  keepPreviousData,
  useIsMutating,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import type { NumberSetupAnswer, SearchRequest } from '@core/contracts/number-setup.ts';
import { useMembership } from './membership.queries.ts';
import {
  readTelnyxAccount,
  searchOffers,
  type SetupChange,
  setupNumber,
} from './number-setup-api.ts';
import { useSupabase } from './supabase-context.tsx';

const ROOT = 'number-setup';
const stateKey = (organizationId: string) => [ROOT, 'state', organizationId];
const CHANGE_KEY = [ROOT, 'change'];

const RUNNING_REFRESH_MS = 1_000;
/** It was stopped by something; somebody may go on with it in another tab. */
const STOPPED_REFRESH_MS = 10_000;
/** An offer can be bought for half an hour. */
const OFFERS_STALE_MS = 20 * 60_000;

function useOrganizationId(): string {
  return useMembership().data?.organizationId ?? '';
}

function pauseBeforeNextLook(answer: NumberSetupAnswer | undefined): number | false {
  const setups = answer?.numbers.flatMap(({ setup }) => (setup ? [setup] : [])) ?? [];
  const open = answer?.unfinished ? [answer.unfinished, ...setups] : setups;
  if (open.some(({ state, is_busy: isBusy }) => isBusy || isUnderWay(state))) {
    return RUNNING_REFRESH_MS;
  }
  return answer?.unfinished ? STOPPED_REFRESH_MS : false;
}

const isUnderWay = (state: string) => state === 'running' || state === 'waiting';

/**
 * The numbers' set-ups as the server has them, looked at again and again while one is under way. Owners
 * and admins only: the function refuses others.
 */
export function useNumberSetup({ enabled }: { enabled: boolean }) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  const organizationId = useOrganizationId();
  const isChanging = useIsMutating({ mutationKey: CHANGE_KEY }) > 0;
  const query = useQuery({
    queryKey: stateKey(organizationId),
    queryFn: () => setupNumber(supabase, { action: 'status' }),
    enabled: enabled && organizationId !== '',
    staleTime: 0,
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state }) =>
      isChanging ? RUNNING_REFRESH_MS : pauseBeforeNextLook(state.data),
  });
  const known = query.data?.numbers
    .map((line) => [line.phone_number_id, line.connection_id, line.setup?.state].join(' '))
    .join();
  useEffect(() => {
    if (known === undefined) return;
    // A number that came or went is offered to call from, and gets its switch, at once.
    void queryClient.invalidateQueries({ queryKey: ['phone-numbers'] });
    void queryClient.invalidateQueries({ queryKey: ['health'] });
    void queryClient.invalidateQueries({ queryKey: [ROOT, 'account'] });
  }, [known, queryClient]);
  return query;
}

/** Buys, attaches, checks or gives back; the answer is the state that the screen goes on from. */
export function useChangeNumbers() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  const key = stateKey(useOrganizationId());
  return useMutation({
    mutationKey: CHANGE_KEY,
    // Sent at once, connection or not: what waits for a connection would buy later, unseen.
    networkMode: 'always',
    mutationFn: (change: SetupChange) => setupNumber(supabase, change),
    onSuccess: async (answer) => {
      // An older state that is still on its way would undo it.
      await queryClient.cancelQueries({ queryKey: key });
      queryClient.setQueryData<NumberSetupAnswer>(key, answer);
      void queryClient.invalidateQueries({ queryKey: [ROOT, 'account'] });
    },
    onError: () => queryClient.invalidateQueries({ queryKey: key }),
  });
}

export type SearchCriteria = Omit<SearchRequest, 'action'>;

/** Numbers that can be bought. @param criteria null: nothing was searched yet */
export function useNumberOffers(criteria: SearchCriteria | null) {
  const supabase = useSupabase();
  const organizationId = useOrganizationId();
  return useQuery({
    queryKey: [ROOT, 'offers', organizationId, criteria],
    queryFn: () => (criteria ? searchOffers(supabase, criteria) : []),
    enabled: criteria !== null && organizationId !== '',
    staleTime: OFFERS_STALE_MS,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** What Telnyx tells of the account. */
export function useTelnyxAccount({ enabled }: { enabled: boolean }) {
  const supabase = useSupabase();
  const organizationId = useOrganizationId();
  return useQuery({
    queryKey: [ROOT, 'account', organizationId],
    queryFn: () => readTelnyxAccount(supabase),
    enabled: enabled && organizationId !== '',
    retry: false,
  });
}

/** ISO 3166 alpha-2 of the business; null until it is known. */
export function useBusinessCountry(): string | null {
  const supabase = useSupabase();
  const organizationId = useOrganizationId();
  const { data } = useQuery({
    queryKey: [ROOT, 'country', organizationId],
    queryFn: async ({ signal }) => {
      const { data: row } = await supabase
        .from('organizations')
        .select('country')
        .eq('id', organizationId)
        .abortSignal(signal)
        .maybeSingle()
        .throwOnError();
      return row?.country ?? null;
    },
    enabled: organizationId !== '',
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? null;
}
