import { describe, expect, it } from 'vitest';
import { createDeviceSlots } from './device-slot.ts';

/** Locks of one browser; a tab that is closed lets go of its own. */
function createBrowser() {
  const held = new Set<string>();
  const local = new Map<string, string>();
  let lastId = 0;
  const storage = (map: Map<string, string>) => ({
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
  });
  const locks = {
    async request(name: string, _options: unknown, run: (lock: unknown) => unknown) {
      if (held.has(name)) return run(null);
      held.add(name);
      try {
        return await run({ name });
      } finally {
        held.delete(name);
      }
    },
  } as unknown as LockManager;
  const openTab = (session = new Map<string, string>(), isReload = false) => ({
    session,
    slots: createDeviceSlots({
      locks,
      local: storage(local),
      session: storage(session),
      newId: () => {
        lastId += 1;
        return `device-${lastId}`;
      },
      isReload: () => isReload,
      wait: () => Promise.resolve(),
    }),
  });
  return { openTab };
}

describe('the device of a tab', () => {
  it('is another one for every tab', async () => {
    const browser = createBrowser();
    const first = await browser.openTab().slots.take('ana');
    const second = await browser.openTab().slots.take('ana');
    expect(second.deviceId).not.toBe(first.deviceId);
  });

  it('is the same one after a reload', async () => {
    const browser = createBrowser();
    const tab = browser.openTab();
    const before = await tab.slots.take('ana');
    before.release();
    const after = await browser.openTab(tab.session, true).slots.take('ana');
    expect(after.deviceId).toBe(before.deviceId);
  });

  it('is the same one after a reload though the old page lets go a moment later', async () => {
    const browser = createBrowser();
    const tab = browser.openTab();
    const before = await tab.slots.take('ana');
    const pending = browser.openTab(tab.session, true).slots.take('ana');
    before.release();
    expect((await pending).deviceId).toBe(before.deviceId);
  });

  it('is a free one in a duplicated tab, whose memory names a device that is held', async () => {
    const browser = createBrowser();
    const tab = browser.openTab();
    const original = await tab.slots.take('ana');
    const copy = await browser.openTab(new Map(tab.session)).slots.take('ana');
    expect(copy.deviceId).not.toBe(original.deviceId);
  });

  it('is used again by a later tab, so that credentials do not pile up', async () => {
    const browser = createBrowser();
    const first = await browser.openTab().slots.take('ana');
    first.release();
    await Promise.resolve();
    await Promise.resolve();
    const later = await browser.openTab().slots.take('ana');
    expect(later.deviceId).toBe(first.deviceId);
  });

  it('is not shared by two people who use the same browser', async () => {
    const browser = createBrowser();
    const ana = await browser.openTab().slots.take('ana');
    ana.release();
    const ben = await browser.openTab().slots.take('ben');
    expect(ben.deviceId).not.toBe(ana.deviceId);
  });
});
