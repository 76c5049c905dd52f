import { costOf } from '../account/prices.ts';
import type { LegKind } from '../account/prices.ts';
import type { World } from '../world.ts';
import { emitLegEvent } from './leg-webhooks.ts';
import type { Leg } from './leg.ts';

function kindOf(leg: Leg): LegKind {
  if (leg.party.kind === 'browser') return { kind: 'browser' };
  return leg.origin === 'outside' ? { kind: 'inbound' } : { kind: 'outbound', to: leg.to };
}

function dollars(amountUsd: number): string {
  return amountUsd.toFixed(6);
}

/**
 * A leg ended: the account pays for it, and the application hears of it as `call.cost` when it
 * asked to (`call_cost_in_webhooks`).
 */
export function chargeLeg(world: World, leg: Leg): void {
  if (leg.answeredAtMs === null || leg.endedAtMs === null || leg.isFree) return;
  const cost = costOf(kindOf(leg), leg.endedAtMs - leg.answeredAtMs);
  world.account.ledger.charge(cost.totalUsd, leg.voiceProfileId);
  const application = world.account.applications.get(leg.connectionId);
  if (application?.['call_cost_in_webhooks'] !== true) return;
  emitLegEvent(world, leg, 'call.cost', {
    status: 'success',
    total_cost: dollars(cost.totalUsd),
    billed_duration_secs: cost.billedSecs,
    billing_group_id: null,
    cost_parts: cost.parts.map(({ callPart, costUsd, ratePerMinUsd }) => ({
      call_part: callPart,
      cost: dollars(costUsd),
      currency: 'USD',
      rate: dollars(ratePerMinUsd),
      billed_duration_secs: cost.billedSecs,
    })),
  });
}
