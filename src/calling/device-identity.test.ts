import { expect, it } from 'vitest';
import { createDeviceIdentity } from './device-identity.ts';

function browserStorage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}
const counter = () => {
  let last = 0;
  return () => `device-${(last += 1)}`;
};

it('is one for all tabs of a browser, and another one for each person who uses it', () => {
  const storage = browserStorage();
  const newId = counter();
  const [tab, other] = [createDeviceIdentity(storage, newId), createDeviceIdentity(storage, newId)];
  expect(other.idOf('ana')).toBe(tab.idOf('ana'));
  expect(tab.idOf('ben')).not.toBe(tab.idOf('ana'));
});

it('is one that the browser had before, so that credentials do not pile up', () => {
  const storage = browserStorage();
  storage.setItem('switchboard-devices:ana', '["device-old","device-older"]');
  expect(createDeviceIdentity(storage, counter()).idOf('ana')).toBe('device-old');
});
