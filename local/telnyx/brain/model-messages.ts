import type { BrainAction, BrainMessage, BrainTool, BrainTurn } from './turn.ts';

/** The shapes of OpenAI's chat completions, as far as they are used. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant' | 'tool';
  content: string | null;
  tool_calls?: { id: string; type: 'function'; function: { name: string; arguments: string } }[];
  tool_call_id?: string;
}

interface ChatTool {
  type: 'function';
  function: { name: string; description: string; parameters: Record<string, unknown> };
}

const HANG_UP = 'hang_up';
const HAND_OFF = 'hand_off';

const NO_ARGUMENTS = { type: 'object', properties: {} };

function chatMessage(message: BrainMessage, index: number): ChatMessage[] {
  if (message.role !== 'tool') return [{ role: message.role, content: message.text }];
  const id = `call_${index}`;
  const { name, arguments: args, result, failed } = message;
  const content = failed
    ? JSON.stringify({ ok: false, reason: 'unavailable', result })
    : textOf(result);
  return [
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id, type: 'function', function: { name, arguments: JSON.stringify(args) } }],
    },
    { role: 'tool', tool_call_id: id, content },
  ];
}

const textOf = (result: unknown): string =>
  typeof result === 'string' ? result : JSON.stringify(result);

/** The instructions and the conversation as a model reads them. */
export function chatMessages({ instructions, messages, trigger, step }: BrainTurn): ChatMessage[] {
  const isSilent = trigger === 'idle' && step === 0;
  return [
    { role: 'system', content: instructions },
    ...messages.flatMap(chatMessage),
    ...(isSilent
      ? [
          {
            role: 'system' as const,
            content: 'The caller has been silent. Ask briefly whether they are there.',
          },
        ]
      : []),
  ];
}

function chatTool(tool: BrainTool): ChatTool {
  const { name, parameters, targets = [] } = tool;
  switch (tool.kind) {
    case 'webhook':
      return {
        type: 'function',
        function: { name, description: name, parameters: parameters ?? NO_ARGUMENTS },
      };
    case 'hangup':
      return {
        type: 'function',
        function: {
          name: HANG_UP,
          description: 'Ends the call after what was said.',
          parameters: NO_ARGUMENTS,
        },
      };
    case 'handoff':
      return {
        type: 'function',
        function: {
          name: HAND_OFF,
          description: `Hands the call over to another assistant: ${targets.map((target) => `${target.id} is ${target.name}`).join('; ')}.`,
          parameters: {
            type: 'object',
            properties: { assistant_id: { type: 'string', enum: targets.map(({ id }) => id) } },
            required: ['assistant_id'],
          },
        },
      };
  }
}

export function chatTools(tools: readonly BrainTool[]): ChatTool[] {
  return tools.map(chatTool);
}

/** What a function call of the model means; broken arguments are passed on as they are. */
export function actionOf(name: string, json: string): BrainAction {
  const args = readArguments(json);
  if (name === HANG_UP) return { kind: 'hang_up' };
  if (name === HAND_OFF)
    return { kind: 'hand_off', assistantId: String(args['assistant_id'] ?? '') };
  return { kind: 'call_tool', name, arguments: args };
}

function readArguments(json: string): Record<string, unknown> {
  try {
    const value = JSON.parse(json === '' ? '{}' : json) as unknown;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : { input: value };
  } catch {
    return { input: json };
  }
}
