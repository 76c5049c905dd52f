import { describe, expect, it } from 'vitest';
import { PLANTED_BUGS } from './planted-bugs.ts';
import { live } from './world.ts';

const MOST_SEEDS = 600;

describe('the simulation finds', () => {
  it.each(PLANTED_BUGS)('$name', async ({ name, sabotage }) => {
    let found: string | null = null;
    let seed = 0;
    while (found === null && seed < MOST_SEEDS) {
      seed += 1;
      found = (await live(seed, sabotage)).violation;
    }
    console.log(`${name}: seed ${seed}, ${found ?? 'not found'}`);
    expect(found).not.toBeNull();
  });
});
