// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallRow } from '@/data/call-history.queries.ts';
import { createFakeBackend } from '@/testing/fake-backend.ts';
import { historyPage, historyRow } from '@/testing/history-row.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { CallHistory } from './CallHistory.tsx';

const HISTORY = '/rest/v1/rpc/call_history';
const CHANGE = '/rest/v1/rpc/change_calls';

afterEach(cleanup);

const row = (number: number, changes: Partial<CallRow> = {}) =>
  historyRow({
    id: `call-${number}`,
    client: { id: `client-${number}`, name: `Client ${number}` },
    startedAt: `2026-11-20T10:00:${String(59 - number).padStart(2, '0')}.000000Z`,
    ...changes,
  });

async function openHistory(rows: () => CallRow[], onChange: () => void = () => undefined) {
  const backend = createFakeBackend({
    [HISTORY]: () => historyPage(rows(), 200),
    [CHANGE]: () => {
      onChange();
      return 1;
    },
  });
  const app = renderInApp(<CallHistory />, backend);
  const table = await screen.findByRole('table');
  const rowOf = (number: number) => {
    const found = within(table).getByText(`Client ${number}`).closest('tr');
    if (!found) throw new Error('a row expected');
    return found;
  };
  return { app, backend, table, rowOf };
}

describe('the history by keyboard', () => {
  it('arrows, Home and End move; Enter opens the call; rows are one stop for Tab', async () => {
    const { app, table, rowOf } = await openHistory(() => [row(1), row(2), row(3)]);
    rowOf(1).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(document.activeElement).toBe(rowOf(3));
    await userEvent.keyboard('{Home}');
    expect(document.activeElement).toBe(rowOf(1));
    await userEvent.keyboard('{End}');
    expect(document.activeElement).toBe(rowOf(3));
    expect(table.querySelectorAll('tr[tabindex="0"]')).toHaveLength(1);
    await userEvent.keyboard('{Enter}');
    expect(app.address()).toBe('/calls/call-3');
  });

  it('Space selects, Shift and an arrow select on, and what is selected gets a tag at once', async () => {
    let tags: string[] = [];
    const { backend, rowOf } = await openHistory(
      () => [row(1, { tags }), row(2, { tags }), row(3)],
      () => {
        tags = ['vip'];
      },
    );
    rowOf(1).focus();
    await userEvent.keyboard(' {Shift>}{ArrowDown}{/Shift}');
    const region = screen.getByRole('region', { name: 'Selected calls' });
    expect(within(region).getByRole('status').textContent).toBe('2 calls selected');
    await userEvent.type(within(region).getByRole('combobox', { name: 'Add a tag' }), 'vip{Enter}');
    expect(within(rowOf(2)).getByText('vip')).toBeTruthy();
    await waitFor(() =>
      expect(backend.requestsTo(CHANGE)[0]?.body).toEqual({
        p_ids: ['call-1', 'call-2'],
        p_change: { addTags: ['vip'] },
      }),
    );
  });

  it('a click with Shift selects all between', async () => {
    const { rowOf } = await openHistory(() => [row(1), row(2), row(3), row(4)]);
    const user = userEvent.setup();
    const box = (number: number) => within(rowOf(number)).getByRole('checkbox');
    await user.click(box(1));
    await user.keyboard('{Shift>}');
    await user.click(box(3));
    await user.keyboard('{/Shift}');
    expect(screen.getByText('3 calls selected')).toBeTruthy();
  });
});

describe('calls that come in', () => {
  it('wait above the list while the pointer is over it, and come when it leaves', async () => {
    let rows = [row(2)];
    const { app, table, rowOf } = await openHistory(() => rows);
    await userEvent.hover(rowOf(2));
    rows = [row(1), row(2, { notes: 'changed' })];
    await app.queryClient.invalidateQueries({ queryKey: ['call-history'] });
    await screen.findByRole('button', { name: '1 new call' });
    expect(within(table).queryByText('Client 1')).toBeNull();
    expect(within(table).getByText(/changed/)).toBeTruthy();
    await userEvent.unhover(rowOf(2));
    await within(table).findByText('Client 1');
  });
});
