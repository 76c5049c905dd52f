/** How many whole stacks there are: one for each worker, so that their calls do not meet. */
export const STACKS = 2;

type Part = 'APP' | 'API' | 'SIM';

/** The variable that the global setup hands an address over in. */
export function addressName(part: Part, worker: number): string {
  return `E2E_${part}_URL_${worker}`;
}

function addressOf(part: Part): string {
  const name = addressName(part, Number(process.env['TEST_PARALLEL_INDEX'] ?? 0));
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests through playwright.config.ts`);
  return value;
}

export const appUrl = (): string => addressOf('APP');
export const apiUrl = (): string => addressOf('API');
export const simUrl = (): string => addressOf('SIM');
