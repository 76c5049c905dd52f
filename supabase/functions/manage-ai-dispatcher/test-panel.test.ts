import { beforeEach, describe, expect, it } from 'vitest';
import { type TestAnswer, testAnswer } from '../_shared/core/contracts/manage-ai.ts';
import {
  askAs,
  createDispatcherHarness,
  type DispatcherHarness,
  mapleRow,
  slotOf,
} from '../_shared/testing/dispatcher-harness.ts';
import { MAPLE, type MemberName, MEMBERS } from '../_shared/testing/harness.ts';
import { createManageAiHandler } from './handler.ts';

let harness: DispatcherHarness;

beforeEach(() => {
  harness = createDispatcherHarness();
});

const ask = (member: MemberName, body: unknown) =>
  askAs(createManageAiHandler(harness), member, body);
async function test(body: object): Promise<TestAnswer> {
  return testAnswer.parse((await ask('nora', { action: 'test', ...body })).body);
}
const enable = () => ask('nora', { phone_number_id: MAPLE.id, enabled: true });
const row = () => mapleRow(harness);
const slot = (name: string) => slotOf(harness, name);

describe('the test panel', () => {
  it('greets, answers, and shows the tools that were called', async () => {
    const opened = await test({ caller_number: '+14165550123' });
    expect(opened).toMatchObject({ reply: '', tools: [], first_word_ms: null });
    expect(opened.greeting).toBe(
      'Maple, good morning. I am the virtual assistant, an AI. How can I help?',
    );
    harness.assistants.onChat = (_assistant, conversation) => {
      harness.addTool(conversation, { name: 'find_slots', result: { slots: [] } });
      return 'Tomorrow at nine?';
    };
    const said = await test({ test_id: opened.test_id, text: 'My tap leaks' });
    expect(said).toMatchObject({
      test_id: opened.test_id,
      reply: 'Tomorrow at nine?',
      tools: [{ name: 'find_slots', ok: true, duration_ms: 12 }],
    });
    expect(said.greeting).toBeUndefined();
    harness.assistants.onChat = () => 'Bye';
    expect((await test({ test_id: opened.test_id, text: 'No' })).tools).toEqual([]);
  });

  it('talks to the draft, which is sent only when it changed', async () => {
    await enable();
    await test({ text: 'hello' });
    const before = harness.assistants.sent.length;
    await test({ text: 'hello' });
    expect(harness.assistants.sent).toHaveLength(before);
    await ask('nora', { dispatcher: { knowledge: 'Only in the draft' } });
    await test({ text: 'hello' });
    const draft = slot('draft').map((one) => harness.assistants.live.get(one.assistantId));
    expect(draft.every((one) => one?.instructions.includes('Only in the draft'))).toBe(true);
    expect(draft.every((one) => one?.isDraft && one.insightGroupId === null)).toBe(true);
    expect(row().dispatcher?.published?.profile.knowledge).toBe('');
  });

  it('repairs a draft that is gone at Telnyx', async () => {
    const { test_id: id } = await test({});
    harness.assistants.live.clear();
    expect((await test({ test_id: id, text: 'hello' })).reply).toBe('You said: hello');
  });

  it('writes for real only when asked, and starts over when asked', async () => {
    const first = await test({ text: 'hello' });
    expect(harness.dispatchers.tests.get(first.test_id)?.forReal).toBe(false);
    const second = await test({ test_id: first.test_id, start_over: true, for_real: true });
    expect(second.test_id).not.toBe(first.test_id);
    expect(harness.dispatchers.tests.get(second.test_id)?.forReal).toBe(true);
    expect(harness.dispatchers.audit).toContain(`${MEMBERS.nora.memberId} ai.test_for_real`);
  });

  it("[I8] another organisation's conversation does not exist", async () => {
    const { test_id: id } = await test({});
    const body = { action: 'test', test_id: id, text: 'hello' };
    expect((await ask('dana', body)).body.error?.code).toBe('not_found');
  });

  it('Telnyx out of reach is said, not hidden', async () => {
    harness.assistants.failures = [{ call: 'startConversation', code: 'unavailable' }];
    const { status, body } = await ask('nora', { action: 'test', text: 'hello' });
    expect(status).toBe(502);
    expect(body.error?.code).toBe('telnyx_error');
  });
});
