import { assistantSpec } from '../core/ai-assistant.ts';
import { dynamicVariables, fillVariables } from '../core/ai-variables.ts';
import type { AiLanguage } from '../core/contracts/ai-profile.ts';
import type { TestTool } from '../core/contracts/manage-ai.ts';
import type { AssistantErrorCode } from '../ports/assistants.ts';
import type { Actor, StoredDispatcher, TestConversation } from '../ports/dispatcher-store.ts';
import { type DispatcherDeps, isSlotCurrent } from './assistant-set.ts';
import { syncSlot, type SyncResult } from './sync-assistants.ts';

export type DraftOf = StoredDispatcher & {
  dispatcher: NonNullable<StoredDispatcher['dispatcher']>;
};

type Failure = { ok: false; code: AssistantErrorCode; what: string };

/** The assistants that test conversations talk to are brought to the draft, if it changed since. */
export async function ensureDraft(
  deps: DispatcherDeps,
  organizationId: string,
  stored: DraftOf,
  verify: boolean,
): Promise<SyncResult> {
  const sync = {
    organizationId,
    slot: 'draft' as const,
    profile: stored.dispatcher.draft,
    // Nobody needs a summary of a test.
    insightGroupId: null,
    verify,
  };
  if (!verify && (await isSlotCurrent(deps, stored, sync))) return { ok: true };
  return syncSlot(deps, stored, sync);
}

export interface TestStart {
  language: AiLanguage;
  callerNumber: string | null;
  forReal: boolean;
}

/** A new conversation with the draft, beginning with its greeting. */
export async function startTest(
  deps: DispatcherDeps,
  actor: Actor,
  stored: DraftOf,
  { language, callerNumber, forReal }: TestStart,
): Promise<{ ok: true; test: TestConversation; greeting: string } | Failure> {
  const id = deps.ids.next();
  const made = await deps.assistants.startConversation('Switchboard test', {
    switchboard_test: id,
  });
  if (!made.ok) return { ok: false, code: made.code, what: 'a conversation' };
  const test = { id, conversationId: made.value, language, callerNumber, forReal };
  await deps.dispatchers.saveTest(actor, test);
  return { ok: true, test, greeting: greetingOf(deps, stored, language) };
}

function greetingOf(deps: DispatcherDeps, stored: DraftOf, language: AiLanguage): string {
  const { draft } = stored.dispatcher;
  const variables = dynamicVariables(stored.business, draft, language, deps.clock.now());
  const spec = assistantSpec(draft, language, {
    businessName: stored.business.name,
    slot: 'draft',
    insightGroupId: null,
    variables,
    assistantIds: {},
  });
  return fillVariables(spec.greeting, variables);
}

export interface TestReply {
  reply: string;
  tools: TestTool[];
  durationMs: number;
}

/**
 * Says something to the draft. The conversation stays with Telnyx: after a hand-over the assistant
 * of the other language answers, though the text still goes to the one that it began with.
 */
export async function sayInTest(
  deps: DispatcherDeps,
  organizationId: string,
  test: TestConversation,
  text: string,
): Promise<({ ok: true } & TestReply) | Failure> {
  const before = await deps.dispatchers.testTools(organizationId, test.id);
  const { assistants } = await deps.dispatchers.state(organizationId);
  const assistant = assistants.find(
    (one) => one.slot === 'draft' && one.language === test.language,
  );
  if (!assistant) return { ok: false, code: 'not_found', what: 'the test' };
  const started = Date.parse(deps.clock.now());
  const answer = await deps.assistants.chat(assistant.assistantId, test.conversationId, text);
  const durationMs = Date.parse(deps.clock.now()) - started;
  if (!answer.ok) return { ok: false, code: answer.code, what: 'the test' };
  const after = await deps.dispatchers.testTools(organizationId, test.id);
  const tools = after.slice(before.length).map(({ id: _id, ...tool }): TestTool => tool);
  return { ok: true, reply: answer.value, tools, durationMs };
}
