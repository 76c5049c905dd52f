import type { Resource } from '../account/resources.ts';
import { isoTime } from '../clock.ts';
import type { World } from '../world.ts';

/** Upfront, per number. */
export const NUMBER_PRICE_USD = 1;

function entriesOf(order: Resource): Record<string, unknown>[] {
  return order['phone_numbers'] as Record<string, unknown>[];
}

/** Telnyx has decided: the numbers are ours and active, or they are gone again. */
function completeOrder(world: World, order: Resource): void {
  const { account, clock } = world;
  if (account.numberOrders.get(order.id) !== order || order['status'] !== 'pending') return;
  const outcome = account.settings.orderOutcome;
  const at = isoTime(clock.now());
  order['status'] = outcome;
  order['updated_at'] = at;
  for (const entry of entriesOf(order)) {
    entry['status'] = outcome;
    const number = account.numbers.get(String(entry['id']));
    if (number === undefined) continue;
    if (outcome === 'success') Object.assign(number, { status: 'active', purchased_at: at });
    else account.numbers.delete(number.id);
  }
  if (outcome === 'failure') account.ledger.pay(-NUMBER_PRICE_USD * entriesOf(order).length);
  account.save();
  const connectionId = String(order['connection_id'] ?? '');
  world.webhooks.send('number_order.complete', { ...order }, account.routeOf(connectionId));
}

/** An order is decided `order_delay_ms` after it was placed. */
export function scheduleOrder(world: World, order: Resource): void {
  world.clock.setTimeout(() => completeOrder(world, order), world.account.settings.orderDelayMs);
}

/** Orders that a restart interrupted are decided after it. */
export function resumeOrders(world: World): void {
  for (const order of world.account.numberOrders.values()) {
    if (order['status'] === 'pending') scheduleOrder(world, order);
  }
}
