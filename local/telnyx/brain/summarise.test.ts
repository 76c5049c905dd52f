import { describe, expect, it } from 'vitest';
import { createScriptedBrain } from './scripted-brain.ts';
import { summarise } from './summarise.ts';
import { converse, KNOWN_CLIENT, usualAnswers, usualTurn } from './testing/fake-business.ts';
import type { Answers } from './testing/fake-business.ts';

const after = async (lines: string[], answers: Answers = {}) => {
  const conversation = converse(createScriptedBrain(), usualTurn(), {
    ...usualAnswers(),
    ...answers,
  });
  await conversation.start();
  for (const line of lines) await conversation.hear(line);
  return summarise(conversation.messages);
};
const known: Answers = { look_up_client: () => KNOWN_CLIENT };
const booking = ['leaking tap, any time', 'the first one', 'John Chen', 'yes'];

describe('the insight of a conversation', () => {
  it('a booking', async () => {
    expect(await after([...booking, 'great, thank you, bye'])).toEqual({
      summary:
        'The caller spoke about: leaking tap. Booked Tap repair, Monday, November 23 at 9:00 a.m., for John Chen.',
      outcome: 'booked',
      sentiment: 'positive',
      follow_ups: [],
    });
  });

  it.each([
    [['cancel my visit', 'the first one', 'yes'], 'cancelled'],
    [['move my visit to Monday', 'the first', 'the first one', 'yes'], 'rescheduled'],
    [['tell Luis that I am late today'], 'message'],
    [['call me back about my invoice number'], 'callback'],
    [['I want to speak to a person'], 'person'],
    [['are you open on Saturday?'], 'answered'],
    [[], 'abandoned'],
  ])('%j: %s', async (lines, outcome) => {
    expect((await after(lines, known)).outcome).toBe(outcome);
  });

  it('what failed did not happen', async () => {
    const summary = await after(booking, {
      book_visit: () => ({ ok: false, reason: 'unavailable' }),
    });
    expect(summary.outcome).toBe('answered');
    expect(summary.summary).not.toMatch(/Booked/);
  });

  it('messages and call-backs are left to do', async () => {
    expect((await after(['tell Luis that I am late today'])).follow_ups).toEqual([
      'Message: tell Luis that I am late today',
    ]);
    expect((await after(['leaking tap, any time'])).follow_ups).toEqual([
      'Times were offered and none was booked: leaking tap',
    ]);
  });

  it.each([
    ['This is terrible, I am very angry', 'negative'],
    ['es un servicio pésimo, señor', 'negative'],
    ['merci beaucoup, parfait', 'positive'],
    ['I have a leaking tap', 'neutral'],
  ])('"%s" is %s', (text, sentiment) => {
    expect(summarise([{ role: 'user', text }]).sentiment).toBe(sentiment);
  });
});
