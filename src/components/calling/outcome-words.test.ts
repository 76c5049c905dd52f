// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage } from '@/lib/language.ts';
import { outcomeOf, OUTCOMES, outcomeWord } from './outcome-words.ts';

afterEach(() => setLanguage('en'));

describe('outcomes of calls', () => {
  it('are read in words of the screen’s language, never as they are stored', () => {
    expect(OUTCOMES.map(outcomeWord)).toEqual([
      'Booked',
      'Quote',
      'Call back',
      'Question',
      'Not for us',
    ]);
    setLanguage('fr');
    expect(outcomeWord('call_back')).toBe('À rappeler');
    expect(outcomeWord('Warranty case')).toBe('Warranty case');
  });

  it('that are typed in words are stored as the phone stores them', () => {
    expect(outcomeOf(' call Back ')).toBe('call_back');
    expect(outcomeOf('Warranty case ')).toBe('Warranty case');
    setLanguage('fr');
    expect(outcomeOf('soumission')).toBe('quote');
  });
});
