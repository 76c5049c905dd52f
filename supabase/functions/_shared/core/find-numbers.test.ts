import { describe, expect, it } from 'vitest';
import { findNumbers, telNumber } from './find-numbers.ts';

const numbers = (text: string) =>
  findNumbers(text).flatMap(({ number }) => (number ? [number] : []));

describe('numbers in a text', () => {
  it.each([
    ['call me at 416 555-0123.', '+14165550123'],
    ['(416) 555-0123', '+14165550123'],
    ['416.555.0123, evenings', '+14165550123'],
    ['1-416-555-0123', '+14165550123'],
    ['her cell is +1 416 555 0123', '+14165550123'],
    ['in Paris +33 1 23 45 67 89', '+33123456789'],
  ])('%s', (text, number) => {
    expect(numbers(text)).toEqual([number]);
  });

  it.each([
    'the quote is 1,850.00',
    'on 2026-11-30 at 10:00',
    'order 4165550123456',
    'part A4165550123',
    'between 9 and 17',
    'call 911',
    '116 555-0123',
  ])('none: %s', (text) => {
    expect(numbers(text)).toEqual([]);
  });

  it('gives the whole text back, piece by piece', () => {
    const text = 'Ring 416 555-0123 or 905 555-0148 today';
    expect(
      findNumbers(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
    expect(numbers(text)).toEqual(['+14165550123', '+19055550148']);
  });
});

describe('tel: addresses', () => {
  it.each([
    ['tel:+14165550123', '+14165550123'],
    ['TEL:416-555-0123;ext=5', '416-555-0123'],
    ['tel:%2B1%20416%20555%200123', '+1 416 555 0123'],
    ['mailto:ana@maple.test', null],
    ['tel:', null],
    ['tel:%E0%A4%A', null],
  ])('%s', (address, number) => {
    expect(telNumber(address)).toBe(number);
  });
});
