import type { Locator, Page } from '@playwright/test';
import type { SimClient } from '../support/sim-client.ts';
import type { Agent } from './support/agent.ts';
import { expect, test } from './support/fixtures.ts';
import { listenIn, saidAloud } from './support/screen-reader.ts';

const MARIA = '+14165550123';
const MAIN_LINE = '+14375249932';

const isFocused = (target: Locator) =>
  target.evaluate((node) => node === document.activeElement).catch(() => false);

/** Tab, until it is there: as somebody who sees nothing goes through a page. */
async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let steps = 0; steps < 80; steps += 1) {
    await page.keyboard.press(key);
    if (await isFocused(target)) return;
  }
  throw new Error(`Tab never reached ${String(target)}`);
}

/** Waits until this was said, and answers with all that was. */
async function untilSaid(page: Page, words: string): Promise<string[]> {
  const said: string[] = [];
  await expect
    .poll(async () => {
      said.push(...(await saidAloud(page)));
      return said;
    })
    .toContain(words);
  return said;
}

/** Everything from the sign-in on, without a mouse: a client is found, called, muted, hung up. */
async function callAClient(ana: Agent, sim: SimClient): Promise<void> {
  const { page } = ana;
  await page.goto('/');
  await page.getByLabel('Email').focus();
  await page.keyboard.type('ana@maple.test');
  await tabTo(page, page.getByLabel('Password', { exact: true }));
  await page.keyboard.type('demo-password');
  await page.keyboard.press('Enter');
  await ana.untilReady();
  await tabTo(page, page.getByRole('link', { name: 'Clients', exact: true }));
  await page.keyboard.press('Enter');
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('Maria Lopez');
  const maria = page.getByRole('link', { name: 'Maria Lopez' }).first();
  await expect(maria).toBeVisible();
  await tabTo(page, maria);
  await page.keyboard.press('Enter');
  await sim.callee(MARIA, { behaviour: 'answer', after_ms: 200, tone_hz: 1_100 });
  const call = page.getByRole('button', { name: 'Call Maria Lopez', exact: true });
  await expect(call).toBeVisible();
  await tabTo(page, call);
  await page.keyboard.press('Enter');
  await untilSaid(page, 'Connected');
  await page.keyboard.press('Control+Shift+M');
  await untilSaid(page, 'You are muted. Maria cannot hear you');
  await page.keyboard.press('Control+Shift+E');
  await untilSaid(page, 'Call ended');
  await ana.phone().getByRole('button', { name: 'Done' }).press('Enter');
  await expect(ana.phone()).toHaveCount(0);
}

test('by keyboard and by ear: a client is called; a call is answered, muted, held, keyed into and passed on', async ({
  openAgent,
  sim,
}) => {
  test.setTimeout(150_000);
  const [ana, ben] = await Promise.all([openAgent({ toneHz: 700 }), openAgent({ toneHz: 500 })]);
  const { page } = ana;
  const { keyboard } = page;
  await listenIn(page);
  await callAClient(ana, sim);

  const note = page.getByRole('textbox', { name: 'Note' });
  const id = await test.step('a ring is said once, and takes no focus', async () => {
    await note.focus();
    await saidAloud(page);
    const ringing = await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: 1_300 });
    await expect(ana.popup().getByRole('listitem').first()).toBeVisible();
    expect(await saidAloud(page)).toEqual(['Incoming call, Maria Lopez, Main line']);
    await expect(note).toBeFocused();
    await expect(ana.popup()).toMatchAriaSnapshot(`
      - region "Incoming call":
        - timer "Waiting"
        - paragraph: Maria Lopez
        - paragraph: 416 555-0123
        - list
        - button "Accept"
        - button "Decline"
    `);
    return ringing;
  });

  await test.step('answered; muted, heard again, on hold: each said once', async () => {
    await keyboard.press('Control+Shift+F');
    await expect(ana.popup().getByRole('button', { name: 'Accept', exact: true })).toBeFocused();
    await keyboard.press('Enter');
    await untilSaid(page, 'Connected');
    await expect(ana.phone()).toBeFocused();
    await expect(ana.phone()).toMatchAriaSnapshot(`
      - dialog "Call":
        - link "Microphone and loudspeaker"
        - button "Minimise"
        - paragraph: Maria Lopez
        - paragraph: 416 555-0123
        - timer "Call duration"
        - status: Connected
        - button "Mute"
        - button "Hold"
        - button "Keypad"
        - button "Transfer"
        - button "Add person"
        - button "Notes"
        - button "Record" [disabled]
        - button "More"
        - button "End call"
    `);
    await keyboard.press('Control+Shift+M');
    await expect(ana.phone().getByRole('button', { name: 'Unmute' })).toBeVisible();
    await keyboard.press('Control+Shift+M');
    await expect(ana.phone().getByRole('button', { name: 'Mute', exact: true })).toBeVisible();
    await keyboard.press('Control+Shift+H');
    await expect(ana.phone().getByRole('button', { name: 'Resume' })).toBeVisible();
    expect(await saidAloud(page)).toEqual([
      'You are muted. Maria cannot hear you',
      'Connected',
      'On hold. Maria hears music',
    ]);
    await expect(ana.phone().getByRole('timer', { name: 'Time on hold' })).toBeVisible();
  });

  await test.step('the palette ends the hold and gives the focus back', async () => {
    await keyboard.press('Control+K');
    await expect(page.getByRole('combobox', { name: 'Search' })).toBeFocused();
    await keyboard.type('back to the caller');
    await expect(page.getByRole('option', { name: 'Back to the caller' })).toBeVisible();
    await keyboard.press('Enter');
    await untilSaid(page, 'Connected');
    await expect(ana.phone()).toBeFocused();
  });

  await test.step('digits are typed, and heard once and in order', async () => {
    await keyboard.press('Control+Shift+K');
    await expect(ana.phone().getByRole('button', { name: 'Keypad' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await keyboard.type('240#');
    await expect.poll(async () => (await sim.get(id)).heard.dtmf).toBe('240#');
    await keyboard.press('Control+Shift+K');
  });

  await test.step('Ben is asked: who hears whom is said, the focus stays in the phone', async () => {
    await ben.signIn('ben@maple.test');
    const transfer = ana.phone().getByRole('button', { name: 'Transfer', exact: true });
    await tabTo(page, transfer);
    await keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Person, client or number' })).toBeFocused();
    await keyboard.type('Ben');
    await expect(ana.phone().getByRole('region', { name: 'Transfer to' })).toMatchAriaSnapshot(`
      - region "Transfer to":
        - button "Close"
        - combobox "Person, client or number": Ben
        - listbox "People to choose from":
          - option "Ben rings there" [selected]
        - button "Talk first"
        - button "Send now"
    `);
    await keyboard.press('Enter');
    await untilSaid(page, 'Ringing Ben. Maria hears music');
    await expect(transfer).toBeFocused();
    await expect(ben.popup().getByText('Ana asks you about a caller')).toBeVisible();
    await ben.page.keyboard.press('Control+Shift+A');
    await untilSaid(page, 'You and Ben hear each other. Maria hears music');
  });

  await test.step('passed on and written up: back where the ring found her', async () => {
    const complete = ana.phone().getByRole('button', { name: 'Complete transfer' });
    await tabTo(page, complete, 'Shift+Tab');
    await keyboard.press('Enter');
    await untilSaid(page, 'Maria is with Ben now');
    await expect(ana.phone()).toBeFocused();
    await expect(ana.phone()).toMatchAriaSnapshot(`
      - dialog "Call":
        - button "Close"
        - paragraph: Maria Lopez
        - group "Outcome":
          - button "Booked"
          - button "Quote"
          - button "Call back"
          - button "Question"
          - button "Not for us"
        - textbox "Note"
        - group "Tags":
          - textbox "Add a tag"
        - timer "Closes by itself in"
        - button "Done"
    `);
    await tabTo(page, ana.phone().getByRole('button', { name: 'Quote' }));
    await keyboard.press('Space');
    await tabTo(page, ana.phone().getByRole('button', { name: 'Done' }));
    await keyboard.press('Enter');
    await expect(note).toBeFocused();
  });
});
