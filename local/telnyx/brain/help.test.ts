import { describe, expect, it } from 'vitest';
import { MONDAY_SLOTS } from './testing/fake-business.ts';
import { call, names, without } from './testing/talk.ts';

describe('people, messages, call-backs', () => {
  it('rings people, keeps the caller company, and takes a message when nobody is free', async () => {
    const conversation = call();
    expect(await conversation.hear('I want to speak to a person')).toMatch(/ringing someone/);
    expect(await conversation.idle()).toBe('I am still trying to reach someone.');
    for (let times = 0; times < 4; times += 1)
      expect(await conversation.idle()).toMatch(/still trying/);
    expect(await conversation.note('nobody is free')).toMatch(/nobody is free.*pass on/);
    await conversation.hear('Tell them that my pump is broken');
    expect(conversation.calls('take_message')[0]?.arguments['message']).toContain(
      'my pump is broken',
    );
    expect(conversation.calls('request_person')).toHaveLength(1);
  });

  it('without a tool for messages a call-back is noted', async () => {
    const conversation = call({ tools: without('take_message') });
    await conversation.hear('operator please');
    await conversation.note('No one is available.');
    await conversation.hear('my pump is broken');
    expect(conversation.calls('request_callback')[0]?.arguments['reason']).toBe(
      'my pump is broken',
    );
  });

  it.each([
    ['en', 'I smell gas in the kitchen', /leave the building/],
    ['en', 'There is water everywhere', /safe/],
    ['fr', 'Ça sent le gaz dans la cuisine', /Sortez/],
    ['es', 'Huele a gas en la cocina', /Salga/],
  ] as const)('danger first, in %s: %s', async (language, words, calm) => {
    const conversation = call({ name: names[language] });
    expect(await conversation.hear(words)).toMatch(calm);
    expect(conversation.actions[0]?.kind).toBe('say');
    expect(conversation.calls()).toEqual([
      { name: 'request_person', arguments: { reason: words, urgent: true } },
    ]);
  });

  it("the owner's words ring people, with the owner's reason", async () => {
    const instructions =
      'Be warm and brief.\n# When people step in\n- A lawyer calls. Callers say: "lawsuit", "attorney". Call request_person with reason "A lawyer calls" and urgent true, at once.';
    const conversation = call({ instructions });
    await conversation.hear('This is about a lawsuit');
    expect(conversation.calls('request_person')[0]?.arguments).toEqual({
      reason: 'A lawyer calls',
      urgent: true,
    });
  });

  it('a call-back keeps the time that was asked for', async () => {
    const conversation = call();
    const answer = await conversation.hear(
      'Please call me back tomorrow afternoon about my invoice number',
    );
    expect(conversation.calls('request_callback')[0]?.arguments).toMatchObject({
      when: 'tomorrow afternoon',
    });
    expect(answer).toContain('within 30 minutes');
  });

  it('asks for the message where none was said', async () => {
    const conversation = call();
    expect(await conversation.hear('Can I leave a message?')).toMatch(/pass on/);
    await conversation.hear('The key is under the mat');
    expect(conversation.calls('take_message')[0]?.arguments['message']).toBe(
      'The key is under the mat',
    );
  });
});

describe('tools that fail', () => {
  it('a read is tried once more, then help is offered', async () => {
    const conversation = call({}, { find_slots: () => null });
    expect(await conversation.hear('leaking tap tomorrow')).toMatch(
      /sorry.*message.*call you back/,
    );
    expect(conversation.calls('find_slots')).toHaveLength(2);
    await conversation.hear('call me back');
    expect(conversation.calls('request_callback')[0]?.arguments['reason']).toBe('leaking tap');
  });

  it('the second answer of a read counts', async () => {
    const conversation = call(
      {},
      { find_slots: (_, count) => (count === 0 ? null : { ok: true, slots: MONDAY_SLOTS }) },
    );
    expect(await conversation.hear('leaking tap tomorrow')).toContain('9:00');
  });

  it('where message and call-back fail too, a person is asked for', async () => {
    const unavailable = () => ({ ok: false, reason: 'unavailable', message: 'No.' });
    const conversation = call({}, { take_message: unavailable, request_callback: () => null });
    expect(await conversation.hear('tell Luis that I am late for work')).toMatch(/call you back/);
    expect(await conversation.hear('yes')).toMatch(/A person will call you back/);
    expect(conversation.calls().map(({ name }) => name)).toEqual([
      'look_up_client',
      'take_message',
      'request_callback',
      'request_person',
    ]);
  });

  it('a look-up that fails does not stop the call', async () => {
    const conversation = call({}, { look_up_client: () => null });
    expect(await conversation.hear('leaking tap tomorrow')).toContain('9:00');
  });
});
