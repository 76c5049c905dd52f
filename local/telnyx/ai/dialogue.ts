import type { BrainMessage, BrainTool, BrainTurn } from '../brain/brain.ts';
import type { World } from '../world.ts';
import type { AssistantSettings } from './assistant-settings.ts';
import type { Conversation, SpokenMessage, ToolMessage } from './conversation.ts';
import { fillIn } from './mustache.ts';
import type { AssistantTool } from './tools.ts';

export type Trigger = BrainTurn['trigger'];

/** A conversation and who leads it at the moment: on a call or in a chat. */
export interface Dialogue {
  readonly world: World;
  readonly conversation: Conversation;
  /** A handoff replaces them. */
  settings: AssistantSettings;
  variables: Record<string, string>;
}

export function addSpoken(
  { world, conversation }: Pick<Dialogue, 'world' | 'conversation'>,
  role: SpokenMessage['role'],
  text: string,
  options: { isSent: boolean; isFiller?: boolean },
): SpokenMessage {
  const nowMs = world.clock.now();
  const { isSent, isFiller = false } = options;
  const sentAtMs = isSent ? nowMs : null;
  const message: SpokenMessage = { role, text, createdAtMs: nowMs, sentAtMs, isFiller };
  conversation.messages.push(message);
  return message;
}

export function addToolUse(
  { world, conversation }: Dialogue,
  id: string,
  name: string,
  args: Record<string, unknown>,
): ToolMessage {
  const message: ToolMessage = {
    role: 'tool',
    id,
    name,
    arguments: args,
    createdAtMs: world.clock.now(),
    answeredAtMs: null,
    result: null,
    failed: false,
  };
  conversation.messages.push(message);
  return message;
}

function brainTool(tool: AssistantTool): BrainTool {
  switch (tool.kind) {
    case 'webhook':
      return { name: tool.name, kind: 'webhook', parameters: tool.parameters };
    case 'handoff':
      return { name: tool.name, kind: 'handoff', targets: tool.targets };
    case 'hangup':
      return { name: tool.name, kind: 'hangup' };
  }
}

/** What the brain knows: no words while a tool runs, no tool that has not answered. */
export function brainMessages({ messages }: Conversation): BrainMessage[] {
  return messages.flatMap((message): BrainMessage[] => {
    if (message.role !== 'tool') {
      return message.isFiller === true ? [] : [{ role: message.role, text: message.text }];
    }
    if (message.answeredAtMs === null) return [];
    const { name, arguments: args, result, failed } = message;
    return [{ role: 'tool', name, arguments: args, result, failed }];
  });
}

export function brainTurn(dialogue: Dialogue, trigger: Trigger, step: number): BrainTurn {
  const { settings, variables, conversation } = dialogue;
  return {
    instructions: fillIn(settings.instructions, variables),
    greeting: fillIn(settings.greeting ?? '', variables),
    name: settings.name,
    tools: settings.tools.map(brainTool),
    variables,
    messages: brainMessages(conversation),
    trigger,
    step,
  };
}
