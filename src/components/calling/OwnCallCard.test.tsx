// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import { ANA, cardOf, partyOf, roomOf, startCalling } from '@/calling/testing/calling-harness.ts';
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
afterEach(cleanup);

const TEAM = [
  { memberId: ANA.id, displayName: 'Ana', role: 'agent', presence: 'in_call' },
  { memberId: 'member-ben', displayName: 'Ben', role: 'agent', presence: 'available' },
  { memberId: 'member-nora', displayName: 'Nora', role: 'owner', presence: 'unreachable' },
].map((member) => ({ ...member, availability: 'available', lastSeenAt: null }));

const backend = () =>
  createFakeBackend({ '/rest/v1/rpc/team': () => TEAM, '/rest/v1/clients': () => [] });

const maria = (card: Partial<CallCard> = {}) =>
  cardOf({ status: 'active', agent: ANA, answeredAt: '2026-11-24T10:00:00.000Z', ...card });

/** Ana talks with Maria. */
async function inCall() {
  const harness = await startCalling();
  render(
    <SupabaseProvider client={backend().supabase}>
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
      harness.server.live = [card];
      harness.server.broadcast(card);
    });
  tell(cardOf());
  await act(async () => {
    await harness.calling.accept('call-maria');
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-1', callId: 'call-maria' });
    await settle();
  });
  tell(maria({ version: 2 }));
  return { ...harness, tell, user: userEvent.setup() };
}

const phone = () => within(screen.getByRole('dialog', { name: 'Call' }));
const key = (name: string) => phone().getByRole('button', { name });

describe('the softphone in a call', () => {
  it('keeps its eight keys in their places; Hold becomes Resume, with a clock of its own', async () => {
    const { user, server } = await inCall();
    const names = ['Mute', 'Hold', 'Keypad', 'Transfer', 'Add person', 'Notes', 'Record', 'More'];
    const shown = phone()
      .getAllByRole('button')
      .map((button) => button.textContent)
      .filter((name) => names.includes(name));
    expect(shown).toEqual(names);
    await user.click(key('Hold'));
    expect(server.controls.at(-1)).toEqual({ callId: 'call-maria', action: 'hold' });
    expect(phone().getByRole('timer', { name: 'Call duration' })).toBeTruthy();
  });

  it('[I2] says that she hears music while she is on hold, once, and never its clock', async () => {
    const { tell } = await inCall();
    const hold = { since: '2026-11-24T10:02:00.000Z', by: ANA };
    tell(maria({ version: 3, room: roomOf({ hold }) }));
    expect(key('Resume')).toBeTruthy();
    const timer = phone().getByRole('timer', { name: 'Time on hold' });
    expect(timer.closest('[role=status]')).toBeNull();
    expect(phone().getByText('Maria hears music').getAttribute('role')).toBe('status');
  });

  it('[I4] while it reconnects says that she hears music only where the server plays it', async () => {
    const { tell, softphone } = await inCall();
    act(() => softphone.emit({ type: 'leg_reconnecting', legId: 'leg-1' }));
    expect(phone().getByText('Reconnecting. Maria stays on the line')).toBeTruthy();
    const hold = { since: '2026-11-24T10:02:00.000Z', by: ANA };
    tell(maria({ version: 3, room: roomOf({ hold }) }));
    expect(phone().getByText('Reconnecting. Maria hears music')).toBeTruthy();
  });

  it('names whose network troubles the call, of the others in it', async () => {
    const { tell } = await inCall();
    const trouble = (id: string, name: string) => ({
      member: { id, name },
      what: 'losing_out' as const,
      since: '2026-11-24T10:02:00.000Z',
    });
    tell(maria({ version: 3, quality: [trouble('member-ben', 'Ben'), trouble(ANA.id, ANA.name)] }));
    const words = 'Ben’s network is losing packets: you hear Ben in pieces.';
    expect(phone().getByText(words).parentElement?.getAttribute('role')).toBe('status');
    expect(phone().queryByText(/Ana’s network/)).toBeNull();
  });

  it('finds a colleague by name and asks them first; who cannot be reached cannot be chosen', async () => {
    const { user, server } = await inCall();
    await user.click(key('Transfer'));
    expect(await phone().findByRole('option', { name: /Nora/ })).toHaveProperty('disabled', true);
    await user.type(phone().getByRole('combobox'), 'be{Enter}');
    expect(server.controls.at(-1)).toEqual({
      callId: 'call-maria',
      action: 'transfer',
      target: { memberId: 'member-ben' },
      mode: 'attended',
    });
  });

  it('sends nobody to somebody else where the one that was typed cannot be reached', async () => {
    const { user, server } = await inCall();
    await user.click(key('Transfer'));
    await phone().findByRole('option', { name: /Nora/ });
    const before = server.controls.length;
    await user.type(phone().getByRole('combobox'), 'nora{Enter}');
    expect(server.controls).toHaveLength(before);
  });

  it('during a consultation says who hears whom, and offers the three ways on', async () => {
    const { user, server, tell } = await inCall();
    const hold = { since: '2026-11-24T10:02:00.000Z', by: ANA };
    const parties = [partyOf({ status: 'joined' })];
    tell(maria({ version: 3, room: roomOf({ hold, parties }) }));
    expect(phone().getByText('You and Ben hear each other. Maria hears music')).toBeTruthy();
    expect(key('Join all')).toBeTruthy();
    expect(key('Back to Maria')).toBeTruthy();
    await user.click(key('Complete transfer'));
    expect(server.controls.at(-1)).toEqual({ callId: 'call-maria', action: 'complete_transfer' });
  });

  it('shows a supervisor by a sign, whoever they are', async () => {
    const { tell } = await inCall();
    const nora = { id: 'member-nora', name: 'Nora' };
    const supervisor = partyOf({ role: 'supervisor', member: nora, status: 'joined' });
    tell(maria({ version: 3, room: roomOf({ parties: [{ ...supervisor, mode: 'monitor' }] }) }));
    expect(phone().getByText('Nora listens')).toBeTruthy();
  });
});

describe('a reloaded page that does not know the call yet', () => {
  it('[I4] shows no clock rather than one from 0:00', async () => {
    const { calling } = await inCall();
    expect(phone().queryByRole('timer', { name: 'Call duration' })).not.toBeNull();
    act(() => calling.store.setState({ cards: {} }));
    expect(phone().queryByRole('timer', { name: 'Call duration' })).toBeNull();
  });
});

describe('a colleague’s question', () => {
  it('says who asks and about whom, and what accepting does', async () => {
    const { tell } = await inCall();
    const asked = partyOf({ member: ANA, invitedBy: { id: 'member-ben', name: 'Ben' } });
    tell(
      cardOf({
        id: 'call-john',
        client: { id: 'client-john', name: 'John Chen' },
        status: 'active',
        agent: { id: 'member-ben', name: 'Ben' },
        room: roomOf({ parties: [asked] }),
      }),
    );
    const popup = within(screen.getByRole('region', { name: 'Incoming call' }));
    expect(popup.getByText('Ben asks you about a caller')).toBeTruthy();
    expect(popup.getByText('John Chen')).toBeTruthy();
    expect(popup.getByText('Accepting puts Maria on hold')).toBeTruthy();
  });
});
