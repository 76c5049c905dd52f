import { beforeEach, describe, expect, it } from 'vitest';
import { manageAiState } from '../_shared/core/contracts/manage-ai.ts';
import {
  askAs,
  createDispatcherHarness,
  type DispatcherHarness,
  HARBOR_NUMBER,
  type ManageAnswer,
  mapleRow,
  slotOf,
} from '../_shared/testing/dispatcher-harness.ts';
import { MAPLE, type MemberName, MEMBERS } from '../_shared/testing/harness.ts';
import { createManageAiHandler } from './handler.ts';

const CALL = '00000000-0000-4000-8000-00000000ca11';
let harness: DispatcherHarness;

beforeEach(() => {
  harness = createDispatcherHarness();
});

const ask = async (member: MemberName | null, body: unknown): Promise<ManageAnswer> => {
  const answer = await askAs(createManageAiHandler(harness), member, body);
  if (answer.status === 200) expect(manageAiState.safeParse(answer.body).error).toBeUndefined();
  return answer;
};
const enable = (member: MemberName = 'nora') =>
  ask(member, { phone_number_id: MAPLE.id, enabled: true });
const publish = (dispatcher: object, more: object = {}) =>
  ask('nora', { dispatcher, publish: true, ...more });
const row = () => mapleRow(harness);
const slot = (name: string) => slotOf(harness, name);

describe('who may', () => {
  it.each([
    { phone_number_id: MAPLE.id, enabled: true },
    { dispatcher: { knowledge: 'x' } },
    { action: 'state' },
    { action: 'sync' },
    { action: 'rollback', version: 1 },
    { action: 'test', text: 'hello' },
    { action: 'save_scenario', call_id: CALL },
    { action: 'delete_scenario', id: CALL },
    { action: 'run_scenarios' },
  ])('an agent may do nothing of it (%#)', async (body) => {
    expect(await ask('ana', body)).toMatchObject({
      status: 403,
      body: { error: { code: 'not_allowed' } },
    });
    expect(row().dispatcher).toBeNull();
    expect(harness.dispatchers.audit).toEqual([]);
  });

  it('[I8] a number of another organisation does not exist', async () => {
    const body = { phone_number_id: HARBOR_NUMBER, enabled: true };
    expect(await ask('nora', body)).toMatchObject({
      status: 404,
      body: { error: { code: 'not_found' } },
    });
    expect(harness.assistants.sent).toEqual([]);
  });

  it('nobody without signing in', async () => {
    expect((await ask(null, { action: 'state' })).status).toBe(401);
  });

  it('[I14] every change is written down with who made it', async () => {
    await enable();
    await publish({ knowledge: 'We do not work on gas lines.' });
    expect(harness.dispatchers.audit).toEqual(
      ['ai.draft_saved', 'ai.published', 'ai.number_changed', 'ai.draft_saved', 'ai.published'].map(
        (action) => `${MEMBERS.nora.memberId} ${action}`,
      ),
    );
  });
});

describe('the switch of a number', () => {
  it('the first time makes the assistants of every language and publishes the first version', async () => {
    const { status, body } = await enable();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      numbers: [{ phone_number_id: MAPLE.id, enabled: true }],
      published: { version: 1 },
      has_unpublished_changes: false,
      sync: { status: 'synced', error: null },
    });
    expect(slot('a').map((one) => one.language)).toEqual(['en', 'es', 'fr']);
    const english = harness.assistants.live.get(slot('a')[0]?.assistantId ?? '');
    expect(english?.handoffTo.map((one) => one.name)).toEqual(['Maple (fr)', 'Maple (es)']);
  });

  it('again sends nothing: all is there', async () => {
    await enable();
    const before = harness.assistants.sent.length;
    expect((await enable()).body.published?.version).toBe(1);
    expect(harness.assistants.sent).toHaveLength(before);
  });

  it('two at once make one set', async () => {
    const both = Promise.all([enable(), enable()]);
    for (let turn = 0; turn < 4; turn += 1) await harness.clock.advance(500);
    expect((await both).map((answer) => answer.status)).toEqual([200, 200]);
    expect(harness.assistants.live.size).toBe(3);
    expect(row().versions).toHaveLength(1);
  });

  it.each(['create', 'update', 'ensureToolsSecret', 'ensureInsights'] as const)(
    'stays off when Telnyx fails at %s, and says why; then works',
    async (call) => {
      harness.assistants.failures = [{ call, code: 'unavailable' }];
      const { status, body } = await enable();
      expect(status).toBe(200);
      expect(body.numbers[0]?.enabled).toBe(false);
      expect(body.sync.status).toBe('failed');
      expect(body.sync.error).toMatch(/could not be reached/);
      expect(body.published).toBeNull();
      expect((await enable()).body.numbers[0]?.enabled).toBe(true);
      expect(harness.assistants.live.size).toBe(3);
    },
  );

  it('goes on where an earlier version works although Telnyx cannot be reached', async () => {
    await enable();
    await ask('nora', { phone_number_id: MAPLE.id, enabled: false });
    harness.assistants.failures = [{ call: 'exists', code: 'unavailable' }];
    const { body } = await enable();
    expect(body.numbers[0]?.enabled).toBe(true);
    expect(body.sync.status).toBe('failed');
  });

  it('off needs nothing of Telnyx', async () => {
    await enable();
    harness.assistants.failures = [{ call: 'exists', code: 'unavailable' }];
    const { body } = await ask('nora', { phone_number_id: MAPLE.id, enabled: false });
    expect(body).toMatchObject({ numbers: [{ enabled: false }], sync: { status: 'synced' } });
  });

  it('mode, seconds and language change by themselves', async () => {
    const body = { phone_number_id: MAPLE.id, mode: 'overflow', overflow_after_seconds: 25 };
    expect((await ask('nora', body)).body.numbers[0]).toMatchObject({
      enabled: false,
      mode: 'overflow',
      overflow_after_seconds: 25,
      language: 'en',
    });
    expect(harness.assistants.sent).toEqual([]);
  });

  it('a language that the dispatcher does not speak is refused by name', async () => {
    await publish({ languages: ['en', 'fr'] });
    const { status, body } = await ask('nora', { phone_number_id: MAPLE.id, language: 'es' });
    expect(status).toBe(400);
    expect(Object.keys(body.error?.fields ?? {})).toEqual(['language']);
  });
});
