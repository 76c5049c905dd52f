import { describe, expect, it } from 'vitest';
import {
  type CallDialogue,
  scenarioFromCall,
  scenarioReport,
  scenarioRun,
} from './ai-scenarios.ts';
import type { ScenarioRun, TestTool } from './contracts/manage-ai.ts';

const AT = '2026-11-22T15:00:00.000Z';
const said = (speaker: 'caller' | 'ai', text: string): CallDialogue['segments'][number] => ({
  speaker,
  text,
  tool: null,
});
const used = (name: string, ok = true, result: Record<string, unknown> = {}) => ({
  speaker: 'tool' as const,
  text: '',
  tool: { name, arguments: {}, ok, reason: ok ? null : 'slot_taken', result, durationMs: 30 },
});
const dialogue = (...segments: CallDialogue['segments']): CallDialogue => ({
  startedAt: AT,
  callerNumber: '+14165550123',
  language: 'fr',
  summaryLine: null,
  segments,
});
const tool = (name: string, more: Partial<TestTool> = {}): TestTool => ({
  name,
  arguments: {},
  ok: true,
  reason: null,
  result: {},
  duration_ms: 30,
  ...more,
});
const turn = (...tools: TestTool[]): ScenarioRun['turns'] => [
  { caller: 'Hello', reply: 'Hi', tools },
];
const BOOK = { tool: 'book_visit', ok: true };

describe('a scenario of a call', () => {
  it('has what the caller said and what was done, not what was looked up or refused', () => {
    const scenario = scenarioFromCall(
      dialogue(
        said('ai', 'Bonjour'),
        said('caller', ' Mon robinet fuit '),
        used('look_up_client'),
        used('find_slots'),
        said('ai', 'Lundi ?'),
        said('caller', 'Oui'),
        used('book_visit', false),
        used('book_visit', true, { service: { name: 'Tap repair' } }),
        said('ai', 'C’est noté.'),
        said('ai', 'Au revoir.'),
      ),
    );
    expect(scenario).toMatchObject({
      name: 'Mon robinet fuit',
      language: 'fr',
      lines: ['Mon robinet fuit', 'Oui'],
      expected: [{ tool: 'book_visit', ok: true, service: 'Tap repair' }],
      before: { passed: true, at: AT },
    });
    expect(scenario?.before.turns[1]).toMatchObject({
      caller: 'Oui',
      reply: 'C’est noté. Au revoir.',
    });
    expect(scenario?.before.turns[1]?.tools).toHaveLength(2);
  });

  it('is none where the caller said nothing', () => {
    expect(scenarioFromCall(dialogue(said('ai', 'Bonjour'), said('caller', ' ')))).toBeNull();
  });

  it('is bounded, however long the call was', () => {
    const long = Array.from({ length: 80 }, () => said('caller', 'x'.repeat(1500)));
    const scenario = scenarioFromCall(dialogue(...long));
    expect(scenario?.lines).toHaveLength(60);
    expect(scenario?.lines[0]).toHaveLength(1000);
    expect(scenario?.name).toHaveLength(200);
  });
});

describe('what a run is worth', () => {
  it('passes when all that was expected was done, in any order', () => {
    const expected = [BOOK, { tool: 'take_message', ok: true }];
    const turns = turn(tool('take_message'), tool('find_slots'), tool('book_visit'));
    expect(scenarioRun(expected, turns, null, AT)).toMatchObject({ passed: true, why: null });
  });

  it.each([
    ['nothing was done', [BOOK], turn(), 'It did not book a visit.'],
    ['it was refused', [BOOK], turn(tool('book_visit', { ok: false })), 'It did not book a visit.'],
    [
      'it was of another service',
      [{ ...BOOK, service: 'Tap repair' }],
      turn(tool('book_visit', { result: { service: 'Boiler service' } })),
      'It did not book a visit (Tap repair). Unasked, it did book a visit (Boiler service).',
    ],
    [
      'a visit was cancelled that nobody wanted cancelled',
      [],
      turn(tool('cancel_visit')),
      'Unasked, it did cancel a visit.',
    ],
  ])('fails when %s', (_what, expected, turns, why) => {
    expect(scenarioRun(expected, turns, null, AT)).toMatchObject({ passed: false, why });
  });

  it('fails when it broke off, whatever was done', () => {
    const run = scenarioRun([BOOK], turn(tool('book_visit')), 'It took too long.', AT);
    expect(run).toMatchObject({ passed: false, why: 'It took too long.', missing: [] });
  });

  it('a message more than expected does not hurt', () => {
    expect(scenarioRun([], turn(tool('take_message')), null, AT).passed).toBe(true);
  });

  it('the report counts', () => {
    const after = scenarioRun([], turn(), null, AT);
    const failed = scenarioRun([BOOK], turn(), null, AT);
    const one = { id: '1', name: 'x', before: null };
    expect(
      scenarioReport([
        { ...one, after },
        { ...one, after: failed },
      ]),
    ).toMatchObject({
      passed: 1,
      failed: 1,
    });
  });
});
