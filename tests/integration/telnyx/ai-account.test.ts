import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startAiHarness, webhookTool } from './ai-harness.ts';
import type { AiHarness } from './ai-harness.ts';

let h: AiHarness;
beforeEach(async () => {
  h = await startAiHarness();
});
afterEach(() => h.stop());

const ASSISTANTS = '/ai/assistants';
const MINIMUM = { name: 'Maple', instructions: 'Answer.' };
const create = (fields: object) => h.rest('POST', ASSISTANTS, { ...MINIMUM, ...fields });
const tool = (fields: object = {}, outside: object = {}) =>
  webhookTool('find_slots', 'http://127.0.0.1:1/', fields, outside);

describe('assistants', () => {
  test('come without `data` around them, in the list with it', async () => {
    const made = await create({ greeting: 'Hi.' });
    expect(made.body).toMatchObject({ ...MINIMUM, greeting: 'Hi.', tools: [] });
    expect(made.body.id).toMatch(/^assistant-[0-9a-f-]{36}$/);
    const read = await h.rest('GET', `${ASSISTANTS}/${made.body.id}`);
    expect(read.body).toEqual(made.body);
    expect((await h.rest('GET', ASSISTANTS)).body).toEqual({ data: [made.body] });
  });

  test.each(['POST', 'PATCH'])('updated by %s, get a whole new list of tools', async (method) => {
    const { body } = await create({ tools: [tool(), { type: 'hangup', hangup: {} }] });
    const changes = { greeting: 'Hello.', tools: [tool()] };
    const updated = await h.rest(method, `${ASSISTANTS}/${body.id}`, changes);
    expect(updated.body).toMatchObject({ ...MINIMUM, greeting: 'Hello.' });
    expect(updated.body.tools).toHaveLength(1);
    const kept = await h.rest(method, `${ASSISTANTS}/${body.id}`, {
      telephony_settings: { time_limit_secs: 60 },
    });
    expect(kept.body.tools).toHaveLength(1);
    expect(kept.body.telephony_settings).toMatchObject({
      time_limit_secs: 60,
      user_idle_reply_secs: 10,
    });
  });

  test.each([
    ['no name', { name: '' }, 422, '10004', '/name'],
    ['no instructions', { instructions: null }, 422, '10004', '/instructions'],
    [
      'two of one tool',
      { tools: [{ type: 'hangup' }, { type: 'hangup' }] },
      400,
      '10015',
      '/tools',
    ],
    ['two webhook tools of one name', { tools: [tool(), tool()] }, 400, '10015', '/tools'],
    [
      'a webhook tool without URL',
      { tools: [tool({ url: '' })] },
      422,
      '10004',
      '/tools/0/webhook/url',
    ],
    [
      'too long a timeout',
      { tools: [tool({}, { timeout_ms: 60_001 })] },
      422,
      '10033',
      '/tools/0/timeout_ms',
    ],
    [
      'settings of no voice',
      { voice_settings: { voice_speed: 1 } },
      422,
      '10004',
      '/voice_settings/voice',
    ],
    [
      'too short a limit',
      { telephony_settings: { time_limit_secs: 29 } },
      422,
      '10033',
      '/telephony_settings/time_limit_secs',
    ],
  ])('with %s are refused', async (_what, fields, status, code, pointer) => {
    const refused = await create(fields);
    expect(refused.status).toBe(status);
    expect(refused.body.errors[0]).toMatchObject({ code, source: { pointer } });
    expect((await h.rest('GET', ASSISTANTS)).body.data).toEqual([]);
  });

  test('may have several webhook tools, and are cloned and deleted', async () => {
    const other = webhookTool('book_visit', 'http://127.0.0.1:1/');
    const { body } = await create({ tools: [tool(), other] });
    const clone = await h.rest('POST', `${ASSISTANTS}/${body.id}/clone`);
    expect(clone.body).toMatchObject({ instructions: 'Answer.', tools: body.tools });
    expect(clone.body.id).not.toBe(body.id);
    const deleted = await h.rest('DELETE', `${ASSISTANTS}/${body.id}`);
    expect(deleted.body).toEqual({ id: body.id, object: 'assistant', deleted: true });
    expect((await h.rest('GET', `${ASSISTANTS}/${body.id}`)).status).toBe(404);
  });

  test('outlive a restart and a reset, with secrets and insight groups; conversations do not', async () => {
    const { body } = await create({});
    await h.rest('POST', '/integration_secrets', { identifier: 's', type: 'bearer', token: 't' });
    await h.rest('POST', '/ai/conversations/insight-groups', { name: 'After the call' });
    await h.rest('POST', '/ai/conversations', {});
    await h.sim('POST', '/reset');
    expect((await h.sim('GET', '/ai/conversations')).body).toEqual([]);
    await h.restart();
    expect((await h.rest('GET', `${ASSISTANTS}/${body.id}`)).body).toEqual(body);
    expect((await h.rest('GET', '/integration_secrets')).body.data).toHaveLength(1);
    const groups = await h.rest('GET', '/ai/conversations/insight-groups');
    expect(groups.body.data).toHaveLength(1);
  });

  test('are created once for one Idempotency-Key', async () => {
    const post = async (body: object, key: string) => {
      const response = await fetch(`${h.simulator.url}/v2${ASSISTANTS}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${h.simulator.apiKey}`, 'idempotency-key': key },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as { id: string } };
    };
    const first = await post(MINIMUM, 'k-1');
    expect((await post(MINIMUM, 'k-1')).body.id).toBe(first.body.id);
    expect((await post({ ...MINIMUM, name: 'Other' }, 'k-1')).status).toBe(422);
    expect((await post(MINIMUM, 'not a key')).status).toBe(400);
    expect((await h.rest('GET', ASSISTANTS)).body.data).toHaveLength(1);
  });
});

describe('integration secrets', () => {
  test('never show what they hold, neither in answers nor in the command log', async () => {
    const secret = { identifier: 'tools', type: 'bearer', token: 'T0p-secret' };
    const made = await h.rest('POST', '/integration_secrets', secret);
    expect(made.status).toBe(201);
    expect(made.body.data).toMatchObject({
      identifier: 'tools',
      record_type: 'integration_secret',
    });
    const list = await h.rest('GET', '/integration_secrets');
    const log = await h.sim('GET', '/commands');
    expect(JSON.stringify([made.body, list.body, log.body])).not.toContain('T0p-secret');
    expect((await h.rest('POST', '/integration_secrets', secret)).status).toBe(422);
    const gone = await h.rest('DELETE', `/integration_secrets/${made.body.data.id}`);
    expect(gone.status).toBe(204);
    expect((await h.rest('GET', '/integration_secrets')).body.data).toEqual([]);
  });

  test('need what their type says', async () => {
    const bearer = await h.rest('POST', '/integration_secrets', {
      identifier: 'a',
      type: 'bearer',
    });
    expect(bearer.body.errors[0].source.pointer).toBe('/token');
    const basic = await h.rest('POST', '/integration_secrets', { identifier: 'a', type: 'basic' });
    expect(basic.body.errors).toHaveLength(2);
  });
});

describe('conversations', () => {
  const CONVERSATIONS = '/ai/conversations';

  test('are found by the call that they were on, newest first, as many as asked for', async () => {
    const call = await h.waitingCall();
    await h.clock.advance(1000);
    await h.rest('POST', CONVERSATIONS, { name: 'Test panel', metadata: { panel: 'yes' } });
    const list = async (query: string) =>
      (await h.rest('GET', `${CONVERSATIONS}?${query}`)).body.data;
    const filter = encodeURIComponent('metadata->call_control_id');
    const found = await list(`${filter}=eq.${encodeURIComponent(call.callControlId)}`);
    expect(found).toMatchObject([
      {
        id: call.conversationId,
        metadata: { assistant_id: call.assistantId, telnyx_conversation_channel: 'phone_call' },
      },
    ]);
    const newest = await list('order=created_at.desc&limit=1');
    expect(newest).toMatchObject([{ name: 'Test panel' }]);
    expect((await h.rest('GET', `${CONVERSATIONS}?name=near.x`)).status).toBe(422);
  });

  test('are created unwrapped, and read, changed and deleted by id', async () => {
    const made = await h.rest('POST', CONVERSATIONS, { metadata: { a: '1' } });
    const path = `${CONVERSATIONS}/${made.body.id}`;
    await h.rest('PUT', path, { metadata: { b: '2' } });
    expect((await h.rest('GET', path)).body.data.metadata).toEqual({ a: '1', b: '2' });
    await h.rest('POST', `${path}/message`, { role: 'user', content: 'Hello' });
    const messages = await h.rest('GET', `${path}/messages`);
    expect(messages.body.data).toMatchObject([{ role: 'user', text: 'Hello' }]);
    expect((await h.rest('DELETE', path)).status).toBe(204);
    expect((await h.rest('GET', path)).status).toBe(404);
  });
});

test('insights are assigned to groups and taken out again', async () => {
  const insight = await h.rest('POST', '/ai/conversations/insights', {
    name: 'Summary',
    instructions: 'Sum up.',
  });
  const group = await h.rest('POST', '/ai/conversations/insight-groups', { name: 'G' });
  const { id } = insight.body.data;
  const path = `/ai/conversations/insight-groups/${group.body.data.id}`;
  const assigned = async () => (await h.rest('GET', path)).body.data.insights;
  await h.rest('POST', `${path}/insights/${id}/assign`);
  await h.rest('POST', `${path}/insights/${id}/assign`);
  expect(await assigned()).toMatchObject([{ id, name: 'Summary' }]);
  await h.rest('PUT', `/ai/conversations/insights/${id}`, { name: 'Sum' });
  expect(await assigned()).toMatchObject([{ name: 'Sum' }]);
  await h.rest('DELETE', `${path}/insights/${id}/unassign`);
  expect(await assigned()).toEqual([]);
});
