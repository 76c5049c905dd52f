import { beforeEach, describe, expect, it } from 'vitest';
import { manageAiState } from '../_shared/core/contracts/manage-ai.ts';
import {
  askAs,
  createDispatcherHarness,
  type DispatcherHarness,
  type ManageAnswer,
  mapleRow,
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

describe('scenarios', () => {
  const book = { name: 'book_visit', ok: true, result: { service: 'Tap repair' } };

  beforeEach(async () => {
    await enable();
    harness.dispatchers.dialogues.set(`${MAPLE.organizationId} ${CALL}`, {
      startedAt: '2026-11-20T15:00:00.000Z',
      callerNumber: '+14165550123',
      language: 'en',
      summaryLine: 'Leaking tap',
      segments: [
        { speaker: 'ai', text: 'Maple, good morning.', tool: null },
        { speaker: 'caller', text: 'My tap leaks', tool: null },
        { speaker: 'ai', text: 'Monday at nine?', tool: null },
        { speaker: 'caller', text: 'Yes', tool: null },
        {
          speaker: 'tool',
          text: '',
          tool: { ...book, arguments: {}, reason: null, durationMs: 40 },
        },
      ],
    });
    await ask('nora', { action: 'save_scenario', call_id: CALL });
  });

  /** A draft that books when the caller says yes, unless its knowledge is broken. */
  function bookingBrain(): void {
    harness.assistants.onChat = (assistantId, conversation, text) => {
      const spec = harness.assistants.live.get(assistantId);
      const isBroken = spec?.instructions.includes('Never book anything') ?? false;
      if (text === 'Yes' && !isBroken) harness.addTool(conversation, book);
      return isBroken ? 'No.' : 'Monday at nine?';
    };
  }

  it('is made of a call: its lines and its effects', () => {
    expect(row().scenarios).toMatchObject([
      {
        name: 'Leaking tap',
        callId: CALL,
        callerNumber: '+14165550123',
        lines: ['My tap leaks', 'Yes'],
        expected: [{ tool: 'book_visit', ok: true, service: 'Tap repair' }],
        lastResult: { before: { passed: true }, after: null },
      },
    ]);
  });

  it('is run before a profile goes live, as its caller, and for show', async () => {
    bookingBrain();
    const { body } = await publish({ knowledge: 'Better' });
    expect(body.report).toMatchObject({
      passed: 1,
      failed: 0,
      scenarios: [{ before: { passed: true }, after: { passed: true } }],
    });
    expect(body.published?.version).toBe(2);
    expect([...harness.dispatchers.tests.values()]).toMatchObject([
      { forReal: false, callerNumber: '+14165550123' },
    ]);
  });

  it('a broken profile is not published, and the report says what is missing', async () => {
    bookingBrain();
    const { status, body } = await publish({ knowledge: 'Never book anything' });
    expect(status).toBe(409);
    expect(body.error?.code).toBe('scenario_failed');
    expect(body.error?.report?.scenarios[0]).toMatchObject({
      before: { passed: true },
      after: {
        passed: false,
        why: 'It did not book a visit (Tap repair).',
        missing: [{ tool: 'book_visit' }],
      },
    });
    expect(body.error?.state).toMatchObject({
      published: { version: 1 },
      has_unpublished_changes: true,
      sync: { status: 'synced' },
    });
    expect(row().dispatcher?.liveSlot).toBe('a');
  });

  it('only the owner may publish it all the same', async () => {
    bookingBrain();
    const dispatcher = { knowledge: 'Never book anything' };
    const original = MEMBERS.ben.role;
    MEMBERS.ben.role = 'admin';
    try {
      const refused = { dispatcher, publish: true, despite_failures: true };
      expect((await ask('ben', refused)).body.error?.code).toBe('not_allowed');
    } finally {
      MEMBERS.ben.role = original;
    }
    const { body } = await publish(dispatcher, { despite_failures: true });
    expect(body).toMatchObject({ published: { version: 2 }, report: { failed: 1 } });
  });

  it('one that is switched off holds nothing up', async () => {
    bookingBrain();
    const id = row().scenarios[0]?.id;
    await ask('nora', { action: 'update_scenario', id, active: false });
    const { body } = await publish({ knowledge: 'Never book anything' });
    expect(body.published?.version).toBe(2);
    expect(body.report).toBeUndefined();
  });

  it('can be run, changed and deleted by hand', async () => {
    bookingBrain();
    const id = row().scenarios[0]?.id;
    expect((await ask('nora', { action: 'run_scenarios', ids: [id] })).body.report?.passed).toBe(1);
    expect(row().scenarios[0]?.lastResult?.after?.turns).toHaveLength(2);
    const expected = [{ tool: 'take_message', ok: true }];
    await ask('nora', { action: 'update_scenario', id, expected });
    const { body } = await ask('nora', { action: 'run_scenarios' });
    expect(body.report?.scenarios[0]?.after).toMatchObject({
      passed: false,
      unexpected: [{ tool: 'book_visit' }],
    });
    expect((await ask('nora', { action: 'delete_scenario', id })).body.scenarios).toEqual([]);
    expect((await ask('nora', { action: 'delete_scenario', id })).status).toBe(404);
  });

  it("[I8] another organisation's call makes none", async () => {
    const answer = await ask('dana', { action: 'save_scenario', call_id: CALL });
    expect(answer.body.error?.code).toBe('not_found');
  });
});
