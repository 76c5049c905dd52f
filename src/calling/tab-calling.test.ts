import { describe, expect, it } from 'vitest';
import { createFakeBrowser, type FakeTab } from './testing/tab-harness.ts';
import { settle } from './testing/virtual-clock.ts';

const holders = (tabs: FakeTab[]) => tabs.filter((tab) => tab.holdsPhone()).map(({ id }) => id);
const lostOf = (tab: FakeTab) => Object.keys(tab.calling.store.getState().lost);

async function openTabs(count: number) {
  const browser = createFakeBrowser();
  const tabs: FakeTab[] = [];
  for (let tab = 0; tab < count; tab += 1) tabs.push(await browser.openTab());
  const [first, second, third] = tabs as [FakeTab, FakeTab, FakeTab];
  return { ...browser, tabs, first, second, third };
}

describe('who holds the phone', () => {
  it('[I2] is one of five tabs, the first', async () => {
    const { tabs, clock } = await openTabs(5);
    await clock.advance(10_000);
    expect(holders(tabs)).toEqual(['tab-1']);
  });

  it('a tab that is closed hands over at once', async () => {
    const { tabs, first } = await openTabs(3);
    first.close();
    await settle();
    expect(holders(tabs.slice(1))).toEqual(['tab-2']);
  });

  it('a tab that sleeps loses it after 2 s, and follows when it wakes', async () => {
    const { clock, first, second, third } = await openTabs(3);
    first.sleep();
    await clock.advance(1_500);
    expect(second.did).toEqual([]);
    await clock.advance(1_000);
    expect(holders([second, third])).toHaveLength(1);
    first.wake();
    await settle();
    expect(first.did).toEqual(['hold', 'letGo']);
    expect(first.holdsPhone()).toBe(false);
  });

  it('tabs that nobody sees stand behind those that somebody does', async () => {
    const { tabs, first, second } = await openTabs(3);
    second.setVisible(false);
    first.close();
    await settle();
    expect(holders(tabs.slice(1))).toEqual(['tab-3']);
  });

  it('of several that notice the silence, one that is seen takes it', async () => {
    const { clock, tabs, first, second } = await openTabs(3);
    second.setVisible(false);
    first.sleep();
    await clock.advance(10_000);
    expect(holders(tabs.slice(1))).toEqual(['tab-3']);
    expect(second.did).toEqual([]);
  });

  it('a click on "Enable ringing" brings it to the tab where the person is', async () => {
    const { tabs, second } = await openTabs(3);
    await second.calling.enableRinging();
    await settle();
    expect(holders(tabs)).toEqual(['tab-2']);
    expect(second.did).toEqual(['enableRinging', 'hold']);
  });

  it('signing out leaves it to nobody of this tab', async () => {
    const { tabs, first, second } = await openTabs(2);
    await first.calling.signOut();
    await settle();
    expect(second.holdsPhone()).toBe(true);
    expect(tabs).toHaveLength(2);
  });
});

describe('tabs that show the phone', () => {
  it('[I5] show what the leader knows, also when they come later', async () => {
    const { first, second, openTab } = await openTabs(2);
    first.calling.store.setState({ lost: { 'call-1': true } });
    await settle();
    const late = await openTab();
    expect([lostOf(second), lostOf(late)]).toEqual([['call-1'], ['call-1']]);
  });

  it('[I5] repair what a lost message left behind', async () => {
    const { clock, first, second } = await openTabs(2);
    second.sleep();
    first.calling.store.setState({ lost: { 'call-1': true } });
    await settle();
    second.wake();
    expect(lostOf(second)).toEqual([]);
    await clock.advance(500);
    expect(lostOf(second)).toEqual(['call-1']);
  });

  it('keep their own view of the calls, which they hear of themselves', async () => {
    const { first, second } = await openTabs(2);
    second.calling.store.setState({ clockOffsetMs: 40 });
    first.calling.store.setState({ clockOffsetMs: 7, soundBlocked: true });
    await settle();
    expect(second.calling.store.getState()).toMatchObject({
      clockOffsetMs: 40,
      soundBlocked: true,
    });
  });

  it('do not open a window that a person opened elsewhere, but one that comes with a call', async () => {
    const { first, second } = await openTabs(2);
    first.calling.openDialog();
    await settle();
    expect(second.calling.store.getState().dialog.isOpen).toBe(false);
    first.calling.store.setState({ dialError: { code: 'offline', message: '' } });
    first.calling.store.setState(({ dialog }) => ({ dialog: { ...dialog, isMinimised: true } }));
    await settle();
    expect(second.calling.store.getState().dialog.isOpen).toBe(true);
  });

  it('have the leader do what is pressed in them, with its answers and errors', async () => {
    const { first, second } = await openTabs(2);
    await second.calling.accept('call-1');
    expect(first.did).toEqual(['hold', 'accept call-1']);
    expect(second.did).toEqual([]);
    expect(lostOf(second)).toEqual(['call-1']);
    expect(await second.calling.acceptTest('call-test')).toBe(true);
    await expect(second.calling.measureNetwork()).rejects.toThrow('no network');
  });

  it('a press while the leader sleeps is done by the next one, once', async () => {
    const { clock, first, second, third } = await openTabs(3);
    first.sleep();
    const pressed = third.calling.accept('call-1');
    await clock.advance(3_500);
    await pressed;
    const done = [...second.did, ...third.did].filter((what) => what.startsWith('accept'));
    expect(done).toEqual(['accept call-1']);
  });
});
