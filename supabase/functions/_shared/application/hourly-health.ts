import type { Background } from '../ports/runtime.ts';
import { guarded } from './follow-up.ts';
import { checkAndKeep } from './health-check.ts';
import { healthDeps, type HealthParts } from './health-wiring.ts';

/**
 * The sweeper's sign of life and, when the turn of a business has come, its hourly check: so that the
 * bars of the last 30 days do not depend on somebody looking. The check runs in the background.
 */
export async function hourlyHealth(
  parts: HealthParts & { background: Background },
  env: (name: string) => string | undefined,
): Promise<void> {
  const organizationId = await parts.health.beat();
  if (!organizationId) return;
  const deps = healthDeps(parts, env);
  parts.background(
    guarded(parts, { id: organizationId }, async () => {
      await checkAndKeep(deps, organizationId);
    }),
  );
}
