import { describe, expect, it } from 'vitest';
import { type ClientState, decodeClientState, encodeClientState } from './client-state.ts';

const CALL = '0b6a3a52-0f57-4a0e-9a3c-2b8f0c2f1d11';
const encode = (value: unknown): string => btoa(JSON.stringify(value));

describe('the client state', () => {
  it.each<ClientState>([
    { callId: CALL, role: 'agent', attempt: 3 },
    { callId: CALL, role: 'external', attempt: 0 },
  ])('comes back as it went: %j', (state) => {
    const text = encodeClientState(state);
    expect(text).toMatch(/^[A-Za-z0-9+/]+=*$/);
    expect(text.length).toBeLessThan(200);
    expect(decodeClientState(text)).toEqual(state);
  });

  it.each([
    [null],
    [undefined],
    [''],
    ['not base64!'],
    [btoa('not json')],
    [encode(null)],
    [encode('text')],
    [encode({ v: 2, c: CALL, r: 'agent', n: 1 })],
    [encode({ v: 1, c: "x'; drop table", r: 'agent', n: 1 })],
    [encode({ v: 1, c: CALL, r: 'owner', n: 1 })],
    [encode({ v: 1, c: CALL, r: 'agent', n: -1 })],
    [encode({ v: 1, c: CALL, r: 'agent', n: 1.5 })],
    [encode({ v: 1, c: CALL, r: 'agent' })],
  ])('[I9] what is not ours is nothing (%#)', (text) => {
    expect(decodeClientState(text)).toBeNull();
  });
});
