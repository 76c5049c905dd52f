import type { Locator, Page } from '@playwright/test';
import { faults } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { settle } from './settle.ts';

/** Both themes and both widths, each once: what a page must look right and pass axe in. */
export const LOOKS = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

export type Language = 'en' | 'fr';

/** Each look in both languages; the two that axe sees are in one language each. */
const WALK = [
  { look: LOOKS[0], language: 'en', hasAxe: true },
  { look: LOOKS[0], language: 'fr', hasAxe: false },
  { look: LOOKS[1], language: 'fr', hasAxe: true },
  { look: LOOKS[1], language: 'en', hasAxe: false },
] as const;

/** Words that are English wherever they stand, and that no demo data have. */
const ENGLISH =
  /\b(?:Settings|Save|Call|Calls|Missed|Loading|Team|Answered|Hold|Everything|withheld|Nobody|Today|Yesterday|Cancel|Close|Search)\b/;

/** Another tab of this browser chose a language: this one follows at once, wherever it is. */
async function speak(page: Page, language: Language): Promise<void> {
  await page.evaluate((newValue) => {
    const key = 'switchboard.language';
    window.dispatchEvent(new StorageEvent('storage', { key, newValue }));
  }, language);
  await expect(page.locator('html')).toHaveAttribute('lang', `${language}-CA`);
}

/** Serious faults of what is on screen in each theme, at this width. */
export async function faultsInThemes(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const { colorScheme } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await settle(page);
    found.push(...(await faults(page)).map((fault) => `${colorScheme}: ${fault}`));
  }
  await page.emulateMedia({ colorScheme: LOOKS[0].colorScheme });
  return found;
}

/** Serious faults of what is on screen, wide and light, and narrow and dark. */
export async function faultsInLooks(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const { viewport, colorScheme } of LOOKS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await settle(page);
    found.push(...(await faults(page)).map((fault) => `${viewport.width} px: ${fault}`));
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > viewport.width) found.push(`${viewport.width} px: too wide, ${width} px`);
  }
  await page.emulateMedia({ colorScheme: LOOKS[0].colorScheme });
  await page.setViewportSize(LOOKS[0].viewport);
  return found;
}

/** For people to look at, on request (E2E_PICTURES=1): nothing is judged by it. */
export async function picture(of: Page | Locator, name: string): Promise<void> {
  if (process.env['E2E_PICTURES'] !== '1') return;
  await of.screenshot({ path: test.info().outputPath(`${name}.png`) });
}

interface LookOptions {
  /** Only this part of the page. */
  within?: string;
  /** Opens it again: what a person opened is closed when the language changes. */
  reopen?: (language: Language) => Promise<unknown>;
}

/** Looks at what is on screen, wide and light, narrow and dark, in both languages. */
export async function lookAt(page: Page, name: string, options: LookOptions = {}): Promise<void> {
  let spoken: Language | null = null;
  // The phone is narrower beside a page than on a phone, so that what fits there in English fits here.
  const walk = options.within ? WALK.slice(0, -1) : WALK;
  for (const { look, language, hasAxe } of walk) {
    await page.setViewportSize(look.viewport);
    await page.emulateMedia({ colorScheme: look.colorScheme });
    await speak(page, language);
    if (language !== spoken) await options.reopen?.(language);
    spoken = language;
    await settle(page);
    const where = `${name}, ${look.viewport.width} px, ${language}`;
    expect.soft(await faultsOfWords(page, language, options.within), where).toEqual([]);
    if (!hasAxe) continue;
    expect.soft(await faults(page, { within: options.within }), where).toEqual([]);
    await picture(
      page.locator(options.within ?? 'body'),
      `${name}-${look.viewport.width}-${language}`,
    );
  }
  await page.setViewportSize(LOOKS[0].viewport);
  await speak(page, 'en');
}

/** Words that do not fit, a page that scrolls sideways, and English on a French screen. */
async function faultsOfWords(page: Page, language: Language, within?: string): Promise<string[]> {
  const { cut, lines } = await page.evaluate(measureWords, within ?? 'body');
  const english = language === 'fr' ? lines.filter((line) => ENGLISH.test(line)) : [];
  return [...cut, ...english.map((line) => `English: ${line}`)];
}

/** Runs in the page. */
function measureWords(within: string): { cut: string[]; lines: string[] } {
  const root = document.querySelector(within) ?? document.body;
  const words = document.createRange();
  const isCut = (one: Element) => {
    // By the words themselves: a key's touch area reaches beyond it.
    words.selectNodeContents(one);
    const inner = words.getBoundingClientRect();
    const outer = one.getBoundingClientRect();
    const hasWords = inner.width > 0 && outer.width > 1;
    return hasWords && (inner.left < outer.left - 1 || inner.right > outer.right + 1);
  };
  // Lists of a page shorten names and sentences with three dots; the phone's own words must fit.
  const isShortened = (one: Element) =>
    root === document.body &&
    [one, ...one.querySelectorAll('*')].some(
      (part) => getComputedStyle(part).textOverflow === 'ellipsis',
    );
  // Words for screen readers only take no room.
  const isHidden = (one: Element) =>
    getComputedStyle(one).position === 'absolute' && one.getBoundingClientRect().width <= 1;
  const labels = 'button, [role="status"], h1, h2, h3, label, th';
  const cut = [...root.querySelectorAll(labels)]
    .filter((one) => !one.closest('.sr-only') && !one.querySelector('input'))
    .filter((one) => ![...one.querySelectorAll('*')].some(isHidden) && isCut(one))
    .filter((one) => !isShortened(one))
    .map((one) => `cut: ${one.textContent || one.outerHTML}`);
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) cut.push(`too wide: ${scrollWidth} px`);
  const named = [...root.querySelectorAll('[aria-label], [placeholder], [title]')].flatMap((one) =>
    ['aria-label', 'placeholder', 'title'].map((name) => one.getAttribute(name) ?? ''),
  );
  const text = root instanceof HTMLElement ? root.innerText.split('\n') : [];
  return { cut, lines: [document.title, ...text, ...named] };
}
