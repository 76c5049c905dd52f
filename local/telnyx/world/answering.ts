import type { World } from '../world.ts';
import { endLeg } from './ending.ts';
import { emitAnswered } from './leg-webhooks.ts';
import { setLegTimer } from './leg.ts';
import type { Leg } from './leg.ts';

/** The leg is answered: the clock of its greatest length starts, then whatever waited for it runs. */
export function markAnswered(world: World, leg: Leg): void {
  if (leg.state !== 'ringing') return;
  for (const timer of leg.timers) timer.cancel();
  leg.timers.clear();
  leg.state = 'answered';
  leg.answeredAtMs = world.clock.now();
  world.media.markAnswered(leg.id);
  setLegTimer(world.clock, leg, leg.timeLimitMs, () => {
    endLeg(world, leg, { cause: 'time_limit', source: 'unknown', sipCause: '200' });
  });
  emitAnswered(world, leg);
  world.live.notify('call', { id: leg.id });
  for (const run of leg.whenAnswered.splice(0)) run();
}
