import type { NumberOverview } from '@core/contracts/number-setup.ts';

/** How a line is joined with the telephone network, as far as it is known here. */
export type ConnectionState = 'connected' | 'other' | 'none' | 'settingUp' | 'broken';

/**
 * @param ownConnections the Call Control applications of this business and of this build
 * @param overview what the set-up knows; null for those who may not see it
 */
export function connectionState(
  connectionId: string | null,
  ownConnections: readonly (string | null)[],
  overview: NumberOverview | null,
): ConnectionState {
  const setup = overview?.setup ?? null;
  if (setup?.state === 'failed') return 'broken';
  if (setup?.state === 'running' || setup?.state === 'waiting') return 'settingUp';
  if (setup?.state === 'done') return 'connected';
  if (connectionId === null) return 'none';
  return ownConnections.includes(connectionId) ? 'connected' : 'other';
}
