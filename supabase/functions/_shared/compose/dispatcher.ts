import { createDispatcherStore } from '../adapters/postgres-dispatcher-store.ts';
import { createAssistants } from '../adapters/telnyx-assistants.ts';
import type { DispatcherDeps } from '../application/assistant-set.ts';
import type { Basis } from './basis.ts';

/** A chat is answered after the model has thought and its tools have run. */
const CHAT_TIMEOUT_MS = 30_000;

/** What keeps the AI dispatcher at Telnyx as the business wants it. */
export function wireDispatcher(basis: Basis): Basis & DispatcherDeps {
  const { env, functionsUrl } = basis;
  return {
    ...basis,
    dispatchers: createDispatcherStore(basis.rpc),
    assistants: createAssistants(basis.telnyx(CHAT_TIMEOUT_MS), {
      model: env('AI_MODEL') ?? 'openai/gpt-4o',
      functionsUrl,
      toolsToken: env('AI_TOOLS_TOKEN') ?? '',
    }),
  };
}
