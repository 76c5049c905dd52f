import { describe, expect, it } from 'vitest';
import { displayNumber, isE164, maskNumber, wireNumber } from './e164.ts';

describe('numbers over the wire', () => {
  it.each([
    ['+14165550123', '+14165550123'],
    ['14165550123', '+14165550123'],
    ['4165550123', '+14165550123'],
    ['+1 (416) 555-0123', '+14165550123'],
    ['sip:+14165550123@sip.telnyx.com', '+14165550123'],
    ['+442079460958', '+442079460958'],
  ])('%s is %s', (text, e164) => {
    expect(wireNumber(text)).toBe(e164);
  });

  it.each([
    [null],
    [''],
    ['anonymous'],
    ['Restricted'],
    ['sip:gencredAbC@sip.telnyx.com'],
    ['911'],
    ['1165550123'],
    ['+0416555012'],
    ['+1416555012345678'],
  ])('%s is no number', (text) => {
    expect(wireNumber(text)).toBeNull();
  });

  it.each([
    ['+14165550123', true],
    ['14165550123', false],
    ['+1416', false],
    ['+14165550123\n', false],
    ['+1416555０123', false],
  ])('isE164(%j) is %s', (text, expected) => {
    expect(isE164(text)).toBe(expected);
  });

  it.each([
    ['+14165550123', '+1416•••0123'],
    ['+442079460958', '+44•••0958'],
    ['911', '•••'],
    ['', 'unknown'],
    [null, 'unknown'],
  ])('[I9] logs show %s as %s', (text, masked) => {
    expect(maskNumber(text)).toBe(masked);
  });

  it.each([
    ['+14165550123', '416 555-0123'],
    ['+442079460958', '+442079460958'],
  ])('people read %s as %s', (e164, text) => {
    expect(displayNumber(e164)).toBe(text);
  });
});
