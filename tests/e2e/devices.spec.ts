import type { Page } from '@playwright/test';
import { waitUntil } from '../support/wait-until.ts';
import { faults } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';
import { LOOKS, picture } from './support/looks.ts';
import { untilAgentHears } from './support/talk.ts';

const MARIA = '+14165550123';
const MAIN_LINE = '+14375249932';
const ANA_HZ = 700;
const MARIA_HZ = 1_300;
const SECOND = 'Fake Audio Input 2';

/** Notes the connections that the page opens, and lets a test pull a device out. */
async function watchDevices(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = globalThis as { connections?: RTCPeerConnection[]; unplugged?: string };
    seen.connections = [];
    const Original = RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        seen.connections?.push(this);
      }
    };
    const list = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
    navigator.mediaDevices.enumerateDevices = async () =>
      (await list()).filter(({ label }) => label !== seen.unplugged);
  });
}

/** The microphone that the running call is spoken into. */
function microphoneInUse(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const { connections } = globalThis as { connections?: RTCPeerConnection[] };
    const live = connections?.findLast(({ connectionState }) => connectionState === 'connected');
    return live?.getSenders().find(({ track }) => track?.kind === 'audio')?.track?.label;
  });
}

/** Says for this site, as in the browser's settings, whether it may have the microphone: a running track ends. */
async function microphoneSwitch(page: Page) {
  // What a session has said is forgotten with it: one for both.
  const session = await page.context().newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  const { browserContextId } = targetInfo;
  return (setting: 'granted' | 'denied') =>
    session.send('Browser.setPermission', {
      permission: { name: 'microphone' },
      setting,
      origin: new URL(page.url()).origin,
      ...(browserContextId ? { browserContextId } : {}),
    });
}

async function plug(page: Page, unplugged: string): Promise<void> {
  await page.evaluate((label) => {
    (globalThis as { unplugged?: string }).unplugged = label;
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }, unplugged);
}

test('a microphone is chosen, kept, used in the call that runs, replaced when it is pulled out or taken away', async ({
  openAgent,
  sim,
}) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  await watchDevices(ana.page);
  await ana.signIn('ana@maple.test');
  const id = await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: MARIA_HZ });
  await ana.popup().getByRole('button', { name: 'Accept', exact: true }).click();
  const hearsAna = () =>
    waitUntil('the caller hears Ana', async () =>
      (await sim.get(id)).heard.tones_hz.some((tone) => Math.abs(tone - ANA_HZ) <= 15),
    );
  await hearsAna();

  await ana.phone().getByRole('link', { name: 'Microphone and loudspeaker' }).click();
  const picker = ana.page.getByRole('combobox', { name: 'Microphone', exact: true });
  await picker.selectOption({ label: SECOND });
  await waitUntil('the call is spoken into it', async () => {
    return (await microphoneInUse(ana.page)) === SECOND;
  });
  await hearsAna();

  await plug(ana.page, SECOND);
  await expect(ana.phone().getByText(/Fake Audio Input 2 is gone/)).toBeVisible();
  await waitUntil('the call is spoken into another', async () => {
    const label = await microphoneInUse(ana.page);
    return label !== undefined && label !== SECOND;
  });
  await plug(ana.page, '');
  await expect(ana.phone().getByText(/Fake Audio Input 2 is gone/)).toHaveCount(0);
  await waitUntil('it is used again', async () => (await microphoneInUse(ana.page)) === SECOND);
  await hearsAna();

  // The browser is told to give this page no microphone any more, as in its site settings.
  const legs = (await sim.legs()).map((leg) => leg.call_control_id);
  const allowMicrophone = await microphoneSwitch(ana.page);
  await allowMicrophone('denied');
  await expect(ana.phone().getByRole('alert')).toHaveText(
    'Maria cannot hear you: the browser blocks the microphone. Click the sign left of the address and allow it.',
  );
  await waitUntil('the caller hears nobody', async () => {
    return (await sim.get(id)).heard.tones_hz.length === 0;
  });
  await untilAgentHears(ana, MARIA_HZ);
  await picture(ana.page, 'revoked');
  await allowMicrophone('granted');
  await expect(ana.phone().getByRole('alert')).toHaveCount(0);
  await hearsAna();
  expect((await sim.legs()).map((leg) => leg.call_control_id)).toEqual(legs);
  await ana.phone().getByRole('button', { name: 'End call', exact: true }).click();
  await waitUntil('it is over', async () => (await sim.get(id)).state === 'ended');

  await ana.page.reload();
  await expect(picker.locator('option:checked')).toHaveText(SECOND);
});

// The page itself is looked at with the others; here with what the tests say, where it is narrow.
test('the devices are chosen and tried before a call', async ({ openAgent }) => {
  const ana = await openAgent({ toneHz: ANA_HZ, ...LOOKS[1] });
  await ana.signIn('ana@maple.test', { untilReady: false });
  await ana.page.goto('/settings/devices');
  for (const name of ['Microphone', 'Calls are heard over', 'Calls ring over']) {
    await expect(ana.page.getByRole('combobox', { name, exact: true })).toBeVisible();
  }
  await ana.page.getByRole('button', { name: 'Test the microphone' }).click();
  await expect(ana.page.getByText('The microphone works.')).toBeVisible();
  await expect(ana.page.getByText('Calls ring here').filter({ visible: true }).first()).toBeVisible(
    { timeout: 15_000 },
  );
  await ana.page.getByRole('button', { name: 'Test the connection' }).click();
  await expect(ana.page.getByText(/^Good\. Calls will sound clear/)).toBeVisible({
    timeout: 30_000,
  });
  await picture(ana.page, 'devices');
  expect(await faults(ana.page, { impacts: 'all' })).toEqual([]);
  expect(await ana.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(
    true,
  );
});
