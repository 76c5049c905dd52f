import type { Resource } from '../account/resources.ts';
import type { World } from '../world.ts';
import { settingsOf } from './assistant-settings.ts';
import { callWebhookTool } from './call-tool.ts';
import type { Conversation } from './conversation.ts';
import { addSpoken } from './dialogue.ts';
import type { Dialogue } from './dialogue.ts';
import { runTurn } from './turn.ts';
import type { Stage } from './turn.ts';
import { resolveVariables } from './variables.ts';

/** One after the other: a second message waits for the answer to the first. */
const turns = new WeakMap<Conversation, Promise<unknown>>();

/** After a handoff the conversation stays with the assistant that took it over. */
function assistantOf(world: World, asked: Resource, conversation: Conversation): Resource {
  if (conversation.startedWithId !== asked.id || conversation.assistantId === null) {
    conversation.startedWithId = asked.id;
    conversation.assistantId = asked.id;
    conversation.metadata['assistant_id'] = asked.id;
  }
  return world.account.assistants.get(conversation.assistantId) ?? asked;
}

function chatStage(dialogue: Dialogue, said: string[]): Stage {
  return {
    say(message) {
      message.sentAtMs = dialogue.world.clock.now();
      said.push(message.text);
    },
    hangUp: () => undefined,
    runTool: (tool, args) => callWebhookTool(dialogue, tool, args),
    handedOff: () => undefined,
    isOver: () => false,
    takeNews: () => null,
  };
}

async function answerTo(
  world: World,
  asked: Resource,
  conversation: Conversation,
  content: string,
): Promise<string> {
  const settings = settingsOf(assistantOf(world, asked, conversation));
  const from = { channel: 'web_chat', leg: null, command: {} } as const;
  const variables = await resolveVariables(world, conversation, settings, from);
  const dialogue: Dialogue = { world, conversation, settings, variables };
  addSpoken(dialogue, 'user', content, { isSent: true });
  const said: string[] = [];
  await runTurn(dialogue, chatStage(dialogue, said), 'user');
  return said.join(' ');
}

/** One message of a chat, answered by the same brain with the same tools as on a call. */
export function chat(
  world: World,
  asked: Resource,
  conversation: Conversation,
  content: string,
): Promise<string> {
  const before = turns.get(conversation) ?? Promise.resolve();
  const answer = before.then(() => answerTo(world, asked, conversation, content));
  turns.set(
    conversation,
    answer.catch(() => undefined),
  );
  return answer;
}
