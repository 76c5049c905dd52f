/** The addresses that the global setup hands to the tests. */

function need(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests through playwright.config.ts`);
  return value;
}

export const appUrl = (): string => need('E2E_APP_URL');
export const apiUrl = (): string => need('E2E_API_URL');
export const simUrl = (): string => need('E2E_SIM_URL');
