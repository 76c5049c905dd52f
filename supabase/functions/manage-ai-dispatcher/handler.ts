import type { DispatcherDeps } from '../_shared/application/assistant-set.ts';
import { publishDraft, rollBack, syncAgain } from '../_shared/application/publish-dispatcher.ts';
import { checkProfile } from '../_shared/core/ai-profile-check.ts';
import { type AiProfile, DEFAULT_AI_PROFILE } from '../_shared/core/contracts/ai-profile.ts';
import {
  type DispatcherRequest,
  type ManageAiRequest,
  manageAiRequest,
} from '../_shared/core/contracts/manage-ai.ts';
import { json, problem } from '../_shared/http/problem.ts';
import { type Handler, memberRoute } from '../_shared/http/route.ts';
import type { Directory, Member } from '../_shared/ports/directory.ts';
import { answerNumber } from './number.ts';
import { answerScenario } from './scenarios.ts';
import { published, stateAnswer } from './state-answer.ts';
import { answerTest } from './test-panel.ts';

export interface ManageAiDeps extends DispatcherDeps {
  directory: Pick<Directory, 'memberOf'>;
  allowedOrigin: string;
}

/** Knowledge, instructions and rules of the longest profile, in UTF-8. */
const MAX_BODY_BYTES = 131_072;

/** The AI dispatcher's settings: for owners and admins only. */
export function createManageAiHandler(deps: ManageAiDeps): Handler {
  const route = { ...deps, maxBodyBytes: MAX_BODY_BYTES };
  return memberRoute(route, manageAiRequest, async (member, body) => {
    if (member.role === 'agent') return problem('not_allowed');
    return await answer(deps, member, body);
  });
}

async function answer(
  deps: ManageAiDeps,
  member: Member,
  body: ManageAiRequest,
): Promise<Response> {
  if ('dispatcher' in body) return answerDispatcher(deps, member, body);
  if ('phone_number_id' in body) return answerNumber(deps, member, body);
  switch (body.action) {
    case 'state':
      return json(stateAnswer(await deps.dispatchers.state(member.organizationId)));
    case 'sync':
      return published(deps, member, await syncAgain(deps, member));
    case 'rollback':
      return published(deps, member, await rollBack(deps, member, body.version));
    case 'test':
      return answerTest(deps, member, body);
    default:
      return answerScenario(deps, member, body);
  }
}

async function answerDispatcher(
  deps: ManageAiDeps,
  member: Member,
  body: DispatcherRequest,
): Promise<Response> {
  if (body.despite_failures && member.role !== 'owner') return problem('not_allowed');
  const stored = await deps.dispatchers.state(member.organizationId);
  const checked = checkProfile(stored.dispatcher?.draft ?? DEFAULT_AI_PROFILE, body.dispatcher);
  if (!checked.ok) return problem('invalid_request', undefined, { fields: checked.fields });
  const changed = Object.keys(body.dispatcher) as (keyof AiProfile)[];
  const patch = Object.fromEntries(changed.map((name) => [name, checked.profile[name]]));
  await deps.dispatchers.saveDraft(member, DEFAULT_AI_PROFILE, patch);
  if (!body.publish) {
    return json(stateAnswer(await deps.dispatchers.state(member.organizationId)));
  }
  const options = { despiteFailures: body.despite_failures ?? false };
  return published(deps, member, await publishDraft(deps, member, options));
}
