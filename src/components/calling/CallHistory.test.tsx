// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallRow } from '@/data/call-history.queries.ts';
import { createFakeBackend, type FakeBackend } from '@/testing/fake-backend.ts';
import { historyPage, historyRow } from '@/testing/history-row.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { CallHistory } from './CallHistory.tsx';

const HISTORY = '/rest/v1/rpc/call_history';
const LINES = '/rest/v1/telnyx_phone_numbers';
const line = {
  id: 'line-1',
  phone_number: '+14375249932',
  label: 'Main line',
  connection_id: '1',
  ai_dispatcher_enabled: false,
  is_default: true,
};

afterEach(cleanup);

function backendWith(rows: CallRow[]): FakeBackend {
  return createFakeBackend({ [HISTORY]: () => historyPage(rows), [LINES]: () => [line] });
}

function lastQuery(backend: FakeBackend): unknown {
  return backend.requestsTo(HISTORY).at(-1)?.body;
}

describe('CallHistory', () => {
  it('is a table in which every row can be called back', async () => {
    const backend = backendWith([
      historyRow(),
      historyRow({
        id: 'call-2',
        client: null,
        direction: 'outbound',
        toNumber: '+14165550177',
        startedAt: '2026-11-20T14:00:00.000000Z',
      }),
    ]);
    const app = renderInApp(<CallHistory />, backend);
    const table = await screen.findByRole('table', { name: 'Call history' });
    const [, first, second] = within(table).getAllByRole('row');
    if (!first || !second) throw new Error('two calls expected');

    expect(within(first).getByRole('link', { name: 'Maria Lopez' })).toBeTruthy();
    expect(within(second).getByText('416 555-0177')).toBeTruthy();
    await userEvent.click(within(second).getByRole('button', { name: 'Call back' }));
    expect(app.dialled).toMatchObject([{ to: '+14165550177' }]);
  });

  it('shows a withheld number that cannot be called back', async () => {
    renderInApp(<CallHistory />, backendWith([historyRow({ client: null, fromNumber: null })]));
    await screen.findByText('Number withheld');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Call back' }).disabled).toBe(
      true,
    );
  });

  it('keeps its filters in the address and asks the server for them', async () => {
    const backend = backendWith([historyRow()]);
    const app = renderInApp(<CallHistory />, backend);
    await screen.findByRole('table');

    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Type' }), 'Outbound');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'No answer');
    await waitFor(() =>
      expect(lastQuery(backend)).toMatchObject({
        p_filter: { direction: 'outbound', status: 'no_answer' },
      }),
    );
    expect(app.address()).toBe('/?type=outbound&status=no_answer');

    await userEvent.click(screen.getByRole('button', { name: 'Show all types' }));
    await waitFor(() => expect(lastQuery(backend)).not.toHaveProperty('p_filter.direction'));
    expect(app.address()).toBe('/?status=no_answer');
  });

  it('takes "Missed" as inbound calls that nobody answered', async () => {
    const backend = backendWith([historyRow()]);
    renderInApp(<CallHistory />, { ...backend, address: '/?type=missed' });
    await screen.findByRole('table');
    expect(lastQuery(backend)).toMatchObject({
      p_filter: { direction: 'inbound', status: 'missed' },
    });

    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'In progress');
    await waitFor(() =>
      expect(lastQuery(backend)).toMatchObject({
        p_filter: { direction: 'inbound', status: 'live' },
      }),
    );
  });

  it('searches when typing pauses, and says why nothing was found', async () => {
    const backend = createFakeBackend({
      [HISTORY]: ({ body }) =>
        historyPage(
          (body as { p_filter: { search?: string } }).p_filter.search === 'sump'
            ? []
            : [historyRow()],
        ),
      [LINES]: () => [line],
    });
    const app = renderInApp(<CallHistory />, backend);
    await screen.findByRole('table');

    await userEvent.type(screen.getByRole('searchbox', { name: 'Search calls' }), 'sump');
    await screen.findByText('No call has “sump” in its name, number, notes or transcript.');
    expect(app.address()).toBe('/?search=sump');
    expect(backend.requestsTo(HISTORY)).toHaveLength(2);

    await userEvent.click(screen.getByRole('button', { name: 'Show all calls' }));
    await screen.findByRole('table');
    expect(app.address()).toBe('/');
  });

  it('asks for the next page from the last row on', async () => {
    const page = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) =>
        historyRow({
          id: `call-${from + index}`,
          startedAt: `2026-11-20T10:00:${String(59 - from - index).padStart(2, '0')}.000000Z`,
        }),
      );
    const backend = createFakeBackend({
      [HISTORY]: ({ body }) =>
        historyPage((body as { p_before?: string }).p_before ? page(25, 2) : page(0, 25)),
      [LINES]: () => [line],
    });
    renderInApp(<CallHistory />, backend);
    await userEvent.click(await screen.findByRole('button', { name: 'Show more' }));
    await screen.findByText('27 calls');
    expect(lastQuery(backend)).toMatchObject({
      p_before: '2026-11-20T10:00:35.000000Z',
      p_before_id: 'call-24',
    });
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('follows a change of the calls without taking the rows away', async () => {
    let rows = [historyRow({ status: 'ringing', outcome: null, agent: null })];
    const backend = createFakeBackend({
      [HISTORY]: () => historyPage(rows),
      [LINES]: () => [line],
    });
    const { queryClient } = renderInApp(<CallHistory />, backend);
    await screen.findByText('Ringing now');
    rows = [historyRow()];
    const refetched = queryClient.invalidateQueries({ queryKey: ['call-history'] });
    expect(screen.getByText('Ringing now')).toBeTruthy();
    await refetched;
    await screen.findByRole('link', { name: 'Answered' });
  });

  it('tells how to make the first call arrive', async () => {
    renderInApp(<CallHistory />, backendWith([]));
    await screen.findByText(/^No calls yet\. Call 437 524-9932 from your mobile/);
  });

  it('says that it failed and tries again', async () => {
    let isBroken = true;
    const backend = createFakeBackend({
      [HISTORY]: () =>
        isBroken
          ? Response.json({ message: 'down' }, { status: 500 })
          : historyPage([historyRow()]),
      [LINES]: () => [line],
    });
    renderInApp(<CallHistory />, backend);
    await screen.findByText('The history could not be loaded.');
    isBroken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('table', { name: 'Call history' });
  });
});
