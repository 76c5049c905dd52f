// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { legOf, storyAt, storyEvent, storyOf } from '@/testing/call-story.ts';
import { createFakeBackend } from '@/testing/fake-backend.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { segmentOf, toolSegmentOf } from '@/testing/transcript-segment.ts';
import { CallPage } from './CallPage.tsx';

const story = storyOf({
  call: {
    summary: 'Wants a dishwasher connected.',
    tags: ['Appliance'],
    notes: 'Ring twice',
    cost: 0.19,
  },
  events: [
    storyEvent(0, 'leg.initiated', legOf('external'), {
      source: 'telnyx',
      rawType: 'call.initiated',
    }),
    storyEvent(8, 'call.claimed', { attempt: 1, memberId: 'ana' }),
    storyEvent(10, 'leg.bridged', legOf('agent', 1)),
    storyEvent(100, 'something.new', { odd: [1, { deep: true }] }),
    storyEvent(180, 'leg.ended', { ...legOf('external'), source: 'caller' }),
  ],
  commands: [
    {
      id: 'c1',
      kind: 'dial_agent',
      status: 'failed',
      tries: 3,
      errorCode: '90018',
      at: storyAt(9),
      lastTriedAt: null,
      doneAt: null,
      callControlId: null,
      attempt: 1,
    },
  ],
});
const segments = [
  segmentOf({ id: 'a', at: storyAt(20), text: 'They tow people here' }),
  segmentOf({ id: 'b', at: storyAt(30), speaker: 'agent', text: 'Luis knows the super' }),
  toolSegmentOf({}, { id: 'c', at: storyAt(40) }),
];

function open(
  address = `/calls/${story.call.id}`,
  answer: unknown = story,
  quality: unknown[] = [],
) {
  const backend = createFakeBackend({
    '/rest/v1/rpc/call_story': () => answer,
    '/rest/v1/rpc/call_transcript': () => segments,
    '/rest/v1/call_quality': () => quality,
  });
  const app = renderInApp(
    <Routes>
      <Route path="/calls/:callId" element={<CallPage />} />
      <Route path="*" element={null} />
    </Routes>,
    { supabase: backend.supabase, address },
  );
  return { ...app, backend };
}
const list = () => screen.findByRole('list', { name: 'Steps of the call' });
const slider = () => screen.getByRole('slider', { name: 'Moment of the call' });
const marked = () => document.querySelector('[aria-current="step"]');
const times = async () =>
  within(await list())
    .getAllByRole('link')
    .map((link) => link.getAttribute('aria-label'));

afterEach(cleanup);
beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  Element.prototype.scrollIntoView = () => undefined;
});

describe('one call', () => {
  it('shows on the axis and among the steps when it sounded badly, and to whom', async () => {
    const span = {
      id: 's1',
      member_id: 'ana',
      what: 'losing_out',
      since: storyAt(40),
      until: storyAt(65),
      loss_in: null,
      loss_out: 4.2,
      jitter_ms: null,
      round_trip_ms: null,
    };
    open(undefined, story, [span]);
    const words = 'Ana’s network is losing packets';
    expect(
      await screen.findByTitle(`0:40: ${words}, for 0:25, 4.2% lost on the way out`),
    ).toBeTruthy();
    expect(await times()).toContain(`At 0:40, ${words}, for 0:25, 4.2% lost on the way out`);
  });

  it('its course in one list, in order, with what is new to this app as well', async () => {
    open();
    expect(await times()).toEqual([
      'At 0:00, Maria Lopez called',
      'At 0:08, Ana accepted',
      'At 0:10, Ana and Maria Lopez hear each other',
      'At 0:20, Maria: They tow people here',
      'At 0:30, Ana: Luis knows the super',
      'At 0:40, 3 free slots found',
      'At 1:40, Something new',
      'At 3:00, Maria Lopez hung up',
    ]);
    expect(screen.getByText('No recording of this call')).toBeTruthy();
    expect(screen.getAllByText('Wants a dishwasher connected.').length).toBeGreaterThan(0);
    expect(screen.getByText('Ring twice')).toBeTruthy();
    expect(document.title).toContain('Call with Maria Lopez');
  });

  it('everything: what Telnyx was asked, how often, and what it said', async () => {
    open();
    await list();
    await userEvent.click(screen.getByRole('button', { name: 'Everything' }));
    expect(await times()).toContain('At 0:09, To Telnyx: Ring the browser');
    expect(screen.getByText('failed, 3 tries, error 90018')).toBeTruthy();
    expect(screen.getByText('call.initiated')).toBeTruthy();
  });

  it.each([
    [`#e=line%3Ab`, 'At 0:30, Ana: Luis knows the super', '30'],
    ['?t=41', 'At 0:40, 3 free slots found', '41'],
    ['#e=command%3Ac1', 'At 0:09, To Telnyx: Ring the browser', '9'],
  ])('a link with %s opens there', async (moment, words, seconds) => {
    open(`/calls/${story.call.id}${moment}`);
    await list();
    await waitFor(() =>
      expect(marked()?.querySelector('a')?.getAttribute('aria-label')).toBe(words),
    );
    expect(slider().getAttribute('aria-valuenow')).toBe(seconds);
  });

  it('the scrubber by keyboard: seconds, steps, ends, and Enter goes to the step', async () => {
    const { address } = open();
    await list();
    slider().focus();
    const at = () => slider().getAttribute('aria-valuetext');
    await userEvent.keyboard('{ArrowRight}');
    expect(at()).toBe('0:01 of 3:00: Maria Lopez called');
    await userEvent.keyboard('{ArrowUp}{ArrowUp}');
    expect(at()).toBe('0:10 of 3:00: Ana and Maria Lopez hear each other');
    await userEvent.keyboard('{ArrowDown}');
    expect(at()).toBe('0:08 of 3:00: Ana accepted');
    await userEvent.keyboard('{PageUp}{ArrowLeft}');
    expect(at()).toBe('0:17 of 3:00: Ana and Maria Lopez hear each other');
    await userEvent.keyboard('{End}');
    expect(at()).toBe('3:00 of 3:00: Maria Lopez hung up');
    await userEvent.keyboard('{Enter}');
    expect(document.activeElement).toBe(marked()?.querySelector('a'));
    await userEvent.keyboard('{Home}{ArrowDown}{Enter}');
    expect(marked()?.textContent).toContain('Ana accepted');
    expect(address()).toBe(`/calls/${story.call.id}`);
  });

  it('what is searched for is marked, and what does not say it is left out', async () => {
    open();
    await list();
    await userEvent.type(screen.getByRole('searchbox', { name: 'Find in this call' }), 'TOW');
    expect(await times()).toEqual(['At 0:20, Maria: They tow people here']);
    expect(document.querySelector('mark')?.textContent).toBe('tow');
  });

  it('an address without a call says so in words', async () => {
    open(`/calls/${story.call.id}`, null);
    expect(await screen.findByRole('heading', { name: 'No such call' })).toBeTruthy();
    expect(screen.getByText(/belongs to another business/)).toBeTruthy();
  });

  it('what is no id is asked of nobody', async () => {
    const { backend } = open('/calls/nonsense');
    expect(await screen.findByRole('heading', { name: 'No such call' })).toBeTruthy();
    expect(backend.requestsTo('/rest/v1/rpc/call_story')).toEqual([]);
  });

  it('a long log is read page by page', async () => {
    const backend = createFakeBackend({
      '/rest/v1/rpc/call_story': ({ body }) =>
        (body as { p_after?: string }).p_after
          ? { events: story.events.slice(2), next: null }
          : {
              ...story,
              events: story.events.slice(0, 2),
              next: { at: storyAt(8), id: 'call.claimed@8' },
            },
      '/rest/v1/rpc/call_transcript': () => segments,
    });
    renderInApp(
      <Routes>
        <Route path="/calls/:callId" element={<CallPage />} />
      </Routes>,
      { supabase: backend.supabase, address: `/calls/${story.call.id}` },
    );
    expect((await times()).at(-1)).toBe('At 3:00, Maria Lopez hung up');
    expect(backend.requestsTo('/rest/v1/rpc/call_story').map(({ body }) => body)).toEqual([
      { p_call_id: story.call.id },
      { p_call_id: story.call.id, p_after: storyAt(8), p_after_id: 'call.claimed@8' },
    ]);
  });
});
