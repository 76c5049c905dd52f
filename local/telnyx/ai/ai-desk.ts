import type { Brain, BrainMessage } from '../brain/brain.ts';
import type { Clock } from '../clock.ts';
import type { RingLog } from '../ring-log.ts';
import { createConversationStore } from './conversation.ts';
import type { ConversationStore } from './conversation.ts';
import { createToolLog } from './tool-log.ts';
import type { ToolCallRow } from './tool-log.ts';

/** What an assistant thinks with. */
export interface Mind {
  brain: Brain;
  /** What the insights of a conversation say: `summary`, `outcome`, … */
  summarise(messages: BrainMessage[]): Promise<object>;
}

/** The simulator's AI side. */
export interface AiDesk extends Mind {
  readonly conversations: ConversationStore;
  readonly toolCalls: RingLog<ToolCallRow>;
}

export function createAiDesk(clock: Clock, mind: Mind): AiDesk {
  return { ...mind, conversations: createConversationStore(clock), toolCalls: createToolLog() };
}
