import { describe, expect, it } from 'vitest';
import { checkDestination } from './destination.ts';
import { parseNumber } from './phone-number.ts';

const ALLOWED = ['US', 'CA'];

function check(text: string) {
  const parsed = parseNumber(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason}`);
  return checkDestination(parsed, ALLOWED);
}

describe('[I11] where may be called', () => {
  it.each(['+14165550123', '+12125550123', '+18005550123', '+1 907 555 0123'])('%s', (text) => {
    expect(check(text)).toEqual({ ok: true });
  });

  it.each(['+1 900 555 0123', '+1 416 976 0123', '900-555-0123'])('%s costs extra', (text) => {
    expect(check(text)).toEqual({ ok: false, reason: 'premium_number' });
  });

  it.each([
    ['Jamaica', '+1 876 555 0123'],
    ['Dominican Republic', '+1 809 555 0123'],
    ['Bahamas', '+1 242 357 0123'],
    ['Barbados', '+1 246 250 0123'],
    ['Puerto Rico', '+1 787 555 0123'],
    ['United Kingdom', '+44 20 7946 0958'],
    ['Cuba', '+53 7 8555555'],
    ['a satellite', '+881 6 1234 5678'],
  ])('%s is not Canada or the US', (_, text) => {
    expect(check(text)).toEqual({ ok: false, reason: 'country_not_allowed' });
  });

  it('a number of no known country is not allowed', () => {
    expect(checkDestination({ e164: '+14165550123', country: null }, ALLOWED).ok).toBe(false);
  });

  it('nothing is allowed where nothing is', () => {
    expect(checkDestination({ e164: '+14165550123', country: 'CA' }, []).ok).toBe(false);
  });
});
