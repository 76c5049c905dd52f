import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { SimClient } from '../support/sim-client.ts';
import type { Agent } from './support/agent.ts';
import { expect, test } from './support/fixtures.ts';
import { LOOKS } from './support/looks.ts';

const MARIA = '+14165550123';
const JOHN = '+14165550177';
const MAIN_LINE = '+14375249932';
const ANA_HZ = 700;
const BEN_HZ = 500;
const NORA_HZ = 900;
const ANA = 'ana@maple.test';

const dock = (page: Page): Locator => page.locator('[data-phone-dock]');

/** Serious faults of the phone and of what it opens. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include('[data-phone-dock]').analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** Keys, buttons and status lines whose words do not fit. */
function cutWords(page: Page): Promise<string[]> {
  return dock(page).evaluate((phone) => {
    const words = document.createRange();
    return [...phone.querySelectorAll('button, [role="status"]')]
      .filter((one) => {
        // By the words themselves: a key's touch area reaches beyond it.
        words.selectNodeContents(one);
        const inner = words.getBoundingClientRect();
        const outer = one.getBoundingClientRect();
        const hasWords = inner.width > 0 && outer.width > 1;
        return hasWords && (inner.left < outer.left - 1 || inner.right > outer.right + 1);
      })
      .map((one) => one.textContent || one.outerHTML);
  });
}

/** How the phone looks now: no words cut, nothing wider than the screen, and for whoever listens to it. */
async function check(page: Page, name: string, isHeard: boolean): Promise<void> {
  // Colours fade from one theme to the other.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => animation instanceof CSSTransition)
        .map((animation) => animation.finished.catch(() => null)),
    ),
  );
  expect.soft(await cutWords(page), name).toEqual([]);
  const isWide = () => document.documentElement.scrollWidth > innerWidth;
  expect.soft(await page.evaluate(isWide), `${name} is too wide`).toBe(false);
  if (!isHeard) return;
  expect.soft(await faults(page), name).toEqual([]);
  await dock(page).screenshot({ path: test.info().outputPath(`${name}.png`) });
}

/** The language of the screen, on the page where it is chosen; the phone may lie above it. */
async function speak(page: Page, language: 'English' | 'Français'): Promise<void> {
  await page.getByRole('button', { name: language, exact: true }).dispatchEvent('click');
  await expect(page.locator('html')).toHaveAttribute('lang', /^(en|fr)-CA$/);
}

/** The phone as it is now, wide and light, narrow and dark. */
async function look(page: Page, name: string): Promise<void> {
  for (const { colorScheme, viewport } of LOOKS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await check(page, `${name}-${viewport.width}-en`, true);
  }
}

/** The same in both languages. */
async function lookInBoth(page: Page, name: string): Promise<void> {
  for (const [index, { colorScheme, viewport }] of LOOKS.entries()) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const languages =
      index === 0 ? (['English', 'Français'] as const) : (['Français', 'English'] as const);
    for (const language of languages) {
      await speak(page, language);
      await check(
        page,
        `${name}-${viewport.width}-${language.slice(0, 2)}`,
        language === languages[0],
      );
    }
  }
}

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

  look(name: string): Promise<void> {
    return lookInBoth(this.agent.page, name);
  }

  async ring(from: string): Promise<string> {
    const id = await this.#sim.call({ from, to: MAIN_LINE, tone_hz: 1_300 });
    await expect(this.button('Accept')).toBeVisible();
    return id;
  }

  /** One call: its keys, on hold, the keypad, the panels. */
  async oneCall(): Promise<void> {
    await this.ring(MARIA);
    await this.press('Accept');
    await expect(this.button('Hold')).toBeEnabled();
    await this.look('active');
    await this.press('Hold');
    await expect(this.button('Resume')).toBeVisible();
    await this.look('held');
    await this.press('Resume');
    await this.press('Keypad');
    await this.look('keypad');
    await this.press('Keypad');
    await this.press('Notes');
    await this.look('notes');
    await this.press('Notes');
  }

  /** Two calls: one rings, one waits. */
  async twoCalls(): Promise<void> {
    await this.ring(JOHN);
    await this.look('second-rings');
    await this.press('Accept');
    await expect(this.button('Swap, Maria')).toBeVisible();
    await expect(this.button('Hold')).toBeEnabled();
    await this.look('two-calls');
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
    await this.look('consult-rings');
    await look(ben.page, 'asked');
    await ben.popup().getByRole('button', { name: 'Accept', exact: true }).click();
    await expect(this.button('Complete transfer')).toBeEnabled();
    await this.look('consult');
    await this.press('Join all');
    await expect(this.button('Complete transfer')).toHaveCount(0);
    await this.look('three-way');
  }

  async wrapUp(): Promise<void> {
    await this.press('End call');
    await expect(this.button('Quote')).toBeVisible();
    await this.look('wrap-up');
  }
}

test.afterEach(async ({ service }) => {
  await service.from('members').update({ language: 'en' }).eq('email', ANA).throwOnError();
});

test('the phone in every state: axe, and no words cut in either language', async ({
  openAgent,
  sim,
}) => {
  test.setTimeout(180_000);
  // Alone at first: a second call rings at whoever is free before it rings at Ana.
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn(ANA);
  await ana.page.goto('/settings/appearance');
  await ana.untilReady();
  const walk = new Walk(ana, sim);
  await walk.oneCall();
  await walk.twoCalls();
  const [ben, nora] = await Promise.all([
    openAgent({ toneHz: BEN_HZ }),
    openAgent({ toneHz: NORA_HZ }),
  ]);
  await Promise.all([ben.signIn('ben@maple.test'), nora.signIn('owner@maple.test')]);
  await nora.page.getByRole('button', { name: 'Whisper to Ana' }).click();
  await expect(nora.phone().getByText('Only Ana hears you')).toBeVisible();
  await look(nora.page, 'supervisor');
  await walk.look('supervised');
  await nora.phone().getByRole('button', { name: 'Stop', exact: true }).click();
  await walk.withBen(ben);
  await walk.wrapUp();
});
