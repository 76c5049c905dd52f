import type { TitlePort } from './ports.ts';

const FLASH_MS = 1_000;

/**
 * Alternates the tab's title between the caller and the page's own title, which may change meanwhile
 * (a page was opened): whatever the page sets while it flashes is what comes back.
 */
export function createTitleFlash(page: { title: string }): TitlePort {
  let text: string | null = null;
  let own = '';
  let timer: ReturnType<typeof setInterval> | null = null;

  const tick = () => {
    if (text === null) return;
    if (page.title === text) {
      page.title = own;
    } else {
      own = page.title;
      page.title = text;
    }
  };

  return {
    flash(next) {
      if (next === text) return;
      if (text !== null && page.title === text) page.title = own;
      text = next;
      if (timer !== null) clearInterval(timer);
      timer = null;
      if (text === null) return;
      tick();
      timer = setInterval(tick, FLASH_MS);
    },
  };
}
