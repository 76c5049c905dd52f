import {
  type QueryClient,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { AiProfile } from '@core/contracts/ai-profile.ts';
import type {
  ManageAiRequest,
  ManageAiState,
  TestRequest,
  UpdateScenarioRequest,
} from '@core/contracts/manage-ai.ts';
import { manageAi, ManageAiError } from './ai-dispatcher-api.ts';
import { keepLines } from './ai-dispatcher-lines.queries.ts';
import { useMembership } from './membership.queries.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

const stateKey = (organizationId: string) => ['ai-dispatcher', 'state', organizationId];
const editKey = (organizationId: string) => ['ai-dispatcher', 'edit', organizationId];
const SYNC_REFRESH_MS = 2_000;

/** The dispatcher as the server has it. Owners and admins only: the function refuses others. */
function aiStateQuery(supabase: Supabase, organizationId: string) {
  return queryOptions({
    queryKey: stateKey(organizationId),
    queryFn: () => manageAi(supabase, { action: 'state' }),
    refetchInterval: ({ state }) =>
      state.data?.sync.status === 'syncing' ? SYNC_REFRESH_MS : false,
  });
}

export function useAiState({ enabled }: { enabled: boolean }) {
  const organizationId = useMembership().data?.organizationId ?? '';
  return useQuery({
    ...aiStateQuery(useSupabase(), organizationId),
    enabled: enabled && organizationId !== '',
  });
}

export interface ProfileEdit {
  /** What is being edited and not yet sent; null when nothing is. */
  edit: AiProfile | null;
  set: (edit: AiProfile | null) => void;
  /** Drops what was sent, unless more was typed since. */
  forget: (sent: AiProfile | null) => void;
}

/** What is being edited. Kept with the cache, so that looking at another page loses nothing. */
export function useProfileEdit(): ProfileEdit {
  const queryClient = useQueryClient();
  const key = editKey(useMembership().data?.organizationId ?? '');
  const { data } = useQuery<AiProfile | null>({
    queryKey: key,
    queryFn: () => null,
    initialData: null,
    // Never read from anywhere: a place to keep it in.
    enabled: false,
    gcTime: Infinity,
  });
  return {
    edit: data,
    set: (edit) => queryClient.setQueryData<AiProfile | null>(key, edit),
    forget: (sent) =>
      queryClient.setQueryData<AiProfile | null>(key, (now) => (now === sent ? null : now)),
  };
}

function keepState(queryClient: QueryClient, organizationId: string, state: ManageAiState): void {
  queryClient.setQueryData<ManageAiState>(stateKey(organizationId), state);
  keepLines(queryClient, organizationId, state.numbers);
}

/** Takes what a request answered into the cache. */
export function useKeepAiState(): (state: ManageAiState) => void {
  const queryClient = useQueryClient();
  const organizationId = useMembership().data?.organizationId ?? '';
  return (state) => keepState(queryClient, organizationId, state);
}

/** One request to the function, its answer kept; a refusal can carry a state too. */
function useManageAi<Variables>(
  toRequest: (variables: Variables) => Exclude<ManageAiRequest, TestRequest>,
) {
  const supabase = useSupabase();
  const keep = useKeepAiState();
  return useMutation<ManageAiState, Error, Variables>({
    mutationFn: (variables) => manageAi(supabase, toRequest(variables)),
    onSuccess: keep,
    onError: (error) => {
      if (error instanceof ManageAiError && error.detail.state) keep(error.detail.state);
    },
  });
}

export interface SaveProfile {
  profile: AiProfile;
  /** Answers callers from now on, unless a scenario fails. */
  publish: boolean;
  /** Publishes although a scenario failed: owners only. */
  despiteFailures?: boolean;
}

/** Saves the profile; publishing fails with `scenario_failed` and the report when one breaks. */
export function useSaveProfile() {
  return useManageAi(({ profile, publish, despiteFailures }: SaveProfile) => ({
    dispatcher: { ...profile },
    ...(publish ? { publish } : {}),
    ...(despiteFailures ? { despite_failures: true } : {}),
  }));
}

/** Sends the profile to Telnyx once more. */
export function useSyncAgain() {
  return useManageAi(() => ({ action: 'sync' }));
}

/** Lets an earlier version answer callers again. */
export function useRollBack() {
  return useManageAi((version: number) => ({ action: 'rollback', version }));
}

/** Makes a past AI call into a test of the profile. */
export function useSaveScenario() {
  return useManageAi(({ callId, name }: { callId: string; name?: string }) => ({
    action: 'save_scenario',
    call_id: callId,
    ...(name === undefined ? {} : { name }),
  }));
}

export type ScenarioChange = Omit<UpdateScenarioRequest, 'action'>;

export function useUpdateScenario() {
  return useManageAi((change: ScenarioChange) => ({ action: 'update_scenario', ...change }));
}

export function useDeleteScenario() {
  return useManageAi((id: string) => ({ action: 'delete_scenario', id }));
}

/** Plays scenarios against the saved draft; without ids all that are switched on. */
export function useRunScenarios() {
  return useManageAi((ids: readonly string[] | null) => ({
    action: 'run_scenarios',
    ...(ids ? { ids: [...ids] } : {}),
  }));
}
