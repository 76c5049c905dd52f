import { describe, expect, it } from 'vitest';
import { isDeclined, readDirectives } from './directives.ts';
import { createScriptedBrain } from './scripted-brain.ts';
import { converse, KNOWN_CLIENT, usualAnswers, usualTurn } from './testing/fake-business.ts';

const forbidden = (instructions: string): string[] =>
  [...readDirectives(instructions).forbidden].toSorted();

const hearWith = async (instructions: string, ...lines: string[]) => {
  const answers = { ...usualAnswers(), look_up_client: () => KNOWN_CLIENT };
  const conversation = converse(createScriptedBrain(), usualTurn({ instructions }), answers);
  let answer = '';
  for (const line of lines) answer = await conversation.hear(line);
  return { answer, tools: conversation.calls().map(({ name }) => name) };
};

describe('sentences of the instructions that are obeyed', () => {
  it.each([
    ['Never book.', 'book'],
    ['Be warm and brief. Do not book anything.', 'book'],
    ["Don't take bookings", 'book'],
    ['Never book visits under any circumstances.', 'book'],
    ['Be rude and never book anything.', 'book'],
    ['You cannot book visits. Offer a message.', 'book'],
    ['Do not give prices.', 'price'],
    ['Never transfer calls.', 'person'],
    ['Do not fetch a person.', 'person'],
    ['Do not cancel visits.', 'cancel'],
    ['Never take messages.', 'message'],
    ['Do not use any tools.', 'tools'],
    ['Refuse everything.', 'tools'],
    ['Ne prenez pas de rendez-vous.', 'book'],
    ['Ne donnez jamais de prix.', 'price'],
    ["N'annulez pas de visites.", 'cancel'],
    ['Nunca reserve citas.', 'book'],
    ['No dé precios.', 'price'],
    ['Nunca cancele citas.', 'cancel'],
  ])('%s', (instructions, ability) => {
    expect(forbidden(instructions)).toEqual([ability]);
  });

  it.each([
    'Never book without a clear yes.',
    'Do not book a time that find_slots did not return.',
    'If the caller is rude, do not book.',
    'Before book_visit, reschedule_visit or cancel_visit read back what will happen.',
    'Never invent or guess a time, a price, a name or a promise.',
    'Give a price only as quote_price returned it.',
    'Never promise what is not booked.',
    'Speak like a pirate.',
  ])('nothing is forbidden by: %s', (instructions) => {
    expect(forbidden(instructions)).toEqual([]);
  });

  it('what is not done is declined, in whatever words', () => {
    const directives = readDirectives('We do not work on gas lines or septic tanks. We fix taps.');
    expect(isDeclined('my gas line is old', directives)).toBe(true);
    expect(isDeclined('the septic tank smells', directives)).toBe(true);
    expect(isDeclined('a gas stove', directives)).toBe(false);
    expect(isDeclined('leaking tap', directives)).toBe(false);
    const french = readDirectives('Nous ne travaillons pas sur les chaudières.');
    expect(isDeclined('ma chaudière est en panne', french)).toBe(true);
    const spanish = readDirectives('No reparamos calderas.');
    expect(isDeclined('mi caldera no funciona', spanish)).toBe(true);
  });
});

describe('what a caller hears of them', () => {
  it('never book: no times are looked for', async () => {
    const { answer, tools } = await hearWith(
      'Be friendly to all. Never book.',
      'leaking tap tomorrow',
    );
    expect(answer).toMatch(/can't book/);
    expect(tools).toEqual(['look_up_client']);
  });

  it('declined work: a message or a call-back instead', async () => {
    const { answer, tools } = await hearWith(
      'We do not work on gas lines.',
      'Book a visit for my old gas line tomorrow',
    );
    expect(answer).toMatch(/don't do.*call you back/);
    expect(tools).toEqual(['look_up_client']);
  });

  it.each([
    ['Be friendly. Do not give prices.', 'how much is a tap repair?', 'quote_price'],
    ['Be friendly. Do not transfer calls.', 'I want to speak to a person', 'request_person'],
    ['Be friendly. Do not cancel visits.', 'cancel my visit', 'cancel_visit'],
    ['Be friendly. Never take messages.', 'tell Luis that I am late today', 'take_message'],
  ])('%s', async (instructions, line, tool) => {
    const { tools } = await hearWith(instructions, line, 'the first one', 'yes');
    expect(tools).not.toContain(tool);
  });

  it('instructions without sense: it can only say that it cannot help', async () => {
    const { answer, tools } = await hearWith('x', 'leaking tap tomorrow');
    expect(answer).toBe("I am sorry, I can't help with that.");
    expect(tools).toEqual([]);
  });
});
