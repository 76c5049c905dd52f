import { describe, expect, it } from 'vitest';
import { parseNumber } from './phone-number.ts';

const MARIA = '+14165550123';

describe('the gate for numbers that people write', () => {
  it.each([
    ['(416) 555-0123', MARIA],
    ['416-555-0123', MARIA],
    ['4165550123', MARIA],
    ['1 416 555 0123', MARIA],
    ['+1 416.555.0123', MARIA],
    ['+1 (416) 555-0123', MARIA],
    ['  416 555 0123  ', MARIA],
    ['tel:+14165550123', MARIA],
    ['TEL:416-555-0123', MARIA],
    ['tel:416-555-0123;ext=4', MARIA],
    ['416-555-0123 ext. 4', MARIA],
    ['416-555-0123 x4', MARIA],
    ['416‑555‑0123', MARIA],
    ['416 555 0123', MARIA],
    ['４１６５５５０１２３', MARIA],
    ['\u200e+1 416 555 0123\u200e', MARIA],
    ['\u202a416-555-0123\u202c', MARIA],
    ['011 44 20 7946 0958', '+442079460958'],
    ['+44 20 7946 0958', '+442079460958'],
  ])('%j is %s', (text, e164) => {
    expect(parseNumber(text)).toMatchObject({ ok: true, e164 });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['tel:', 'empty'],
    ['call me', 'not_a_number'],
    ['Maria', 'not_a_number'],
    ['📞', 'not_a_number'],
    ['\u200e', 'empty'],
    ['911', 'too_short'],
    ['411', 'too_short'],
    ['555-0123', 'too_short'],
    ['416 555', 'too_short'],
    ['41655501234567890', 'too_long'],
    ['+1 416 555 0123 4567', 'too_long'],
  ])('%j is refused: %s', (text, reason) => {
    expect(parseNumber(text)).toEqual({ ok: false, reason });
  });

  it('two ways to write a number are one number', () => {
    const [first, second] = [parseNumber('(416) 555-0123'), parseNumber('tel:+1-416-555-0123')];
    expect(first).toEqual(second);
  });

  it('numbers without a country are of the country given', () => {
    expect(parseNumber('020 7946 0958', 'GB')).toMatchObject({
      e164: '+442079460958',
      country: 'GB',
    });
  });

  it('never throws, whatever is pasted', () => {
    for (const text of ['\u0000', '+', '++1416', '(', '%s', '<script>', '1'.repeat(64), '٤١٦']) {
      expect(() => parseNumber(text)).not.toThrow();
    }
  });
});
