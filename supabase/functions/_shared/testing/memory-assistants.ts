import type { AssistantSpec } from '../core/ai-assistant.ts';
import type {
  AssistantErrorCode,
  AssistantPort,
  AssistantResult,
  InsightIds,
} from '../ports/assistants.ts';

/** Telnyx's assistants as a notebook: what lives there, what was sent, and refusals on request. */
export class FakeAssistants implements AssistantPort {
  /** By id. */
  live = new Map<string, AssistantSpec>();
  /** "create Maple (en)", "update assistant-1", … in their order. */
  sent: string[] = [];
  /** The next calls of a kind fail, each once. */
  failures: { call: keyof AssistantPort; code: AssistantErrorCode }[] = [];
  /** What a conversation is answered; may write down tools. */
  onChat: (assistantId: string, conversationId: string, text: string) => string = (_a, _c, text) =>
    `You said: ${text}`;
  #count = 0;

  fingerprint(spec: AssistantSpec): string {
    return JSON.stringify(spec);
  }

  async create(spec: AssistantSpec): Promise<AssistantResult<string>> {
    const refusal = this.#refusal('create');
    if (refusal) return refusal;
    const assistantId = this.#next('assistant');
    this.live.set(assistantId, structuredClone(spec));
    this.sent.push(`create ${spec.name}`);
    return { ok: true, value: assistantId };
  }

  async update(assistantId: string, spec: AssistantSpec): Promise<AssistantResult<null>> {
    const refusal = this.#refusal('update');
    if (refusal) return refusal;
    if (!this.live.has(assistantId)) return { ok: false, code: 'not_found' };
    this.live.set(assistantId, structuredClone(spec));
    this.sent.push(`update ${assistantId}`);
    return { ok: true, value: null };
  }

  async exists(assistantId: string): Promise<AssistantResult<boolean>> {
    return this.#refusal('exists') ?? { ok: true, value: this.live.has(assistantId) };
  }

  async remove(assistantId: string): Promise<AssistantResult<null>> {
    const refusal = this.#refusal('remove');
    if (refusal) return refusal;
    this.live.delete(assistantId);
    this.sent.push(`remove ${assistantId}`);
    return { ok: true, value: null };
  }

  async ensureToolsSecret(): Promise<AssistantResult<null>> {
    return this.#refusal('ensureToolsSecret') ?? { ok: true, value: null };
  }

  async ensureInsights(known: InsightIds | null): Promise<AssistantResult<InsightIds>> {
    const refusal = this.#refusal('ensureInsights');
    if (refusal) return refusal;
    if (known) return { ok: true, value: known };
    return { ok: true, value: { groupId: this.#next('group'), insightId: this.#next('insight') } };
  }

  async startConversation(): Promise<AssistantResult<string>> {
    return this.#refusal('startConversation') ?? { ok: true, value: this.#next('conversation') };
  }

  async chat(
    assistantId: string,
    conversationId: string,
    text: string,
  ): Promise<AssistantResult<string>> {
    const refusal = this.#refusal('chat');
    if (refusal) return refusal;
    if (!this.live.has(assistantId)) return { ok: false, code: 'not_found' };
    return { ok: true, value: this.onChat(assistantId, conversationId, text) };
  }

  #next(kind: string): string {
    this.#count += 1;
    return `${kind}-${this.#count}`;
  }

  #refusal(call: keyof AssistantPort): { ok: false; code: AssistantErrorCode } | null {
    const index = this.failures.findIndex((failure) => failure.call === call);
    const [failure] = index < 0 ? [] : this.failures.splice(index, 1);
    return failure ? { ok: false, code: failure.code } : null;
  }
}
