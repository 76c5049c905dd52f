import { describe, expect, it } from 'vitest';
import { assistantSpec } from '../core/ai-assistant.ts';
import { DEFAULT_AI_PROFILE } from '../core/contracts/ai-profile.ts';
import { createTelnyxApi } from './telnyx-api.ts';
import { createAssistants } from './telnyx-assistants.ts';

const SPEC = assistantSpec(DEFAULT_AI_PROFILE, 'fr', {
  businessName: 'Maple',
  slot: 'a',
  insightGroupId: 'group',
  variables: { business_name: 'Maple' },
  assistantIds: { en: 'assistant-en', es: 'assistant-es', fr: 'assistant-fr' },
});

interface Seen {
  call: string;
  body: Record<string, unknown> | null;
}

/** Telnyx at the level of HTTP: notes what came, answers in the order told. */
function wire(...answers: [status: number, answer: unknown][]) {
  const seen: Seen[] = [];
  const api = createTelnyxApi({
    baseUrl: 'https://telnyx.test/v2',
    apiKey: 'KEY',
    fetch: (input, init) => {
      seen.push({
        call: `${init?.method ?? 'GET'} ${String(input).replace('https://telnyx.test/v2', '')}`,
        body: init?.body ? (JSON.parse(String(init.body)) as Record<string, unknown>) : null,
      });
      const [status, answer] = answers.shift() ?? [500, null];
      return Promise.resolve(
        new Response(status === 204 ? null : JSON.stringify(answer), { status }),
      );
    },
  });
  const assistants = createAssistants(api, {
    model: 'openai/gpt-4o',
    functionsUrl: 'https://project.test/functions/v1',
    toolsToken: 'TOKEN',
  });
  return { seen, assistants };
}

const NOT_FOUND = { errors: [{ code: '10005', title: 'Resource not found' }] };

async function sentBody(spec = SPEC): Promise<Record<string, unknown>> {
  const { seen, assistants } = wire([200, { id: 'assistant-1' }]);
  await assistants.create(spec);
  return seen[0]?.body ?? {};
}

type Tool = { type: string; timeout_ms?: number } & Record<string, Record<string, unknown>>;

describe('an assistant in Telnyx’s words', () => {
  it('says how it answers, listens and ends', async () => {
    const { tools: _tools, instructions: _instructions, ...body } = await sentBody();
    expect(body).toEqual({
      name: 'Maple (fr)',
      model: 'openai/gpt-4o',
      greeting: DEFAULT_AI_PROFILE.greetings.fr,
      dynamic_variables: { business_name: 'Maple' },
      enabled_features: ['telephony'],
      voice_settings: {
        voice: 'Azure.fr-CA-SylvieNeural',
        background_audio: { type: 'predefined_media', value: 'office', volume: 0.15 },
      },
      transcription: { model: 'deepgram/nova-3', language: 'auto' },
      telephony_settings: {
        time_limit_secs: 600,
        user_idle_reply_secs: 5,
        user_idle_timeout_secs: 30,
        send_message_history_updates: true,
        recording_settings: { enabled: false },
      },
      interruption_settings: { enable: true, disable_greeting_interruption: false },
      insight_settings: { insight_group_id: 'group' },
    });
  });

  it('[I4] a tool has its time limit where Telnyx reads it, and words for the wait', async () => {
    const tools = (await sentBody())['tools'] as Tool[];
    const book = tools.find((tool) => tool['webhook']?.['name'] === 'book_visit');
    expect(book).toMatchObject({
      type: 'webhook',
      timeout_ms: 6_000,
      webhook: {
        url: 'https://project.test/functions/v1/ai-dispatcher-tools/book_visit?language=fr',
        method: 'POST',
        headers: [
          {
            name: 'Authorization',
            value: 'Bearer {{#integration_secret}}switchboard_tools{{/integration_secret}}',
          },
        ],
        body_parameters: { required: ['slot_id', 'problem', 'confirmed'] },
      },
    });
    expect(book?.['webhook']?.['messages']).toEqual([
      { type: 'request_response_delayed', content: 'Un instant, je vous prie.', timing_ms: 900 },
      { type: 'request_response_delayed', content: 'Je regarde encore.', timing_ms: 2700 },
      {
        type: 'request_response_delayed',
        content: 'Merci de patienter, j’y suis presque.',
        timing_ms: 4500,
      },
    ]);
    expect(book?.['webhook']).not.toHaveProperty('preset_body_fields');
  });

  it('ends the call, and hands over to the other languages only', async () => {
    const tools = (await sentBody())['tools'] as Tool[];
    expect(tools.map((tool) => tool.type).slice(-2)).toEqual(['hangup', 'handoff']);
    expect(tools.at(-1)?.['handoff']).toEqual({
      ai_assistants: [
        { id: 'assistant-en', name: 'Maple (en)' },
        { id: 'assistant-es', name: 'Maple (es)' },
      ],
      voice_mode: 'distinct',
    });
    const alone = await sentBody({ ...SPEC, handoffTo: [] });
    expect((alone['tools'] as Tool[]).map((tool) => tool.type)).not.toContain('handoff');
  });

  it('of the draft, says with each tool which conversation it comes from', async () => {
    const tools = (await sentBody({ ...SPEC, isDraft: true }))['tools'] as Tool[];
    const webhooks = tools.filter((tool) => tool.type === 'webhook');
    for (const tool of webhooks) {
      expect(tool['webhook']?.['preset_body_fields']).toEqual({
        test_conversation: '{{telnyx_conversation_id}}',
      });
    }
  });

  it('has a voice in every language', async () => {
    for (const voice of ['robin', 'claire', 'marcus'] as const) {
      for (const language of ['en', 'fr', 'es'] as const) {
        const { voice_settings: settings } = await sentBody({ ...SPEC, voice, language });
        expect((settings as { voice: string }).voice).toMatch(
          new RegExp(`^Azure\\.${language}-[A-Z]{2}-\\w+Neural$`),
        );
      }
    }
  });

  it('has a fingerprint that follows everything that is sent', () => {
    const { assistants } = wire();
    const changed = [
      { ...SPEC, quietRoomSound: false },
      { ...SPEC, voice: 'marcus' as const },
      { ...SPEC, handoffTo: [] },
      { ...SPEC, greeting: 'Allô' },
    ].map((spec) => assistants.fingerprint(spec));
    expect(new Set([...changed, assistants.fingerprint(SPEC)]).size).toBe(5);
    expect(assistants.fingerprint({ ...SPEC })).toBe(assistants.fingerprint(SPEC));
  });
});

describe('asking Telnyx', () => {
  it('makes, changes, finds and removes', async () => {
    const { seen, assistants } = wire(
      [200, { id: 'assistant-1' }],
      [200, { id: 'assistant-1' }],
      [200, { id: 'assistant-1' }],
      [200, { deleted: true }],
    );
    expect(await assistants.create(SPEC)).toEqual({ ok: true, value: 'assistant-1' });
    expect(await assistants.update('assistant-1', SPEC)).toEqual({ ok: true, value: null });
    expect(await assistants.exists('assistant-1')).toEqual({ ok: true, value: true });
    expect(await assistants.remove('assistant-1')).toEqual({ ok: true, value: null });
    expect(seen.map((one) => one.call)).toEqual([
      'POST /ai/assistants',
      'POST /ai/assistants/assistant-1',
      'GET /ai/assistants/assistant-1',
      'DELETE /ai/assistants/assistant-1',
    ]);
  });

  it('knows what is gone from what cannot be reached', async () => {
    const gone = () => wire([404, NOT_FOUND]).assistants;
    expect(await gone().exists('x')).toEqual({ ok: true, value: false });
    expect(await gone().remove('x')).toEqual({ ok: true, value: null });
    expect(await gone().update('x', SPEC)).toEqual({ ok: false, code: 'not_found' });
    expect(await gone().chat('x', 'c', 'hi')).toEqual({ ok: false, code: 'not_found' });
    const down = () => wire([503, null]).assistants;
    expect(await down().exists('x')).toEqual({ ok: false, code: 'unavailable' });
    expect(await down().update('x', SPEC)).toEqual({ ok: false, code: 'unavailable' });
    expect(await wire([401, null]).assistants.create(SPEC)).toEqual({
      ok: false,
      code: 'unauthorized',
    });
    expect(await wire([200, {}]).assistants.create(SPEC)).toEqual({ ok: false, code: 'refused' });
  });

  it('makes the secret of the tools once', async () => {
    const there = wire([200, { data: [{ identifier: 'switchboard_tools' }] }]);
    expect((await there.assistants.ensureToolsSecret()).ok).toBe(true);
    expect(there.seen).toHaveLength(1);
    const missing = wire([200, { data: [{ identifier: 'other' }] }], [201, { data: {} }]);
    expect((await missing.assistants.ensureToolsSecret()).ok).toBe(true);
    expect(missing.seen[1]).toEqual({
      call: 'POST /integration_secrets',
      body: { identifier: 'switchboard_tools', type: 'bearer', token: 'TOKEN' },
    });
  });

  it('makes the summary once, and again when it is gone', async () => {
    const known = { groupId: 'g', insightId: 'i' };
    const there = wire([200, { data: { id: 'g' } }]);
    expect(await there.assistants.ensureInsights(known)).toEqual({ ok: true, value: known });
    const gone = wire(
      [404, NOT_FOUND],
      [200, { data: { id: 'i2' } }],
      [200, { data: { id: 'g2' } }],
      [204, null],
    );
    expect(await gone.assistants.ensureInsights(known)).toEqual({
      ok: true,
      value: { groupId: 'g2', insightId: 'i2' },
    });
    expect(gone.seen.map((one) => one.call)).toEqual([
      'GET /ai/conversations/insight-groups/g',
      'POST /ai/conversations/insights',
      'POST /ai/conversations/insight-groups',
      'POST /ai/conversations/insight-groups/g2/insights/i2/assign',
    ]);
    expect(gone.seen[1]?.body).toMatchObject({
      name: 'Switchboard call summary',
      json_schema: { required: ['summary', 'outcome', 'sentiment', 'follow_ups'] },
    });
  });

  it('talks without a call; the conversation comes with or without data around it', async () => {
    const { seen, assistants } = wire(
      [200, { id: 'c1', metadata: {} }],
      [200, { data: { id: 'c2' } }],
      [200, { content: 'Bonjour' }],
    );
    expect(await assistants.startConversation('Test', { a: 'b' })).toEqual({
      ok: true,
      value: 'c1',
    });
    expect(await assistants.startConversation('Test', {})).toEqual({ ok: true, value: 'c2' });
    expect(await assistants.chat('assistant-1', 'c1', 'Allô')).toEqual({
      ok: true,
      value: 'Bonjour',
    });
    expect(seen[0]?.body).toEqual({ name: 'Test', metadata: { a: 'b' } });
    expect(seen[2]).toEqual({
      call: 'POST /ai/assistants/assistant-1/chat',
      body: { content: 'Allô', conversation_id: 'c1' },
    });
  });
});
