import type { DispatcherDeps } from '../_shared/application/assistant-set.ts';
import { withLease } from '../_shared/application/publish-dispatcher.ts';
import { runScenarios } from '../_shared/application/run-scenarios.ts';
import { scenarioFromCall } from '../_shared/core/ai-scenarios.ts';
import { DEFAULT_AI_PROFILE } from '../_shared/core/contracts/ai-profile.ts';
import type {
  ManageAiRequest,
  ScenarioReport,
  UpdateScenarioRequest,
} from '../_shared/core/contracts/manage-ai.ts';
import { json, problem } from '../_shared/http/problem.ts';
import type { Member } from '../_shared/ports/directory.ts';
import { stateAnswer } from './state-answer.ts';

type ScenarioAction = 'save_scenario' | 'update_scenario' | 'delete_scenario' | 'run_scenarios';
type ScenarioRequest = Extract<ManageAiRequest, { action: ScenarioAction }>;

/** Past calls as tests of the profile. */
export async function answerScenario(
  deps: DispatcherDeps,
  member: Member,
  body: ScenarioRequest,
): Promise<Response> {
  switch (body.action) {
    case 'save_scenario':
      return await save(deps, member, body.call_id, body.name);
    case 'update_scenario':
      return await found(deps, member, await update(deps, member, body));
    case 'delete_scenario':
      return await found(deps, member, await deps.dispatchers.deleteScenario(member, body.id));
    case 'run_scenarios':
      return await run(deps, member, body.ids ?? null);
  }
}

async function save(
  deps: DispatcherDeps,
  member: Member,
  callId: string,
  name: string | undefined,
): Promise<Response> {
  const dialogue = await deps.dispatchers.callDialogue(member.organizationId, callId);
  if (!dialogue) return problem('not_found');
  const scenario = scenarioFromCall(dialogue, name);
  if (!scenario) return problem('not_in_this_state', 'The caller said nothing to the AI.');
  await deps.dispatchers.insertScenario(member, deps.ids.next(), callId, scenario);
  return await state(deps, member);
}

function update(
  deps: DispatcherDeps,
  member: Member,
  { id, name, active, lines, expected }: UpdateScenarioRequest,
): Promise<boolean> {
  return deps.dispatchers.updateScenario(member, id, {
    ...(name === undefined ? {} : { name }),
    ...(active === undefined ? {} : { active }),
    ...(lines === undefined ? {} : { lines }),
    ...(expected === undefined ? {} : { expected }),
  });
}

async function run(
  deps: DispatcherDeps,
  member: Member,
  ids: readonly string[] | null,
): Promise<Response> {
  await deps.dispatchers.saveDraft(member, DEFAULT_AI_PROFILE, {});
  const ran = await withLease(deps, member.organizationId, (stored) =>
    runScenarios(deps, member, stored, { ids }),
  );
  if (ran.ok) return await state(deps, member, ran.report);
  return problem(ran.code === 'busy' ? 'unavailable' : 'telnyx_error');
}

async function found(deps: DispatcherDeps, member: Member, isFound: boolean): Promise<Response> {
  return isFound ? await state(deps, member) : problem('not_found', 'There is no such scenario.');
}

async function state(
  deps: DispatcherDeps,
  member: Member,
  report: ScenarioReport | null = null,
): Promise<Response> {
  return json(stateAnswer(await deps.dispatchers.state(member.organizationId), report));
}
