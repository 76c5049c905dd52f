import { wait } from '../clock.ts';
import type { World } from '../world.ts';
import type { Leg } from './leg.ts';

const PAUSE_MS = { w: 500, W: 1000 } as const;

/** Sends key tones to the leg's party. `w` waits half a second, `W` a second. */
export async function sendDigits(world: World, leg: Leg, digits: string): Promise<void> {
  for (const part of digits.match(/[wW]|[^wW]+/g) ?? []) {
    if (leg.state !== 'answered') return;
    if (part === 'w' || part === 'W') await wait(world.clock, PAUSE_MS[part]);
    else await world.media.dtmfTo(leg.id, part);
  }
}
