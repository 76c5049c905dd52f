import type { Page } from '@playwright/test';
import { waitUntil } from '../support/wait-until.ts';
import { epochNowMs, whenClicked, whenPainted } from '../support/when-painted.ts';
import type { Agent } from './support/agent.ts';
import { expect, test } from './support/fixtures.ts';
import { countRings, hearsIn, isAnybodyRinging, openTabs } from './support/tabs.ts';

const MARIA = '+14165550123';
const MAIN_LINE = '+14375249932';
const CALLER_HZ = 1_300;
const ANA_HZ = 700;
/** [acceptance 3] The call is back in another tab. */
const BACK_MS = 5_000;
const GONE_MS = 1_000;
const POPUP_GONE = { selector: '[data-accept]', text: 'Accept', gone: true, behind: true };
const PACKETS_OF_TWO_SECONDS = 100;

const popupOf = (page: Page) => page.getByRole('region', { name: 'Incoming call' });
const acceptIn = (page: Page) => popupOf(page).getByRole('button', { name: 'Accept', exact: true });
const isNear = (tone: number, hz: number) => Math.abs(tone - hz) <= 15;

async function openFive(agent: Agent): Promise<Page[]> {
  await countRings(agent.context);
  await agent.signIn('ana@maple.test');
  const tabs = await openTabs(agent, 4);
  return [agent.page, ...tabs];
}

test('[I2] [I7] five tabs are one phone: one registration, one ring, five popups, gone within a second', async ({
  openAgent,
  sim,
}) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  const before = (await sim.registrations()).length;
  const tabs = await openFive(ana);
  expect((await sim.registrations()).length).toBeLessThanOrEqual(before + 1);

  const id = await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: CALLER_HZ });
  await Promise.all(tabs.map((page) => expect(acceptIn(page)).toBeVisible()));
  await waitUntil('it rings', () => isAnybodyRinging(tabs));
  const rings = await Promise.all(tabs.map((page) => page.evaluate('globalThis.ringsHeard ?? 0')));
  expect(rings.filter((count) => Number(count) > 0)).toHaveLength(1);

  // Both ends are taken in the pages: whoever looks from outside looks twice a second at most.
  const gone = tabs.map((page) => page.evaluate(whenPainted, POPUP_GONE));
  const [, , third] = tabs as [Page, Page, Page];
  const pressed = third.evaluate(whenClicked);
  await acceptIn(third).click();
  const goneMs = Math.round(Math.max(...(await Promise.all(gone))) - (await pressed));
  console.log(`all five popups gone ${goneMs} ms after Accept`);
  expect(goneMs).toBeLessThan(GONE_MS);

  await waitUntil('the caller hears Ana', async () =>
    (await sim.get(id)).heard.tones_hz.some((tone) => isNear(tone, ANA_HZ)),
  );
  const phones = tabs.map((page) => page.getByRole('dialog', { name: 'Call', exact: true }));
  await Promise.all(phones.map((phone) => expect(phone.getByText('Maria Lopez')).toBeVisible()));
  expect((await sim.get(id)).bridged_to).toHaveLength(1);

  // A press in a tab that does not hold the phone counts as much.
  await phones[4]?.getByRole('button', { name: 'Mute', exact: true }).click();
  await Promise.all(
    phones.map((phone) =>
      expect(phone.getByRole('button', { name: 'Unmute', exact: true })).toBeVisible(),
    ),
  );
  await phones[1]?.getByRole('button', { name: 'End call', exact: true }).click();
  await waitUntil('it is over', async () => (await sim.get(id)).state === 'ended');
  await Promise.all(
    tabs.map((page) => expect(page.getByText('Calls ring here').first()).toBeVisible()),
  );
});

for (const end of ['closed', 'killed'] as const) {
  test(`[I2] the tab with the phone is ${end} in the middle of a call: another has it within 5 s, both ways`, async ({
    openAgent,
    sim,
  }) => {
    const ana = await openAgent({ toneHz: ANA_HZ });
    const [first, ...others] = (await openFive(ana)) as [Page, ...Page[]];
    const id = await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: CALLER_HZ });
    await acceptIn(first).click();
    await waitUntil('the caller hears Ana', async () =>
      (await sim.get(id)).heard.tones_hz.some((tone) => isNear(tone, ANA_HZ)),
    );
    if (end === 'closed') await first.close();
    else await crash(first);
    const goneAt = epochNowMs();
    await waitUntil('Ana hears the caller in another tab', async () => {
      const heard = await Promise.all(others.map(hearsIn));
      return heard.some((tone) => isNear(tone, CALLER_HZ));
    });
    const backMs = Math.round(epochNowMs() - goneAt);
    console.log(`the call is back ${backMs} ms after its tab was ${end}`);
    expect(backMs).toBeLessThan(BACK_MS);
    // Tones are those of the last second: they must be of sound that came after the change.
    const packets = (await sim.get(id)).heard.packets;
    await waitUntil('the caller hears Ana again', async () => {
      const { heard } = await sim.get(id);
      const isFresh = heard.packets > packets + PACKETS_OF_TWO_SECONDS;
      return isFresh && heard.tones_hz.some((tone) => isNear(tone, ANA_HZ));
    });
    expect((await sim.get(id)).bridged_to).toHaveLength(1);
    await sim.act(id, { type: 'hangup' });
    await Promise.all(
      others.map((page) => expect(page.getByText('Calls ring here').first()).toBeVisible()),
    );
  });
}

test('[I7] two devices of one person ring both and stop both; the other one says where the call is', async ({
  openAgent,
  sim,
}) => {
  const [laptop, desk] = await Promise.all([
    openAgent({ toneHz: ANA_HZ }),
    openAgent({ toneHz: ANA_HZ }),
  ]);
  await Promise.all([laptop.signIn('ana@maple.test'), desk.signIn('ana@maple.test')]);
  const id = await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: CALLER_HZ });
  await expect(acceptIn(desk.page)).toBeVisible();
  await acceptIn(laptop.page).click();
  await expect(acceptIn(desk.page)).toHaveCount(0);
  await waitUntil('the caller hears Ana', async () =>
    (await sim.get(id)).heard.tones_hz.some((tone) => isNear(tone, ANA_HZ)),
  );
  const elsewhere = desk.page.getByRole('region', { name: 'On your other device' });
  await expect(elsewhere.getByRole('button', { name: /^Move the call with Maria/ })).toBeVisible();
  await expect(laptop.page.getByRole('region', { name: 'On your other device' })).toHaveCount(0);
  await sim.act(id, { type: 'hangup' });
  await expect(elsewhere).toHaveCount(0);
});

/** As when the browser's process for this tab runs out of memory. */
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
}
