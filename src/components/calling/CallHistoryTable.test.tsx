// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import type { CallRow } from '@/data/call-history.queries.ts';
import { createFakeBackend } from '@/testing/fake-backend.ts';
import { historyRow } from '@/testing/history-row.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { CallHistoryTable } from './CallHistoryTable.tsx';
import { useRowSelection } from './use-row-selection.ts';

afterEach(cleanup);

const drawn: string[] = [];

/** A call that tells whenever its row is drawn: the line's name is read for nothing else. */
function rowOf(number: number, version = 1): CallRow {
  const row = historyRow({
    id: `call-${number}`,
    version,
    client: { id: `client-${number}`, name: `Client ${number} v${version}` },
  });
  const { line } = row;
  return Object.defineProperty(row, 'line', {
    get: () => {
      drawn.push(row.id);
      return line;
    },
  });
}

const rowsOf = (count: number) => Array.from({ length: count }, (_, number) => rowOf(number));
const nextFrame = () => act(() => new Promise<void>((done) => requestAnimationFrame(() => done())));
const nothing = () => undefined;

/** The table alone, whose rows are changed from outside. */
async function showTable(first: CallRow[]) {
  const changed: { set: (rows: CallRow[]) => void } = { set: nothing };
  function Table() {
    const [rows, setRows] = useState(first);
    useEffect(() => {
      changed.set = setRows;
    }, []);
    const selection = useRowSelection(rows);
    return (
      <CallHistoryTable
        rows={rows}
        isBusy={false}
        hasMore
        onNearEnd={nothing}
        onShown={nothing}
        selection={selection}
      />
    );
  }
  renderInApp(<Table />, createFakeBackend({}));
  // As many as are drawn beyond those in sight come with the next frames.
  for (let frame = 0; frame < 5; frame += 1) await nextFrame();
  drawn.length = 0;
  return async (rows: CallRow[]) => {
    act(() => changed.set(rows));
    for (let frame = 0; frame < 5; frame += 1) await nextFrame();
  };
}

it('[B6] a page that comes draws none of the rows that are there again', async () => {
  const rows = rowsOf(50);
  const change = await showTable(rows);
  await change([...rows, ...rowsOf(75).slice(50)]);
  expect(drawn).toEqual([]);
});

it('[B6] a call that changes draws its own row and no other', async () => {
  const rows = rowsOf(50);
  const change = await showTable(rows);
  await change(rows.with(3, rowOf(3, 2)));
  await screen.findByText('Client 3 v2');
  expect([...new Set(drawn)]).toEqual(['call-3']);
});

it('[B6] a step of scrolling draws the rows that come into sight, and none that stays', async () => {
  const rows = rowsOf(500);
  await showTable(rows);
  const list = document.querySelector('tbody');
  if (!list) throw new Error('a list expected');
  const were = [...list.querySelectorAll<HTMLElement>('[data-call]')].map(
    (row) => row.dataset['call'],
  );
  list.getBoundingClientRect = () => new DOMRect(0, -10 * 48, 800, 500 * 48);
  act(() => void window.dispatchEvent(new Event('scroll')));
  for (let frame = 0; frame < 5; frame += 1) await nextFrame();
  expect(new Set(drawn).size).toBeGreaterThanOrEqual(10);
  expect(were.filter((id) => id !== undefined && drawn.includes(id))).toEqual([]);
});
