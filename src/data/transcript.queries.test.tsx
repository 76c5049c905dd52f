// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { createFakeBackend, type FakeBackend } from '@/testing/fake-backend.ts';
import { segmentOf } from '@/testing/transcript-segment.ts';
import { SupabaseProvider } from './supabase-context.tsx';
import { announceTranscriptChanged } from './transcript-changed.ts';
import { useTranscript } from './transcript.queries.ts';

afterEach(cleanup);

const PATH = '/rest/v1/rpc/call_transcript';
const first = segmentOf({ id: 'a', text: 'first' });
const second = segmentOf({ id: 'b', text: 'second', at: '2026-11-24T10:00:12Z' });

function Lines({ isJoined }: { isJoined: boolean }) {
  const { data } = useTranscript('call-maria', { isJoined, isUnderWay: true });
  return <output>{data?.map(({ text }) => text).join(', ')}</output>;
}

function show({ supabase }: FakeBackend) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const at = (isJoined: boolean) => (
    <SupabaseProvider client={supabase}>
      <QueryClientProvider client={queryClient}>
        <Lines isJoined={isJoined} />
      </QueryClientProvider>
    </SupabaseProvider>
  );
  const { rerender } = render(at(true));
  return { setJoined: (isJoined: boolean) => rerender(at(isJoined)) };
}

const announce = (callId: string, ...segments: unknown[]) =>
  act(() => announceTranscriptChanged({ callId, segments }));

describe('a live transcript', () => {
  it('grows by what is broadcast of this call, and of no other', async () => {
    show(createFakeBackend({ [PATH]: () => [first] }));
    await screen.findByText('first');
    announce('call-other', segmentOf({ id: 'x', callId: 'call-other', text: 'not ours' }));
    announce('call-maria', second);
    await screen.findByText('first, second');
  });

  it('is read to its end, however long: the API gives out only so many rows at a time', async () => {
    const rows = Array.from({ length: 700 }, (_, index) =>
      segmentOf({ id: `${index}`, position: index, text: index === 699 ? 'the last' : 'more' }),
    );
    const backend = createFakeBackend({
      [PATH]: ({ url }) => {
        const from = Number(url.searchParams.get('offset'));
        return rows.slice(from, from + Number(url.searchParams.get('limit')));
      },
    });
    show(backend);
    await screen.findByText(/the last$/);
    expect(backend.requestsTo(PATH)).toHaveLength(2);
  });

  it('keeps what was broadcast while the answer was on its way', async () => {
    let answer = (_rows: unknown) => {};
    const backend = createFakeBackend({
      [PATH]: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    show(backend);
    await expect.poll(() => backend.requestsTo(PATH).length).toBeGreaterThan(0);
    announce('call-maria', second);
    await act(async () => answer([first]));
    await screen.findByText('first, second');
  });

  it('[I7] is read again when the channel was lost and is joined again', async () => {
    let rows = [first];
    const { setJoined } = show(createFakeBackend({ [PATH]: () => rows }));
    await screen.findByText('first');
    setJoined(false);
    rows = [first, second];
    setJoined(true);
    await screen.findByText('first, second');
  });

  it('[I7] is polled for while the channel is lost', async () => {
    let rows = [first];
    const { setJoined } = show(createFakeBackend({ [PATH]: () => rows }));
    await screen.findByText('first');
    setJoined(false);
    await screen.findByText('first');
    rows = [first, second];
    await screen.findByText('first, second', undefined, { timeout: 5_000 });
  });
});
