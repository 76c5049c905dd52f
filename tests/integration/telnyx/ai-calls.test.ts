import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ENDPOINTING_MS, isSigned, startAiHarness, webhookTool } from './ai-harness.ts';
import type { AiHarness } from './ai-harness.ts';
import { say } from './fake-brain.ts';
import { MAIN_NUMBER, MARIA, until } from './harness.ts';

let h: AiHarness;
beforeEach(async () => {
  h = await startAiHarness();
});
afterEach(() => h.stop());

describe('an assistant on a call', () => {
  test('greets with its variables filled in, and the caller has the words', async () => {
    const call = await h.waitingCall();
    expect(await h.transcriptOf(call)).toEqual(['Hello, this is Maple Plumbing.']);
    expect(h.brain.asked).toEqual([]);
  });

  test('answers what the caller says, after the pause that ends a sentence', async () => {
    h.brain.plan(say('We are open until five.'));
    const call = await h.waitingCall();
    await h.callerSays(call, 'When are you open?');
    await h.stateIs(call.conversationId, 'waiting');
    expect(await h.transcriptOf(call)).toEqual([
      'Hello, this is Maple Plumbing.',
      'We are open until five.',
    ]);
    expect(h.brain.asked[0]).toMatchObject({
      instructions: 'You answer for Maple Plumbing.',
      trigger: 'user',
      step: 0,
      messages: [
        { role: 'assistant', text: 'Hello, this is Maple Plumbing.' },
        { role: 'user', text: 'When are you open?' },
      ],
    });
    expect(h.brain.asked[1]).toMatchObject({ trigger: 'user', step: 1 });
  });

  test('calls a webhook tool: flat, signed, with presets that win and the secret in its header', async () => {
    await h.rest('POST', '/integration_secrets', {
      identifier: 'switchboard_tools',
      type: 'bearer',
      token: 'T0ken',
    });
    const tool = webhookTool('book_visit', `${h.tools.url}/book`, {
      headers: [
        {
          name: 'Authorization',
          value: 'Bearer {{#integration_secret}}switchboard_tools{{/integration_secret}}',
        },
      ],
      preset_body_fields: { caller: '{{telnyx_end_user_target}}', slot_id: 'preset' },
    });
    h.brain.plan(
      { kind: 'call_tool', name: 'book_visit', arguments: { slot_id: 'model', confirmed: true } },
      say('It is booked.'),
    );
    const call = await h.waitingCall({ tools: [tool] });
    await h.callerSays(call, 'Yes, please.');
    await h.hears(call, 'It is booked.');

    const [request] = h.tools.requests;
    expect(JSON.parse(request?.raw ?? '')).toEqual({
      slot_id: 'preset',
      confirmed: true,
      caller: MARIA,
    });
    expect(request?.headers).toMatchObject({
      authorization: 'Bearer T0ken',
      'x-telnyx-call-control-id': call.callControlId,
    });
    expect(isSigned(h.simulator.publicKey, request?.headers ?? {}, request?.raw ?? '')).toBe(true);
    expect(h.brain.asked[1]).toMatchObject({
      trigger: 'tool',
      step: 0,
      messages: expect.arrayContaining([
        expect.objectContaining({ role: 'tool', result: { ok: true }, failed: false }),
      ]),
    });
    const [row] = (await h.sim('GET', '/ai/tool-calls')).body;
    expect(row).toMatchObject({
      seq: 1,
      tool: 'book_visit',
      url: `${h.tools.url}/book`,
      raw: request?.raw,
      status: 200,
      answer: '{"ok":true}',
      call_control_id: call.callControlId,
      conversation_id: call.conversationId,
    });
    expect(row.headers['telnyx-signature-ed25519']).toBe(
      request?.headers['telnyx-signature-ed25519'],
    );
  });

  test('[strict] is refused where it may not be: unanswered, unknown, a second one, bridged', async () => {
    const ringing = await h.inboundCall();
    const id = await h.assistant();
    const start = (callControlId: string, assistant: object = { id }) =>
      h.command(callControlId, 'ai_assistant_start', { assistant });
    const refusal = async (
      reply: Promise<{ status: number; body: { errors: { code: string }[] } }>,
    ) => {
      const { status, body } = await reply;
      return [status, body.errors[0]?.code];
    };
    expect(await refusal(start(ringing.callControlId))).toEqual([422, '90034']);
    const call = await h.answeredCall();
    expect(await refusal(start(call.callControlId, {}))).toEqual([422, '10004']);
    expect(await refusal(start(call.callControlId, { id: 'assistant-0' }))).toEqual([404, '10005']);
    expect((await start(call.callControlId)).status).toBe(200);
    expect(await refusal(start(call.callControlId))).toEqual([422, '10027']);
    const other = await h.answeredCall();
    await h.command(call.callControlId, 'ai_assistant_stop');
    await h.command(call.callControlId, 'bridge', { call_control_id: other.callControlId });
    expect(await refusal(start(call.callControlId))).toEqual([422, '10027']);
    const stop = h.command(call.callControlId, 'ai_assistant_stop');
    expect(await refusal(stop)).toEqual([422, '10027']);
  });

  test('started by `answer` greets as soon as the call is answered', async () => {
    const id = await h.assistant();
    const call = await h.inboundCall();
    await h.command(call.callControlId, 'answer', { assistant: { id } });
    await until('the greeting', async () => (await h.transcriptOf(call)).length === 1);
  });

  test('started by a dial greets who answers', async () => {
    const id = await h.assistant();
    const dialled = (await h.dial({ assistant: { id } })).body.data;
    await h.clock.advance(1500);
    await h.event('call.answered', dialled.call_control_id);
    await h.hears({ id: dialled.call_leg_id }, 'Hello, this is Maple Plumbing.');
  });

  test('takes the overrides of its call, which leave the stored assistant alone', async () => {
    const call = await h.waitingCall({}, { greeting: 'Bonsoir {{who}}.' });
    expect(await h.transcriptOf(call)).toEqual(['Bonsoir {{who}}.']);
    await h.command(call.callControlId, 'ai_assistant_stop');
    await h.command(call.callControlId, 'ai_assistant_start', {
      assistant: {
        id: call.assistantId,
        greeting: 'Hi {{who}} of {{business_name}}.',
        dynamic_variables: { who: 'Ann' },
      },
      message_history: [{ role: 'user', content: 'I was here before.' }],
    });
    await h.hears(call, 'Hi Ann of Maple Plumbing.');
    const stored = await h.rest('GET', `/ai/assistants/${call.assistantId}`);
    expect(stored.body.greeting).toBe('Hello, this is {{business_name}}.');
  });

  test('an empty greeting waits for the caller; a generated one asks the brain to begin', async () => {
    await h.waitingCall({ greeting: '' });
    expect(h.brain.asked).toEqual([]);
    h.brain.plan(say('Good day.'));
    const greeting = '<assistant-speaks-first-with-model-generated-message>';
    const call = await h.aiCall({ greeting });
    await h.hears(call, 'Good day.');
    expect(h.brain.asked[0]).toMatchObject({ trigger: 'start', messages: [] });
  });

  test('stopped leaves the call up, says no more, and tells how it ended', async () => {
    const call = await h.waitingCall();
    await h.clock.advance(7000);
    await h.command(call.callControlId, 'ai_assistant_stop');
    const ended = await h.event('call.conversation.ended');
    const { data } = JSON.parse(ended.raw) as { data: { created_at: string } };
    expect(data.created_at).toBe(ended.occurredAt);
    expect(ended.payload).toMatchObject({
      conversation_id: call.conversationId,
      assistant_id: call.assistantId,
      duration_sec: 7,
      calling_party_type: 'pstn',
      reason: 'stopped',
      from: MARIA,
      to: MAIN_NUMBER,
    });
    await h.speak(call, 'Hello?');
    await h.clock.advance(5000);
    expect(h.brain.asked).toEqual([]);
    expect((await h.sim('GET', `/calls/${call.id}`)).body).toMatchObject({
      state: 'answered',
      ai: null,
    });
  });

  test('is told to say something by a message that asks for an answer', async () => {
    h.brain.plan(say('Nobody is free at the moment.'));
    const call = await h.waitingCall();
    await h.command(call.callControlId, 'ai_assistant_add_messages', {
      messages: [{ role: 'system', content: 'Nobody accepts.' }],
      trigger_response: true,
    });
    await h.hears(call, 'Nobody is free at the moment.');
    expect(h.brain.asked[0]).toMatchObject({ trigger: 'system' });
    expect(h.brain.asked[0]?.messages.at(-1)).toEqual({ role: 'system', text: 'Nobody accepts.' });
  });

  test('ends when the caller hangs up, before the hang-up is told', async () => {
    const call = await h.waitingCall();
    await h.sim('POST', `/calls/${call.id}/actions`, { type: 'hangup' });
    expect((await h.event('call.conversation.ended')).payload['reason']).toBe('user_hangup');
    await h.event('call.hangup');
    const rows = await h.eventTypes();
    expect(rows.indexOf('call.conversation.ended')).toBeLessThan(rows.indexOf('call.hangup'));
  });

  test('hangs up only when its last words are spoken', async () => {
    h.brain.plan(say('Goodbye.'), { kind: 'hang_up' });
    const call = await h.waitingCall({ greeting: '', tools: [{ type: 'hangup', hangup: {} }] });
    h.media.holdSpeech();
    await h.speak(call, 'That is all.');
    await h.media.finishSpeaking(call.id);
    await h.stateIs(call.conversationId, 'busy');
    await h.clock.advance(ENDPOINTING_MS);
    await until('the farewell', () => h.media.saidTo(call.id) === 'Goodbye.');
    expect((await h.sim('GET', `/calls/${call.id}`)).body.state).toBe('answered');
    await h.media.finishSaying(call.id);
    const hangup = await h.event('call.hangup', call.callControlId);
    expect(hangup.payload).toMatchObject({ hangup_source: 'callee' });
    expect((await h.event('call.conversation.ended')).payload['reason']).toBe('assistant_hangup');
  });

  test('a brain without the hangup tool cannot hang up', async () => {
    h.brain.plan({ kind: 'hang_up' });
    const call = await h.waitingCall();
    await h.callerSays(call, 'Bye.');
    await h.stateIs(call.conversationId, 'waiting');
    expect((await h.sim('GET', `/calls/${call.id}`)).body.state).toBe('answered');
  });
});

describe('a leg with an assistant that is bridged', () => {
  test.each([
    ['it', true],
    ['the other leg', false],
  ])('by a command to %s loses the assistant first', async (_which, isOwn) => {
    const call = await h.aiCall();
    const other = await h.answeredCall();
    await h.stateIs(call.conversationId, 'waiting');
    const [leg, target] = isOwn ? [call, other] : [other, call];
    await h.command(leg.callControlId, 'bridge', { call_control_id: target.callControlId });
    await h.event('call.bridged', call.callControlId);
    expect((await h.event('call.conversation.ended')).payload['reason']).toBe('bridged');
    const types = await h.eventTypes();
    expect(types.indexOf('call.conversation.ended')).toBeLessThan(types.indexOf('call.bridged'));
    expect(h.media.partnerOf(call.id)).toBe(other.id);
  });
});
