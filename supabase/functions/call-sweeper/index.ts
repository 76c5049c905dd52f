import { finishErasures } from '../_shared/application/finish-erasures.ts';
import { hourlyHealth } from '../_shared/application/hourly-health.ts';
import { advanceDueSetups } from '../_shared/application/manage-numbers.ts';
import { repeatMirrors } from '../_shared/application/mirror-limits.ts';
import { revokeAccess } from '../_shared/application/revoke-access.ts';
import { endStoppedCalls } from '../_shared/application/stop-calls.ts';
import { wire } from '../_shared/compose.ts';
import { createSweeperHandler } from './handler.ts';

const MOST_SETUPS = 5;

const wiring = wire('call-sweeper', (name) => Deno.env.get(name));

Deno.serve(
  createSweeperHandler({
    ...wiring,
    token: Deno.env.get('SWEEPER_TOKEN') ?? '',
    chores: {
      erasures: async () => wiring.background(finishErasures(wiring).then(() => undefined)),
      revocations: () => revokeAccess(wiring, null),
      stoppedCalls: () => endStoppedCalls(wiring, null),
      mirrors: () => repeatMirrors(wiring),
      health: () => hourlyHealth(wiring, (name) => Deno.env.get(name)),
      // Telnyx may be slow: calls must not wait for it.
      numberSetups: async () => wiring.background(advanceDueSetups(wiring, MOST_SETUPS)),
    },
  }),
);
