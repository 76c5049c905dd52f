import type { Background } from '../ports/runtime.ts';
import { guarded } from './follow-up.ts';
import { checkAndKeep, type HealthDeps } from './health-check.ts';

/**
 * The sweeper's sign of life and, when the turn of a business has come, its hourly check: so that the
 * bars of the last 30 days do not depend on somebody looking. The check runs in the background.
 */
export async function hourlyHealth(deps: HealthDeps & { background: Background }): Promise<void> {
  const organizationId = await deps.health.beat();
  if (!organizationId) return;
  deps.background(
    guarded(deps, { id: organizationId }, async () => {
      await checkAndKeep(deps, organizationId);
    }),
  );
}
