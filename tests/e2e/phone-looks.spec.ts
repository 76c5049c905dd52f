import type { Locator, Page } from '@playwright/test';
import type { Api } from '../support/api-client.ts';
import type { SimClient } from '../support/sim-client.ts';
import type { Agent } from './support/agent.ts';
import { expect, test } from './support/fixtures.ts';
import { lookAt } from './support/looks.ts';

const MARIA = '+14165550123';
const JOHN = '+14165550177';
/** A couple at one number. */
const WHITMORES = '+19055550104';
const NOBODY = '+19055550199';
const MAIN_LINE = '+14375249932';
const ANA_HZ = 700;
const BEN_HZ = 500;
const NORA_HZ = 900;
const ANA = 'ana@maple.test';
const DOCK = '[data-phone-dock]';

const dock = (page: Page): Locator => page.locator(DOCK);

class Walk {
  readonly agent: Agent;
  readonly #sim: SimClient;

  constructor(agent: Agent, sim: SimClient) {
    this.agent = agent;
    this.#sim = sim;
  }

  button(name: string): Locator {
    return dock(this.agent.page).getByRole('button', { name, exact: true });
  }

  press(name: string): Promise<void> {
    return this.button(name).click();
  }

  look(name: string, agent = this.agent): Promise<void> {
    return lookAt(agent.page, name, { within: DOCK });
  }

  async ring(from: string): Promise<string> {
    const id = await this.#sim.call({ from, to: MAIN_LINE, tone_hz: 1_300 });
    await expect(this.button('Accept')).toBeVisible();
    return id;
  }

  async goneBy(id: string): Promise<void> {
    await this.#sim.act(id, { type: 'hangup' });
    await expect(this.button('Accept')).toHaveCount(0);
  }

  /** Who rings: one of two, nobody we know, and a call of our own. */
  async rings(): Promise<void> {
    const { page } = this.agent;
    await page.goto('/call?to=tel:%2B14165550123');
    await expect(this.agent.phone().getByText('Maria Lopez')).toBeVisible();
    await this.look('dial form');
    // A page that is drawn anew quickly: the language changes often.
    await page.goto('/messages');
    await this.agent.untilReady();
    const couple = await this.ring(WHITMORES);
    await expect(dock(page).getByText('2 clients share this number')).toBeVisible();
    await this.look('several clients');
    await this.goneBy(couple);
    const unknown = await this.ring(NOBODY);
    await this.press('Create client');
    await this.look('unknown, create client');
    await this.goneBy(unknown);
  }

  /** One call: its keys, muted, on hold, the keypad, the panels. */
  async oneCall(): Promise<void> {
    await this.ring(MARIA);
    await this.look('known client');
    await this.press('Accept');
    await expect(this.button('Hold')).toBeEnabled();
    await this.look('active');
    await this.press('Mute');
    await this.look('muted');
    await this.press('Unmute');
    await this.press('Hold');
    await expect(this.button('Resume')).toBeVisible();
    await this.look('held');
    await this.press('Minimise');
    await this.look('held, small');
    await dock(this.agent.page).getByTitle('Open the call').click();
    await this.press('Resume');
    await this.press('Keypad');
    await this.look('keypad');
    await this.press('Keypad');
    await this.press('Notes');
    await this.look('notes');
    await this.press('Notes');
    await this.press('Add person');
    await this.look('add a person');
    await this.press('Close');
  }

  /** Two calls: one rings, one waits. */
  async twoCalls(): Promise<void> {
    await this.ring(JOHN);
    await this.look('second rings');
    await this.press('Accept');
    await expect(this.button('Swap, Maria')).toBeVisible();
    await expect(this.button('Hold')).toBeEnabled();
    await this.look('two calls');
    await this.press('Swap, Maria');
    await this.press('End the call with John');
    await expect(this.button('End the call with John')).toHaveCount(0);
  }

  /** Asks Ben, who answers; then all three talk. */
  async withBen(ben: Agent): Promise<void> {
    await this.press('Transfer');
    await this.look('transfer');
    await this.agent.page.getByRole('combobox', { name: 'Person, client or number' }).fill('Ben');
    await expect(this.button('Talk first')).toBeEnabled();
    await this.press('Talk first');
    await expect(ben.popup().getByRole('button', { name: 'Accept', exact: true })).toBeVisible();
    await this.look('consult rings');
    await this.look('asked', ben);
    await ben.popup().getByRole('button', { name: 'Accept', exact: true }).click();
    await expect(this.button('Complete transfer')).toBeEnabled();
    await this.look('consult');
    await this.press('Join all');
    await expect(this.button('Complete transfer')).toHaveCount(0);
    await this.look('three-way');
    await this.look('guest', ben);
  }

  /** Without a network, as the other tab shows it, and over. */
  async theEnd(): Promise<void> {
    const { context, page } = this.agent;
    const other = await context.newPage();
    await other.goto('/clients');
    await expect(dock(other).getByRole('button', { name: 'End call' })).toBeVisible();
    await lookAt(other, 'the other tab', { within: DOCK });
    await other.close();
    await context.setOffline(true);
    await expect(dock(page).getByText('Network lost, trying again')).toBeVisible();
    await this.look('no network');
    await context.setOffline(false);
    await this.agent.page.bringToFront();
    await expect(dock(page).getByText('Network lost, trying again')).toHaveCount(0);
    await this.press('End call');
    await expect(this.button('Quote')).toBeVisible();
    const ringing = await this.ring(JOHN);
    await this.look('wrap-up while it rings');
    await this.goneBy(ringing);
  }
}

/** Looking takes longer than a caller waits. */
async function patience(service: Api, seconds: number | null): Promise<void> {
  await service
    .from('telnyx_phone_numbers')
    .update({ ring_timeout_seconds: seconds })
    .eq('phone_number', MAIN_LINE)
    .throwOnError();
}

test.afterEach(async ({ service }) => {
  await patience(service, null);
  await service.from('members').update({ language: 'en' }).eq('email', ANA).throwOnError();
});

test('the phone in every state: axe, and no words cut in either language', async ({
  openAgent,
  sim,
  service,
}) => {
  test.setTimeout(240_000);
  await patience(service, 120);
  // Alone at first: a second call rings at whoever is free before it rings at Ana.
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn(ANA);
  const walk = new Walk(ana, sim);
  await walk.rings();
  await walk.oneCall();
  await walk.twoCalls();
  const [ben, nora] = await Promise.all([
    openAgent({ toneHz: BEN_HZ }),
    openAgent({ toneHz: NORA_HZ }),
  ]);
  await Promise.all([ben.signIn('ben@maple.test'), nora.signIn('owner@maple.test')]);
  await nora.page.getByRole('button', { name: 'Whisper to Ana' }).click();
  await expect(nora.phone().getByText('Only Ana hears you')).toBeVisible();
  await walk.look('supervisor', nora);
  await walk.look('supervised');
  await nora.phone().getByRole('button', { name: 'Stop', exact: true }).click();
  await walk.withBen(ben);
  await walk.theEnd();
});
