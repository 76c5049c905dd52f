import { expect, test } from 'vitest';
import { Hearing } from './hearing.ts';
import { FRAME_SAMPLES } from './pcmu.ts';

const SILENCE = new Int16Array(FRAME_SAMPLES);
const SOUND = new Int16Array(FRAME_SAMPLES).fill(1000);

function hear(hearing: Hearing, frame: Int16Array, frames: number, isTalking = false): void {
  for (let left = frames; left > 0; left -= 1) hearing.hear(frame, true, isTalking);
}

test('silence counts from the answer on, and its longest stretch stays', () => {
  const hearing = new Hearing();
  hear(hearing, SILENCE, 50);
  expect(hearing.report()).toMatchObject({ longestSilenceMs: 0, silenceNowMs: 0 });
  hearing.markAnswered();
  hear(hearing, SILENCE, 50);
  hear(hearing, SOUND, 1);
  hear(hearing, SILENCE, 10);
  expect(hearing.report()).toMatchObject({ longestSilenceMs: 1000, silenceNowMs: 200 });
});

test('who talks does not wait: nothing is counted meanwhile, and it begins anew afterwards', () => {
  const hearing = new Hearing();
  hearing.markAnswered();
  hear(hearing, SILENCE, 20);
  hear(hearing, SILENCE, 100, true);
  expect(hearing.report()).toMatchObject({ longestSilenceMs: 400, silenceNowMs: 0 });
  hear(hearing, SILENCE, 30);
  expect(hearing.report()).toMatchObject({ longestSilenceMs: 600, silenceNowMs: 600 });
});
