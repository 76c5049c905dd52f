import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ENDPOINTING_MS, startAiHarness, webhookTool } from './ai-harness.ts';
import type { AiHarness } from './ai-harness.ts';
import { say } from './fake-brain.ts';
import { until } from './harness.ts';

let h: AiHarness;
beforeEach(async () => {
  h = await startAiHarness();
});
afterEach(() => h.stop());

describe('an assistant that dies', () => {
  test.each([
    [
      'by its conversation',
      (call: { conversationId: string }) => `/ai/conversations/${call.conversationId}/kill`,
    ],
    ['by its call', (call: { id: string }) => `/calls/${call.id}/ai/kill`],
  ])('killed %s ends abnormally at once; the caller stays, in silence', async (_how, path) => {
    const call = await h.waitingCall();
    expect((await h.sim('POST', path(call))).status).toBe(200);
    expect((await h.event('call.conversation.ended')).payload['reason']).toBe('error');
    expect((await h.sim('GET', `/calls/${call.id}`)).body).toMatchObject({
      state: 'answered',
      ai: null,
    });
    expect((await h.sim('POST', path(call))).status).toBe(409);
  });

  test('in the middle of a word says no more', async () => {
    const call = await h.waitingCall();
    h.media.holdSpeech();
    h.brain.plan(say('A long story.'));
    await h.callerSays(call, 'Tell me.');
    await until('the words', () => h.media.saidTo(call.id) === 'A long story.');
    await h.sim('POST', `/calls/${call.id}/ai/kill`);
    expect(h.media.saidTo(call.id)).toBeNull();
  });

  test('as planned by a fault, so long after its start', async () => {
    await h.sim('PUT', '/faults', { ai: { kill_after_ms: 3000 } });
    await h.waitingCall();
    await h.clock.advance(3000);
    expect((await h.event('call.conversation.ended')).payload['reason']).toBe('error');
  });

  test('because its brain fails', async () => {
    h.brain.think(() => {
      throw new Error('no model');
    });
    const call = await h.waitingCall();
    await h.callerSays(call, 'Hello?');
    expect((await h.event('call.conversation.ended')).payload['reason']).toBe('error');
  });
});

test('starts are refused as often as the fault says', async () => {
  await h.sim('PUT', '/faults', { ai: { refuse_start: 1 } });
  const id = await h.assistant();
  const call = await h.answeredCall();
  const start = () => h.command(call.callControlId, 'ai_assistant_start', { assistant: { id } });
  expect((await start()).status).toBe(422);
  expect((await start()).status).toBe(200);
});

test('a fault makes the brain think for a while', async () => {
  await h.sim('PUT', '/faults', { ai: { think_ms: 1500 } });
  h.brain.plan(say('Hm.'));
  const call = await h.waitingCall();
  await h.callerSays(call, 'Well?');
  await h.clock.advance(1499);
  expect(await h.transcriptOf(call)).not.toContain('Hm.');
  await h.clock.advance(1);
  await h.hears(call, 'Hm.');
});

test('a fault holds a tool’s answer back, and past its timeout it has failed', async () => {
  await h.sim('PUT', '/faults', { ai: { tool_latency_ms: 8000 } });
  h.brain.plan({ kind: 'call_tool', name: 'find_slots', arguments: {} }, say('That failed.'));
  const call = await h.waitingCall({
    tools: [webhookTool('find_slots', h.tools.url, {}, { timeout_ms: 6000 })],
  });
  await h.callerSays(call, 'When?');
  await until('the answer', async () => (await h.sim('GET', '/ai/tool-calls')).body[0]?.status);
  await h.clock.advance(6000);
  await h.hears(call, 'That failed.');
});

test('a script waits for the assistant before each of its sentences', async () => {
  h.brain.think(({ step, messages }) =>
    step === 0 ? say(`answer ${messages.length}`) : { kind: 'wait' },
  );
  const id = await h.assistant();
  const script = [{ await_ai: true }, { say: 'First.' }, { await_ai: true }, { say: 'Second.' }];
  const call = await h.answeredCall({ script });
  expect((await h.sim('GET', `/calls/${call.id}`)).body.spoken).toEqual([]);
  await h.command(call.callControlId, 'ai_assistant_start', { assistant: { id } });
  const spoken = async () => (await h.sim('GET', `/calls/${call.id}`)).body.spoken;
  await until('the first sentence', async () => (await spoken()).length === 1);
  await h.clock.advance(ENDPOINTING_MS);
  await h.hears(call, 'answer 2');
  await until('the second sentence', async () => (await spoken()).length === 2);
  await h.clock.advance(ENDPOINTING_MS);
  await h.hears(call, 'answer 4');
});

describe('words of a browser', () => {
  test('go to the person at the other end and to the transcriptions of both legs', async () => {
    const call = await h.answeredCall();
    const { sipUsername } = await h.browser();
    const dialled = await h.dial({ to: `sip:${sipUsername}@sip.telnyx.com` });
    const { call_control_id: agent, call_leg_id: agentLeg } = dialled.body.data;
    await until('the browser to ring', () => h.gateway.invites.length === 1);
    h.gateway.world.legAnswered(agentLeg);
    await h.event('call.answered', agent);
    await h.command(call.callControlId, 'bridge', { call_control_id: agent });
    for (const leg of [agent, call.callControlId]) {
      await h.command(leg, 'transcription_start', {
        transcription_engine: 'B',
        transcription_tracks: 'both',
      });
    }
    const path = `/legs/${encodeURIComponent(agent)}/actions`;
    expect((await h.sim('POST', path, { type: 'say', text: 'The code is 4711.' })).status).toBe(
      200,
    );
    expect(await h.transcriptOf(call)).toEqual(['The code is 4711.']);
    const data = { transcript: 'The code is 4711.', is_final: true };
    const own = await h.event('call.transcription', agent);
    expect(own.payload['transcription_data']).toMatchObject({
      ...data,
      transcription_track: 'inbound',
    });
    const heard = await h.event('call.transcription', call.callControlId);
    expect(heard.payload['transcription_data']).toMatchObject({
      ...data,
      transcription_track: 'outbound',
    });
  });

  test('are not for persons, who have an action of their own', async () => {
    const call = await h.answeredCall();
    const path = `/legs/${encodeURIComponent(call.callControlId)}/actions`;
    expect((await h.sim('POST', path, { type: 'say', text: 'Hi.' })).status).toBe(409);
  });
});

describe('a transcription', () => {
  const transcripts = () =>
    h.app.events
      .filter(({ type }) => type === 'call.transcription')
      .map(({ payload }) => (payload['transcription_data'] as { transcript: string }).transcript);

  test('is of the leg’s own party unless both are asked for, until it is stopped', async () => {
    h.brain.plan(say('Nine.'));
    const call = await h.waitingCall();
    const start = () => h.command(call.callControlId, 'transcription_start');
    expect((await start()).status).toBe(200);
    expect((await start()).body.errors[0].code).toBe('90053');
    await h.callerSays(call, 'When?');
    await h.hears(call, 'Nine.');
    await h.command(call.callControlId, 'transcription_stop');
    await h.speak(call, 'Thank you.');
    await h.clock.advance(1000);
    expect(transcripts()).toEqual(['When?']);
  });

  test('of both has the assistant’s words too', async () => {
    h.brain.plan(say('Nine.'));
    const call = await h.waitingCall();
    await h.command(call.callControlId, 'transcription_start', { transcription_tracks: 'both' });
    await h.callerSays(call, 'When?');
    await until('both sentences', () => transcripts().length === 2);
    expect(transcripts()).toEqual(['When?', 'Nine.']);
  });
});

describe('a chat', () => {
  async function newConversation(): Promise<string> {
    const made = await h.rest('POST', '/ai/conversations', { name: 'Test panel' });
    return made.body.id;
  }

  test('is answered by the same brain with the same signed tools, without a call', async () => {
    h.brain.plan(
      { kind: 'call_tool', name: 'find_slots', arguments: { problem: 'tap' } },
      say('Nine is free.'),
      say('Shall I book it?'),
    );
    const tool = webhookTool('find_slots', h.tools.url, {
      preset_body_fields: { test_conversation: '{{telnyx_conversation_id}}' },
    });
    const id = await h.assistant({ tools: [tool] });
    const conversation = await newConversation();
    const answer = await h.rest('POST', `/ai/assistants/${id}/chat`, {
      content: 'My tap leaks.',
      conversation_id: conversation,
    });
    expect(answer).toMatchObject({
      status: 200,
      body: { content: 'Nine is free. Shall I book it?' },
    });
    const [request] = h.tools.requests;
    expect(JSON.parse(request?.raw ?? '')).toEqual({
      problem: 'tap',
      test_conversation: conversation,
    });
    expect(request?.headers).not.toHaveProperty('x-telnyx-call-control-id');
    const messages = await h.rest('GET', `/ai/conversations/${conversation}/messages`);
    expect(messages.body.data).toMatchObject([
      { role: 'user', text: 'My tap leaks.' },
      { role: 'assistant', tool_calls: [{ type: 'function', function: { name: 'find_slots' } }] },
      { role: 'tool', text: '{"ok":true}' },
      { role: 'assistant', text: 'Nine is free.' },
      { role: 'assistant', text: 'Shall I book it?' },
    ]);
  });

  test('stays with the assistant that it was handed to', async () => {
    const french = await h.assistant({ name: 'French' });
    const handoff = { ai_assistants: [{ id: french, name: 'French' }] };
    const english = await h.assistant({ name: 'English', tools: [{ type: 'handoff', handoff }] });
    h.brain.think(({ name, step }) => {
      if (name === 'English') return { kind: 'hand_off', assistantId: french };
      return step === 0 ? say('Oui.', 'fr') : { kind: 'wait' };
    });
    const conversation = await newConversation();
    const chat = async (content: string) => {
      const body = { content, conversation_id: conversation };
      return (await h.rest('POST', `/ai/assistants/${english}/chat`, body)).body.content;
    };
    expect([await chat('Français ?'), await chat('Encore ?')]).toEqual(['Oui.', 'Oui.']);
    expect(h.brain.asked.filter(({ name }) => name === 'English')).toHaveLength(1);
  });

  test('needs a known assistant, a known conversation, words, and AI that is not disabled', async () => {
    const id = await h.assistant();
    const conversation = await newConversation();
    const chat = async (assistant: string, body: object) =>
      (await h.rest('POST', `/ai/assistants/${assistant}/chat`, body)).status;
    const good = { content: 'Hi', conversation_id: conversation };
    expect(await chat('assistant-0', good)).toBe(404);
    expect(await chat(id, { ...good, conversation_id: 'none' })).toBe(404);
    expect(await chat(id, { ...good, content: '' })).toBe(422);
    const metadata = { ai_disabled: 'true' };
    await h.rest('PUT', `/ai/conversations/${conversation}`, { metadata });
    expect(await chat(id, good)).toBe(400);
  });
});
