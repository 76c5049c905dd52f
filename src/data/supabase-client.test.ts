import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchPastPage } from './supabase-client.ts';

afterEach(() => vi.unstubAllGlobals());

describe('a request of the app', () => {
  it('[I4] outlives the page where it is a press about a call, and only there', async () => {
    const sent: [string, boolean | undefined][] = [];
    vi.stubGlobal('fetch', (input: string, init?: RequestInit) => {
      sent.push([input.slice('https://api.test'.length), init?.keepalive]);
      return Promise.resolve(new Response());
    });
    for (const path of [
      '/functions/v1/telnyx-call-control',
      '/functions/v1/telnyx-make-call',
      '/functions/v1/telnyx-webrtc-token',
      '/rest/v1/rpc/call_history',
    ]) {
      await fetchPastPage(`https://api.test${path}`, { method: 'POST' });
    }
    expect(sent).toEqual([
      ['/functions/v1/telnyx-call-control', true],
      ['/functions/v1/telnyx-make-call', true],
      ['/functions/v1/telnyx-webrtc-token', undefined],
      ['/rest/v1/rpc/call_history', undefined],
    ]);
  });
});
