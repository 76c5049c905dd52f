import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ManageAiState,
  manageAiErrorDetail,
  manageAiState,
  type TestAnswer,
  testAnswer,
} from '../../../supabase/functions/_shared/core/contracts/manage-ai.ts';
import { type Api, callFunction, signIn } from '../../support/api-client.ts';
import { type Fixture, HARBOR_LINE, MAIN_LINE, MARIA, startFixture } from './fixture.ts';

let fixture: Fixture;
let nora: Api;
let ana: Api;
let dana: Api;
let mainLine: string;

beforeAll(async () => {
  fixture = await startFixture();
  const { apiUrl } = fixture.product;
  [nora, ana, dana] = (await Promise.all(
    ['owner@maple.test', 'ana@maple.test', 'dana@harbor.test'].map((email) =>
      signIn(apiUrl, email),
    ),
  )) as [Api, Api, Api];
  mainLine = await numberId(MAIN_LINE);
});
afterAll(() => fixture?.stop());

const LINES = [
  'My tap is leaking, can somebody come tomorrow morning?',
  'The first one, please.',
  'Yes, please book it.',
];

async function numberId(phoneNumber: string): Promise<string> {
  const { data, error } = await fixture.service
    .from('telnyx_phone_numbers')
    .select('id')
    .eq('phone_number', phoneNumber)
    .single();
  if (error) throw error;
  return (data as { id: string }).id;
}

function ask(api: Api, body: object): Promise<{ status: number; body: unknown }> {
  return callFunction(fixture.product.apiUrl, api, 'manage-ai-dispatcher', body);
}

async function state(body: object): Promise<ManageAiState> {
  const answer = await ask(nora, body);
  expect(answer).toMatchObject({ status: 200 });
  return manageAiState.parse(answer.body);
}

async function say(body: object): Promise<TestAnswer> {
  const answer = await ask(nora, { action: 'test', ...body });
  expect(answer).toMatchObject({ status: 200 });
  return testAnswer.parse(answer.body);
}

/** A past call of Maria's, with what was said to the AI put into it. */
async function callThatBooked(lines: string[]): Promise<string> {
  const { data, error } = await fixture.service
    .from('telnyx_calls')
    .select('id, organization_id')
    .eq('from_number', MARIA)
    .limit(1)
    .single();
  if (error) throw error;
  const { id: call_id, organization_id } = data as { id: string; organization_id: string };
  const tool = { name: 'book_visit', arguments: {}, ok: true, reason: null };
  const said = lines.map((text) => ({ speaker: 'caller', text, tool: null as object | null }));
  said.push({ speaker: 'tool', text: '', tool: { ...tool, result: {}, durationMs: 40 } });
  const at = new Date().toISOString();
  const rows = said.map((segment, position) => {
    const id = `test:${call_id}:${position}`;
    return { id, organization_id, call_id, position, at, conversation_id: null, ...segment };
  });
  const inserted = await fixture.service.from('call_transcript_segments').insert(rows);
  if (inserted.error) throw inserted.error;
  return call_id;
}

async function count(table: string): Promise<number> {
  const { count: rows, error } = await fixture.service
    .from(table)
    .select('*', { count: 'exact', head: true });
  if (error) throw error;
  return rows ?? 0;
}

describe('the AI dispatcher of a business, against the simulator', () => {
  it('is switched on with assistants in every language', async () => {
    const on = await state({ phone_number_id: mainLine, enabled: true });
    expect(on.sync).toMatchObject({ status: 'synced', error: null });
    expect(on.published?.version).toBe(1);
    expect(on.numbers.find((one) => one.phone_number_id === mainLine)?.enabled).toBe(true);
    const { data } = await fixture.service.from('ai_assistants').select('slot, language');
    expect(data).toHaveLength(3);
  });

  it('agents may not, and nobody of another business [I8]', async () => {
    expect(await ask(ana, { phone_number_id: mainLine, enabled: false })).toMatchObject({
      status: 403,
      body: { error: { code: 'not_allowed' } },
    });
    expect((await ask(dana, { phone_number_id: mainLine, enabled: false })).status).toBe(404);
    const harborLine = await numberId(HARBOR_LINE);
    expect((await ask(nora, { phone_number_id: harborLine, enabled: true })).status).toBe(404);
    expect((await state({ action: 'state' })).numbers[0]?.enabled).toBe(true);
  });

  it('Telnyx failing leaves the published version answering', async () => {
    await fixture.sim.faults({
      rest: { fail: [{ action: 'create_assistant', status: 503, times: 1 }] },
    });
    const dispatcher = { knowledge: 'We do not work on gas lines.' };
    const failed = await state({ dispatcher, publish: true });
    expect(failed).toMatchObject({ published: { version: 1 }, sync: { status: 'failed' } });
    const again = await state({ dispatcher: {}, publish: true });
    expect(again).toMatchObject({ published: { version: 2 }, sync: { status: 'synced' } });
  });

  it('a test conversation uses the tools and books nothing', async () => {
    const before = await count('appointments');
    const opened = await say({ caller_number: MARIA, language: 'en' });
    expect(opened.greeting).toContain('Maple Plumbing');
    const test_id = opened.test_id;
    const tools: TestAnswer['tools'] = [];
    for (const text of LINES) tools.push(...(await say({ test_id, text })).tools);
    expect(tools).toContainEqual(expect.objectContaining({ name: 'find_slots', ok: true }));
    expect(tools).toContainEqual(expect.objectContaining({ name: 'book_visit', ok: true }));
    expect(await count('appointments')).toBe(before);
  });

  it('a saved call blocks a profile that no longer does what it did; rolling back restores', async () => {
    const before = await state({ action: 'state' });
    const call_id = await callThatBooked(LINES);
    const saved = await state({ action: 'save_scenario', call_id });
    expect(saved.scenarios[0]).toMatchObject({
      lines: LINES,
      expected: [{ tool: 'book_visit', ok: true }],
    });
    const works = await state({ action: 'run_scenarios' });
    expect(works.report?.scenarios[0]?.after).toMatchObject({ passed: true, why: null });

    const broken = { instructions: 'Do not book visits.' };
    const refused = await ask(nora, { dispatcher: broken, publish: true });
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'scenario_failed' } } });
    const { error } = refused.body as { error: unknown };
    expect(manageAiErrorDetail.parse(error).report).toMatchObject({ passed: 0, failed: 1 });
    expect((await state({ action: 'state' })).published).toEqual(before.published);

    const forced = { dispatcher: {}, publish: true, despite_failures: true };
    expect((await state(forced)).published?.profile.instructions).toBe(broken.instructions);
    const version = before.published?.version;
    const restored = await state({ action: 'rollback', version });
    expect(restored.published?.profile).toEqual(before.published?.profile);
    expect(restored.has_unpublished_changes).toBe(false);
    expect((await state({ action: 'run_scenarios' })).report).toMatchObject({ passed: 1 });
  });

  it('hands over to the language of the caller', async () => {
    const { test_id } = await say({ language: 'en' });
    await say({ test_id, text: 'Bonjour, parlez-vous français ?' });
    const { reply } = await say({
      test_id,
      text: 'Mon robinet fuit, pouvez-vous venir demain matin ?',
    });
    expect(reply).toMatch(/\b(vous|heures?|demain|matin|novembre)\b/);
  });
});
