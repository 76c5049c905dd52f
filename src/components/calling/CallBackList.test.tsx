// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { Toaster } from '@/components/ui/Toaster.tsx';
import { type BackendRoute, createFakeBackend } from '@/testing/fake-backend.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { CallBackList } from './CallBackList.tsx';

afterEach(cleanup);

const ME = { id: 'member-ana', organizationId: 'org-1', name: 'Ana' };
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const row = (id: string, more: object = {}) => ({
  id,
  kind: 'call_back',
  note: null,
  caller_name: null,
  urgent: false,
  phone_number: '+14165550123',
  reason: 'ring_timeout',
  due_at: inHours(1),
  clients: { id: `client-${id}`, name: id },
  members: null,
  ...more,
});

function show(rows: object[], change: BackendRoute = () => ({ ok: true })) {
  const backend = createFakeBackend({
    '/rest/v1/call_tasks': () => rows,
    '/rest/v1/rpc/call_task_counts': () => ({ all: 2, mine: 0, overdue: 1 }),
    '/rest/v1/rpc/change_call_task': change,
    '/rest/v1/rpc/team': () => [
      {
        memberId: 'member-ben',
        displayName: 'Ben',
        role: 'agent',
        presence: 'away',
        availability: 'away',
        lastSeenAt: null,
      },
    ],
  });
  const app = renderInApp(
    <>
      <CallBackList />
      <Toaster />
    </>,
    { ...backend, me: ME },
  );
  const changes = () =>
    backend
      .requestsTo('/rest/v1/rpc/change_call_task')
      .map(({ body }) => (body as { p: object }).p);
  return { ...app, ...backend, changes, user: userEvent.setup() };
}

it('[I12] a call-back without an owner is visibly everybody’s, and one press takes it', async () => {
  const { user, changes } = show([row('Tom')]);
  const item = await screen.findByRole('listitem');
  expect(within(item).getByText('everybody’s')).toBeTruthy();
  await user.click(within(item).getByRole('button', { name: 'Take it, Tom' }));
  expect(changes()).toEqual([{ id: 'Tom', action: 'assign', memberId: 'member-ana', seen: null }]);
});

it('tells who was quicker, and shows the list as it was', async () => {
  const { user } = show([row('Tom')], () => ({
    ok: false,
    code: 'changed',
    assignee: { id: 'member-ben', name: 'Ben' },
  }));
  await user.click(await screen.findByRole('button', { name: 'Take it, Tom' }));
  await screen.findByText('Ben took it a moment ago');
  await screen.findByRole('button', { name: 'Take it, Tom' });
});

it('gives it to a colleague, with what one finds there', async () => {
  const { user, changes } = show([row('Tom')]);
  await user.click(await screen.findByRole('button', { name: /^Who calls Tom back/ }));
  await user.click(await screen.findByRole('menuitemradio', { name: 'Ben, away' }));
  expect(changes()).toEqual([{ id: 'Tom', action: 'assign', memberId: 'member-ben', seen: null }]);
});

it('takes and dials with one press, for the client who waits', async () => {
  const { user, changes, dialled } = show([row('Tom')]);
  await user.click(await screen.findByRole('button', { name: 'Call back Tom' }));
  expect(dialled).toEqual([{ to: '+14165550123', name: 'Tom', clientId: 'client-Tom' }]);
  await waitFor(() => expect(changes()).toHaveLength(1));
});

it('is done with one press and undone with another', async () => {
  const { user, changes } = show([row('Tom')]);
  await user.click(await screen.findByRole('button', { name: 'Done, Tom' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(changes()).toEqual([
    { id: 'Tom', action: 'done' },
    { id: 'Tom', action: 'reopen' },
  ]);
});

it('is put off, and back to where it was', async () => {
  const due = inHours(-1);
  const owned = { members: { id: 'member-ana', display_name: 'Ana' }, due_at: due };
  const { user, changes } = show([row('Tom', owned)]);
  await user.click(await screen.findByRole('button', { name: 'Later, Tom' }));
  await user.click(await screen.findByRole('menuitem', { name: 'In an hour' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(changes()).toEqual([
    { id: 'Tom', action: 'snooze', until: expect.any(String) as string },
    { id: 'Tom', action: 'snooze', until: due },
  ]);
});

it('asks for mine, and for what is overdue', async () => {
  const { user, requestsTo } = show([row('Tom')]);
  const filter = await screen.findByRole('combobox', { name: 'Which call-backs' });
  await screen.findByRole('option', { name: 'Overdue 1' });
  await user.selectOptions(filter, 'mine');
  await user.selectOptions(filter, 'overdue');
  const asked = () => requestsTo('/rest/v1/call_tasks').map(({ url }) => url.searchParams);
  await waitFor(() =>
    expect(asked().some((query) => query.get('assigned_member_id') === 'eq.member-ana')).toBe(true),
  );
  await waitFor(() =>
    expect(asked().some((query) => query.get('due_at')?.startsWith('lt.'))).toBe(true),
  );
});
