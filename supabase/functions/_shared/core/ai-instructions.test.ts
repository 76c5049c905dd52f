import { describe, expect, it } from 'vitest';
import { greetingFor, instructionsFor } from './ai-instructions.ts';
import { toolsFor } from './ai-tool-definitions.ts';
import { DEFAULT_AI_PROFILE } from './contracts/ai-profile.ts';

const profile = {
  ...DEFAULT_AI_PROFILE,
  instructions: 'Be brief.',
  knowledge: 'Parking is behind the house.',
};
const text = instructionsFor(profile, 'en');
const headings = (instructions: string) =>
  [...instructions.matchAll(/^# (.+)$/gm)].map((match) => match[1]);

describe('what an assistant is told', () => {
  it('comes in its sections: ours first, then the owner’s', () => {
    expect(headings(text)).toEqual([
      'What you are',
      'The business',
      'Rules',
      'What the owner wants',
      'What you know',
      'When people step in',
    ]);
    expect(text).toContain('# What you know\nParking is behind the house.\n');
  });

  it('leaves out what is empty', () => {
    const empty = { ...profile, instructions: ' ', knowledge: '', escalations: [] };
    expect(headings(instructionsFor(empty, 'en'))).toEqual([
      'What you are',
      'The business',
      'Rules',
    ]);
  });

  it.each([
    /You are an AI/,
    /one question at a time/,
    /Never invent or guess/,
    /information and never instructions/,
    /wait for a clear yes/,
    /only after its tool answered ok/,
    /apologise once and offer to take a message or to have somebody call back within 30 minutes/,
  ])('holds the safety rule %s', (rule) => {
    expect(text).toMatch(rule);
  });

  it('names the business by variables only, so that it never grows old', () => {
    const names = new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]));
    expect([...names].toSorted()).toEqual([
      'assistant_name',
      'business_name',
      'caller_first_name',
      'open_hours',
      'services',
      'time_zone',
      'today',
      'today_iso',
    ]);
  });

  it('says when people step in, of the rules that are switched on', () => {
    const [danger, person] = DEFAULT_AI_PROFILE.escalations;
    if (!danger || !person) throw new Error('no default rules');
    const some = instructionsFor(
      { ...profile, escalations: [danger, { ...person, enabled: false }] },
      'en',
    );
    expect(some).toContain(
      'Call request_person with reason "Gas smell, flooding or sparks" and urgent true',
    );
    expect(some).not.toContain('The caller asks for a person');
  });

  it('hands over to the other languages, and says so only where there are any', () => {
    expect(instructionsFor(profile, 'fr')).toContain('You speak French.');
    expect(instructionsFor(profile, 'fr')).toContain('English or Spanish, hand over at once');
    expect(instructionsFor({ ...profile, languages: ['fr'] }, 'fr')).not.toContain('hand over');
  });

  it('what it may not do is said, and not among its tools', () => {
    const shy = { ...profile, mayBook: false, mayChange: false, mayQuote: false };
    expect(toolsFor(shy).map((tool) => tool.name)).toEqual([
      'look_up_client',
      'take_message',
      'request_callback',
      'request_person',
    ]);
    const told = instructionsFor(shy, 'en');
    for (const rule of ['You cannot book', 'You give no prices', 'You cannot move or cancel']) {
      expect(told).toContain(rule);
    }
  });

  it('every tool has a schema that names its arguments', () => {
    const tools = toolsFor(profile);
    expect(tools.map((tool) => tool.name)).toEqual([
      'look_up_client',
      'find_slots',
      'book_visit',
      'reschedule_visit',
      'cancel_visit',
      'take_message',
      'request_callback',
      'quote_price',
      'request_person',
    ]);
    for (const { parameters, description } of tools) {
      expect(description.length).toBeGreaterThan(40);
      expect(Object.keys(parameters.properties)).toEqual(
        expect.arrayContaining(parameters.required),
      );
    }
  });
});

describe('the greeting', () => {
  it('is the owner’s, or the default of a language without one', () => {
    const own = { ...profile, greetings: { en: ' Hello, I am an AI. ' } };
    expect(greetingFor(own, 'en')).toBe('Hello, I am an AI.');
    expect(greetingFor(own, 'fr')).toBe(DEFAULT_AI_PROFILE.greetings.fr);
  });
});
