import type { AssistantSpec } from '../core/ai-assistant.ts';
import type { TelephonyErrorCode } from './telephony.ts';

/** `not_found`: Telnyx does not know the assistant or conversation (any more). */
export type AssistantErrorCode = Exclude<TelephonyErrorCode, 'leg_ended'> | 'not_found';

export type AssistantResult<T> = { ok: true; value: T } | { ok: false; code: AssistantErrorCode };

export interface InsightIds {
  groupId: string;
  insightId: string;
}

/** AI assistants at Telnyx (telnyx.md section 7). */
export interface AssistantPort {
  /** A text that differs whenever what would be sent differs. */
  fingerprint(spec: AssistantSpec): string;
  /** The id of the new assistant. */
  create(spec: AssistantSpec): Promise<AssistantResult<string>>;
  update(assistantId: string, spec: AssistantSpec): Promise<AssistantResult<null>>;
  exists(assistantId: string): Promise<AssistantResult<boolean>>;
  /** Gone already is success. */
  remove(assistantId: string): Promise<AssistantResult<null>>;
  /** The secret that the tools' requests carry: made where Telnyx has none of that name. */
  ensureToolsSecret(): Promise<AssistantResult<null>>;
  /** The summary after a call: known ones that Telnyx still has are kept, else new ones are made. */
  ensureInsights(known: InsightIds | null): Promise<AssistantResult<InsightIds>>;
  /** The id of a new conversation, without a call. */
  startConversation(
    name: string,
    metadata: Record<string, string>,
  ): Promise<AssistantResult<string>>;
  /** What the assistant answers to a text; its tools have run by then. */
  chat(assistantId: string, conversationId: string, text: string): Promise<AssistantResult<string>>;
}
