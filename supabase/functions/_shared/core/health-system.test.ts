import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FUNCTION_NAMES } from './function-names.ts';
import { judgeAi, judgeDatabase, judgeFunctions, judgeSweeper } from './health-system.ts';
import { EXPECTED_MIGRATIONS } from './newest-migration.ts';

const FUNCTIONS = join(import.meta.dirname, '..', '..');
const said = ({ state, code }: { state: string; code: string }) => `${state} ${code}`;
const NOW = '2026-11-24T10:00:00.000Z';
const before = (ms: number) => new Date(Date.parse(NOW) - ms).toISOString();

describe('what this installation is made of', () => {
  it('every function is asked for a sign of life', () => {
    const folders = readdirSync(FUNCTIONS, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
      .map(({ name }) => name);
    expect([...FUNCTION_NAMES]).toEqual(folders.toSorted());
  });

  it('every migration is expected in the database', () => {
    const versions = readdirSync(join(FUNCTIONS, '..', 'migrations'))
      .map((name) => name.split('_')[0] ?? '')
      .filter((version) => version >= '20261124000100')
      .toSorted();
    expect(EXPECTED_MIGRATIONS).toEqual({ newest: versions.at(-1), count: versions.length });
  });
});

describe('the database', () => {
  const expected = { newest: '20261124000300', count: 5 };
  it.each([
    [expected, 'ok fine'],
    [{ newest: '20261124000900', count: 7 }, 'ok fine'],
    [null, 'ok fine'],
    [{ newest: '20261124000200', count: 4 }, 'bad migrations_missing'],
    // One in the middle was left out.
    [{ newest: '20261124000300', count: 4 }, 'bad migrations_missing'],
  ])('with %j', (applied, verdict) => {
    expect(said(judgeDatabase(3, applied, expected))).toBe(verdict);
  });
});

describe('functions', () => {
  it.each([
    [405, 'ok fine'],
    [401, 'ok fine'],
    [404, 'bad missing'],
    [500, 'bad crashing'],
    [503, 'bad crashing'],
    [546, 'bad crashing'],
    [null, 'bad crashing'],
  ])('one that answers %j', (status, verdict) => {
    const found = judgeFunctions([
      { name: 'good', status: 405 },
      { name: 'this', status },
    ]);
    expect(said(found)).toBe(verdict);
    if (found.state === 'bad') expect(found.detail.functions).toEqual(['this']);
  });
});

describe('the sweeper', () => {
  it.each([
    [null, 'bad never_ran'],
    [before(0), 'ok fine'],
    [before(17_000), 'ok fine'],
    [before(19_000), 'bad stopped'],
    [before(-3_000), 'ok fine'],
  ])('that ran last %j', (sweptAt, verdict) => {
    expect(said(judgeSweeper(sweptAt, NOW))).toBe(verdict);
  });
});

describe('the AI dispatcher', () => {
  const read = (value: boolean) => ({ ok: true, value, tookMs: 1 }) as const;
  it.each([
    [{ lines: 0, sync: null }, null, 'off unused'],
    [{ lines: 1, sync: 'synced' }, read(true), 'ok fine'],
    [{ lines: 1, sync: 'synced' }, read(false), 'bad out_of_step'],
    [{ lines: 1, sync: 'failed' }, read(true), 'bad failed'],
    [{ lines: 1, sync: null }, null, 'bad out_of_step'],
    [{ lines: 1, sync: 'synced' }, { ok: false, why: 'refused' } as const, 'off not_checked'],
  ])('%j at Telnyx %j', (ai, inStep, verdict) => {
    expect(said(judgeAi(ai, inStep))).toBe(verdict);
  });
});
