import type { Page } from '@playwright/test';

/** Waits in the page, frame by frame, until nothing loads, fades or arrives any more. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('[aria-busy="true"], [role="status"][aria-label]') === null,
  );
  await page.evaluate(motionOver);
}

/** Runs in the page: colours fade from one theme to the other, and panels arrive. */
export function motionOver(): Promise<unknown> {
  const motions = document
    .getAnimations()
    .filter(
      (animation) =>
        animation instanceof CSSTransition ||
        Number.isFinite(animation.effect?.getComputedTiming().endTime),
    );
  return Promise.all(motions.map((motion) => motion.finished.catch(() => null)));
}
