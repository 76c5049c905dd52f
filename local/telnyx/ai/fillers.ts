import type { Timer } from '../clock.ts';
import { callWebhookTool } from './call-tool.ts';
import type { ToolOutcome } from './call-tool.ts';
import type { SpokenMessage } from './conversation.ts';
import { addSpoken } from './dialogue.ts';
import { fillIn } from './mustache.ts';
import type { AiSession } from './session.ts';
import type { WebhookTool } from './tools.ts';

/** Calls a tool on a call, with the words that the tool asks for while its answer is missing. */
export async function runToolWithFillers(
  session: AiSession,
  tool: WebhookTool,
  args: Record<string, unknown>,
): Promise<ToolOutcome> {
  const { world, voice, settings } = session;
  const waiting: SpokenMessage[] = [];
  const say = (text: string): void => {
    if (session.isOver) return;
    const words = fillIn(text, session.variables);
    const message = addSpoken(session, 'assistant', words, { isSent: false, isFiller: true });
    waiting.push(message);
    voice.say({ message, language: settings.language });
  };
  for (const text of tool.startMessages) say(text);
  const timers: Timer[] = tool.delayedMessages.map(({ text, afterMs }) =>
    world.clock.setTimeout(() => say(text), afterMs),
  );
  try {
    return await callWebhookTool(session, tool, args);
  } finally {
    for (const timer of timers) timer.cancel();
    // The answer is there: what was not begun needs not be said.
    for (const message of waiting) {
      if (message.sentAtMs === null && voice.takeBack(message)) forget(session, message);
    }
  }
}

/** Takes words out of the conversation that nobody has heard. */
export function forget({ conversation }: AiSession, message: SpokenMessage): void {
  const index = conversation.messages.indexOf(message);
  if (index >= 0) conversation.messages.splice(index, 1);
}
