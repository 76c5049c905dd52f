// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANA, cardOf, startCalling } from '@/calling/testing/calling-harness.ts';
import { settle } from '@/calling/testing/virtual-clock.ts';
import { CallingContext } from '@/calling/use-calling.ts';
import { SupabaseProvider } from '@/data/supabase-context.tsx';
import { createFakeBackend } from '@/testing/fake-backend.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import { PhoneDock } from './PhoneDock.tsx';

globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.matchMedia = (media) =>
  ({ media, matches: false, addEventListener() {}, removeEventListener() {} }) as never;
beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const NOTES = { notes: '', disposition: null, tags: [], summary: null, ai_outcome: null };
const answeredAt = '2026-11-24T10:00:00.000Z';

/** Maria rings while Ana writes in a field of the page. */
async function ringing() {
  const harness = await startCalling();
  const { supabase } = createFakeBackend({
    '/rest/v1/rpc/team': () => [],
    '/rest/v1/clients': () => [],
    '/rest/v1/telnyx_calls': () => NOTES,
  });
  render(
    <SupabaseProvider client={supabase}>
      <QueryClientProvider client={new QueryClient()}>
        <CallingContext value={harness.calling}>
          <MemoryRouter>
            <main id="page" tabIndex={-1}>
              <input aria-label="On the page" />
            </main>
            <PhoneDock />
          </MemoryRouter>
        </CallingContext>
      </QueryClientProvider>
    </SupabaseProvider>,
  );
  const tell = (card: CallCard) =>
    act(() => {
      harness.server.live = card.status === 'ended' ? [] : [card];
      harness.server.broadcast(card);
    });
  const user = userEvent.setup();
  await user.click(field());
  tell(cardOf());
  const connect = async () => {
    await act(async () => {
      harness.softphone.emit({ type: 'leg_offered', legId: 'leg-1', callId: 'call-maria' });
      await settle();
    });
    tell(cardOf({ status: 'active', agent: ANA, answeredAt, version: 2 }));
  };
  const hangUp = () =>
    tell(
      cardOf({
        status: 'ended',
        outcome: 'answered',
        agent: ANA,
        answeredAt,
        endedAt: '2026-11-24T10:01:00.000Z',
        version: 3,
      }),
    );
  return { ...harness, tell, user, connect, hangUp };
}

const field = () => screen.getByRole('textbox', { name: 'On the page' });
const phone = () => screen.getByRole('dialog', { name: 'Call' });
const key = (name: string) => within(phone()).getByRole('button', { name });
const jump = '{Control>}{Shift>}f{/Shift}{/Control}';

describe('the phone by keyboard', () => {
  it('a ring takes no focus; one key leads to Accept, and the same back to where one wrote', async () => {
    const { user } = await ringing();
    expect(document.activeElement).toBe(field());
    await user.keyboard(jump);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Accept' }));
    await user.keyboard(jump);
    expect(document.activeElement).toBe(field());
  });

  it('accepted with its key, the focus is in the call; over and written up, it is on the page', async () => {
    const { user, connect, hangUp } = await ringing();
    await user.keyboard(`${jump}{Enter}`);
    await waitFor(() => expect(document.activeElement).toBe(phone()));
    await connect();
    await user.click(key('Notes'));
    hangUp();
    await waitFor(() => expect(document.activeElement).toBe(phone()));
    key('Done').focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(field()));
  });

  it('a panel that is closed gives the focus back to its key', async () => {
    const { user, calling, connect } = await ringing();
    await act(() => calling.accept('call-maria'));
    await connect();
    for (const name of ['Transfer', 'Add person']) {
      key(name).focus();
      await user.keyboard('{Enter}');
      const search = within(phone()).getByRole('combobox');
      expect(document.activeElement).toBe(search);
      await user.keyboard('{Escape}');
      await waitFor(() => expect(document.activeElement).toBe(key(name)));
    }
  });

  it('never takes the focus from somebody on the page', async () => {
    const { user, calling, connect, hangUp } = await ringing();
    await act(() => calling.accept('call-maria'));
    await connect();
    await user.type(field(), 'Tap');
    hangUp();
    await act(settle);
    expect(document.activeElement).toBe(field());
  });

  it('says how it went in a region that was there before', async () => {
    const { calling, connect, hangUp, tell } = await ringing();
    const regions = () => [...document.querySelectorAll('[aria-live=polite], [role=status]')];
    const before = regions();
    await act(() => calling.accept('call-maria'));
    await connect();
    hangUp();
    await act(settle);
    expect(regions().map((one) => one.textContent)).toContain('Call ended');
    expect(before.every((one) => regions().includes(one))).toBe(true);
    tell(cardOf({ id: 'second' }));
    tell(cardOf({ id: 'second', version: 2, status: 'ended', outcome: 'missed' }));
    expect(regions().some((one) => one.textContent?.includes('Maria Lopez hung up'))).toBe(true);
  });
});
