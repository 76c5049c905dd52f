import { describe, expect, it } from 'vitest';
import { containsPattern, quotedValue } from './postgrest-text.ts';

describe('text in a PostgREST filter', () => {
  it('finds wildcards as the letters that they are', () => {
    expect(containsPattern('100%_\\')).toBe(String.raw`%100\%\_\\%`);
  });

  it('cannot end the value that it stands in', () => {
    expect(quotedValue('O"Brien, (Ann)\\')).toBe(String.raw`"O\"Brien, (Ann)\\"`);
  });
});
