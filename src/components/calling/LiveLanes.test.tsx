// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Profiler } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { ANA, cardOf, startCalling } from '@/calling/testing/calling-harness.ts';
import { settle } from '@/calling/testing/virtual-clock.ts';
import { CallingContext } from '@/calling/use-calling.ts';
import { SupabaseProvider } from '@/data/supabase-context.tsx';
import { createFakeBackend } from '@/testing/fake-backend.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import type { PartyCard, RoomCard } from './live-board-words.ts';
import { LiveLanes } from './LiveLanes.tsx';

afterEach(cleanup);

const BEN = { id: 'member-ben', name: 'Ben' };
const NORA = { id: 'member-nora', name: 'Nora Roy' };
const roomOf = (more: Partial<RoomCard>): RoomCard => ({
  hold: null,
  parked: null,
  handoff: null,
  parties: [],
  ...more,
});
const partyOf = (more: Partial<PartyCard>): PartyCard => ({
  number: 1,
  kind: 'member',
  role: 'guest',
  member: NORA,
  phoneNumber: null,
  clientName: null,
  clientId: null,
  status: 'joined',
  mode: null,
  invitedBy: BEN,
  askedAt: '2026-11-24T10:00:10Z',
  joinedAt: '2026-11-24T10:00:12Z',
  heldSince: null,
  endReason: null,
  ...more,
});
const active = (more: Partial<CallCard> = {}) =>
  cardOf({ status: 'active', agent: BEN, answeredAt: '2026-11-24T10:00:05.000Z', ...more });

async function showBoard(live: CallCard[] = []) {
  const harness = await startCalling({ live });
  const commits: number[] = [];
  const { supabase } = createFakeBackend({ '/rest/v1/rpc/team': () => [] });
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <SupabaseProvider client={supabase}>
      <QueryClientProvider client={queryClient}>
        <CallingContext value={harness.calling}>
          <Profiler id="board" onRender={(_id, _phase, tookMs) => commits.push(tookMs)}>
            <LiveLanes />
          </Profiler>
        </CallingContext>
      </QueryClientProvider>
    </SupabaseProvider>,
  );
  await act(() => settle());
  const hear = (...cards: CallCard[]) =>
    act(async () => {
      for (const card of cards) harness.server.broadcast(card);
      await new Promise((done) => requestAnimationFrame(done));
      await settle();
    });
  return { ...harness, commits, hear, user: userEvent.setup() };
}

const lane = (name: RegExp) => screen.getByRole('region', { name });

describe('the lanes', () => {
  it('says by name whose network troubles a call', async () => {
    const trouble = (id: string, name: string) => ({
      member: { id, name },
      what: 'slow' as const,
      since: '2026-11-24T10:00:20Z',
    });
    await showBoard([active({ quality: [trouble(BEN.id, 'Ben Roy'), trouble(ANA.id, 'Ana')] })]);
    expect(screen.getByText('Ben’s network is slow')).toBeTruthy();
    expect(screen.getByText('Your network is slow')).toBeTruthy();
  });

  it('a call on hold says by whom, with a timer of its own', async () => {
    const { hear, clock } = await showBoard();
    await hear(active({ room: roomOf({ hold: { since: '2026-11-24T10:00:00Z', by: BEN } }) }));
    expect(within(lane(/^Active/)).getByText('On hold by Ben')).toBeTruthy();
    const timer = within(lane(/^Active/)).getByRole('timer', { name: 'On hold, Maria Lopez' });
    const before = timer.textContent;
    await act(() => clock.advance(2_000));
    expect(timer.textContent).not.toBe(before);
  });

  it('says who is consulted, who is in the call, and that somebody listens', async () => {
    const { hear } = await showBoard();
    const parties = [
      partyOf({ role: 'consult', status: 'ringing' }),
      partyOf({ number: 2, kind: 'outside', member: null, phoneNumber: '+14165550177' }),
      partyOf({ number: 3, role: 'supervisor', mode: 'monitor', member: ANA }),
      partyOf({ number: 4, status: 'gone', member: { id: 'x', name: 'Gone' } }),
    ];
    await hear(active({ room: roomOf({ parties }) }));
    for (const words of ['Asks Nora first', '416 555-0177 is in the call too', 'you listens']) {
      expect(within(lane(/^Active/)).getByText(words)).toBeTruthy();
    }
    expect(within(lane(/^Active/)).queryByText(/Gone/)).toBeNull();
  });

  it('a parked call has its slot, who parked it, and is picked up with one press', async () => {
    const { hear, user, server } = await showBoard();
    const since = '2026-11-24T10:01:00Z';
    const parked = { since, by: BEN, slot: 3, returnsAt: '2026-11-24T10:03:00Z' };
    await hear(cardOf({ room: roomOf({ parked }) }));
    expect(within(lane(/^Parked/)).getByText('slot 3, parked by Ben')).toBeTruthy();
    await user.click(within(lane(/^Parked/)).getByRole('button', { name: 'Pick up Maria Lopez' }));
    expect(server.controls).toEqual([{ callId: 'call-maria', action: 'accept' }]);
  });

  it('a call that was sent on rings with the reason', async () => {
    const { hear } = await showBoard();
    const since = '2026-11-24T10:01:00Z';
    await hear(
      cardOf({ room: roomOf({ handoff: { kind: 'returned', by: BEN, to: 'Nora', since } }) }),
    );
    expect(within(lane(/^Ringing/)).getByText('Nora did not take it, back to Ben')).toBeTruthy();
  });
});

describe('under the pointer', () => {
  it('nothing moves: what is gone leaves its place, what is new comes last', async () => {
    const first = cardOf({ id: 'a', client: { id: 'a', name: 'First' } });
    const second = cardOf({
      id: 'b',
      client: { id: 'b', name: 'Second' },
      startedAt: '2026-11-24T10:00:02.000Z',
    });
    const { hear, user } = await showBoard([first, second]);
    const rows = () =>
      within(lane(/^Ringing/))
        .getAllByRole('listitem')
        .map((row) => /First|Second|Ben has it/.exec(row.textContent ?? '')?.[0]);
    await user.hover(screen.getByRole('button', { name: 'Accept Second' }));
    await hear({ ...first, version: 2, status: 'active', agent: BEN });
    expect(rows()).toEqual(['Ben has it', 'Second']);
    await user.unhover(screen.getByRole('button', { name: 'Accept Second' }));
    expect(rows()).toEqual(['Second']);
  });
});

describe('a storm', () => {
  const ROWS = 200;
  const EVENTS = 50;
  const drawn: string[] = [];
  /** A card that tells whenever its row is drawn: the line's name is read for nothing else. */
  const row = (index: number, version = 1): CallCard => {
    const card = active({
      id: `call-${index}`,
      version,
      client: { id: `c${index}`, name: `Client ${index}` },
    });
    const { line } = card;
    return Object.defineProperty(card, 'line', {
      get: () => {
        drawn.push(card.id);
        return line;
      },
    });
  };

  it('[B6] fifty events among 200 live rows: one commit each at most, and only that row', async () => {
    const { commits, hear } = await showBoard(
      Array.from({ length: ROWS }, (_, index) => row(index)),
    );
    expect(within(lane(/^Active/)).getAllByRole('listitem')).toHaveLength(ROWS);
    commits.length = 0;
    drawn.length = 0;
    for (let event = 0; event < EVENTS; event += 1) await hear(row(event, 2));
    expect(commits.length).toBeLessThanOrEqual(EVENTS);
    const changed = Array.from({ length: EVENTS }, (_, index) => `call-${index}`);
    expect([...new Set(drawn)]).toEqual(changed);
  });

  it('[B6] fifty events within one frame are drawn together', async () => {
    const { commits, hear } = await showBoard(
      Array.from({ length: ROWS }, (_, index) => row(index)),
    );
    commits.length = 0;
    await hear(...Array.from({ length: EVENTS }, (_, index) => row(index, 2)));
    expect(commits.length).toBeLessThanOrEqual(3);
  });
});
