import { test } from 'vitest';
import { JOHN, MARIA } from './harness.ts';
import { startSoundHarness } from './sound-harness.ts';

test('each of two bridged persons hears the tone of the other, and only that', async () => {
  await using it = await startSoundHarness();
  const maria = await it.caller(MARIA, 440);
  const john = await it.dial(JOHN, 1000, {
    link_to: maria.callControlId,
    bridge_on_answer: true,
  });
  await it.hears(john, 440);
  await it.hears(maria, 1000);
});
