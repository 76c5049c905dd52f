import { finishErasures } from '../_shared/application/finish-erasures.ts';
import { hourlyHealth } from '../_shared/application/hourly-health.ts';
import { advanceDueSetups } from '../_shared/application/manage-numbers.ts';
import { repeatMirrors } from '../_shared/application/mirror-limits.ts';
import { revokeAccess } from '../_shared/application/revoke-access.ts';
import { endStoppedCalls } from '../_shared/application/stop-calls.ts';
import { basisOf } from '../_shared/compose/basis.ts';
import { wireCalls } from '../_shared/compose/calls.ts';
import { wireHealth } from '../_shared/compose/health.ts';
import { wireLimits } from '../_shared/compose/limits.ts';
import { wirePrivacy } from '../_shared/compose/privacy.ts';
import { wireTeam } from '../_shared/compose/team.ts';
import { createSweeperHandler } from './handler.ts';

const MOST_SETUPS = 5;

const basis = basisOf('call-sweeper', (name) => Deno.env.get(name));
const calls = wireCalls(basis);
const limits = { ...calls, ...wireLimits(basis) };
const team = { ...calls, ...wireTeam(basis) };
// The health check's deps hold what sets up numbers.
const health = wireHealth(basis);

Deno.serve(
  createSweeperHandler({
    ...calls,
    token: basis.env('SWEEPER_TOKEN') ?? '',
    chores: {
      erasures: async () =>
        basis.background(finishErasures(wirePrivacy(basis)).then(() => undefined)),
      revocations: () => revokeAccess(team, null),
      stoppedCalls: () => endStoppedCalls(limits, null),
      mirrors: () => repeatMirrors(limits),
      health: () => hourlyHealth(health),
      // Telnyx may be slow: calls must not wait for it.
      numberSetups: async () => basis.background(advanceDueSetups(health, MOST_SETUPS)),
    },
  }),
);
