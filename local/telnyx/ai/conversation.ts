import type { Clock } from '../clock.ts';
import { newUuid } from '../ids.ts';

/** Words of the caller, of the assistant, or a note that the app put in. */
export interface SpokenMessage {
  role: 'system' | 'user' | 'assistant';
  text: string;
  createdAtMs: number;
  /** When the other side had it; null: the assistant has not begun to say it. */
  sentAtMs: number | null;
  /** Words while a tool runs: the caller hears them, the brain does not know of them. */
  isFiller?: boolean;
}

/** One use of a tool. */
export interface ToolMessage {
  role: 'tool';
  id: string;
  name: string;
  arguments: Record<string, unknown>;
  createdAtMs: number;
  /** Null while it runs. */
  answeredAtMs: number | null;
  result: unknown;
  failed: boolean;
}

export type ConversationMessage = SpokenMessage | ToolMessage;

/** Why a conversation on a call is over. The words are the simulator's: Telnyx documents none. */
export type EndReason =
  | 'stopped'
  | 'user_hangup'
  | 'call_hangup'
  | 'assistant_hangup'
  | 'participant_hangup'
  | 'user_idle_timeout'
  | 'time_limit'
  | 'bridged'
  | 'error';

export interface InsightResult {
  insight_id: string;
  result: unknown;
}

export interface Conversation {
  readonly id: string;
  name: string | null;
  readonly createdAtMs: number;
  metadata: Record<string, string>;
  readonly messages: ConversationMessage[];
  /** The leg's `call_control_id`; null in a chat. */
  readonly callControlId: string | null;
  assistantId: string | null;
  /** In a chat: whom the app addresses, also after a handoff. */
  startedWithId: string | null;
  endedAtMs: number | null;
  reason: EndReason | null;
  insights: { id: string; createdAtMs: number; results: InsightResult[] } | null;
}

/** Conversations are history: they are forgotten by a restart and by `POST /sim/reset`. */
export interface ConversationStore {
  create(
    fields: Partial<Pick<Conversation, 'name' | 'metadata' | 'callControlId' | 'assistantId'>>,
  ): Conversation;
  get(id: string): Conversation | undefined;
  all(): Conversation[];
  remove(id: string): void;
  clear(): void;
}

const MAX_CONVERSATIONS = 2000;

export function createConversationStore(clock: Clock): ConversationStore {
  const conversations = new Map<string, Conversation>();
  return {
    create({ name = null, metadata = {}, callControlId = null, assistantId = null }) {
      const conversation: Conversation = {
        id: newUuid(),
        name,
        createdAtMs: clock.now(),
        metadata,
        messages: [],
        callControlId,
        assistantId,
        startedWithId: null,
        endedAtMs: null,
        reason: null,
        insights: null,
      };
      conversations.set(conversation.id, conversation);
      const oldest = conversations.keys().next();
      if (conversations.size > MAX_CONVERSATIONS && !oldest.done)
        conversations.delete(oldest.value);
      return conversation;
    },
    get: (id) => conversations.get(id),
    all: () => [...conversations.values()],
    remove: (id) => {
      conversations.delete(id);
    },
    clear: () => conversations.clear(),
  };
}

/**
 * What both sides have said so far, as `message_history_updated` tells it: the whole, each time, in
 * the order in which it was heard.
 */
export function messageHistory({ messages }: Conversation): { role: string; content: string }[] {
  return messages
    .flatMap((message) => {
      if (message.role === 'tool' || message.role === 'system' || message.sentAtMs === null)
        return [];
      return [{ role: message.role, content: message.text, atMs: message.sentAtMs }];
    })
    .toSorted((a, b) => a.atMs - b.atMs)
    .map(({ role, content }) => ({ role, content }));
}
