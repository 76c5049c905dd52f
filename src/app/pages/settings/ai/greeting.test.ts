import { describe, expect, it } from 'vitest';
import { greetingParts, secondsToSay } from './greeting.ts';

const values = {
  business_name: 'Maple Plumbing',
  day_greeting: 'good morning',
  assistant_name: 'Robin',
  caller_first_name: 'Maria',
};

describe('a greeting', () => {
  it('is cut into text and variables, with what a caller hears in their place', () => {
    expect(greetingParts('{{business_name}}, {{ day_greeting }}!', values)).toEqual([
      { text: 'Maple Plumbing', kind: 'variable' },
      { text: ', ', kind: 'text' },
      { text: 'good morning', kind: 'variable' },
      { text: '!', kind: 'text' },
    ]);
  });

  it('keeps what nobody fills in as it is written', () => {
    expect(greetingParts('Hi {{owner}}', values).at(-1)).toEqual({
      text: '{{owner}}',
      kind: 'unknown',
    });
  });

  it('takes about a second for 15 characters as they are heard', () => {
    expect(secondsToSay('', values)).toBe(0);
    expect(secondsToSay('Hi', values)).toBe(1);
    expect(secondsToSay('x'.repeat(90), values)).toBe(6);
    expect(secondsToSay('{{business_name}} '.repeat(6), values)).toBe(6);
  });
});
