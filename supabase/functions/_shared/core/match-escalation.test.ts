import { describe, expect, it } from 'vitest';
import { DEFAULT_AI_PROFILE } from './contracts/ai-profile.ts';
import { matchEscalation } from './match-escalation.ts';

const rules = DEFAULT_AI_PROFILE.escalations;
const found = (...said: string[]) => matchEscalation(said, rules)?.id ?? null;

describe('words for which the owner wants a person', () => {
  it.each([
    ['I think I smell gas in the kitchen', 'danger'],
    ['THERE IS WATER  EVERYWHERE!!', 'danger'],
    ['Ça sent le gaz chez moi', 'danger'],
    ['huele a gas', 'danger'],
    ['Hay una inundacion', 'danger'],
    ['Can I talk to someone, please?', 'person'],
    ['Je veux parler à quelqu’un', 'person'],
    ['quiero hablar con alguien', 'person'],
    ['My gas stove needs cleaning', null],
    ['What does a personal visit cost?', null],
    ['', null],
  ])('%s', (said, rule) => {
    expect(found(said)).toBe(rule);
  });

  it('the urgent rule comes first, in whatever order things were said', () => {
    expect(found('I want to speak to someone', 'there is a smell of gas')).toBe('danger');
  });

  it('a rule that is switched off calls nobody', () => {
    const off = rules.map((rule) => ({ ...rule, enabled: false }));
    expect(matchEscalation(['I smell gas'], off)).toBeNull();
  });
});
