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

const SAVE = '/rest/v1/rpc/update_call_notes';

globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.matchMedia = (media) =>
  ({ media, matches: false, addEventListener() {}, removeEventListener() {} }) as never;
beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

interface Read {
  notes?: string;
  summary?: string;
  ai_outcome?: string;
}

/** Ana has talked with Maria, and the call is over. */
async function afterCall({ notes = '', summary, ai_outcome }: Read = {}) {
  const harness = await startCalling();
  const backend = createFakeBackend({
    '/rest/v1/rpc/team': () => [],
    '/rest/v1/telnyx_calls': () => ({
      notes,
      disposition: null,
      tags: [],
      summary: summary ?? null,
      ai_outcome: ai_outcome ?? null,
    }),
    [SAVE]: () => ({ ok: true }),
  });
  render(
    <SupabaseProvider client={backend.supabase}>
      <QueryClientProvider client={new QueryClient()}>
        <CallingContext value={harness.calling}>
          <MemoryRouter>
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
  const maria = (card: Partial<CallCard>) =>
    cardOf({ status: 'active', agent: ANA, answeredAt: '2026-11-24T10:00:00.000Z', ...card });
  tell(cardOf());
  await act(async () => {
    await harness.calling.accept('call-maria');
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-1', callId: 'call-maria' });
    await settle();
  });
  tell(maria({ version: 2 }));
  const endedAt = '2026-11-24T10:04:00.000Z';
  const ended = { status: 'ended', outcome: 'answered', endedAt, version: 3 } as const;
  tell(maria(summary ? { ...ended, ai: AI } : ended));
  await act(settle);
  const saved = () => backend.requestsTo(SAVE).map(({ body }) => body);
  const advance = (ms: number) => act(() => harness.clock.advance(ms));
  return { ...harness, tell, saved, advance, user: userEvent.setup() };
}
const AI = { status: 'over', since: null, language: 'en', reason: 'always', wants: null } as const;

const phone = () => within(screen.getByRole('dialog', { name: 'Call' }));
const button = (name: string) => phone().getByRole('button', { name });
const note = () => phone().getByRole('textbox', { name: 'Note' });
const countdown = () => phone().queryByRole('timer', { name: 'Closes by itself in' });

describe('the card after a call', () => {
  it('says when it goes by itself, and goes then', async () => {
    const { advance } = await afterCall();
    expect(countdown()?.textContent).toBe('0:30');
    expect(phone().queryByRole('button', { name: 'Discard' })).toBeNull();
    await advance(10_000);
    expect(countdown()?.textContent).toBe('0:20');
    await advance(20_000);
    expect(screen.queryByRole('dialog', { name: 'Call' })).toBeNull();
  });

  it('stays as long as somebody writes in it', async () => {
    const { user, advance } = await afterCall();
    await user.click(note());
    expect(countdown()).toBeNull();
    await advance(60_000);
    expect(note()).toBeTruthy();
  });

  it('is never in the way of the next ring, which takes its place when it is accepted', async () => {
    const { tell, calling, user } = await afterCall();
    await user.type(note(), 'Tap');
    tell(cardOf({ id: 'call-john', client: { id: 'john', name: 'John Chen' } }));
    expect(screen.getByRole('region', { name: 'Incoming call' })).toBeTruthy();
    await act(async () => {
      await calling.accept('call-john');
      await settle();
    });
    expect(calling.store.getState().finished).toBeNull();
  });

  it('what the AI wrote is a draft: Done keeps it', async () => {
    const { user, saved } = await afterCall({ summary: 'Tap drips', ai_outcome: 'booked' });
    await waitFor(() => expect(note()).toHaveProperty('value', 'Tap drips'));
    await user.click(button('Done'));
    expect(saved()).toEqual([
      { p_call_id: 'call-maria', p_notes: 'Tap drips', p_disposition: 'booked', p_tags: [] },
    ]);
    expect(screen.queryByRole('dialog', { name: 'Call' })).toBeNull();
  });

  it('Discard leaves what was noted in the call, and nothing of what was written after it', async () => {
    const { user, saved } = await afterCall({ notes: 'Ring twice' });
    await waitFor(() => expect(note()).toHaveProperty('value', 'Ring twice'));
    await user.click(button('Quote'));
    await user.type(note(), ' or knock');
    await user.click(button('Discard'));
    expect(saved().at(-1)).toEqual({
      p_call_id: 'call-maria',
      p_notes: 'Ring twice',
      p_disposition: '',
      p_tags: [],
    });
    expect(screen.queryByRole('dialog', { name: 'Call' })).toBeNull();
  });
});
