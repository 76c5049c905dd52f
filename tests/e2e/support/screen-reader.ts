import type { Page } from '@playwright/test';

/**
 * Notes in every page of this tab what a screen reader says by itself: changed words in regions that are
 * there already, and alerts. A region that comes with its words is not heard by all of them, so not here.
 */
export async function listenIn(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(globalThis, { saidAloud: said });
    const known = new WeakMap<Element, string>();
    const wordsOf = (node: Node): string => {
      if (node instanceof Text) return node.data;
      if (!(node instanceof Element)) return '';
      const isSilent = node.getAttribute('aria-hidden') === 'true';
      return isSilent || node.getAttribute('aria-live') === 'off'
        ? ''
        : [...node.childNodes].map(wordsOf).join('');
    };
    const live = '[role="status"], [role="alert"], [aria-live="polite"], [aria-live="assertive"]';
    const listen = () => {
      for (const region of document.querySelectorAll(live)) {
        const words = wordsOf(region).replaceAll(/\s+/g, ' ').trim();
        const before = known.get(region);
        known.set(region, words);
        const isHeard = before !== undefined || region.getAttribute('role') === 'alert';
        if (isHeard && words !== '' && words !== before) said.push(words);
      }
    };
    new MutationObserver(listen).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
}

/** What was said since this was asked last. */
export function saidAloud(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as { saidAloud?: string[] }).saidAloud?.splice(0) ?? []);
}
