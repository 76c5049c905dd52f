import type { SimClient } from '../../support/sim-client.ts';
import { waitUntil } from '../../support/wait-until.ts';
import type { Agent } from './agent.ts';

const NEAR_HZ = 15;

const isNear = (a: number, b: number) => Math.abs(a - b) <= NEAR_HZ;

/** What an outside person hears now, as tones in Hz. */
async function tonesAt(sim: SimClient, id: string): Promise<number[]> {
  return (await sim.get(id)).heard.tones_hz;
}

/** Waits until an outside person hears each of these, and none of those. */
export async function untilCallerHears(
  sim: SimClient,
  id: string,
  { tones, not = [] }: { tones: readonly number[]; not?: readonly number[] },
): Promise<void> {
  const wanted = `the outside party hears ${tones.join(', ')} and not ${not.join(', ')}`;
  await waitUntil(wanted, async () => {
    const heard = await tonesAt(sim, id);
    const has = (hz: number) => heard.some((tone) => isNear(tone, hz));
    return tones.every(has) && !not.some(has);
  });
}

/** Waits until somebody at a browser hears this above all; 0 for nothing. */
export async function untilAgentHears(agent: Agent, hz: number): Promise<void> {
  await waitUntil(`hears ${hz} Hz`, async () => isNear(await agent.hears(), hz));
}

/** Waits until somebody at a browser hears each of these at the same time, and none of those. */
export async function untilAgentHearsAll(
  agent: Agent,
  tones: readonly number[],
  not: readonly number[] = [],
): Promise<void> {
  await waitUntil(`hears ${tones.join(', ')} and not ${not.join(', ')}`, async () => {
    const heard = await agent.hearsAll();
    const has = (hz: number) => heard.some((tone) => isNear(tone, hz));
    return tones.every(has) && !not.some(has);
  });
}

/** Music: something is heard, and it is none of these voices. */
export async function untilCallerHearsMusic(
  sim: SimClient,
  id: string,
  voices: readonly number[],
): Promise<void> {
  await waitUntil('the outside party hears music and nobody', async () => {
    const { rms, tones_hz: tones } = (await sim.get(id)).heard;
    return rms > 0.001 && !tones.some((tone) => voices.some((hz) => isNear(tone, hz)));
  });
}
