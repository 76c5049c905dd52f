import { describe, expect, it } from 'vitest';
import { historyRow } from '@/testing/history-row.ts';
import {
  createMerge,
  type HistoryPage,
  isUnfilled,
  mergeNewest,
  pagesToReadAgain,
  withFreshPage,
} from './history-merge.ts';

const row = (number: number, version = 1) =>
  historyRow({ id: `call-${number}`, version, startedAt: `2026-11-20T10:00:${60 - number}.0Z` });

function page(numbers: number[], changes: Partial<HistoryPage> = {}): HistoryPage {
  return { rows: numbers.map((number) => row(number)), next: null, readAtMs: 0, ...changes };
}

const partial = { startedAt: '2026-11-20T09:00:00.0Z', id: 'x', isPartial: true };
const many = Array.from({ length: 25 }, (_, index) => index);

describe('looks that found less than a page', () => {
  it('go on by themselves until a page has come together', () => {
    expect(isUnfilled([page([1], { next: partial })])).toBe(true);
    expect(isUnfilled([page([], { next: partial }), page([2], { next: partial })])).toBe(true);
    expect(isUnfilled([page(many, { next: partial })])).toBe(false);
    expect(isUnfilled([page(many, { next: partial }), page([30], { next: partial })])).toBe(true);
  });

  it('end when there is no more, or a whole page', () => {
    expect(isUnfilled([page([1], { next: partial }), page([2])])).toBe(false);
    expect(isUnfilled([page([1], { next: { ...partial, isPartial: false } })])).toBe(false);
    expect(isUnfilled([])).toBe(false);
  });
});

describe('a page deep in the history', () => {
  const pages = [page([1, 2]), page([3, 4], { readAtMs: 10 }), page([5, 6], { readAtMs: 30 })];

  it('is read again when it is seen and something changed since it was read', () => {
    expect(pagesToReadAgain(pages, new Set(['call-4', 'call-5']), 20)).toEqual([1]);
    expect(pagesToReadAgain(pages, new Set(['call-6']), 20)).toEqual([]);
    expect(pagesToReadAgain(pages, new Set(['call-1']), 20)).toEqual([]);
  });

  it('takes the place of the old one, and the others stay', () => {
    const fresh = page([3], { readAtMs: 50 });
    const after = withFreshPage(pages, 1, fresh);
    expect(after[1]).toMatchObject({ readAtMs: 50, rows: [{ id: 'call-3' }] });
    expect(after[2]).toBe(pages[2]);
  });

  it('loses no row to a look that came less far', () => {
    const fresh = page([], { next: partial, readAtMs: 50, rows: [row(3, 9)] });
    expect(withFreshPage(pages, 1, fresh)[1]?.rows).toMatchObject([{ version: 9 }, { version: 1 }]);
  });
});

describe('the newest page over what was read before', () => {
  it('brings rows up to date, adds new ones on top, drops what is gone in its stretch', () => {
    const before = [page([2, 3, 4]), page([5, 6])];
    const newest = page([], {
      rows: [row(1), row(2, 7), row(4)],
      next: { startedAt: row(4).startedAt, id: 'call-4', isPartial: false },
    });
    expect(mergeNewest(before, newest).map(({ id, version }) => `${id}:${version}`)).toEqual([
      'call-1:1',
      'call-2:7',
      'call-4:1',
      'call-5:1',
      'call-6:1',
    ]);
  });
});

describe('pages that come one by one', () => {
  const row60 = (number: number, version = 1) =>
    historyRow({ id: `call-${number}`, version, startedAt: `2026-11-20T10:${60 - number}:00.0Z` });
  const pageOf = (...numbers: number[]): HistoryPage =>
    page([], { rows: numbers.map((n) => row60(n)) });
  const newest = page([], {
    rows: [row60(1), row60(2, 7)],
    next: { startedAt: row60(2).startedAt, id: 'call-2', isPartial: false },
  });

  it.each<[string, HistoryPage[][], (HistoryPage | undefined)[]]>([
    ['a further page', [[pageOf(1, 2)], [pageOf(3, 4)], [pageOf(5)]], [newest, newest, newest]],
    ['an empty page', [[pageOf(1, 2)], [pageOf()], [pageOf(5)]], [newest, newest, newest]],
    ['the newest page changes', [[pageOf(1, 2)], [pageOf(3)]], [undefined, newest]],
    ['a row that is there already', [[pageOf(1, 2, 3)], [pageOf(3, 4)]], [newest, newest]],
    ['a page out of order', [[pageOf(1, 4)], [pageOf(3, 2)]], [newest, newest]],
    ['all was read, and is gone', [[pageOf(1)], [pageOf(3)]], [page([1]), page([1])]],
  ])('come to the same as all at once: %s', (_, steps, newestAt) => {
    const merge = createMerge();
    let pages: HistoryPage[] = [];
    for (const [index, step] of steps.entries()) {
      pages = [...pages, ...step];
      expect(merge(pages, newestAt[index])).toEqual(mergeNewest(pages, newestAt[index]));
    }
  });

  it('come to the same when one of them is read again', () => {
    const merge = createMerge();
    const before = [pageOf(1, 2), pageOf(3, 4)];
    merge(before, newest);
    const again = withFreshPage(before, 1, page([], { rows: [row60(3, 9)], readAtMs: 50 }));
    const after = [...again, pageOf(5, 6)];
    expect(merge(after, newest)).toEqual(mergeNewest(after, newest));
  });
});
