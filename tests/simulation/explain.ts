import { live, type Sabotage } from './world.ts';

/** Half a minute and more of one core; nightly runs ask for many more. */
export const SEEDS = Number(process.env['SIMULATION_SEEDS'] ?? 4_000);
export const FIRST_SEED = Number(process.env['SIMULATION_FIRST_SEED'] ?? 1);

/** What broke in this life, with all that happened in it; null: nothing. */
export async function explain(seed: number, how: Sabotage = {}): Promise<string | null> {
  const life = await live(seed, how);
  if (life.violation === null) return null;
  return [`seed ${seed}: ${life.violation}`, JSON.stringify(life.faults), ...life.trace].join('\n');
}
