import '../testing/clean.ts';
import { describe, expect, it } from 'vitest';

describe('a test that hides others', () => {
  it.only('is focused', () => { // expect: vitest/no-focused-tests
    expect(1).toBe(1);
  });
  it.skip('is skipped', () => { // expect: vitest/no-disabled-tests
    expect(1).toBe(1);
  });
});
