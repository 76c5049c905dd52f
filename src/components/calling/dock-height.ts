/** Whatever leaves room for the dock names its height in a class: `pb-(--dock-h,4rem)`. */
const WHO_ASKS = "[class*='--dock-h']";

/**
 * Gives the dock's height to those elements alone that leave room for it. On `<html>` it would be handed
 * down to all: with two hundred calls on the board the browser worked out the style of 2,900 elements anew
 * whenever a call began to ring, which took longer than everything else together.
 */
export function createDockHeight(page: Document) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${WHO_ASKS} {}`);
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
  return {
    set(height: string) {
      const [rule] = sheet.cssRules;
      if (!(rule instanceof CSSStyleRule)) return;
      if (rule.style.getPropertyValue('--dock-h') !== height) {
        rule.style.setProperty('--dock-h', height);
      }
    },
    end() {
      page.adoptedStyleSheets = page.adoptedStyleSheets.filter((each) => each !== sheet);
    },
  };
}
