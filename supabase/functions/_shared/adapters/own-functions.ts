import type { Ping } from '../core/health-system.ts';
import type { OwnFunctions } from '../ports/health.ts';

/** A cold start may take a few seconds. */
const PING_TIMEOUT_MS = 6_000;
/** A sweep talks with Telnyx. */
const SWEEP_TIMEOUT_MS = 12_000;

/** Our other Edge Functions, over HTTP as the world reaches them. */
export function createOwnFunctions(options: {
  /** The address before the function's name, without a slash at its end. */
  functionsUrl: string;
  names: readonly string[];
  sweeperToken: string;
  fetch: typeof fetch;
}): OwnFunctions {
  const ask = async (name: string, init: RequestInit): Promise<number | null> => {
    try {
      const response = await options.fetch(`${options.functionsUrl}/${name}`, init);
      await response.body?.cancel();
      return response.status;
    } catch {
      return null;
    }
  };
  return {
    ping: () =>
      Promise.all(
        options.names.map(async (name): Promise<Ping> => {
          const signal = AbortSignal.timeout(PING_TIMEOUT_MS);
          return { name, status: await ask(name, { method: 'GET', signal }) };
        }),
      ),
    sweep: () =>
      ask('call-sweeper', {
        method: 'POST',
        headers: { authorization: `Bearer ${options.sweeperToken}` },
        signal: AbortSignal.timeout(SWEEP_TIMEOUT_MS),
      }),
  };
}
