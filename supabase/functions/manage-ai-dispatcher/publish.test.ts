import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_AI_PROFILE } from '../_shared/core/contracts/ai-profile.ts';
import { manageAiState } from '../_shared/core/contracts/manage-ai.ts';
import {
  askAs,
  createDispatcherHarness,
  type DispatcherHarness,
  type ManageAnswer,
  mapleRow,
  slotOf,
} from '../_shared/testing/dispatcher-harness.ts';
import { MAPLE, type MemberName } from '../_shared/testing/harness.ts';
import { createManageAiHandler } from './handler.ts';

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

describe('saving and publishing', () => {
  it('a saved draft answers nobody yet', async () => {
    await enable();
    const before = harness.assistants.sent.length;
    const { body } = await ask('nora', { dispatcher: { knowledge: 'New' } });
    expect(body).toMatchObject({
      dispatcher: { knowledge: 'New' },
      published: { version: 1, profile: { knowledge: '' } },
      has_unpublished_changes: true,
    });
    expect(harness.assistants.sent).toHaveLength(before);
  });

  it('a published one is prepared in the other set, which then answers', async () => {
    await enable();
    const { body } = await publish({ knowledge: 'We do not work on gas lines.' });
    expect(body.published).toMatchObject({ version: 2 });
    expect(row().dispatcher?.liveSlot).toBe('b');
    const live = harness.assistants.live.get(slot('b')[0]?.assistantId ?? '');
    expect(live?.instructions).toContain('# What you know\nWe do not work on gas lines.');
    const old = harness.assistants.live.get(slot('a')[0]?.assistantId ?? '');
    expect(old?.instructions).not.toContain('gas lines');
  });

  it.each(['create', 'update', 'ensureInsights'] as const)(
    'a failure at %s leaves the earlier set answering',
    async (call) => {
      await enable();
      const answering = structuredClone(slot('a'));
      harness.assistants.failures = [{ call, code: 'refused' }];
      const { status, body } = await publish({ knowledge: 'New' });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        published: { version: 1 },
        has_unpublished_changes: true,
        sync: { status: 'failed', error: expect.stringMatching(/refused/) as string },
      });
      expect(row().dispatcher?.liveSlot).toBe('a');
      expect(slot('a')).toEqual(answering);
      expect((await publish({})).body.published?.version).toBe(2);
    },
  );

  it('publishing what answers already makes no new version', async () => {
    await enable();
    expect((await publish({})).body.versions).toHaveLength(1);
  });

  it('an assistant that was deleted at Telnyx is made again, and the others know it', async () => {
    await enable();
    const lost = slot('a')[1]?.assistantId ?? '';
    harness.assistants.live.delete(lost);
    await ask('nora', { action: 'sync' });
    const ids = slot('a').map((one) => one.assistantId);
    expect(ids).not.toContain(lost);
    for (const id of ids) {
      const others = harness.assistants.live.get(id)?.handoffTo.map((one) => one.assistantId);
      expect(others?.toSorted()).toEqual(ids.filter((other) => other !== id).toSorted());
    }
  });

  it('a language that is dropped is no number’s any more, and its assistant is removed', async () => {
    await enable();
    await publish({ knowledge: 'one' });
    await ask('nora', { phone_number_id: MAPLE.id, language: 'es' });
    const spanish = slot('a').find((one) => one.language === 'es')?.assistantId ?? '';
    const { body } = await publish({ languages: ['fr', 'en'] });
    expect(body.numbers[0]?.language).toBe('fr');
    expect(harness.assistants.live.has(spanish)).toBe(false);
    expect(slot('a').map((one) => one.language)).toEqual(['en', 'fr']);
  });

  it.each([
    [{ greetings: { en: 'Hello, this is Maple.' } }, 'greetings.en'],
    [
      { greetings: { ...DEFAULT_AI_PROFILE.greetings, fr: "Bonjour, j'ai le temps." } },
      'greetings.fr',
    ],
    [{ greetings: { en: 'I am an AI. {{balance}}' } }, 'greetings.en'],
    [{ languages: [] }, 'languages'],
    [{ languages: ['en', 'en'] }, 'languages'],
    [{ voice: 'darth' }, 'voice'],
    [{ bookingHorizonDays: 400 }, 'bookingHorizonDays'],
    [{ organizationId: 'x' }, 'organizationId'],
    [
      { escalations: [{ ...DEFAULT_AI_PROFILE.escalations[0], words: ['x'] }] },
      'escalations.0.words.0',
    ],
  ])('a wrong field is named, and nothing is saved (%#)', async (dispatcher, field) => {
    const { status, body } = await publish(dispatcher);
    expect(status).toBe(400);
    expect(body.error?.code).toBe('invalid_request');
    expect(Object.keys(body.error?.fields ?? {})).toEqual([field]);
    expect(row().dispatcher).toBeNull();
  });

  it('a roll-back answers with the earlier profile, as a new version', async () => {
    await enable();
    await publish({ knowledge: 'Broken' });
    const { body } = await ask('nora', { action: 'rollback', version: 1 });
    expect(body).toMatchObject({
      published: { version: 3, profile: { knowledge: '' } },
      dispatcher: { knowledge: '' },
      has_unpublished_changes: false,
    });
    expect(row().dispatcher?.liveSlot).toBe('a');
    expect((await ask('nora', { action: 'rollback', version: 9 })).status).toBe(404);
  });
});
