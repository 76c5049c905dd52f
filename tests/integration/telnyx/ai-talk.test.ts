import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ENDPOINTING_MS, isSigned, startAiHarness, webhookTool } from './ai-harness.ts';
import type { AiCall, AiHarness } from './ai-harness.ts';
import { say } from './fake-brain.ts';
import { until } from './harness.ts';

let h: AiHarness;
beforeEach(async () => {
  h = await startAiHarness();
});
afterEach(() => h.stop());

const call = (name: string, args: Record<string, unknown> = {}) =>
  ({ kind: 'call_tool', name, arguments: args }) as const;

/** The answer never comes. */
const never = (): void => undefined;

describe('a caller who interrupts', () => {
  const LONG = 'We have three slots. The first is at nine. The second is at ten.';

  async function interruptible(fields: object = {}): Promise<AiCall> {
    h.brain.plan(say(LONG));
    const { media } = h;
    const made = await h.waitingCall(fields);
    media.holdSpeech();
    await h.callerSays(made, 'What is free?');
    await until('the first sentence', () => media.saidTo(made.id) === 'We have three slots.');
    return made;
  }

  test('for more than 300 ms cuts the speech, and what nobody heard is not in the texts', async () => {
    const made = await interruptible();
    await h.media.finishSaying(made.id);
    await until('the second sentence', () => h.media.saidTo(made.id) === 'The first is at nine.');
    await h.speak(made, 'Stop, please.');
    await h.clock.advance(299);
    expect(h.media.saidTo(made.id)).toBe('The first is at nine.');
    await h.clock.advance(1);
    expect(h.media.saidTo(made.id)).toBeNull();
    const heard = 'We have three slots. The first is at nine.';
    await h.hears(made, heard);
    await h.media.finishSpeaking(made.id);
    await h.stateIs(made.conversationId, 'busy');
    await h.clock.advance(ENDPOINTING_MS);
    await until('the brain', () => h.brain.asked.at(-1)?.messages.at(-1)?.role === 'user');
    expect(h.brain.asked.at(-1)?.messages.slice(-2)).toEqual([
      { role: 'assistant', text: heard },
      { role: 'user', text: 'Stop, please.' },
    ]);
  });

  test('for a moment only does not cut it', async () => {
    const made = await interruptible();
    await h.speak(made, 'Aha.');
    await h.clock.advance(250);
    await h.media.finishSpeaking(made.id);
    await h.clock.advance(200);
    expect(h.media.saidTo(made.id)).toBe('We have three slots.');
  });

  test('does not cut an assistant that is not to be interrupted', async () => {
    const made = await interruptible({ interruption_settings: { enable: false } });
    await h.speak(made, 'Stop, please.');
    await h.clock.advance(2000);
    expect(h.media.saidTo(made.id)).toBe('We have three slots.');
  });

  test('is not talked into: an answer waits until the caller is quiet', async () => {
    h.brain.plan(say('Nine is free.'));
    const made = await h.waitingCall();
    h.media.holdSpeech();
    await h.callerSays(made, 'One.');
    await h.media.finishSaying(made.id);
    await h.stateIs(made.conversationId, 'waiting');
    h.brain.plan(say('And so is ten.'));
    await h.speak(made, 'Wait.');
    await h.command(made.callControlId, 'ai_assistant_add_messages', {
      messages: [],
      trigger_response: true,
    });
    await until('the brain', () => h.brain.asked.at(-1)?.step === 1);
    expect(h.media.saidTo(made.id)).toBeNull();
    await h.media.finishSpeaking(made.id);
    await h.clock.advance(ENDPOINTING_MS);
    await until('the words', () => h.media.saidTo(made.id) === 'And so is ten.');
  });
});

describe('a webhook tool', () => {
  test('that is slow is covered by words: at once, and at each of their times', async () => {
    h.tools.answer(never);
    h.brain.plan(call('find_slots'), say('I cannot see the calendar.'));
    const messages = [
      { type: 'request_start', content: 'One moment, {{business_name}} looks.' },
      { type: 'request_response_delayed', content: 'Still looking.', timing_ms: 900 },
      { type: 'request_response_delayed', content: 'Almost there.', timing_ms: 2700 },
    ];
    const tool = webhookTool('find_slots', h.tools.url, { messages }, { timeout_ms: 6000 });
    const made = await h.waitingCall({ tools: [tool] });
    await h.callerSays(made, 'When can you come?');
    await h.hears(made, 'One moment, Maple Plumbing looks.');
    await h.clock.advance(899);
    expect(await h.transcriptOf(made)).not.toContain('Still looking.');
    await h.clock.advance(1);
    await h.hears(made, 'Still looking.');
    await h.clock.advance(1800);
    await h.hears(made, 'Almost there.');
    await h.clock.advance(3300);
    await h.hears(made, 'I cannot see the calendar.');
    const tried = h.brain.asked.at(-2)?.messages.at(-1);
    expect(tried).toEqual({
      role: 'tool',
      name: 'find_slots',
      arguments: {},
      result: null,
      failed: true,
    });
    const [row] = (await h.sim('GET', '/ai/tool-calls')).body;
    expect(row).toMatchObject({ state: 'failed', error: 'timeout', status: null });
  });

  test('that answers in time leaves the words about waiting unsaid', async () => {
    h.brain.plan(call('find_slots'), say('Nine is free.'));
    const messages = [{ type: 'request_response_delayed', content: 'Wait.', timing_ms: 900 }];
    const tool = webhookTool('find_slots', h.tools.url, { messages });
    const made = await h.waitingCall({ tools: [tool] });
    await h.callerSays(made, 'When can you come?');
    await h.hears(made, 'Nine is free.');
    await h.clock.advance(5000);
    expect(await h.transcriptOf(made)).not.toContain('Wait.');
  });

  test('waits 5 s when its timeout stands inside `webhook`, where it is ignored', async () => {
    h.tools.answer(never);
    h.brain.plan(call('find_slots'), say('That failed.'));
    const tool = webhookTool('find_slots', h.tools.url, { timeout_ms: 20_000 });
    const made = await h.waitingCall({ tools: [tool] });
    await h.callerSays(made, 'When can you come?');
    await until('the request', () => h.tools.requests.length === 1);
    await h.clock.advance(5000);
    await h.hears(made, 'That failed.');
  });

  test('fills in path and query, and a GET carries its arguments there, unsigned by a body', async () => {
    h.brain.plan(call('look_up', { id: 'a/b', day: '2026-11-23' }), say('Done.'));
    const tool = webhookTool('look_up', `${h.tools.url}/visits/{id}`, {
      method: 'GET',
      path_parameters: { type: 'object', properties: { id: { type: 'string' } } },
      preset_query_params: { business: '{{business_name}}' },
    });
    const made = await h.waitingCall({ tools: [tool] });
    await h.callerSays(made, 'My visit?');
    await h.hears(made, 'Done.');
    const [request] = h.tools.requests;
    expect(request).toMatchObject({ method: 'GET', raw: '' });
    expect(request?.path).toBe('/visits/a%2Fb?day=2026-11-23&business=Maple+Plumbing');
    expect(isSigned(h.simulator.publicKey, request?.headers ?? {}, '')).toBe(true);
  });

  test.each([
    ['an error status', 500, '{"ok":true}'],
    ['a redirect', 302, ''],
  ])('that answers with %s has failed', async (_what, status, body) => {
    h.tools.answer((_request, response) => {
      response.writeHead(status, { location: '/elsewhere' }).end(body);
    });
    h.brain.plan(call('find_slots'), say('That failed.'));
    const made = await h.waitingCall({ tools: [webhookTool('find_slots', h.tools.url)] });
    await h.callerSays(made, 'When can you come?');
    await h.hears(made, 'That failed.');
    expect(h.brain.asked.at(-2)?.messages.at(-1)).toMatchObject({ failed: true, result: null });
  });

  test('that the assistant does not have is not called', async () => {
    h.brain.plan(call('drop_tables'), say('I cannot do that.'));
    const made = await h.waitingCall({ tools: [webhookTool('find_slots', h.tools.url)] });
    await h.callerSays(made, 'Drop the tables.');
    await h.hears(made, 'I cannot do that.');
    expect(h.tools.requests).toEqual([]);
    expect(h.brain.asked.at(-2)?.messages.at(-1)).toMatchObject({ role: 'tool', failed: true });
  });

  test('may be asked for twelve times in a turn and no more', async () => {
    h.brain.think(() => call('find_slots'));
    const made = await h.waitingCall({ tools: [webhookTool('find_slots', h.tools.url)] });
    await h.callerSays(made, 'Again and again.');
    await h.stateIs(made.conversationId, 'waiting');
    expect(h.tools.requests).toHaveLength(12);
  });

  test('answers while the caller speaks: nothing is lost, and the brain hears both', async () => {
    let finish = (): void => undefined;
    h.tools.answer((_request, response) => {
      finish = () => response.end('{"slots":[9]}');
    });
    h.brain.think(({ trigger, step, messages }) => {
      if (step > 0) return { kind: 'wait' };
      const asks = messages.filter(({ role }) => role === 'user').length;
      return trigger === 'user' && asks === 1 ? call('find_slots') : say(`heard ${asks}`);
    });
    const made = await h.waitingCall({ tools: [webhookTool('find_slots', h.tools.url)] });
    await h.callerSays(made, 'When can you come?');
    await until('the request', () => h.tools.requests.length === 1);
    await h.speak(made, 'In the morning, please.');
    await h.clock.advance(ENDPOINTING_MS);
    finish();
    await h.hears(made, 'heard 2');
    expect(h.brain.asked.at(-2)?.messages.slice(-3)).toMatchObject([
      { role: 'user', text: 'When can you come?' },
      { role: 'tool', result: { slots: [9] } },
      { role: 'user', text: 'In the morning, please.' },
    ]);
  });

  test('stores fields of its answer for what is filled in later', async () => {
    h.tools.answer((_request, response) => response.end('{"booking":{"id":"b7"}}'));
    h.brain.plan(call('book'), call('cancel'), say('Done.'));
    const stored = [{ name: 'booking_id', value_path: 'booking.id' }];
    const made = await h.waitingCall({
      tools: [
        webhookTool('book', h.tools.url, { store_fields_as_variables: stored }),
        webhookTool('cancel', h.tools.url, { preset_body_fields: { id: '{{booking_id}}' } }),
      ],
    });
    await h.callerSays(made, 'Book, then cancel.');
    await h.hears(made, 'Done.');
    expect(h.tools.requests[1]?.raw).toBe('{"id":"b7"}');
  });
});
