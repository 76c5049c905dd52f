// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { aiCardOf } from '@/calling/testing/calling-harness.ts';
import { SessionProvider } from '@/data/session.tsx';
import { createFakeBackend } from '@/testing/fake-backend.ts';
import { historyPage, historyRow } from '@/testing/history-row.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { segmentOf } from '@/testing/transcript-segment.ts';
import { CallBackList } from './CallBackList.tsx';
import { CallHistory } from './CallHistory.tsx';

afterEach(cleanup);

const CALL = '11111111-1111-4111-8111-111111111111';
const MANAGE = '/functions/v1/manage-ai-dispatcher';
const aiCall = historyRow({
  id: CALL,
  agent: null,
  handledBy: 'ai',
  ai: aiCardOf({ status: 'over' }).ai,
  summary: 'Wants the drain cleaned.',
  aiOutcome: 'booked',
  sentiment: 'negative',
  followUps: ['Bring the long snake'],
  visit: { id: 'v', title: 'Drain cleaning', startsAt: new Date(2026, 10, 26, 11).toISOString() },
});

/** Signed in with a role, with one call of the AI's in the history. */
async function showHistory(role: 'owner' | 'agent') {
  const user = {
    id: 'user-1',
    email: 'a@maple.test',
    aud: '',
    app_metadata: {},
    user_metadata: {},
  };
  const backend = createFakeBackend({
    '/auth/v1/token': () => ({
      access_token: 'token',
      refresh_token: 'refresh',
      token_type: 'bearer',
      expires_in: 3_600,
      user,
    }),
    '/rest/v1/rpc/my_membership': () => ({
      memberId: 'member-1',
      organizationId: 'org-1',
      organizationName: 'Maple Plumbing',
      displayName: 'Nora',
      role,
      timeZone: 'America/Toronto',
      email: user.email,
      language: 'en',
      availability: 'available',
      channelEpoch: 1,
    }),
    '/rest/v1/rpc/call_history': () => historyPage([aiCall]),
    '/rest/v1/rpc/call_transcript': () => [segmentOf({ callId: CALL })],
    [MANAGE]: () =>
      Response.json({ error: { code: 'unavailable', message: 'later' } }, { status: 503 }),
  });
  await backend.supabase.auth.signInWithPassword({ email: user.email, password: 'demo' });
  renderInApp(
    <SessionProvider>
      <CallHistory />
    </SessionProvider>,
    backend,
  );
  const row = (await screen.findByText('Maria Lopez')).closest('tr');
  if (!row) throw new Error('a row expected');
  return { backend, row };
}

async function openDetails(role: 'owner' | 'agent') {
  const shown = await showHistory(role);
  await userEvent.click(
    within(shown.row).getByRole('button', { name: 'Details of the call with Maria Lopez' }),
  );
  const dialog = await screen.findByRole('dialog', { name: 'Call with Maria Lopez' });
  return { ...shown, dialog };
}

describe('a call of the AI in the history', () => {
  it('says that the AI handled it and what came of it', async () => {
    const { row } = await showHistory('agent');
    expect(within(row).getByText('AI')).toBeTruthy();
    expect(within(row).getByText(/^AI booked Thu Nov 26, 11:00, Drain cleaning/)).toBeTruthy();
    expect(within(row).getByText('Booked')).toBeTruthy();
  });

  it('opens to summary, mood, what is left to do, and every word', async () => {
    const { dialog } = await openDetails('agent');
    expect(within(dialog).getByText('Wants the drain cleaned.')).toBeTruthy();
    expect(within(dialog).getByText('Caller was not content')).toBeTruthy();
    expect(within(dialog).getByText('Bring the long snake')).toBeTruthy();
    const log = await within(dialog).findByRole('log', { name: 'Transcript' });
    expect(within(log).getByText('My kitchen drain is blocked')).toBeTruthy();
    expect(log.getAttribute('aria-live')).toBe('off');
  });

  it('can be made a test by who may change the AI, and says when that failed', async () => {
    const { dialog, backend } = await openDetails('owner');
    const save = await within(dialog).findByRole('button', { name: 'Save as test' });
    await userEvent.click(save);
    await expect.poll(() => backend.requestsTo(MANAGE).length).toBe(1);
    expect(backend.requestsTo(MANAGE)[0]?.body).toEqual({ action: 'save_scenario', call_id: CALL });
    await within(dialog).findByText('Not saved as a test. Try again in a moment.');
  });

  it('offers that to nobody else', async () => {
    const { dialog, backend } = await openDetails('agent');
    await within(dialog).findByRole('log');
    await expect.poll(() => backend.requestsTo('/rest/v1/rpc/my_membership').length).toBe(1);
    expect(within(dialog).queryByRole('button', { name: 'Save as test' })).toBeNull();
  });
});

describe('a message that the AI took', () => {
  it('stands with the call-backs: who, what they said, and that it is urgent', async () => {
    const { supabase } = createFakeBackend({
      '/rest/v1/call_tasks': () => [
        {
          id: 'task-1',
          kind: 'message',
          note: 'The fan smells burnt',
          caller_name: 'Peter Nowak',
          urgent: true,
          phone_number: '+16475550158',
          reason: 'message',
          due_at: '2026-11-24T15:00:00Z',
          clients: null,
          members: null,
        },
      ],
    });
    renderInApp(<CallBackList />, { supabase });
    const item = (await screen.findByText('Peter Nowak, 647 555-0158')).closest('li');
    if (!item) throw new Error('an item expected');
    expect(within(item).getByText('“The fan smells burnt”')).toBeTruthy();
    expect(within(item).getByText('Urgent')).toBeTruthy();
  });
});
