// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallHistory } from '@/components/calling/CallHistory.tsx';
import { storyOf } from '@/testing/call-story.ts';
import { createFakeBackend } from '@/testing/fake-backend.ts';
import { historyPage, historyRow } from '@/testing/history-row.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { CallPage } from './CallPage.tsx';

const NOTES = '/rest/v1/telnyx_calls';
const SAVE = '/rest/v1/rpc/update_call_notes';
const NUMBERS = [1, 2, 3];
const idOf = (number: number) => `c0000000-0000-4000-8000-00000000000${number}`;
const client = (number: number) => ({ id: `client-${number}`, name: `Client ${number}` });

function open(address: string) {
  const backend = createFakeBackend({
    '/rest/v1/rpc/call_history': () =>
      historyPage(
        NUMBERS.map((number) =>
          historyRow({
            id: idOf(number),
            client: client(number),
            startedAt: `2026-11-20T10:00:5${9 - number}.000000Z`,
          }),
        ),
      ),
    '/rest/v1/rpc/call_story': ({ body }) => {
      const { p_call_id: id } = body as { p_call_id: string };
      return storyOf({ call: { id, client: client(Number(id.at(-1))) } });
    },
    '/rest/v1/rpc/call_transcript': () => [],
    [NOTES]: () => ({
      notes: 'Ring twice',
      disposition: 'call_back',
      tags: ['drain'],
      summary: null,
      ai_outcome: null,
    }),
    [SAVE]: () => ({ ok: true }),
  });
  const app = renderInApp(
    <Routes>
      <Route path="/connect-center" element={<CallHistory />} />
      <Route path="/calls/:callId" element={<CallPage />} />
    </Routes>,
    { supabase: backend.supabase, address },
  );
  return { ...app, backend };
}
const heading = (number: number) =>
  screen.findByRole('heading', { name: `Client ${number}`, level: 1 });
const place = () => screen.getByRole('navigation', { name: 'Place in the list' });

afterEach(cleanup);
beforeEach(() => {
  sessionStorage.clear();
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  Element.prototype.scrollIntoView = () => undefined;
});

describe('a call that was opened from the history', () => {
  it('says its place there, leads to the calls beside it, and back to the same filters', async () => {
    const { address } = open('/connect-center?tag=drain');
    const table = await screen.findByRole('table');
    within(table).getByText('Client 2').closest('tr')?.focus();
    await userEvent.keyboard('{Enter}');
    await heading(2);
    expect(place().textContent).toContain('2 of 3');
    await userEvent.click(within(place()).getByRole('link', { name: 'Next call of the list' }));
    await heading(3);
    expect(place().textContent).toContain('3 of 3');
    const next = within(place()).getByRole('link', { name: 'Next call of the list' });
    expect(next.getAttribute('aria-disabled')).toBe('true');
    const previous = () => within(place()).getByRole('link', { name: 'Previous call of the list' });
    await userEvent.click(previous());
    await heading(2);
    await userEvent.click(previous());
    await heading(1);
    await userEvent.click(screen.getByRole('link', { name: /^Back/ }));
    expect(address()).toBe('/connect-center?tag=drain');
  });

  it('a call that was opened by its address has no place', async () => {
    open(`/calls/${idOf(1)}`);
    await heading(1);
    expect(screen.queryByRole('navigation', { name: 'Place in the list' })).toBeNull();
  });
});

it('outcome in words, tags and notes; what is changed there is saved', async () => {
  const { backend } = open(`/calls/${idOf(1)}`);
  await heading(1);
  expect(await screen.findByText('Call back', { exact: true })).toBeTruthy();
  await userEvent.type(
    await screen.findByRole('textbox', { name: 'Add a tag' }),
    'Oak Street{Enter}',
  );
  const note = screen.getByRole('textbox', { name: 'Note' });
  expect(note).toHaveProperty('value', 'Ring twice');
  await userEvent.type(note, ', then knock');
  await userEvent.tab();
  await waitFor(() =>
    expect(backend.requestsTo(SAVE).at(-1)?.body).toEqual({
      p_call_id: idOf(1),
      p_notes: 'Ring twice, then knock',
      p_disposition: 'call_back',
      p_tags: ['drain', 'oak street'],
    }),
  );
});
