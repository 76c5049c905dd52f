// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { setBusinessZone } from '@/lib/dates.ts';
import { setLanguage } from '@/lib/language.ts';
import { callCardSchema } from '@core/contracts/call-card.ts';
import { callBackReason, snoozeTimes } from './call-back-words.ts';

const reasons = callCardSchema.shape.outcomeReason.def.innerType.def.entries;

describe('why somebody waits for a call', () => {
  it.each(Object.values(reasons))('[I12] %s is a sentence in both languages', (reason) => {
    const words = (['en', 'fr'] as const).map((language) => {
      setLanguage(language);
      return callBackReason(reason);
    });
    setLanguage('en');
    expect(words.every((text) => / /.test(text) && !text.includes('_'))).toBe(true);
    expect(words[0]).not.toBe(words[1]);
  });

  it('a reason that the screen does not know yet still reads as words', () => {
    expect(callBackReason('line_was_cut')).toBe('Line was cut');
  });

  it("a person's own words stay as they are", () => {
    expect(callBackReason('about the boiler_x')).toBe('about the boiler_x');
  });

  it('no reason at all is a missed call', () => {
    expect(callBackReason(null)).toBe('Missed call');
  });
});

describe('when a call-back can be put off to', () => {
  const times = (iso: string) => {
    setBusinessZone('America/Toronto');
    return snoozeTimes(Date.parse(iso)).map(({ label }) => label);
  };

  it('on a Monday morning: in an hour, this afternoon, tomorrow, next Monday', () => {
    expect(times('2026-11-30T15:00:00Z')).toEqual([
      'In an hour',
      'Today, 15:00',
      'Tomorrow, 9:00',
      'Monday, December 7, 9:00',
    ]);
  });

  it('late on a Sunday the next working morning is tomorrow, named once', () => {
    expect(times('2026-11-29T23:00:00Z')).toEqual(['In an hour', 'Tomorrow, 9:00']);
  });
});
