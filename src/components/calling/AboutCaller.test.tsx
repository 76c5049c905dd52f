// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cardOf } from '@/calling/testing/calling-harness.ts';
import type { Caller, CallerFacts } from '@/data/caller-facts.queries.ts';
import { createFakeBackend } from '@/testing/fake-backend.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import type { CallCard } from '@core/contracts/call-card.ts';
import { AboutCaller } from './AboutCaller.tsx';

const FACTS = '/rest/v1/rpc/caller_facts';
const CHOOSE = '/rest/v1/rpc/set_call_client';
const CREATE = '/rest/v1/rpc/create_client_for_call';

const caller = (changes: Partial<Caller> = {}): Caller => ({
  id: 'client-maria',
  name: 'Maria Lopez',
  company: null,
  lastCall: null,
  nextVisit: null,
  tasks: [],
  ...changes,
});
const gerald = caller({ id: 'gerald', name: 'Gerald Whitmore' });
const judith = caller({ id: 'judith', name: 'Judith Whitmore' });
const shared = cardOf({ client: { id: 'gerald', name: 'Gerald Whitmore' }, clientCount: 2 });
const unknown = cardOf({ client: null, clientCount: 0, fromNumber: '+19055550148' });

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

function show(
  card: CallCard,
  facts: Partial<CallerFacts>,
  { place = 'popup', create }: { place?: 'popup' | 'call'; create?: () => unknown } = {},
) {
  const backend = createFakeBackend({
    [FACTS]: () => ({ clientId: null, clients: [], earlierCalls: 0, lastCallAt: null, ...facts }),
    [CHOOSE]: () => card,
    [CREATE]: create ?? (() => card),
  });
  renderInApp(<AboutCaller card={card} place={place} />, backend);
  return backend;
}

describe('what the popup knows of a caller', () => {
  it('says last call, next visit and open tasks in three lines at most, asked for once', async () => {
    const backend = show(cardOf(), {
      clients: [
        caller({
          lastCall: {
            startedAt: '2026-11-20T15:00:00Z',
            direction: 'inbound',
            status: 'ended',
            outcome: 'answered',
            outcomeReason: null,
            summary: 'Water heater quote',
          },
          nextVisit: {
            startsAt: '2099-11-26T14:00:00Z',
            title: 'Water heater',
            isConfirmed: false,
          },
          tasks: ['Send the rebate form', 'Call the supplier'].map((title) => ({
            title,
            reason: null,
            dueAt: null,
          })),
        }),
      ],
    });
    expect(await screen.findByText(/Water heater quote/)).toBeTruthy();
    expect(screen.getByText(/not confirmed/)).toBeTruthy();
    expect(screen.getByText(/Send the rebate form/)).toBeTruthy();
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
    expect(backend.requestsTo(FACTS)).toHaveLength(1);
  });

  it('lets somebody choose among several, and writes it to the call', async () => {
    const backend = show(shared, { clients: [gerald, judith] });
    const list = await screen.findByRole('list', { name: 'Who is it?' });
    const pressed = () =>
      within(list)
        .getAllByRole('button')
        .filter((button) => button.getAttribute('aria-pressed') === 'true')
        .map(({ textContent }) => textContent);
    expect(pressed()).toEqual([expect.stringContaining('Gerald')]);
    await userEvent.click(within(list).getByRole('button', { name: /Judith Whitmore/ }));
    expect(backend.requestsTo(CHOOSE).map(({ body }) => body)).toEqual([
      { p_call_id: 'call-maria', p_client_id: 'judith' },
    ]);
  });

  it('says of a stranger whether they called before', async () => {
    show(unknown, {});
    expect(await screen.findByText('Never called before.')).toBeTruthy();
    cleanup();
    show(unknown, { earlierCalls: 3, lastCallAt: '2026-11-18T10:00:00Z' });
    expect(await screen.findByText(/Called 3 times before, last Nov 18/)).toBeTruthy();
  });

  it('says nothing of a health check’s call', () => {
    show(cardOf({ isTest: true, client: null, clientCount: 0 }), {});
    expect(screen.queryByRole('button', { name: 'Create client' })).toBeNull();
  });
});

describe('a client created in place', () => {
  it('has the number filled in, as E.164, and takes one name', async () => {
    const backend = show(unknown, {});
    await userEvent.click(screen.getByRole('button', { name: 'Create client' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Name'));
    await userEvent.keyboard('Zoe Roy{Enter}');
    await waitFor(() => expect(backend.requestsTo(CREATE)).toHaveLength(1));
    expect(backend.requestsTo(CREATE)[0]?.body).toMatchObject({
      p_call_id: 'call-maria',
      p_name: 'Zoe Roy',
      p_phone_number: '+19055550148',
    });
    expect(await screen.findByRole('button', { name: 'Create client' })).toBeTruthy();
  });

  it('keeps what was typed over Accept, and takes no focus there', async () => {
    show(unknown, {});
    await userEvent.click(screen.getByRole('button', { name: 'Create client' }));
    await userEvent.type(screen.getByLabelText('Name'), 'Zoe');
    cleanup();
    show({ ...unknown, version: 2, status: 'active' }, {}, { place: 'call' });
    expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Zoe');
    expect(document.activeElement).toBe(document.body);
  });

  it('loses nothing when it fails, and a second try makes no second client', async () => {
    let isBroken = true;
    const backend = show(
      unknown,
      {},
      { create: () => (isBroken ? Response.json({ message: 'down' }, { status: 500 }) : unknown) },
    );
    await userEvent.click(screen.getByRole('button', { name: 'Create client' }));
    await userEvent.type(screen.getByLabelText('Name'), 'Zoe');
    await userEvent.click(screen.getByRole('button', { name: 'Save client' }));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Zoe');
    isBroken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Save client' }));
    await waitFor(() => expect(backend.requestsTo(CREATE)).toHaveLength(2));
    const ids = backend
      .requestsTo(CREATE)
      .map(({ body }) => (body as { p_client_id: string }).p_client_id);
    expect(new Set(ids).size).toBe(1);
  });

  it('asks for a name and a number that is one', async () => {
    const backend = show(unknown, {});
    await userEvent.click(screen.getByRole('button', { name: 'Create client' }));
    await userEvent.clear(screen.getByLabelText('Phone number'));
    await userEvent.type(screen.getByLabelText('Phone number'), 'soon');
    await userEvent.click(screen.getByRole('button', { name: 'Save client' }));
    expect(await screen.findByText('Enter a name.')).toBeTruthy();
    expect(await screen.findByText('This is no telephone number.')).toBeTruthy();
    expect(backend.requestsTo(CREATE)).toHaveLength(0);
  });

  it('is there for somebody else who shares the number', async () => {
    show(shared, { clients: [gerald, judith] });
    await userEvent.click(await screen.findByRole('button', { name: 'Somebody else' }));
    expect(screen.getByRole('form', { name: 'New client' })).toBeTruthy();
  });
});
