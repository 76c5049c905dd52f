// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { Toaster } from '@/components/ui/Toaster.tsx';
import { SessionProvider } from '@/data/session.tsx';
import { createFakeBackend } from '@/testing/fake-backend.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import type { Scenario } from '@core/contracts/manage-ai.ts';
import { ScenariosGroup } from './ScenariosGroup.tsx';

const FUNCTION = '/functions/v1/manage-ai-dispatcher';
const LEAK = 'a9000000-0000-4000-8000-000000000001';
const PRICE = 'a9000000-0000-4000-8000-000000000002';

afterEach(cleanup);

const scenario = (changes: Partial<Scenario>): Scenario => ({
  id: LEAK,
  name: 'Leaking tap',
  language: 'en',
  call_id: null,
  caller_number: null,
  lines: ['My tap is leaking', 'Yes'],
  expected: [{ tool: 'book_visit', ok: true, service: 'Tap repair' }],
  active: true,
  last_result: null,
  last_run_at: null,
  ...changes,
});

function open(saveDraft: () => Promise<void> = async () => undefined) {
  const log: string[] = [];
  const backend = createFakeBackend({
    '/rest/v1/rpc/my_membership': () => null,
    [FUNCTION]: () => {
      log.push('asked');
      return Response.json({ error: { code: 'unavailable', message: '' } }, { status: 503 });
    },
  });
  const scenarios = [
    scenario({}),
    scenario({ id: PRICE, name: 'Asks for a price', expected: [], active: false }),
  ];
  const save = async () => {
    log.push('saved');
    await saveDraft();
  };
  renderInApp(
    <SessionProvider>
      <ScenariosGroup scenarios={scenarios} hasProblems={false} saveDraft={save} />
      <Toaster />
    </SessionProvider>,
    backend,
  );
  const sent = () => backend.requestsTo(FUNCTION).map(({ body }) => body);
  return { log, sent };
}

it('says in words what each expects and how it went', () => {
  open();
  expect(screen.getByText('English, 2 lines. Expects: Books a visit: Tap repair')).toBeTruthy();
  expect(screen.getByText('English, 2 lines. Expects that nothing is booked')).toBeTruthy();
  expect(screen.getByText('Not run yet')).toBeTruthy();
});

it('tests what is being edited: it is saved first, and only those switched on are run', async () => {
  const { log, sent } = open();
  await userEvent.click(screen.getByRole('button', { name: 'Run all' }));
  await screen.findByText(/^The tests were not run\./);
  expect(log).toEqual(['saved', 'asked']);
  expect(sent()).toEqual([{ action: 'run_scenarios', ids: [LEAK] }]);
});

it('runs nothing when the draft could not be saved', async () => {
  const { sent } = open(() => Promise.reject(new Error('refused')));
  await userEvent.click(screen.getByRole('button', { name: 'Run Asks for a price' }));
  await screen.findByText(/^The tests were not run\./);
  expect(sent()).toEqual([]);
});

it('lines and effects are edited and kept together', async () => {
  const { sent } = open();
  await userEvent.click(screen.getByRole('button', { name: 'Edit Asks for a price' }));
  const lines = screen.getByLabelText('What the caller says');
  await userEvent.clear(lines);
  await userEvent.type(lines, 'How much is a toilet?{Enter}{Enter}  Thanks ');
  await userEvent.click(screen.getByRole('button', { name: 'Add an effect' }));
  await userEvent.selectOptions(screen.getByLabelText('Effect 1'), 'quote_price');
  await userEvent.selectOptions(screen.getByLabelText('Outcome of effect 1'), 'refused');
  await userEvent.click(screen.getByRole('button', { name: 'Save test' }));
  await waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()[0]).toEqual({
    action: 'update_scenario',
    id: PRICE,
    name: 'Asks for a price',
    lines: ['How much is a toilet?', 'Thanks'],
    expected: [{ tool: 'quote_price', ok: false }],
  });
  // It was not saved: what was typed is still there.
  await screen.findByText(/^Not saved\./);
  expect(screen.getByLabelText('What the caller says')).toBeTruthy();
});

it('is deleted only after asking', async () => {
  const { sent } = open();
  await userEvent.click(screen.getByRole('button', { name: 'Edit Leaking tap' }));
  await userEvent.click(screen.getByRole('button', { name: 'Delete test' }));
  const dialog = await screen.findByRole('dialog', { name: 'Delete “Leaking tap”?' });
  expect(sent()).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(sent()).toEqual([{ action: 'delete_scenario', id: LEAK }]));
});
