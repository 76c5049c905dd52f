/** The part of the Trusted Types API that is used here; TypeScript's DOM types lack it. */
interface TrustedTypes {
  createPolicy(name: 'default', rules: { createScriptURL(url: string): string | null }): unknown;
}

/**
 * Lets code be loaded from this build's own files only: the page's policy turns every other address,
 * and all text, away (deploy/security-headers.ts). Needed for the worker that keeps time. A browser
 * without Trusted Types has nothing to be told.
 */
export function trustOwnFiles(): void {
  const types = Reflect.get(globalThis, 'trustedTypes') as TrustedTypes | undefined;
  types?.createPolicy('default', { createScriptURL: (url) => (isOwnFile(url) ? url : null) });
}

/** @param url as handed to the browser, relative or not */
export function isOwnFile(url: string, page: string = location.href): boolean {
  const { origin, pathname } = new URL(url, page);
  return origin === new URL(page).origin && pathname.startsWith('/assets/');
}
