import { type DispatcherDeps, isSlotCurrent } from '../_shared/application/assistant-set.ts';
import { sentence, withLease } from '../_shared/application/publish-dispatcher.ts';
import {
  type DraftOf,
  ensureDraft,
  sayInTest,
  startTest,
} from '../_shared/application/test-dispatcher.ts';
import { DEFAULT_AI_PROFILE } from '../_shared/core/contracts/ai-profile.ts';
import type { TestAnswer, TestRequest } from '../_shared/core/contracts/manage-ai.ts';
import { json, problem } from '../_shared/http/problem.ts';
import type { AssistantErrorCode } from '../_shared/ports/assistants.ts';
import type { Member } from '../_shared/ports/directory.ts';
import type { TestConversation } from '../_shared/ports/dispatcher-store.ts';

type Failed = { ok: false; code: AssistantErrorCode | 'busy'; what?: string };

/** Talks to the draft as a caller would; nothing is booked unless asked for. */
export async function answerTest(
  deps: DispatcherDeps,
  member: Member,
  body: TestRequest,
): Promise<Response> {
  const ready = await readyDraft(deps, member, false);
  if (!ready.ok) return failed(ready);
  const conversation = await conversationFor(deps, member, ready.stored, body);
  if (!('test' in conversation)) return conversation;
  const { test, greeting } = conversation;
  const opening = { test_id: test.id, ...(greeting === null ? {} : { greeting }) };
  if (body.text === undefined) {
    const nothing: TestAnswer = { ...opening, reply: '', tools: [], first_word_ms: null };
    return json(nothing);
  }
  const said = await say(deps, member, test, body.text);
  if (!said.ok) return failed(said);
  const answer: TestAnswer = {
    ...opening,
    reply: said.reply,
    tools: said.tools,
    first_word_ms: said.durationMs,
  };
  return json(answer);
}

/** The draft's assistants as the draft is now; nothing is sent when it has not changed. */
async function readyDraft(
  deps: DispatcherDeps,
  member: Member,
  verify: boolean,
): Promise<{ ok: true; stored: DraftOf } | Failed> {
  const { organizationId } = member;
  let stored = await deps.dispatchers.state(organizationId);
  if (!stored.dispatcher) {
    await deps.dispatchers.saveDraft(member, DEFAULT_AI_PROFILE, {});
    stored = await deps.dispatchers.state(organizationId);
  }
  const { dispatcher } = stored;
  if (!dispatcher) return { ok: false, code: 'busy' };
  const draft = { ...stored, dispatcher };
  const sync = {
    organizationId,
    slot: 'draft' as const,
    profile: dispatcher.draft,
    insightGroupId: null,
    verify,
  };
  if (!verify && (await isSlotCurrent(deps, stored, sync))) return { ok: true, stored: draft };
  return withLease(deps, organizationId, async (fresh) => {
    const synced = await ensureDraft(deps, organizationId, fresh, verify);
    return synced.ok ? { ok: true as const, stored: fresh } : synced;
  });
}

async function conversationFor(
  deps: DispatcherDeps,
  member: Member,
  stored: DraftOf,
  body: TestRequest,
): Promise<{ test: TestConversation; greeting: string | null } | Response> {
  if (body.test_id !== undefined && !body.start_over) {
    const known = await deps.dispatchers.test(member.organizationId, body.test_id);
    if (!known) return problem('not_found', 'There is no such test.');
    if (body.for_real === undefined || body.for_real === known.forReal) {
      return { test: known, greeting: null };
    }
    const test = { ...known, forReal: body.for_real };
    await deps.dispatchers.saveTest(member, test);
    return { test, greeting: null };
  }
  const { languages } = stored.dispatcher.draft;
  const language = body.language ?? languages[0] ?? 'en';
  if (!languages.includes(language)) {
    const fields = { language: 'The draft does not speak this language.' };
    return problem('invalid_request', undefined, { fields });
  }
  const callerNumber = body.caller_number ?? null;
  const forReal = body.for_real ?? false;
  const started = await startTest(deps, member, stored, { language, callerNumber, forReal });
  return started.ok ? started : failed(started);
}

/** Assistants that were deleted at Telnyx are made again, once. */
async function say(deps: DispatcherDeps, member: Member, test: TestConversation, text: string) {
  const said = await sayInTest(deps, member.organizationId, test, text);
  if (said.ok || said.code !== 'not_found') return said;
  const repaired = await readyDraft(deps, member, true);
  if (!repaired.ok) return repaired;
  return sayInTest(deps, member.organizationId, test, text);
}

function failed({ code, what }: Failed): Response {
  if (code === 'busy') return problem('unavailable');
  return problem('telnyx_error', sentence({ code, what: what ?? 'The test' }));
}
