import { createPublicKey, verify } from 'node:crypto';
import { startHarness, until } from './harness.ts';
import type { Answer, Harness } from './harness.ts';
import { startToolServer } from './tool-server.ts';
import type { ToolServer } from './tool-server.ts';

export const ENDPOINTING_MS = 400;

export interface AiCall {
  id: string;
  callControlId: string;
  conversationId: string;
  assistantId: string;
}

export interface AiHarness extends Harness {
  tools: ToolServer;
  assistant(fields?: object): Promise<string>;
  /** An answered call with an assistant on it. */
  aiCall(fields?: object, start?: object): Promise<AiCall>;
  /** The same, once it has greeted and waits for the caller. */
  waitingCall(fields?: object, start?: object): Promise<AiCall>;
  conversation(id: string): Promise<{ state: string }>;
  stateIs(conversationId: string, state: string): Promise<unknown>;
  /** The caller says something; with held speech it goes on until `media.finishSpeaking`. */
  speak(call: AiCall, text: string): Promise<Answer>;
  /** The caller has said something, and the pause after it has passed. */
  callerSays(call: AiCall, text: string): Promise<void>;
  transcriptOf(call: { id: string }): Promise<string[]>;
  hears(call: { id: string }, words: string): Promise<unknown>;
  /** Types of all events so far, in order. */
  eventTypes(): Promise<string[]>;
}

/** A webhook tool of an assistant, with what the test wants to be different. */
export function webhookTool(name: string, url: string, fields: object = {}, tool: object = {}) {
  return {
    type: 'webhook',
    ...tool,
    webhook: { name, description: `Does ${name}.`, url, method: 'POST', ...fields },
  };
}

/** Ed25519 over `timestamp|body`, checked with nothing of ours. */
export function isSigned(
  publicKey: string,
  headers: Record<string, unknown>,
  raw: string,
): boolean {
  const prefix = Buffer.from('302a300506032b6570032100', 'hex');
  const der = Buffer.concat([prefix, Buffer.from(publicKey, 'base64')]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const signature = Buffer.from(String(headers['telnyx-signature-ed25519']), 'base64');
  const bytes = Buffer.from(`${String(headers['telnyx-timestamp'])}|${raw}`);
  return verify(null, bytes, key, signature);
}

export async function startAiHarness(): Promise<AiHarness> {
  const h = await startHarness();
  const tools = await startToolServer();
  const ai: AiHarness = Object.assign(Object.create(h) as Harness, {
    tools,
    async assistant(fields: object = {}) {
      const made = await h.rest('POST', '/ai/assistants', {
        name: 'Maple Plumbing (en)',
        instructions: 'You answer for {{business_name}}.',
        greeting: 'Hello, this is {{business_name}}.',
        dynamic_variables: { business_name: 'Maple Plumbing' },
        ...fields,
      });
      if (made.status !== 201) throw new Error(`no assistant: ${JSON.stringify(made.body)}`);
      return String(made.body.id);
    },
    async aiCall(fields: object = {}, start: object = {}) {
      const assistantId = await ai.assistant(fields);
      const call = await h.answeredCall();
      const reply = await h.command(call.callControlId, 'ai_assistant_start', {
        assistant: { id: assistantId },
        ...start,
      });
      if (reply.status !== 200) throw new Error(`not started: ${JSON.stringify(reply.body)}`);
      return { ...call, assistantId, conversationId: String(reply.body.data.conversation_id) };
    },
    async waitingCall(fields: object = {}, start: object = {}) {
      const call = await ai.aiCall(fields, start);
      await ai.stateIs(call.conversationId, 'waiting');
      return call;
    },
    conversation: async (id: string) => (await h.sim('GET', `/ai/conversations/${id}`)).body,
    stateIs: (id: string, state: string) =>
      until(`the conversation to be ${state}`, async () => {
        const conversation = await ai.conversation(id);
        return conversation.state === state;
      }),
    speak: (call: AiCall, text: string) =>
      h.sim('POST', `/calls/${call.id}/actions`, { type: 'say', text }),
    async callerSays(call: AiCall, text: string) {
      await ai.speak(call, text);
      await h.media.finishSpeaking(call.id);
      await ai.stateIs(call.conversationId, 'busy');
      await h.clock.advance(ENDPOINTING_MS);
    },
    transcriptOf: async ({ id }: { id: string }) =>
      (await h.sim('GET', `/calls/${id}`)).body.transcript as string[],
    hears: (call: { id: string }, words: string) =>
      until(`the caller to hear '${words}'`, async () =>
        (await ai.transcriptOf(call)).includes(words),
      ),
    async eventTypes() {
      const rows = (await h.sim('GET', '/webhooks')).body as { event_type: string }[];
      return rows.map((row) => row.event_type);
    },
    async stop() {
      await h.stop();
      await tools.stop();
    },
  });
  return ai;
}
