/**
 * For `page.evaluate`: resolves with the moment (milliseconds of the epoch) after the frame in which a
 * text stood in an element, or no longer stood there. Measures in the page, since a test runner that
 * asks from outside asks too seldom.
 */
export function whenPainted(wanted: {
  selector: string;
  text: string;
  gone?: boolean;
}): Promise<number> {
  const isThere = () => {
    const elements = [...document.querySelectorAll(wanted.selector)];
    return elements.some((element) => element.textContent?.includes(wanted.text));
  };
  return new Promise((resolve) => {
    const paint = () =>
      requestAnimationFrame(() =>
        setTimeout(() => resolve(performance.timeOrigin + performance.now()), 0),
      );
    const observer = new MutationObserver(look);
    function look(): void {
      if (isThere() === (wanted.gone ?? false)) return;
      observer.disconnect();
      paint();
    }
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    look();
  });
}

/** Now, on the clock of `whenPainted`. */
export function epochNowMs(): number {
  return performance.timeOrigin + performance.now();
}
