import type { DispatcherDeps } from '../_shared/application/assistant-set.ts';
import { syncAgain } from '../_shared/application/publish-dispatcher.ts';
import { DEFAULT_AI_PROFILE } from '../_shared/core/contracts/ai-profile.ts';
import type { NumberRequest } from '../_shared/core/contracts/manage-ai.ts';
import { json, problem } from '../_shared/http/problem.ts';
import type { Member } from '../_shared/ports/directory.ts';
import type { StoredDispatcher } from '../_shared/ports/dispatcher-store.ts';
import { published, stateAnswer } from './state-answer.ts';

/**
 * When the AI answers on a number. It is switched on only where assistants stand ready: those that
 * were just synchronised or, when that fails, those that answered before.
 */
export async function answerNumber(
  deps: DispatcherDeps,
  member: Member,
  body: NumberRequest,
): Promise<Response> {
  const { organizationId } = member;
  const before = await deps.dispatchers.state(organizationId);
  if (!before.numbers.some((number) => number.phoneNumberId === body.phone_number_id)) {
    return problem('not_found', 'There is no such number.');
  }
  if (body.language && !languagesOf(before).includes(body.language)) {
    const fields = { language: 'The dispatcher does not speak this language.' };
    return problem('invalid_request', undefined, { fields });
  }
  let isReady = true;
  if (body.enabled) {
    const synced = await syncAgain(deps, member);
    isReady = synced.ok || Boolean(before.dispatcher?.published);
    if (!isReady && !synced.ok && synced.code !== 'sync_failed') {
      return published(deps, member, synced);
    }
  }
  await deps.dispatchers.setNumber(member, body.phone_number_id, {
    ...(body.enabled === undefined || !isReady ? {} : { enabled: body.enabled }),
    ...(body.mode ? { mode: body.mode } : {}),
    ...(body.overflow_after_seconds === undefined
      ? {}
      : { overflowAfterSeconds: body.overflow_after_seconds }),
    ...(body.language ? { language: body.language } : {}),
  });
  return json(stateAnswer(await deps.dispatchers.state(organizationId)));
}

function languagesOf({ dispatcher }: StoredDispatcher): readonly string[] {
  const profile = dispatcher?.published?.profile ?? dispatcher?.draft ?? DEFAULT_AI_PROFILE;
  return profile.languages;
}
