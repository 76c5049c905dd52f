// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import {
  aiCardOf,
  ANA,
  cardOf,
  refuse,
  startCalling,
  WANTS,
} from '@/calling/testing/calling-harness.ts';
import { settle } from '@/calling/testing/virtual-clock.ts';
import { CallingContext } from '@/calling/use-calling.ts';
import { SupabaseProvider } from '@/data/supabase-context.tsx';
import { announceTranscriptChanged } from '@/data/transcript-changed.ts';
import { createFakeBackend } from '@/testing/fake-backend.ts';
import { segmentOf, toolSegmentOf } from '@/testing/transcript-segment.ts';
import { LiveLanes } from './LiveLanes.tsx';
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

const said = [
  segmentOf({ id: '1', speaker: 'ai', text: 'Maple Plumbing, how can I help?' }),
  segmentOf({ id: '2', text: 'My drain is blocked', at: '2026-11-24T10:00:14Z' }),
  toolSegmentOf({}, { id: '3', at: '2026-11-24T10:00:20Z' }),
  segmentOf({ id: '4', text: 'Thursday, please', at: '2026-11-24T10:00:30Z' }),
];

async function showScreen() {
  const harness = await startCalling();
  const { supabase } = createFakeBackend({ '/rest/v1/rpc/call_transcript': () => said });
  render(
    <SupabaseProvider client={supabase}>
      <QueryClientProvider client={new QueryClient()}>
        <CallingContext value={harness.calling}>
          <MemoryRouter>
            <LiveLanes />
            <PhoneDock />
          </MemoryRouter>
        </CallingContext>
      </QueryClientProvider>
    </SupabaseProvider>,
  );
  const hear = (card = aiCardOf()) =>
    act(async () => {
      harness.server.live = [card];
      harness.server.broadcast(card);
      await settle();
      // The board draws at most once a frame.
      await new Promise((done) => requestAnimationFrame(done));
    });
  return { ...harness, hear, user: userEvent.setup() };
}

const lane = () => screen.getByRole('region', { name: /^With the AI/ });
const popup = () => screen.getByRole('region', { name: 'Incoming call' });
const phone = () => screen.getByRole('dialog', { name: 'Call' });

describe('the lane "With the AI"', () => {
  it('shows what the call is about, its last three lines and tool calls in words', async () => {
    const { hear } = await showScreen();
    await hear(aiCardOf({}, { summaryLine: 'Wants a drain cleaned' }));
    expect(within(lane()).getByText('Maria Lopez')).toBeTruthy();
    expect(within(lane()).getByText('Wants a drain cleaned')).toBeTruthy();
    await within(lane()).findByText('3 free slots found');
    expect(within(lane()).getByText('Thursday, please')).toBeTruthy();
    expect(within(lane()).queryByText(/how can I help/)).toBeNull();
  });

  it('takes over with one press', async () => {
    const { hear, user, server } = await showScreen();
    await hear();
    await user.click(within(lane()).getByRole('button', { name: 'Take over Maria Lopez' }));
    expect(server.controls).toEqual([{ callId: 'call-maria', action: 'take_over' }]);
    expect(within(phone()).getByRole('status').textContent).toContain('keeps talking with Maria');
  });

  it('opens the whole conversation, which is read out, can be paused and goes on', async () => {
    const { hear, user } = await showScreen();
    await hear();
    await user.click(within(lane()).getByRole('button', { name: 'Transcript, Maria Lopez' }));
    const log = await screen.findByRole('log', { name: 'Transcript' });
    expect(log.getAttribute('aria-live')).toBe('polite');
    expect(within(log).getByText(/how can I help/)).toBeTruthy();

    await user.click(screen.getByRole('button', { name: 'Pause' }));
    expect(log.getAttribute('aria-live')).toBe('off');
    const more = segmentOf({ id: '5', text: 'Is parking fine?', at: '2026-11-24T10:00:40Z' });
    act(() => announceTranscriptChanged({ callId: 'call-maria', segments: [more] }));
    await screen.findByText('Paused, 1 new line');
    expect(within(log).queryByText('Is parking fine?')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Go on' }));
    expect(within(log).getByText('Is parking fine?')).toBeTruthy();
  });

  it('keeps the conversation open when the call ends under the reader', async () => {
    const { hear, user } = await showScreen();
    await hear();
    await user.click(within(lane()).getByRole('button', { name: 'Transcript, Maria Lopez' }));
    await screen.findByRole('log', { name: 'Transcript' });
    await hear(aiCardOf({ status: 'over' }, { version: 3, status: 'ended', outcome: 'answered' }));
    expect(screen.getByRole('log', { name: 'Transcript' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Take over' })).toBeNull();
  });
});

describe('the popup', () => {
  it('says why the AI asks, marks what is urgent, and accepts by taking over', async () => {
    const { hear, user, server } = await showScreen();
    await hear(aiCardOf({ wants: WANTS }, { summaryLine: 'Told to close the valve' }));
    expect(within(popup()).getByText('The AI asks for a person')).toBeTruthy();
    expect(within(popup()).getByText('Urgent')).toBeTruthy();
    expect(within(popup()).getByText(WANTS.reason)).toBeTruthy();
    expect(within(popup()).getByText('Told to close the valve')).toBeTruthy();
    expect(within(popup()).queryByRole('button', { name: 'Send to AI' })).toBeNull();
    await user.click(within(popup()).getByRole('button', { name: 'Accept' }));
    expect(server.controls).toEqual([{ callId: 'call-maria', action: 'take_over' }]);
  });

  it('sends a ringing call to the AI where the line has one', async () => {
    const { hear, user, server } = await showScreen();
    await hear(cardOf());
    expect(screen.queryByRole('button', { name: /Send to AI/ })).toBeNull();
    await hear(cardOf({ version: 2, aiAvailable: true }));
    expect(screen.getByRole('button', { name: 'Send to AI, Maria Lopez' })).toBeTruthy();
    await user.click(within(popup()).getByRole('button', { name: 'Send to AI' }));
    expect(server.controls).toEqual([{ callId: 'call-maria', action: 'send_to_ai' }]);
  });

  it('gives way to a line that the AI answered, with the way in', async () => {
    const { hear, user, server } = await showScreen();
    await hear(cardOf({ client: null, clientCount: 0, fromNumber: '+19055550148' }));
    await hear(aiCardOf({}, { client: null, clientCount: 0, fromNumber: '+19055550148' }));
    const notice = screen
      .getByText('answered 905 555-0148', { exact: false, selector: 'span' })
      .closest('div');
    if (!(notice instanceof HTMLElement)) throw new Error('a notice expected');
    await user.click(within(notice).getByRole('button', { name: 'Take over' }));
    expect(server.controls).toEqual([{ callId: 'call-maria', action: 'take_over' }]);
  });

  it('can be answered for the AI from the keyboard', async () => {
    const { hear, user, server } = await showScreen();
    await hear();
    await user.keyboard('{Control>}{Shift>}t{/Shift}{/Control}');
    expect(server.controls).toEqual([{ callId: 'call-maria', action: 'take_over' }]);
  });
});

describe('the switch "AI Dispatcher"', () => {
  async function inCall() {
    const shown = await showScreen();
    await shown.hear();
    await act(() => shown.calling.accept('call-maria'));
    await shown.hear(aiCardOf({}, { version: 3, agent: ANA }));
    await act(async () => {
      shown.softphone.emit({ type: 'leg_offered', legId: 'leg-1', callId: 'call-maria' });
      await settle();
    });
    await shown.hear(aiCardOf({ status: 'over' }, { version: 4, agent: ANA, handledBy: 'person' }));
    return shown;
  }

  it('hands back with one press and what was typed, and shows what they say', async () => {
    const { hear, user, server } = await inCall();
    await user.type(within(phone()).getByRole('textbox', { name: 'Tell the AI' }), 'Only Friday');
    await user.click(within(phone()).getByRole('switch', { name: 'AI Dispatcher' }));
    expect(server.controls.at(-1)).toEqual({
      callId: 'call-maria',
      action: 'hand_back',
      note: 'Only Friday',
    });
    await hear(aiCardOf({ reason: 'handed_back' }, { version: 5 }));
    expect(within(phone()).getByRole('status').textContent).toBe('The AI is talking with Maria');
    expect(within(phone()).getByRole('switch', { name: 'AI Dispatcher' }).ariaChecked).toBe('true');
    await within(phone()).findByText('Thursday, please');
    await user.click(within(phone()).getByRole('button', { name: 'Take over' }));
    expect(server.controls.at(-1)).toEqual({ callId: 'call-maria', action: 'take_over' });
  });

  it('says why it could not, and stays off', async () => {
    const { user, server } = await inCall();
    server.onControl = () => Promise.resolve(refuse({ code: 'ai_unavailable', message: 'none' }));
    await user.click(within(phone()).getByRole('switch', { name: 'AI Dispatcher' }));
    expect(within(phone()).getByRole('alert').textContent).toContain(
      'The AI cannot take this call',
    );
    expect(within(phone()).getByRole('switch', { name: 'AI Dispatcher' }).ariaChecked).toBe(
      'false',
    );
  });

  it('is not there in a call that the AI could not take', async () => {
    const { hear, user } = await showScreen();
    await hear(cardOf());
    await user.click(within(popup()).getByRole('button', { name: 'Accept' }));
    expect(within(phone()).queryByRole('switch')).toBeNull();
  });
});
