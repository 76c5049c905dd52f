import { chat } from '../ai/chat.ts';
import { badRequest } from '../telnyx-error.ts';
import { noSuchAssistant } from './assistant-routes.ts';
import { readBody } from './body-reader.ts';
import { noSuchConversation } from './conversation-routes.ts';
import { refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';

const BRAIN_FAILED = {
  status: 500,
  code: '10007',
  title: 'Unexpected error',
  detail: 'The assistant could not answer.',
};

/** `POST /ai/assistants/{id}/chat {content, conversation_id}`: waits for the whole answer. */
export async function chatWithAssistant({ world, params, body }: RestRequest): Promise<Reply> {
  const assistant = world.account.assistants.get(params[0] ?? '');
  if (assistant === undefined) return refuse(noSuchAssistant);
  const reader = readBody(body);
  const content = reader.requiredText('content');
  const conversationId = reader.requiredText('conversation_id');
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  const conversation = world.ai.conversations.get(conversationId);
  if (conversation === undefined) return refuse(noSuchConversation);
  if (conversation.metadata['ai_disabled'] === 'true') {
    const refusal = badRequest('The conversation has AI responses disabled.');
    return refuse({ ...refusal, status: 400 });
  }
  try {
    return { status: 200, body: { content: await chat(world, assistant, conversation, content) } };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    console.error(`telnyx simulator: a chat failed: ${reason}`);
    return refuse(BRAIN_FAILED);
  }
}
