import { QueryClient } from '@tanstack/react-query';

const STALE_MS = 30_000;

/** The cache of what was read from the server. A failed read is tried twice more, a refused one is not. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_MS,
        retry: (failures, error) => failures < 2 && !isRefusal(error),
      },
    },
  });
}

/** PostgREST answers a missing right with 42501 and an expired or bad token with PGRST3xx. */
function isRefusal(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return typeof code === 'string' && (code === '42501' || code.startsWith('PGRST3'));
}
