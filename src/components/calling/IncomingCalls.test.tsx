import { createClient } from '@supabase/supabase-js';
// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import { cardOf, refuse, startCalling } from '@/calling/testing/calling-harness.ts';
import { CallingContext } from '@/calling/use-calling.ts';
import { SupabaseProvider } from '@/data/supabase-context.tsx';
import { CallButton } from './CallButton.tsx';
import { PhoneDock } from './PhoneDock.tsx';

// jsdom has neither; the dock measures itself and asks how much room there is.
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.matchMedia = (media) =>
  ({ media, matches: false, addEventListener() {}, removeEventListener() {} }) as never;

afterEach(cleanup);

// Everything that would be asked of the server stays unanswered: the popup must not wait for it.
const supabase = createClient('http://localhost:1', 'key', {
  global: { fetch: () => new Promise<Response>(() => {}) },
  auth: { persistSession: false, autoRefreshToken: false },
});

async function showDock() {
  const harness = await startCalling();
  render(
    <SupabaseProvider client={supabase}>
      <QueryClientProvider client={new QueryClient()}>
        <CallingContext value={harness.calling}>
          <CallButton
            phoneNumber="+14165550123"
            name="Maria Lopez"
            clientId="client-maria"
            appearance="primary"
          />
          <input aria-label="Somewhere else" />
          <MemoryRouter>
            <PhoneDock />
          </MemoryRouter>
        </CallingContext>
      </QueryClientProvider>
    </SupabaseProvider>,
  );
  const ring = (card = cardOf()) => act(() => harness.server.broadcast(card));
  return { ...harness, ring, user: userEvent.setup() };
}

const popup = () => screen.getByRole('region', { name: 'Incoming call' });

describe('the incoming popup', () => {
  it('names line, client and number, and takes no focus from somebody who types', async () => {
    const { ring, user } = await showDock();
    await user.click(screen.getByLabelText('Somewhere else'));
    ring();
    expect(within(popup()).getByText('Maria Lopez')).toBeTruthy();
    expect(within(popup()).getByText('Main line')).toBeTruthy();
    expect(within(popup()).getByText('416 555-0123')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Somewhere else'));
  });

  it('shows the number and "Unknown caller" for a number that no client has', async () => {
    const { ring } = await showDock();
    ring(cardOf({ client: null, clientCount: 0, fromNumber: '+19055550148' }));
    expect(within(popup()).getByText('905 555-0148')).toBeTruthy();
    expect(within(popup()).getByText('Unknown caller')).toBeTruthy();
  });

  it('opens the longest wait, folds the others, one popup per call', async () => {
    const { ring } = await showDock();
    ring(cardOf({ id: 'later', startedAt: '2026-11-24T10:00:05.000Z', client: null }));
    ring(cardOf());
    ring(cardOf({ version: 2 }));
    expect(screen.getAllByRole('region', { name: 'Incoming call' })).toHaveLength(1);
    expect(within(popup()).getByText('Maria Lopez')).toBeTruthy();
    expect(screen.getAllByRole('region', { name: /Also ringing/ })).toHaveLength(1);
  });

  it('[I7] says who took it, where it was', async () => {
    const { ring } = await showDock();
    ring();
    ring(cardOf({ version: 2, status: 'connecting', agent: { id: 'member-ben', name: 'Ben' } }));
    expect(screen.queryByRole('region', { name: 'Incoming call' })).toBeNull();
    expect(screen.getByText('Ben answered first').closest('[aria-live=polite]')).not.toBeNull();
  });

  it('gives way to the softphone when accepted; a second one says what accepting does to the first', async () => {
    const { ring, user } = await showDock();
    ring();
    await user.click(within(popup()).getByRole('button', { name: 'Accept' }));
    expect(screen.queryByRole('region', { name: 'Incoming call' })).toBeNull();
    expect(screen.getByRole('dialog', { name: 'Call' })).toBeTruthy();
    ring(cardOf({ id: 'second', client: null }));
    expect(within(popup()).getByText('Accepting puts Maria on hold')).toBeTruthy();
    await user.click(within(popup()).getByRole('button', { name: 'Accept' }));
    expect(screen.getByRole('button', { name: 'Swap, Maria' })).toBeTruthy();
  });

  it('can be answered from the keyboard without looking for it', async () => {
    const { ring, user, server } = await showDock();
    ring();
    await user.keyboard('{Control>}{Shift>}a{/Shift}{/Control}');
    expect(server.controls).toEqual([{ callId: 'call-maria', action: 'accept' }]);
  });

  it('is not declined by Escape', async () => {
    const { ring, user, server } = await showDock();
    ring();
    await user.keyboard('{Escape}');
    expect(server.controls).toEqual([]);
    expect(popup()).toBeTruthy();
  });
});

describe('a call button', () => {
  it('dials with one click and shows whom', async () => {
    const { user, server } = await showDock();
    await user.click(screen.getByRole('button', { name: 'Call Maria Lopez' }));
    expect(server.dials).toMatchObject([{ to: '+14165550123', clientId: 'client-maria' }]);
    const dialog = screen.getByRole('dialog', { name: 'Call' });
    expect(within(dialog).getByText('Maria Lopez')).toBeTruthy();
    expect(within(dialog).getByRole('button', { name: 'End call' })).toBeTruthy();
  });

  it('shows in words why the call was refused, with the number still there', async () => {
    const { user, server } = await showDock();
    server.onDial = () => Promise.resolve(refuse({ code: 'spend_limit', message: 'limit' }));
    await user.click(screen.getByRole('button', { name: 'Call Maria Lopez' }));
    expect(screen.getByRole('alert').textContent).toContain('Today’s spending limit is reached');
    expect(screen.getByLabelText('Phone number')).toHaveProperty('value', '+14165550123');
  });
});
