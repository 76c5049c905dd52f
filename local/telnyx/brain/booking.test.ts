import { describe, expect, it } from 'vitest';
import { BOOKING_SENTENCES } from './testing/booking-sentences.ts';
import { KNOWN_CLIENT, MONDAY_SLOTS } from './testing/fake-business.ts';
import { call, known, names, say, without } from './testing/talk.ts';

describe('booking', () => {
  it('one sentence is enough to look for times', async () => {
    const conversation = call();
    await conversation.hear('tomorrow morning, leaking tap');
    expect(conversation.calls('find_slots')).toEqual([
      {
        name: 'find_slots',
        arguments: {
          problem: 'leaking tap',
          date_from: '2026-11-23',
          date_to: '2026-11-23',
          part_of_day: 'morning',
        },
      },
    ]);
  });

  it.each(BOOKING_SENTENCES)('books in $language: $lines', async ({ language, lines }) => {
    const conversation = call({ name: names[language] });
    await say(conversation, lines);
    expect(conversation.calls('book_visit')).toHaveLength(1);
    expect(conversation.calls('book_visit')[0]?.arguments).toMatchObject({
      slot_id: 's1',
      confirmed: true,
    });
    expect(conversation.actions.at(-1)).toEqual({ kind: 'hang_up' });
    const languages = conversation.actions.flatMap((action) =>
      action.kind === 'say' ? [action.language] : [],
    );
    expect(new Set(languages)).toEqual(new Set([language]));
  });

  it('labels are passed on word for word, and no other time is said', async () => {
    const conversation = call();
    const answer = await conversation.hear('leaking tap, any time');
    for (const { label } of MONDAY_SLOTS) expect(answer).toContain(label.replace(/\.$/, ''));
    expect(answer.match(/\d{1,2}:\d\d/g)).toEqual(['9:00', '10:30', '2:00']);
  });

  it.each([
    ['the first one', 's1'],
    ['nine', 's1'],
    ['9 am please', 's1'],
    ['uh, the second', 's2'],
    ['half past ten', 's2'],
    ['the last one', 's3'],
    ['Tuesday', 's3'],
    ['the afternoon one', 's3'],
    ['any of them is fine', 's1'],
    ['yes', 's1'],
    ['Monday at 10:30', 's2'],
  ])('of three times "%s" chooses %s', async (choice, slotId) => {
    const conversation = call();
    await say(conversation, ['leaking tap, any time', choice, 'John Chen', 'yes']);
    expect(conversation.calls('book_visit')[0]?.arguments['slot_id']).toBe(slotId);
  });

  it.each([
    ['none of them', { date_from: '2026-11-25' }],
    ['something later', { date_from: '2026-11-25' }],
    ['Thursday', { date_from: '2026-11-26', date_to: '2026-11-26' }],
    ['another day, maybe next week', { date_from: '2026-11-23', date_to: '2026-11-29' }],
  ])('"%s" looks again on other days', async (choice, expected) => {
    const conversation = call();
    await say(conversation, ['leaking tap, any time', choice]);
    expect(conversation.calls('find_slots')[1]?.arguments).toMatchObject(expected);
  });

  it('asks which of two that fit', async () => {
    const conversation = call();
    const answer = await say(conversation, ['leaking tap, any time', 'Monday']);
    expect(answer).toContain('9:00');
    expect(answer).toContain('10:30');
    expect(answer).not.toContain('Tuesday');
  });

  it.each(['no', 'hm', 'maybe', 'is that the plumber?', 'yes, but wait', 'not yet'])(
    'books nothing on "%s"',
    async (answer) => {
      const conversation = call();
      await say(conversation, ['leaking tap, any time', 'the first one', 'John Chen', answer]);
      expect(conversation.calls('book_visit')).toEqual([]);
    },
  );

  it('a no is asked what to change, and the change is read back', async () => {
    const conversation = call();
    const answer = await say(conversation, [
      'leaking tap, any time',
      'the first one',
      'John Chen',
      'no',
      'the second one',
    ]);
    expect(answer).toContain('10:30');
    expect(answer).toMatch(/is that right\?$/);
  });

  it('a yes before the read-back was heard is no yes', async () => {
    const conversation = call();
    await say(conversation, ['leaking tap, any time', 'the first one', 'John Chen']);
    conversation.messages.pop();
    const answer = await conversation.hear('yes');
    expect(conversation.calls('book_visit')).toEqual([]);
    expect(answer).toMatch(/is that right\?$/);
    await conversation.hear('yes');
    expect(conversation.calls('book_visit')).toHaveLength(1);
  });

  it('a known client is not asked for a name', async () => {
    const conversation = call({}, known);
    const answer = await say(conversation, ['leaking tap, any time', 'the first one']);
    expect(answer).toContain('for Maria');
    await conversation.hear('yes');
    expect(conversation.calls('book_visit')[0]?.arguments).toEqual({
      slot_id: 's1',
      problem: 'leaking tap',
      confirmed: true,
    });
  });

  it('a name that comes too early is kept', async () => {
    const conversation = call();
    await say(conversation, ['leaking tap, any time', 'John Chen', 'the first one', 'yes']);
    expect(conversation.calls('book_visit')[0]?.arguments['name']).toBe('John Chen');
  });

  it('a name is never made up: "yes" is none, nor is "the first one"', async () => {
    const conversation = call();
    await say(conversation, [
      'leaking tap, any time',
      'the first one',
      'yes',
      'the first one',
      'yes',
    ]);
    expect(conversation.calls('book_visit')).toEqual([]);
  });

  it('says booked only after ok', async () => {
    const conversation = call({}, { book_visit: () => null });
    const answer = await say(conversation, [
      'leaking tap, any time',
      'the first one',
      'John Chen',
      'yes',
    ]);
    expect(answer).not.toMatch(/booked/i);
    expect(answer).toMatch(/call you back/);
    expect(conversation.calls('book_visit')).toHaveLength(1);
  });

  it('a taken slot: apologises and offers the fresh ones', async () => {
    const fresh = [
      {
        slot_id: 's8',
        label: 'Friday, November 27 at 11:00 a.m.',
        day: '2026-11-27',
        time: '11:00',
      },
    ];
    const conversation = call(
      {},
      {
        book_visit: ({ slot_id: id }) =>
          id === 's8'
            ? { ok: true, label: fresh[0]?.label, service: 'Tap repair' }
            : { ok: false, reason: 'slot_taken', message: 'Taken.', slots: fresh },
      },
    );
    const lines = ['leaking tap, any time', 'the first one', 'John Chen', 'yes'];
    expect(await say(conversation, lines)).toContain('Friday, November 27 at 11:00 a.m.');
    const booked = await say(conversation, ['yes', 'yes']);
    expect(booked).toContain('You are booked: Tap repair, on Friday, November 27 at 11:00 a.m.');
  });

  it('nothing free: says so and asks for another day', async () => {
    const conversation = call(
      {},
      { find_slots: () => ({ ok: true, slots: [], message: 'None.' }) },
    );
    expect(await conversation.hear('leaking tap tomorrow')).toMatch(/nothing is free/);
    await conversation.hear('Friday then');
    expect(conversation.calls('find_slots')[1]?.arguments).toMatchObject({
      date_from: '2026-11-27',
    });
  });

  it('an expired offer is looked up again once', async () => {
    const conversation = call({}, { book_visit: () => ({ ok: false, reason: 'offer_expired' }) });
    await say(conversation, ['leaking tap, any time', 'the first one', 'John Chen', 'yes']);
    expect(conversation.calls('find_slots')).toHaveLength(2);
    await say(conversation, ['the first one', 'yes']);
    expect(conversation.calls('find_slots')).toHaveLength(2);
  });

  it('sends only what the schema of the tool knows', async () => {
    const schema = { type: 'object', properties: { problem: { type: 'string' } } };
    const tools = [
      ...without('find_slots'),
      { name: 'find_slots', kind: 'webhook' as const, parameters: schema },
    ];
    const conversation = call({ tools });
    await conversation.hear('leaking tap tomorrow morning');
    expect(conversation.calls('find_slots')[0]?.arguments).toEqual({ problem: 'leaking tap' });
  });

  it('without the tool it cannot book, and says what it can do', async () => {
    expect(await call({ tools: without('book_visit') }).hear('leaking tap tomorrow')).toMatch(
      /can't book visits.*message.*call you back/,
    );
    const bare = without('book_visit', 'take_message', 'request_callback', 'request_person');
    expect(await call({ tools: bare }).hear('leaking tap tomorrow')).toMatch(
      /can't book.*call again/,
    );
  });
});

describe('moving and cancelling', () => {
  it('asks which visit, reads back and moves it', async () => {
    const conversation = call({}, known);
    const which = await conversation.hear('I need to move my appointment to Friday');
    expect(which).toMatch(/Tap repair.*Boiler service.*Which one/);
    await say(conversation, ['the boiler one', 'the second']);
    expect(conversation.calls('find_slots')[0]?.arguments).toMatchObject({
      visit_id: 'v2',
      date_from: '2026-11-27',
    });
    expect(conversation.calls('reschedule_visit')).toEqual([]);
    await conversation.hear('yes');
    expect(conversation.calls('reschedule_visit')[0]?.arguments).toEqual({
      visit_id: 'v2',
      slot_id: 's2',
      confirmed: true,
    });
  });

  it('"my Friday visit to Monday" names the visit and the day', async () => {
    const conversation = call({}, known);
    await conversation.hear('Please move my Friday visit to next Monday');
    expect(conversation.calls('find_slots')[0]?.arguments).toMatchObject({
      visit_id: 'v1',
      date_from: '2026-11-23',
    });
  });

  it.each([
    ['en', 'cancel my visit', 'the first one', 'yes'],
    ['fr', 'annulez ma visite', 'la première', 'oui'],
    ['es', 'cancele mi visita', 'la primera', 'sí'],
  ] as const)('cancels in %s after a yes', async (language, wish, which, yes) => {
    const conversation = call({ name: names[language] }, known);
    await say(conversation, [wish, which]);
    expect(conversation.calls('cancel_visit')).toEqual([]);
    await conversation.hear(yes);
    expect(conversation.calls('cancel_visit')[0]?.arguments).toEqual({
      visit_id: 'v1',
      confirmed: true,
    });
  });

  it('a no keeps the visit', async () => {
    const conversation = call({}, known);
    const answer = await say(conversation, ['cancel my visit', 'the first one', 'no']);
    expect(answer).toMatch(/stays as it is/);
    expect(conversation.calls('cancel_visit')).toEqual([]);
  });

  it('a number that shows nothing: no visit is spoken of', async () => {
    const conversation = call();
    expect(await conversation.hear('cancel my visit')).toMatch(/can't see any bookings/);
    expect(conversation.calls().map(({ name }) => name)).toEqual(['look_up_client']);
  });

  it('[identity] visits that come without identity are not told', async () => {
    const conversation = call(
      {},
      { look_up_client: () => ({ ...KNOWN_CLIENT, identity: 'none' }) },
    );
    expect(await conversation.hear('when is my appointment?')).not.toMatch(/Tap repair|Boiler/);
  });
});
