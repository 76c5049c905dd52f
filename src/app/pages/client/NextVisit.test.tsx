// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Toaster } from '@/components/ui/Toaster.tsx';
import { createFakeBackend } from '@/testing/fake-backend.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { NextVisit } from './NextVisit.tsx';

const SAVE = '/rest/v1/rpc/save_visit';
const CANCEL = '/rest/v1/rpc/cancel_visit_by_member';
const LUIS = { id: 'luis', name: 'Luis' };
const MEMBERSHIP = {
  memberId: 'ana',
  organizationId: 'maple',
  organizationName: 'Maple Plumbing',
  displayName: 'Ana',
  role: 'agent',
  timeZone: 'America/Toronto',
  email: 'ana@maple.test',
  language: 'en',
  availability: 'available',
  channelEpoch: 1,
} as const;

window.matchMedia = (media) =>
  ({ media, matches: false, addEventListener() {}, removeEventListener() {} }) as never;
afterEach(cleanup);
let status: string;
beforeEach(() => {
  status = 'confirmed';
});

function open() {
  const backend = createFakeBackend({
    '/rest/v1/appointments': () => [
      {
        id: 'tap',
        title: 'Replace kitchen tap',
        starts_at: '2036-12-01T14:00:00Z',
        ends_at: '2036-12-01T15:30:00Z',
        created_at: '2026-11-20T10:00:00Z',
        status,
        clients: { id: 'maria', name: 'Maria Lopez' },
        resources: LUIS,
      },
    ],
    '/rest/v1/resources': () => [{ ...LUIS, active: true }],
    '/rest/v1/services': () => [],
    '/rest/v1/business_hours': () => [],
    '/rest/v1/holidays': () => [],
    [SAVE]: () => {
      status = 'confirmed';
      return { ok: true, id: 'tap' };
    },
    [CANCEL]: () => {
      status = 'cancelled';
      return { ok: true };
    },
  });
  renderInApp(
    <>
      <NextVisit clientId="maria" membership={MEMBERSHIP} />
      <Toaster />
    </>,
    backend,
  );
  return backend;
}

it('the next visit is moved here: day, time and technician', async () => {
  const backend = open();
  const move = await screen.findByRole('button', { name: 'Move' });
  await waitFor(() => expect(move).toHaveProperty('disabled', false));
  await userEvent.click(move);
  const dialog = within(screen.getByRole('dialog', { name: 'Move “Replace kitchen tap”' }));
  const time = dialog.getByLabelText('Time');
  await userEvent.clear(time);
  await userEvent.type(time, '10:00');
  await userEvent.click(dialog.getByRole('button', { name: 'Move' }));
  await waitFor(() =>
    expect(backend.requestsTo(SAVE)[0]?.body).toMatchObject({
      p: { id: 'tap', starts_at: '2036-12-01T15:00:00.000Z', ends_at: '2036-12-01T16:30:00.000Z' },
    }),
  );
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it('and cancelled, with a way back', async () => {
  const backend = open();
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel visit' }));
  expect(await screen.findByText('No visit is booked.')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Replace kitchen tap')).toBeTruthy();
  expect(backend.requestsTo(CANCEL).map(({ body }) => body)).toEqual([{ p_id: 'tap' }]);
  expect(backend.requestsTo(SAVE)[0]?.body).toMatchObject({
    p: { id: 'tap', status: 'confirmed' },
  });
});
