import { describe, expect, it } from 'vitest';
import { countriesIn, likelyCountry, timeZones } from './countries.ts';

describe('the countries to choose from', () => {
  const codes = countriesIn('en-CA').map(({ value }) => value);

  it.each(['CA', 'US', 'FR', 'DE', 'GB', 'LV', 'XK', 'ZW'])('%s is one', (code) => {
    expect(codes).toContain(code);
  });

  it.each(['EU', 'UN', 'ZZ', 'XA', 'DD', 'SU', 'YU', 'QO'])('%s is none', (code) => {
    expect(codes).not.toContain(code);
  });

  it('are as many as there are, each once, by their name', () => {
    expect(codes.length).toBeGreaterThan(235);
    expect(codes.length).toBeLessThan(256);
    expect(new Set(codes).size).toBe(codes.length);
    const names = countriesIn('fr-CA').map(({ label }) => label);
    expect(names).toContain('Allemagne');
    expect(names.indexOf('États-Unis')).toBeLessThan(names.indexOf('Finlande'));
  });
});

it.each([
  ['en-CA', 'CA'],
  ['fr', 'FR'],
  ['en', 'US'],
])('somebody who speaks %s is likely in %s', (tag, country) => {
  expect(likelyCountry(tag)).toBe(country);
});

it('the own time zone is among the others, once', () => {
  for (const own of ['America/Toronto', 'Etc/UTC']) {
    expect(timeZones(own).filter(({ value }) => value === own)).toHaveLength(1);
  }
});
