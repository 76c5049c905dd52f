import { expect, test } from 'vitest';
import { chooseMind } from './choose-mind.ts';

test('an address of a model without its name is a clear error at the start', () => {
  expect(() => chooseMind({ SIMULATOR_LLM_BASE_URL: 'http://127.0.0.1:1' })).toThrow(
    'SIMULATOR_LLM_MODEL',
  );
});
