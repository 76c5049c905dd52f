/**
 * For `page.evaluate`: resolves with the moment (milliseconds of the epoch) after the frame in which a
 * text stood in an element, or no longer stood there. Measures in the page, since a test runner that
 * asks from outside asks too seldom.
 *
 * @param wanted with `behind`: the moment at which the page had changed. Tabs behind the one in front get
 *   a frame once a second.
 */
export function whenPainted(wanted: {
  selector: string;
  text: string;
  gone?: boolean;
  behind?: boolean;
}): Promise<number> {
  const isThere = () => {
    const elements = [...document.querySelectorAll(wanted.selector)];
    return elements.some((element) => element.textContent?.includes(wanted.text));
  };
  return new Promise((resolve) => {
    const tell = () => resolve(performance.timeOrigin + performance.now());
    const paint = () => requestAnimationFrame(() => setTimeout(tell, 0));
    const observer = new MutationObserver(look);
    function look(): void {
      if (isThere() === (wanted.gone ?? false)) return;
      observer.disconnect();
      if (wanted.behind) tell();
      else paint();
    }
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    look();
  });
}

/** For `page.evaluate`: the moment of the next click in this page, on the clock of `whenPainted`. */
export function whenClicked(): Promise<number> {
  return new Promise((resolve) => {
    const told = () => resolve(performance.timeOrigin + performance.now());
    document.addEventListener('click', told, { capture: true, once: true });
  });
}

/** Now, on the clock of `whenPainted`. */
export function epochNowMs(): number {
  return performance.timeOrigin + performance.now();
}
