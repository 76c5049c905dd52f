import { detectLanguage } from './language.ts';
import { actionOf, chatMessages, chatTools } from './model-messages.ts';
import { ownLanguage } from './replay.ts';
import { repliesFor } from './replies.ts';
import { fieldsOf, textOf } from './tool-answers.ts';
import type { Brain, BrainAction, BrainMessage, BrainTurn } from './turn.ts';

const TIMEOUT_MS = 8000;
/** Conversations whose answer is not all carried out yet. */
const MOST_QUEUES = 200;

interface ModelOptions {
  /** Without `/chat/completions`. */
  baseUrl: string;
  model: string;
  apiKey: string;
  fetch: typeof fetch;
  /** How long the model may take. */
  timeoutMs?: number;
}

type Queues = Map<string, BrainAction[]>;

/**
 * A language model behind an OpenAI-compatible address. One answer of the model may hold a sentence
 * and tool calls: they are handed out one by one. Errors and timeouts become a short apology.
 */
export function createModelBrain(options: ModelOptions): Brain {
  const queues: Queues = new Map();
  return {
    async next(turn) {
      const queued = takeQueued(queues, turn.messages);
      if (queued !== null) return handOut(queues, turn, queued);
      if (isDone(turn)) return { kind: 'wait' };
      const actions = await askModel(options, turn);
      return handOut(queues, turn, actions);
    },
  };
}

/** It is the caller's turn once something was said, and the runtime speaks the greeting. */
function isDone({ messages, trigger, step, greeting }: BrainTurn): boolean {
  const last = messages.at(-1)?.role;
  if (last === 'assistant') return trigger !== 'idle' || step > 0;
  return (
    last === undefined && trigger === 'start' && !greeting.startsWith('<assistant-speaks-first')
  );
}

const keyOf = (messages: readonly BrainMessage[]): string => JSON.stringify(messages);

function takeQueued(queues: Queues, messages: BrainMessage[]): BrainAction[] | null {
  const key = keyOf(messages);
  const found = queues.get(key) ?? null;
  queues.delete(key);
  return found;
}

/** The rest waits for the conversation to be where the first action leads. */
function handOut(queues: Queues, { messages }: BrainTurn, actions: BrainAction[]): BrainAction {
  const [first = { kind: 'wait' } as const, ...rest] = actions;
  if (first.kind !== 'say' || rest.length === 0) return first;
  const oldest = queues.keys().next();
  if (queues.size >= MOST_QUEUES && oldest.done !== true) queues.delete(oldest.value);
  queues.set(keyOf([...messages, { role: 'assistant', text: first.text }]), rest);
  return first;
}

async function askModel(options: ModelOptions, turn: BrainTurn): Promise<BrainAction[]> {
  const { baseUrl, model, apiKey, timeoutMs = TIMEOUT_MS } = options;
  const tools = chatTools(turn.tools);
  const body = { model, messages: chatMessages(turn), ...(tools.length > 0 ? { tools } : {}) };
  try {
    const response = await options.fetch(`${baseUrl.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) return apology(turn);
    return readAnswer(turn, (await response.json()) as unknown);
  } catch {
    return apology(turn);
  }
}

const apology = (turn: BrainTurn): BrainAction[] => {
  const language = ownLanguage(turn);
  return [{ kind: 'say', text: repliesFor(language).apology, language }];
};

function readAnswer(turn: BrainTurn, answer: unknown): BrainAction[] {
  const choices = fieldsOf(answer)['choices'];
  const first = Array.isArray(choices) ? (choices as unknown[])[0] : null;
  const message = fieldsOf(fieldsOf(first)['message']);
  const text = textOf(message['content']);
  const calls = Array.isArray(message['tool_calls']) ? (message['tool_calls'] as unknown[]) : [];
  const actions = calls.flatMap((call): BrainAction[] => {
    const named = fieldsOf(fieldsOf(call)['function']);
    const name = textOf(named['name']);
    return name === null ? [] : [actionOf(name, textOf(named['arguments']) ?? '')];
  });
  if (text === null && actions.length === 0) return apology(turn);
  const language = detectLanguage(text ?? '', ownLanguage(turn));
  const said: BrainAction[] = text === null ? [] : [{ kind: 'say', text, language }];
  // Of several calls the first: what it answers may change the others.
  return [...said, ...actions.slice(0, 1)];
}
