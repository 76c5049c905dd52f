import { expect, it } from 'vitest';
import { createServerClock } from './server-clock.ts';

const at = (ms: number) => new Date(ms).toISOString();

it('takes the card that was quickest on its way', () => {
  const clock = createServerClock(() => 10_000);
  expect(clock.sample(at(8_800))).toBe(-1_200);
  expect(clock.sample(at(9_900))).toBe(-100);
  expect(clock.sample(at(9_000))).toBe(-100);
});

it('[acceptance 4] does not go back with the first card after a reload, which comes late', () => {
  const clock = createServerClock(() => 10_000, -50);
  expect(clock.sample(at(8_800))).toBe(-50);
});

it('forgets what it knew before a reload: the clock of the machine may have been set', () => {
  const clock = createServerClock(() => 10_000, 60_000);
  const offsets = Array.from({ length: 8 }, () => clock.sample(at(9_900)));
  expect(offsets.at(-1)).toBe(-100);
});
