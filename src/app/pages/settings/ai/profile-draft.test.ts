import { describe, expect, it } from 'vitest';
import { type AiProfile, DEFAULT_AI_PROFILE } from '@core/contracts/ai-profile.ts';
import { countChanges, profileProblems } from './profile-draft.ts';

const changed = (changes: Partial<AiProfile>): AiProfile => ({ ...DEFAULT_AI_PROFILE, ...changes });
const problemsOf = (changes: Partial<AiProfile>) => profileProblems(changed(changes));
const [danger, person] = DEFAULT_AI_PROFILE.escalations as [
  AiProfile['escalations'][number],
  AiProfile['escalations'][number],
];

describe('the changes of a profile', () => {
  it('are counted as a person would: a field, a greeting, a rule each', () => {
    const after = changed({
      voice: 'claire',
      greetings: { ...DEFAULT_AI_PROFILE.greetings, fr: 'Une IA.', es: 'Una IA.' },
      escalations: [{ ...danger, urgent: false, words: ['gas'] }],
    });
    expect(countChanges(DEFAULT_AI_PROFILE, after)).toBe(5);
  });

  it('are none when only the order of the keys differs, as Postgres gives them back', () => {
    const { voice, greetings, ...rest } = DEFAULT_AI_PROFILE;
    const [first, ...others] = Object.entries(danger).toReversed();
    const turned = Object.fromEntries([first, ...others].filter((entry) => entry !== undefined));
    const stored = {
      greetings: Object.fromEntries(Object.entries(greetings).toReversed()),
      ...rest,
      escalations: [turned as typeof danger, person],
      voice,
    };
    expect(countChanges(DEFAULT_AI_PROFILE, stored)).toBe(0);
  });
});

describe('the problems of a profile', () => {
  it('are none to begin with', () => {
    expect(problemsOf({})).toEqual({});
  });

  it.each([
    [{ assistantName: '' }, 'assistantName', /name that it can say/],
    [{ bookingHorizonDays: Number.NaN }, 'bookingHorizonDays', /1 to 60 days/],
    [{ bookingHorizonDays: 61 }, 'bookingHorizonDays', /1 to 60 days/],
    [{ personRingTimeoutMs: 4_000 }, 'personRingTimeoutMs', /5 to 60 seconds/],
    [{ maxCallSeconds: 1_801 }, 'maxCallSeconds', /1 to 30 minutes/],
    [{ knowledge: 'x'.repeat(8_001) }, 'knowledge', /8000/],
  ] as const)('%o', (changes, field, words) => {
    const problems = problemsOf(changes);
    expect(Object.keys(problems)).toEqual([field]);
    expect(problems[field]).toMatch(words);
  });

  it('a greeting must say that an AI speaks, in each language that it speaks', () => {
    const greetings = { en: 'Hello.', fr: 'Bonjour.', es: 'Hola.' };
    expect(Object.keys(problemsOf({ greetings, languages: ['en', 'es'] }))).toEqual([
      'greetings.en',
      'greetings.es',
    ]);
  });

  it('name the rule that is wrong, wherever it stands', () => {
    const rule = (id: string, changes: Partial<typeof danger>) => ({ ...danger, id, ...changes });
    const escalations = [
      person,
      rule('a', { situation: '' }),
      rule('b', { words: [] }),
      rule('c', { words: ['gas', 'x'] }),
    ];
    expect(problemsOf({ escalations })).toEqual({
      'escalations.a': 'Say which situation this is.',
      'escalations.b': 'Add at least one word that callers say.',
      'escalations.c': 'Each word has 2 to 60 letters.',
    });
  });
});
