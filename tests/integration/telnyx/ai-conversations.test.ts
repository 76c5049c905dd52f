import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ENDPOINTING_MS, isSigned, startAiHarness } from './ai-harness.ts';
import type { AiHarness } from './ai-harness.ts';
import { say } from './fake-brain.ts';
import { MAIN_NUMBER, MARIA, until } from './harness.ts';

let h: AiHarness;
beforeEach(async () => {
  h = await startAiHarness();
});
afterEach(() => h.stop());

const UPDATE = 'call.ai_gather.message_history_updated';

const histories = () =>
  h.app.events
    .filter(({ type }) => type === UPDATE)
    .map(({ payload }) => payload['message_history']);

describe('the message history', () => {
  test('is sent whole when the assistant begins a sentence and when the caller is understood', async () => {
    h.brain.plan(say('Nine is free.'));
    const call = await h.waitingCall({}, { send_message_history_updates: true });
    await h.callerSays(call, 'When?');
    await until('three updates', () => histories().length === 3);
    const greeting = { role: 'assistant', content: 'Hello, this is Maple Plumbing.' };
    const question = { role: 'user', content: 'When?' };
    const answer = { role: 'assistant', content: 'Nine is free.' };
    expect(histories()).toEqual([[greeting], [greeting, question], [greeting, question, answer]]);
    expect((await h.event(UPDATE)).payload).toMatchObject({ from: MARIA, to: MAIN_NUMBER });
  });

  test('leaves out what the assistant has not begun to say', async () => {
    h.brain.plan(say('One.'), say('Two.'));
    const settings = { telephony_settings: { send_message_history_updates: true } };
    const call = await h.waitingCall({ greeting: '', ...settings });
    h.media.holdSpeech();
    await h.callerSays(call, 'Go on.');
    await until('the first', () => h.media.saidTo(call.id) === 'One.');
    await h.speak(call, 'Aha.');
    await h.media.finishSpeaking(call.id);
    await h.clock.advance(ENDPOINTING_MS);
    await until('three updates', () => histories().length === 3);
    const heard = [
      { role: 'user', content: 'Go on.' },
      { role: 'assistant', content: 'One.' },
      { role: 'user', content: 'Aha.' },
    ];
    expect(histories()[2]).toEqual(heard);
    await h.clock.advance(100);
    await h.media.finishSaying(call.id);
    await until('four updates', () => histories().length === 4);
    expect(histories()[3]).toEqual([...heard, { role: 'assistant', content: 'Two.' }]);
  });

  test('is not sent unasked, nor when the assistant itself forbids it', async () => {
    await h.waitingCall();
    const settings = { telephony_settings: { send_message_history_updates: false } };
    await h.waitingCall(settings, { send_message_history_updates: true });
    expect(await h.eventTypes()).not.toContain(UPDATE);
  });
});

describe('a handoff', () => {
  test('lets the other assistant go on in the same conversation, with its own ways', async () => {
    const french = await h.assistant({
      name: 'Maple Plumbing (fr)',
      instructions: 'Réponds en français.',
      greeting: 'Bonjour.',
      tools: [{ type: 'hangup', hangup: {} }],
    });
    h.brain.think(({ name, step }) => {
      if (name.endsWith('(en)')) return { kind: 'hand_off', assistantId: french };
      return step === 0 ? say('Oui, bien sûr.', 'fr') : { kind: 'wait' };
    });
    const handoff = { ai_assistants: [{ id: french, name: 'French' }] };
    const call = await h.waitingCall({ tools: [{ type: 'handoff', handoff }] });
    await h.callerSays(call, 'Parlez-vous français ?');
    await h.hears(call, 'Oui, bien sûr.');
    const asked = h.brain.asked.find(({ name }) => name.endsWith('(fr)'));
    expect(asked).toMatchObject({
      instructions: 'Réponds en français.',
      trigger: 'start',
      tools: [{ name: 'hangup', kind: 'hangup' }],
      messages: [{ role: 'assistant' }, { role: 'user', text: 'Parlez-vous français ?' }],
    });
    expect(await h.conversation(call.conversationId)).toMatchObject({ assistant_id: french });
  });

  test('to an assistant that is no target is refused', async () => {
    const other = await h.assistant();
    h.brain.plan({ kind: 'hand_off', assistantId: other }, say('I cannot.'));
    const call = await h.waitingCall();
    await h.callerSays(call, 'Another one, please.');
    await h.hears(call, 'I cannot.');
    expect(await h.conversation(call.conversationId)).toMatchObject({
      assistant_id: call.assistantId,
    });
  });
});

describe('a caller who says nothing', () => {
  test('is asked for every `user_idle_reply_secs`, and left after `user_idle_timeout_secs`', async () => {
    h.brain.think(({ trigger, step }) =>
      trigger === 'idle' && step === 0 ? say('Are you there?') : { kind: 'wait' },
    );
    const telephony = { user_idle_reply_secs: 5, user_idle_timeout_secs: 12 };
    const call = await h.waitingCall({ telephony_settings: telephony });
    await h.clock.advance(4999);
    expect(await h.transcriptOf(call)).toHaveLength(1);
    await h.clock.advance(1);
    await h.hears(call, 'Are you there?');
    await h.clock.advance(5000);
    await until('the second time', async () => (await h.transcriptOf(call)).length === 3);
    await h.clock.advance(2000);
    expect((await h.event('call.conversation.ended')).payload['reason']).toBe('user_idle_timeout');
    expect((await h.sim('GET', `/calls/${call.id}`)).body.state).toBe('answered');
  });

  test('has all the time again after a word', async () => {
    const call = await h.waitingCall({ telephony_settings: { user_idle_timeout_secs: 12 } });
    await h.clock.advance(11_000);
    await h.callerSays(call, 'Let me think.');
    await h.stateIs(call.conversationId, 'waiting');
    await h.clock.advance(11_000);
    expect(await h.eventTypes()).not.toContain('call.conversation.ended');
  });
});

test('`time_limit_secs` ends the assistant, not the call', async () => {
  const call = await h.waitingCall({ telephony_settings: { time_limit_secs: 30 } });
  await h.clock.advance(30_000);
  expect((await h.event('call.conversation.ended')).payload['reason']).toBe('time_limit');
  expect((await h.sim('GET', `/calls/${call.id}`)).body.state).toBe('answered');
});

describe('dynamic variables', () => {
  const fields = () => ({
    greeting: '{{a}} {{b}} {{c}} {{telnyx_end_user_target}} {{d}}',
    dynamic_variables: { a: 'stored', b: 'stored', c: 'stored' },
    dynamic_variables_webhook_url: `${h.tools.url}/variables`,
    dynamic_variables_webhook_timeout_ms: 2000,
  });
  const command = { assistant: { id: '', dynamic_variables: { c: 'command' } } };

  test('come from the command, then the webhook, then the assistant; others stay as written', async () => {
    h.tools.answer((_request, response) =>
      response.end('{"dynamic_variables":{"b":"webhook","c":"webhook"},"e":"ignored"}'),
    );
    const id = await h.assistant(fields());
    const call = await h.answeredCall();
    await h.command(call.callControlId, 'ai_assistant_start', {
      assistant: { ...command.assistant, id },
    });
    await h.hears(call, `stored webhook command ${MARIA} {{d}}`);
    const [request] = h.tools.requests;
    expect(isSigned(h.simulator.publicKey, request?.headers ?? {}, request?.raw ?? '')).toBe(true);
    expect(JSON.parse(request?.raw ?? '')).toMatchObject({
      data: {
        event_type: 'assistant.initialization',
        payload: {
          telnyx_conversation_channel: 'phone_call',
          telnyx_agent_target: MAIN_NUMBER,
          telnyx_end_user_target: MARIA,
          call_control_id: call.callControlId,
          assistant_id: id,
        },
      },
    });
  });

  test('do without a webhook that does not answer in its time', async () => {
    h.tools.answer(() => undefined);
    const call = await h.aiCall(fields());
    await until('the request', () => h.tools.requests.length === 1);
    await h.clock.advance(1999);
    expect(await h.transcriptOf(call)).toEqual([]);
    await h.clock.advance(1);
    await h.hears(call, `stored stored stored ${MARIA} {{d}}`);
  });
});

test('a room is heard under an assistant that asks for it, for as long as it is there', async () => {
  const office = { type: 'predefined_media', value: 'office', volume: 0.3 };
  const voice = { voice: 'Telnyx.NaturalHD.astra', background_audio: office };
  const plain = await h.waitingCall();
  const call = await h.waitingCall({ voice_settings: voice });
  expect([h.media.roomOf(plain.id), h.media.roomOf(call.id)]).toEqual([null, 0.3]);
  await h.command(call.callControlId, 'ai_assistant_stop');
  expect(h.media.roomOf(call.id)).toBeNull();
});

describe('insights', () => {
  async function groupOf(...insights: object[]): Promise<{ id: string; ids: string[] }> {
    const made = await h.rest('POST', '/ai/conversations/insight-groups', {
      name: 'After the call',
      webhook: `${h.tools.url}/insights`,
    });
    const { id } = made.body.data;
    const ids: string[] = [];
    for (const insight of insights) {
      const { body } = await h.rest('POST', '/ai/conversations/insights', insight);
      ids.push(body.data.id);
      await h.rest(
        'POST',
        `/ai/conversations/insight-groups/${id}/insights/${body.data.id}/assign`,
      );
    }
    return { id, ids };
  }

  test('come a second after the end, also of the call, as words or by their schema', async () => {
    const schema = { type: 'object', properties: { outcome: {}, summary: {}, mood: {} } };
    const group = await groupOf(
      { name: 'Summary', instructions: 'Sum up.' },
      { name: 'Outcome', instructions: 'Classify.', json_schema: schema },
    );
    const call = await h.waitingCall({ insight_settings: { insight_group_id: group.id } });
    await h.command(call.callControlId, 'hangup');
    await h.event('call.hangup');
    await h.clock.advance(1000);
    const event = await h.event('call.conversation_insights.generated');
    const results = [
      { insight_id: group.ids[0], result: '1 messages' },
      { insight_id: group.ids[1], result: { outcome: 'booked', summary: '1 messages' } },
    ];
    expect(event.payload).toMatchObject({ insight_group_id: group.id, results });
    expect(event.payload).not.toHaveProperty('conversation_id');
    const told = await until('the group’s webhook', () => h.tools.requests[0]);
    expect(JSON.parse(told.raw)).toMatchObject({
      event_type: 'conversation.insights.completed',
      conversation_id: call.conversationId,
      insight_group_name: 'After the call',
    });
    const read = await h.rest(
      'GET',
      `/ai/conversations/${call.conversationId}/conversations-insights`,
    );
    expect(read.body.data[0].status).toBe('completed');
    expect(JSON.parse(read.body.data[0].conversation_insights[1].result)).toEqual(
      results[1]?.result,
    );
  });

  test('do not come when the fault keeps them back', async () => {
    const group = await groupOf({ name: 'Summary', instructions: 'Sum up.' });
    await h.sim('PUT', '/faults', { ai: { no_insights: true } });
    const call = await h.waitingCall({ insight_settings: { insight_group_id: group.id } });
    await h.command(call.callControlId, 'ai_assistant_stop');
    await h.clock.advance(5000);
    expect(await h.eventTypes()).not.toContain('call.conversation_insights.generated');
  });
});

test('a joined participant is heard by all, and hears the assistant', async () => {
  h.brain.plan(say('Welcome.'));
  const call = await h.waitingCall();
  const other = await h.answeredCall({ from: '+14165550177' });
  const joined = await h.command(other.callControlId, 'ai_assistant_join', {
    conversation_id: call.conversationId,
    participant: { id: other.callControlId, role: 'user', on_hangup: 'continue_conversation' },
  });
  expect(joined.body.data).toEqual({ result: 'ok', conversation_id: call.conversationId });
  expect(h.media.partnerOf(other.id)).toBe(call.id);
  await h.sim('POST', `/calls/${other.id}/actions`, { type: 'say', text: 'I am here too.' });
  await h.stateIs(call.conversationId, 'busy');
  await h.clock.advance(ENDPOINTING_MS);
  await h.hears(call, 'Welcome.');
  await h.hears(other, 'Welcome.');
  expect(await h.transcriptOf(call)).toContain('I am here too.');
  await h.sim('POST', `/calls/${other.id}/actions`, { type: 'hangup' });
  await h.event('call.hangup', other.callControlId);
  expect(await h.eventTypes()).not.toContain('call.conversation.ended');
});
