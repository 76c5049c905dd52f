import { describe, expect, it } from 'vitest';
import { checkProfile } from './ai-profile-check.ts';
import { DEFAULT_AI_PROFILE } from './contracts/ai-profile.ts';

const fields = (change: Record<string, unknown>) => {
  const checked = checkProfile(DEFAULT_AI_PROFILE, change);
  return checked.ok ? [] : Object.keys(checked.fields);
};
const greeting = (language: string, text: string) =>
  fields({ greetings: { [language]: text }, languages: [language] });

describe('checking a profile', () => {
  it('the one that a business starts with is in order', () => {
    expect(checkProfile(DEFAULT_AI_PROFILE, {})).toEqual({
      ok: true,
      profile: DEFAULT_AI_PROFILE,
    });
  });

  it.each([
    ['en', 'Maple, I am an AI. How can I help?'],
    ['en', 'Maple, the virtual assistant speaking.'],
    ['en', 'Maple. I am {{assistant_name}}.'],
    ['fr', 'Maple, ici une IA.'],
    ['fr', "Ici l'assistante virtuelle."],
    ['es', 'Soy el asistente virtual.'],
    ['es', 'Habla una IA.'],
  ])('a greeting in %s that says that it is an AI: %s', (language, text) => {
    expect(greeting(language, text)).toEqual([]);
  });

  it.each([
    ['en', 'Maple, this is Robin. How can I help?'],
    ['en', 'Maple, said Maud.'],
    ['fr', "Maple bonjour, j'ai le temps."],
    ['fr', 'Maple, I am an AI.'],
    ['es', 'Maple, buenos días. Había una vez.'],
  ])('a greeting in %s that does not: %s', (language, text) => {
    expect(greeting(language, text)).toEqual([`greetings.${language}`]);
  });

  it('a name that hides the machine does not count as saying so', () => {
    const change = { assistantName: 'Robin', greetings: { en: 'I am {{assistant_name}}.' } };
    expect(fields({ ...change, languages: ['en'] })).toEqual(['greetings.en']);
  });

  it('a variable that nothing fills in would be read aloud', () => {
    expect(greeting('en', 'I am an AI of {{company}}.')).toEqual(['greetings.en']);
  });

  it('the greeting of a language that is not spoken does not matter', () => {
    expect(fields({ languages: ['en'], greetings: { fr: 'Bonjour' } })).toEqual([]);
  });

  it('says what is wrong in words', () => {
    const checked = checkProfile(DEFAULT_AI_PROFILE, {
      knowledge: 'x'.repeat(8001),
      maxCallSeconds: 10,
      voice: 'x',
    });
    expect(checked).toEqual({
      ok: false,
      fields: {
        knowledge: 'At most 8000 characters.',
        maxCallSeconds: 'At least 60.',
        voice: 'Not of the expected form.',
      },
    });
  });

  it('two rules of one id', () => {
    const [rule] = DEFAULT_AI_PROFILE.escalations;
    expect(fields({ escalations: [rule, rule] })).toEqual(['escalations.1.id']);
  });

  it.each(['organizationId', '__proto__x', 'constructor', 'toString'])('no field %s', (name) => {
    expect(fields({ [name]: 'x' })).toEqual([name]);
  });
});
