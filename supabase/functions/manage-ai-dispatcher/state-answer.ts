import type { DispatcherDeps } from '../_shared/application/assistant-set.ts';
import type { PublishResult } from '../_shared/application/publish-dispatcher.ts';
import { DEFAULT_AI_PROFILE } from '../_shared/core/contracts/ai-profile.ts';
import type {
  ManageAiState,
  Scenario,
  ScenarioReport,
} from '../_shared/core/contracts/manage-ai.ts';
import { json, problem } from '../_shared/http/problem.ts';
import type { Member } from '../_shared/ports/directory.ts';
import type { StoredDispatcher, StoredScenario } from '../_shared/ports/dispatcher-store.ts';

/** What is stored, in the words of `contracts/manage-ai.ts`. */
export function stateAnswer(
  stored: StoredDispatcher,
  report: ScenarioReport | null = null,
): ManageAiState {
  const { dispatcher } = stored;
  return {
    numbers: stored.numbers.map((number) => ({
      phone_number_id: number.phoneNumberId,
      enabled: number.enabled,
      mode: number.mode,
      overflow_after_seconds: number.overflowAfterSeconds,
      language: number.language,
    })),
    dispatcher: dispatcher?.draft ?? DEFAULT_AI_PROFILE,
    published: dispatcher?.published ?? null,
    has_unpublished_changes: dispatcher?.hasUnpublishedChanges ?? false,
    sync: dispatcher?.sync ?? { status: 'never', error: null, at: null },
    versions: stored.versions.map(({ version, at, byName }) => ({ version, at, by_name: byName })),
    scenarios: stored.scenarios.map(scenarioAnswer),
    ...(report ? { report } : {}),
  };
}

function scenarioAnswer(scenario: StoredScenario): Scenario {
  const { callId, callerNumber, lastResult, lastRunAt, ...rest } = scenario;
  return {
    ...rest,
    call_id: callId,
    caller_number: callerNumber,
    last_result: lastResult,
    last_run_at: lastRunAt,
  };
}

/** A failed synchronisation is no failed request: the state says what is live, and why. */
export async function published(
  deps: DispatcherDeps,
  member: Member,
  result: PublishResult,
): Promise<Response> {
  if (!result.ok && result.code === 'busy') return problem('unavailable');
  if (!result.ok && result.code === 'not_found')
    return problem('not_found', 'There is no such version.');
  const stored = await deps.dispatchers.state(member.organizationId);
  if (!result.ok && result.code === 'scenario_failed') {
    const { report } = result;
    return problem('scenario_failed', undefined, { report, state: stateAnswer(stored) });
  }
  return json(stateAnswer(stored, result.ok ? result.report : null));
}
