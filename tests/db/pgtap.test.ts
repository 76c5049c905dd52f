import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { startTestDatabase } from '../support/test-database.ts';
import { readTap, runTapFile } from './tap-file.ts';

const folder = join(import.meta.dirname, '..', '..', 'supabase', 'tests', 'database');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .toSorted();

// The files run while tests are collected, so that every assertion is a test of its own.
const database = await startTestDatabase();
afterAll(() => database.stop());
await database.installPgTap();
const results = new Map<string, Awaited<ReturnType<typeof runTapFile>>>();
for (const name of files) results.set(name, await runTapFile(database.url, join(folder, name)));

describe.each([...results])('%s', (_name, assertions) => {
  test.each(assertions.map((assertion, index) => ({ ...assertion, number: index + 1 })))(
    '$number $title',
    ({ ok, title, diagnostics }) => {
      expect(ok, [`not ok - ${title}`, ...diagnostics].join('\n')).toBe(true);
    },
  );
});

describe('reading TAP', () => {
  test('a failed assertion and its explanation are found', () => {
    const read = readTap(['1..2', 'ok 1 - a', 'not ok 2 - b', '# have 1']);
    expect(read).toEqual([
      { title: 'a', ok: true, diagnostics: [] },
      { title: 'b', ok: false, diagnostics: ['# have 1'] },
    ]);
  });

  test('a plan that was not met fails', () => {
    expect(readTap(['1..2', 'ok 1 - a']).at(-1)).toMatchObject({ ok: false });
    expect(readTap(['ok 1 - a']).at(-1)).toMatchObject({ ok: false });
    expect(readTap([]).at(-1)).toMatchObject({ ok: false });
  });
});
