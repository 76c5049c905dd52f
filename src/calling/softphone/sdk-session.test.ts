import { expect, it } from 'vitest';
import { createSdkSessions } from './sdk-session.ts';

function storage(entries: [string, string][] = []) {
  const kept = new Map(entries);
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}
const SDK: [string, string][] = [
  ['telnyx-voice-sdk-id', 'VSDK1'],
  ['telnyx-voice-sdk-session-id', 'S1'],
];

/** A tab that lent its session, and one that comes `laterMs` after it. */
function tabsOf(laterMs: number, deviceId = 'device-1') {
  const local = storage();
  createSdkSessions(local, storage(SDK), () => 1_000).lend('device-1');
  const next = storage();
  createSdkSessions(local, next, () => 1_000 + laterMs).takeUp(deviceId);
  return Object.fromEntries(next.kept);
}

it('is taken up by the next tab, stamped so that the SDK uses it', () => {
  expect(tabsOf(80_000)).toEqual({
    'telnyx-voice-sdk-id': 'VSDK1',
    'telnyx-voice-sdk-session-id': 'S1',
    'telnyx-voice-sdk-session-id-stored-at': '81000',
  });
});

it('is left alone when it is too old, or of another telephone', () => {
  expect(tabsOf(91_000)).toEqual({});
  expect(tabsOf(0, 'device-2')).toEqual({});
});
